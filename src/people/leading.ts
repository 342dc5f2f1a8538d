import type { Reader } from '../db/schema.ts'
import { type HeldRole, holdsOver, type Placed } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import type { Leads } from '../rules/hand-over.ts'
import { activeGrants } from './queries.ts'

/** Somebody a task points to: the name, where they stand, and what they lead. */
export interface Standing extends Placed {
  name: string
  unitId: number
  roles: readonly HeldRole[]
}

/** These people, gone or not, with the units they lead today. Two queries. */
export async function standingOf(db: Reader, ids: Iterable<number>, today: Day): Promise<Map<number, Standing>> {
  const wanted = [0, ...new Set(ids)]
  const people = await db
    .selectFrom('people')
    .innerJoin('units', 'units.id', 'people.unitId')
    .select(['people.id', 'people.name', 'people.unitId', 'units.path'])
    .where('people.id', 'in', wanted)
    .execute()
  const grants = await activeGrants(db, today)
    .select(['personId', 'unitId'])
    .where('role', '=', 'leader')
    .where('personId', 'in', wanted)
    .execute()
  const rolesOf = (id: number) =>
    grants.filter(({ personId }) => personId === id).map(({ unitId }) => ({ role: 'leader' as const, unitId }))
  return new Map(people.map(({ id, ...person }) => [id, { ...person, roles: rolesOf(id) }]))
}

/** Who leads whom among them. */
export const leadsAmong =
  (people: ReadonlyMap<number, Standing>): Leads =>
  (leader, doer) => {
    const [above, below] = [people.get(leader), people.get(doer)]
    return above !== undefined && below !== undefined && holdsOver(above, 'leader', below)
  }

/** Their names, for the record. */
export const namesOf = (people: ReadonlyMap<number, Standing>): ReadonlyMap<number, string> =>
  new Map([...people].map(([id, { name }]) => [id, name]))
