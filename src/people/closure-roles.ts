import type { Reader } from '../db/schema.ts'
import type { Role } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import type { ClosureInput } from './forms.ts'
import { type Closing, goesOn, type Taker } from './merger-tree.ts'
import { activeGrants } from './queries.ts'

/** The roles held in these very units, each beside who holds it. */
export const grantsIn = (db: Reader, unitIds: readonly number[], today: Day) =>
  activeGrants(db, today)
    .innerJoin('people', 'people.id', 'roleGrants.personId')
    .innerJoin('units', 'units.id', 'roleGrants.unitId')
    .select(['roleGrants.id', 'roleGrants.publicId', 'roleGrants.personId', 'roleGrants.unitId'])
    .select(['people.name', 'people.publicId as personPublicId', 'units.name as unitName', 'units.path'])
    .select((is) => is.ref('roleGrants.role').$castTo<Role>().as('role'))
    .where('roleGrants.unitId', 'in', [0, ...unitIds])
    .where('people.leftOn', 'is', null)
    .orderBy('units.path')
    .orderBy('people.sortKey')
    .orderBy('roleGrants.id')
    .execute()
type Grant = Awaited<ReturnType<typeof grantsIn>>[number]

/** A role that ends with its unit; `carried` is where it is held on, unless it is held there already. */
export interface Ending extends Grant {
  /** Ticked: it is held on. */
  isKept: boolean
  /** Names the box as it was shown: ticked or not when nobody had said anything. */
  shown: string
  into?: Taker
  /** The unit in which it begins anew. */
  carried?: number
}

// A leader or administrator of a small unit does not become one of the larger unit unless somebody says so.
const reachesFar = new Set<Role>(['leader', 'admin'])

/** What becomes of each role: held on as asked for, or as usual where nothing was said of it. */
export async function rolesOf(
  db: Reader,
  today: Day,
  closings: Closing[],
  grants: Grant[],
  { roles, shown }: ClosureInput,
) {
  const closingOf = new Map(closings.map((closing) => [closing.unit.id, closing]))
  const held = new Set(await heldAlready(db, today, closings))
  return grants.map((grant): Ending => {
    const closing = closingOf.get(grant.unitId)
    const usual = (closing && goesOn(closing, closings)) || !reachesFar.has(grant.role)
    const box = `${grant.publicId}.${usual ? 1 : 0}` // what was said of it holds while the same is usual
    const isAsked = roles !== undefined && (shown === undefined || shown.includes(box))
    const isKept = closing?.into !== undefined && (isAsked ? roles.includes(grant.publicId) : usual)
    const key = `${grant.personId} ${grant.role} ${closing?.into?.id}`
    const begins = isKept && !held.has(key)
    if (begins) held.add(key)
    return { ...grant, isKept, shown: box, into: closing?.into, ...(begins && { carried: closing?.into?.id }) }
  })
}

async function heldAlready(db: Reader, today: Day, closings: Closing[]): Promise<string[]> {
  const takers = [0, ...closings.flatMap(({ into }) => (into && into.id > 0 ? into.id : []))]
  const grants = activeGrants(db, today).select(['personId', 'role', 'unitId']).where('unitId', 'in', takers)
  return (await grants.execute()).map(({ personId, role, unitId }) => `${personId} ${role} ${unitId}`)
}
