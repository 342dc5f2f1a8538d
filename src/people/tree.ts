import type { Reader } from '../db/schema.ts'
import type { Day } from '../rules/days.ts'
import { sortKey } from '../rules/names.ts'
import { activeGrants, peopleWithUnit } from './queries.ts'

/** A unit beside the units right below it; `depth` is 0 at the root. */
export type UnitNode = { unit: UnitRow; depth: number; children: UnitNode[] }
export type UnitRow = NonNullable<Awaited<ReturnType<typeof findUnit>>>

/** One unit by public id, closed or not. */
export const findUnit = (db: Reader, publicId: string) =>
  db.selectFrom('units').selectAll().where('publicId', '=', publicId).executeTakeFirst()

/** The same, unless it is closed: what can still be changed. */
export const findOpenUnit = (db: Reader, publicId: string) =>
  db.selectFrom('units').selectAll().where('publicId', '=', publicId).where('closedOn', 'is', null).executeTakeFirst()

export const unitById = (db: Reader, id: number) =>
  db.selectFrom('units').selectAll().where('id', '=', id).executeTakeFirst()

/** In whose hands the matters of a unit are today: the unit itself, or what it went into, merger after merger. */
export async function unitToday(db: Reader, id: number): Promise<number> {
  const unit = await unitById(db, id)
  return unit?.successorId ? unitToday(db, unit.successorId) : id
}

/** The tree as it stands: each level by position, then in Vietnamese order. One query. */
export async function unitTree(db: Reader): Promise<UnitNode[]> {
  const units = await db.selectFrom('units').selectAll().where('closedOn', 'is', null).execute()
  const below = new Map<number | null, UnitRow[]>()
  for (const unit of units.sort(inOrder)) below.set(unit.parentId, [...(below.get(unit.parentId) ?? []), unit])
  const grow = (parentId: number | null, depth: number): UnitNode[] =>
    (below.get(parentId) ?? []).map((unit) => ({ unit, depth, children: grow(unit.id, depth + 1) }))
  return grow(null, 0)
}

const inOrder = (a: UnitRow, b: UnitRow) => a.position - b.position || (sortKey(a.name) < sortKey(b.name) ? -1 : 1)

/** The tree read from top to bottom: for lists to choose from. */
export const flat = (nodes: readonly UnitNode[]): UnitNode[] => nodes.flatMap((node) => [node, ...flat(node.children)])

/** Units that were closed, newest first, with what they went into. */
export const closedUnits = (db: Reader) =>
  db
    .selectFrom('units')
    .leftJoin('units as heir', 'heir.id', 'units.successorId')
    .leftJoin('units as above', 'above.id', 'heir.parentId')
    .select([
      'units.publicId',
      'units.name',
      'units.closedOn',
      'heir.publicId as heirPublicId',
      'heir.name as heirName',
      'above.name as aboveHeirName',
    ])
    .where('units.closedOn', 'is not', null)
    .orderBy('units.closedOn', 'desc')
    .orderBy('units.id', 'desc')
    .execute()

/** The units that were merged into this one, the last one first. */
export const mergedUnits = (db: Reader, unitId: number) =>
  db
    .selectFrom('units')
    .select(['publicId', 'name', 'closedOn'])
    .where('successorId', '=', unitId)
    .orderBy('closedOn', 'desc')
    .orderBy('position')
    .execute()

/** How many active people each unit has of its own, by unit id. */
export async function headcounts(db: Reader): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('people')
    .select((is) => ['unitId', is.fn.countAll<number>().as('count')])
    .where('leftOn', 'is', null)
    .where('system', '=', 0)
    .groupBy('unitId')
    .execute()
  return new Map(rows.map(({ unitId, count }) => [unitId, count]))
}

/** Who holds the role of leader in the unit itself on that day. */
export const headsOf = (db: Reader, unitId: number, today: Day) =>
  peopleWithUnit(db)
    .where('people.leftOn', 'is', null)
    .where(
      'people.id',
      'in',
      activeGrants(db, today).select('personId').where('role', '=', 'leader').where('unitId', '=', unitId),
    )
    .orderBy('people.sortKey')
    .execute()

/** Active people of the unit itself, in Vietnamese order. */
export const membersOf = (db: Reader, unitId: number) =>
  peopleWithUnit(db)
    .where('people.unitId', '=', unitId)
    .where('people.leftOn', 'is', null)
    .where('people.system', '=', 0)
    .orderBy('people.sortKey')
    .execute()

/** What a unit was called and where it stood, newest first; the unit above under the name it had then. */
export const spansOf = (db: Reader, unitId: number) =>
  db
    .selectFrom('unitSpans')
    .leftJoin('unitSpans as above', (join) =>
      join
        .onRef('above.unitId', '=', 'unitSpans.parentId')
        .onRef('above.fromDay', '<=', 'unitSpans.fromDay')
        .on((is) => is.or([is('above.toDay', 'is', null), is('above.toDay', '>', is.ref('unitSpans.fromDay'))])),
    )
    .select([
      'unitSpans.name',
      'unitSpans.shortName',
      'unitSpans.fromDay',
      'unitSpans.toDay',
      'above.name as parentName',
    ])
    .where('unitSpans.unitId', '=', unitId)
    .orderBy('unitSpans.fromDay', 'desc')
    .execute()

/** The span that holds now: every open unit has one. */
export const currentSpan = (db: Reader, unitId: number) =>
  db.selectFrom('unitSpans').selectAll().where('unitId', '=', unitId).where('toDay', 'is', null).executeTakeFirst()
