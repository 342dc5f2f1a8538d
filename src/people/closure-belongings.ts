import type { Reader } from '../db/schema.ts'
import { clarityKey } from '../settings/queries.ts'
import type { Closing, Taker } from './merger-tree.ts'

/** A process template (mẫu quy trình) of a closed office: taken over, or no longer offered where its name is taken. */
export interface Template {
  id: number
  publicId: string
  name: string
  version: number
  path: string
  from: string
  /** The office that offers it from now on; none when another of that short name is offered there. */
  into?: number
}

/** What belongs to an office and not to its people: its templates, and the set of rõ (bộ "rõ") it chose. */
export async function foreseeBelongings(db: Reader, closings: readonly Closing[]) {
  const offices = closings.filter(({ unit, into }) => unit.kind === 'office' && into)
  if (offices.length === 0) return { templates: [], clarity: undefined }
  return { templates: await templatesOf(db, offices), clarity: await clarityOf(db, offices) }
}

async function templatesOf(db: Reader, offices: readonly Closing[]): Promise<Template[]> {
  const takers = new Map(
    offices.flatMap(({ unit, into }) => (into?.kind === 'office' ? [[unit.id, into] as const] : [])),
  )
  const rows = await db
    .selectFrom('processTemplates')
    .innerJoin('units', 'units.id', 'processTemplates.unitId')
    .select(['processTemplates.id', 'processTemplates.publicId', 'processTemplates.name', 'processTemplates.key'])
    .select(['processTemplates.unitId', 'processTemplates.version', 'units.path', 'units.name as from'])
    .where('unitId', 'in', [
      ...takers.keys(),
      ...[...takers.values()].map(({ id }) => id),
      ...offices.map(({ unit }) => unit.id),
    ])
    .where('active', '=', 1)
    .orderBy('processTemplates.id')
    .execute()
  const isClosing = new Set(offices.map(({ unit }) => unit.id))
  const taken = new Set(
    rows.filter(({ unitId }) => !isClosing.has(unitId)).map(({ unitId, key }) => `${unitId} ${key}`),
  )
  return rows
    .filter(({ unitId }) => isClosing.has(unitId))
    .map(({ key, unitId, ...template }) => {
      const into = takers.get(unitId)?.id
      const isFree = into !== undefined && !taken.has(`${into} ${key}`)
      if (isFree) taken.add(`${into} ${key}`)
      return { ...template, ...(isFree && { into }) }
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
