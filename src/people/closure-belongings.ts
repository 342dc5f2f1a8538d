import type { Reader } from '../db/schema.ts'
import type { Day } from '../rules/days.ts'
import { clarityKey } from '../settings/queries.ts'
import type { Closing, Taker } from './merger-tree.ts'

/** A process template (mẫu quy trình) or checklist (bảng kiểm) of a closed office: taken over, or no longer offered where its name is taken. */
export interface Belonging {
  id: number
  publicId: string
  name: string
  version: number
  path: string
  from: string
  /** The office that offers it from now on; none when another of that short name is offered there. */
  into?: number
}

/** What belongs to an office and not to its people: its templates, checklists, plans of inspection, and the set of rõ (bộ "rõ") it chose. */
export async function foreseeBelongings(db: Reader, closings: readonly Closing[], day: Day) {
  const offices = closings.filter(({ unit, into }) => unit.kind === 'office' && into)
  if (offices.length === 0) return { templates: [], checklists: [], plans: [], clarity: undefined }
  return {
    templates: await offeredBy(db, 'processTemplates', offices),
    checklists: await offeredBy(db, 'checklists', offices),
    plans: await plansOf(db, offices, day.slice(0, 4)),
    clarity: await clarityOf(db, offices),
  }
}

const takersOf = (offices: readonly Closing[]) =>
  new Map(offices.flatMap(({ unit, into }) => (into?.kind === 'office' ? [[unit.id, into] as const] : [])))

async function offeredBy(
  db: Reader,
  table: 'processTemplates' | 'checklists',
  offices: readonly Closing[],
): Promise<Belonging[]> {
  const takers = takersOf(offices)
  const rows = await db
    .selectFrom(`${table as 'processTemplates'} as belongings`)
    .innerJoin('units', 'units.id', 'belongings.unitId')
    .select(['belongings.id', 'belongings.publicId', 'belongings.name', 'belongings.key'])
    .select(['belongings.unitId', 'belongings.version', 'units.path', 'units.name as from'])
    .where('unitId', 'in', [
      ...takers.keys(),
      ...[...takers.values()].map(({ id }) => id),
      ...offices.map(({ unit }) => unit.id),
    ])
    .where('active', '=', 1)
    .orderBy('belongings.id')
    .execute()
  const isClosing = new Set(offices.map(({ unit }) => unit.id))
  const taken = new Set(
    rows.filter(({ unitId }) => !isClosing.has(unitId)).map(({ unitId, key }) => `${unitId} ${key}`),
  )
  return rows
    .filter(({ unitId }) => isClosing.has(unitId))
    .map(({ key, unitId, ...one }) => {
      const into = takers.get(unitId)?.id
      const isFree = into !== undefined && !taken.has(`${into} ${key}`)
      if (isFree) taken.add(`${into} ${key}`)
      return { ...one, ...(isFree && { into }) }
    })
}

/** The yearly plan of inspection (kế hoạch kiểm tra) of this year and later, where what takes over has none of that year. */
async function plansOf(db: Reader, offices: readonly Closing[], year: string) {
  const takers = takersOf(offices)
  const rows = await db
    .selectFrom('inspectionPlans')
    .innerJoin('units', 'units.id', 'inspectionPlans.unitId')
    .select(['inspectionPlans.id', 'inspectionPlans.unitId', 'year', 'units.name as from', 'units.path'])
    .where('unitId', 'in', [0, ...takers.keys(), ...[...takers.values()].map(({ id }) => id)])
    .where('year', '>=', Number(year))
    .orderBy('inspectionPlans.id')
    .execute()
  const taken = new Set(rows.map((plan) => `${plan.unitId} ${plan.year}`))
  return rows.flatMap(({ unitId, ...plan }) => {
    const into = takers.get(unitId)
    const place = `${into?.id} ${plan.year}`
    if (!into || taken.has(place)) return []
    taken.add(place)
    return [{ ...plan, into }]
  })
}

/** An office opened by the merger has chosen no set of rõ: it goes on with that of the first one that had. */
async function clarityOf(
  db: Reader,
  offices: readonly Closing[],
): Promise<{ from: string; value: string; into: Taker } | undefined> {
  for (const { unit, into } of offices) {
    if (!into || into.id > 0 || into.kind !== 'office') continue
    const key = clarityKey(unit.publicId)
    const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
    if (row) return { from: unit.name, value: row.value, into }
  }
  return undefined
}
