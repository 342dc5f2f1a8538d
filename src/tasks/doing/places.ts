import type { Ctx } from '../../act.ts'
import type { Reader } from '../../db/schema.ts'
import { activeGrants, findPerson, peopleWithUnit } from '../../people/queries.ts'
import { findUnit } from '../../people/tree.ts'
import { readUnits, unitsLed, type WorkUnit } from '../../people/work-units.ts'
import { Invalid } from '../../refusal.ts'
import type { Day } from '../../rules/days.ts'
import { searchWords } from '../../rules/names.ts'
import { headOf } from '../../rules/parts.ts'

/** A unit that an order may go to, and who receives it there: its head (người đứng đầu), when that is one person. */
export interface Place {
  publicId: string
  name: string
  leaders: Receiver[]
  head?: Receiver
}
export interface Receiver {
  publicId: string
  name: string
  post: string
}

const mostPlaces = 200
const mostColleagues = 60

/** The units right below those this person leads or follows, or all below whose names have the words looked for. Three queries. */
export async function placesFor({ db, who, today }: Ctx, search = ''): Promise<Place[]> {
  const units = await readUnits(db.reader)
  const led = unitsLed(units, who)
  const reached = units.filter((unit) => !unit.closedOn && isBelow(unit, led, search)).slice(0, mostPlaces)
  const leaders = await leadersOf(db.reader, reached, today)
  return reached.sort(inOrder).map(({ id, publicId, name }) => {
    const own = leaders.get(id) ?? []
    return { publicId, name, leaders: own, head: headOf(own) }
  })
}

const isBelow = (unit: WorkUnit, led: readonly WorkUnit[], search: string) =>
  led.some(({ id, path }) =>
    search ? unit.id !== id && unit.path.startsWith(path) && isCalled(unit, search) : unit.parentId === id,
  )

function isCalled({ name, shortName }: WorkUnit, search: string): boolean {
  const words = [...searchWords(name), ...searchWords(shortName)]
  return searchWords(search).every((typed) => words.some((word) => word.startsWith(typed)))
}

const inOrder = (a: WorkUnit, b: WorkUnit) => a.position - b.position || (a.path < b.path ? -1 : 1)

async function leadersOf(db: Reader, units: readonly WorkUnit[], today: Day) {
  const found = new Map<number, Receiver[]>()
  if (units.length === 0) return found
  const ids = units.map(({ id }) => id)
  const rows = await activeGrants(db, today)
    .innerJoin('people', 'people.id', 'roleGrants.personId')
    .select(['roleGrants.unitId', 'people.publicId', 'people.name', 'people.post'])
    .where('role', '=', 'leader')
    .where('roleGrants.unitId', 'in', ids)
    .where('people.leftOn', 'is', null)
    .where('people.system', '=', 0)
    .orderBy('people.sortKey')
    .execute()
  for (const { unitId, ...person } of rows) found.set(unitId, [...(found.get(unitId) ?? []), person])
  return found
}

/** The people of the very units this person leads or follows: whom a head gives the same order. Two queries. */
export async function colleaguesOf({ db, who }: Ctx): Promise<Receiver[]> {
  const led = unitsLed(await readUnits(db.reader), who)
  if (led.length === 0) return []
  return peopleWithUnit(db.reader)
    .where(
      'people.unitId',
      'in',
      led.map(({ id }) => id),
    )
    .where('people.leftOn', 'is', null)
    .where('people.system', '=', 0)
    .where('people.id', '<>', who.id)
    .orderBy('people.sortKey')
    .limit(mostColleagues)
    .execute()
}

/**
 * The public ids of the people whom these public ids, of people or of units, mean. Throws `Invalid` beside `to` for a unit
 * without a head, or with several.
 */
export async function receiversOf({ db, today }: Pick<Ctx, 'db' | 'today'>, ids: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const id of ids) found.push((await headIn(db.reader, id, today)) ?? id)
  return found
}

async function headIn(db: Reader, publicId: string, today: Day): Promise<string | undefined> {
  const unit = (await findPerson(db, publicId)) ? undefined : await findUnit(db, publicId)
  if (!unit) return undefined
  const leaders = (await leadersOf(db, [unit], today)).get(unit.id) ?? []
  const head = headOf(leaders)
  if (!head) throw new Invalid({ to: noHead({ name: unit.name, leaders }) })
  return head.publicId
}

const noHead = ({ name, leaders }: Pick<Place, 'name' | 'leaders'>) =>
  leaders.length === 0
    ? `${name} chưa có người đứng đầu. Chọn một người nhận.`
    : `${name} có ${leaders.length} lãnh đạo. Chọn một người nhận.`
