import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db, Reader } from '../db/schema.ts'
import { finds } from '../db/search.ts'
import { type Person, unitsOf } from '../rules/access.ts'
import { addDays, type Day } from '../rules/days.ts'
import type { RecordFilter } from './queries.ts'

/*
 * The record only grows, so no page of it may cost more because it is long: each way to a row is an index that ends with the
 * number of the row, walked back from the newest until the page is full.
 */

/** With more people of that name, or more units inspected, one walk through everything is as quick. */
const few = { people: 40, units: 100 }

/** The ids of a page, newest first. A few indexed queries; the first ones ask where to look. */
export async function walkBack(db: Db, who: Person, filter: RecordFilter, limit: number): Promise<number[]> {
  const { reader } = db
  const { person, action, after } = filter
  const asked = [
    ...(await between(reader, filter)),
    ...(after ? [sql<boolean>`id < (select last.id from audit as last where last.public_id = ${after})`] : []),
    ...(action ? [sql<boolean>`action = ${action}`] : []),
  ]
  const named = person ? await peopleNamed(db, person) : undefined
  const ways = named ? named.flatMap(rowsOf) : await waysOf(reader, who)
  const sight = named || ways.length === 0 ? [isSeenBy(who)] : []
  const names = person && !named ? [concerns(db, person)] : []
  const starts = ways.length > 0 ? ways : named ? [] : [sql<boolean>`1 = 1`]
  return starts.length > 0 ? merged(reader, starts, [...asked, ...sight, ...names], limit) : []
}

async function merged(db: Reader, ways: Expression<SqlBool>[], asked: Expression<SqlBool>[], limit: number) {
  const walks = ways.map((way) =>
    db
      .selectFrom('audit')
      .select('id')
      .where((is) => is.and([way, ...asked]))
      .orderBy('id', 'desc')
      .limit(limit),
  )
  const wrapped = walks.map((walk) => db.selectFrom(walk.as('walk')).select('walk.id'))
  const all = wrapped.reduce((all, walk) => all.union(walk)).as('all')
  const rows = await db.selectFrom(all).select('id').orderBy('id', 'desc').limit(limit).execute()
  return rows.map(({ id }) => id)
}

/** Where everything lies that this person may see: their own rows and the units they inspect. None to look everywhere. */
async function waysOf(db: Reader, who: Person): Promise<Expression<SqlBool>[]> {
  if (who.id !== who.actorId) return [sql<boolean>`1 = 0`]
  const inspected = inspectedBy(who)
  if (inspected.length === 0) return rowsOf(who)
  const [root] = unitsOf(who.path)
  const paths = inspected.includes(root ?? 0) ? undefined : await pathsThrough(db, inspected)
  return paths ? [...rowsOf(who), ...paths.map((path) => sql<boolean>`unit_path = ${path}`)] : []
}

const rowsOf = ({ id }: { id: number }) =>
  ['actor_id', 'behalf_of_id', 'about_id'].map((column) => sql<boolean>`${sql.ref(column)} = ${id}`)

const inspectedBy = (who: Person) => who.roles.filter(({ role }) => role === 'inspector').map(({ unitId }) => unitId)

/** All paths of the record that lead through these units, found by going from each path to the next; undefined for many. */
async function pathsThrough(db: Reader, units: number[]): Promise<string[] | undefined> {
  const through = units.map((id) => sql`path like ${`%/${id}/%`}`)
  const { rows } = await sql<{ path: string }>`with recursive paths (path) as (
      select min(unit_path) from audit
      union all select (select min(unit_path) from audit where unit_path > path) from paths where path is not null)
    select path from paths where ${sql.join(through, sql` or `)} limit ${few.units + 1}`.execute(db)
  return rows.length > few.units ? undefined : rows.map(({ path }) => path)
}

/**
 * As `grants` has it, in person: who did it, in whose name, whom it is about, and inspectors over the unit it lay in. The path
 * is the one of that day, so a unit that moved since takes its older rows with it.
 */
function isSeenBy(who: Person) {
  if (who.id !== who.actorId) return sql<boolean>`1 = 0`
  const inspected = inspectedBy(who).map((id) => sql<boolean>`unit_path like ${`%/${id}/%`}`)
  return sql<boolean>`(${sql.join([...rowsOf(who), ...inspected], sql` or `)})`
}

async function peopleNamed({ reader, dialect }: Db, name: string) {
  const people = reader
    .selectFrom('people')
    .select('id')
    .where(finds(dialect, 'people', name))
  const found = await people.limit(few.people + 1).execute()
  return found.length > few.people ? undefined : found
}

const concerns = ({ dialect }: Db, name: string) => {
  const named = sql`select people.id from people where ${finds(dialect, 'people', name)}`
  return sql<boolean>`(actor_id in (${named}) or behalf_of_id in (${named}) or about_id in (${named}))`
}

/**
 * The days asked for, and the numbers of the first and last row of them, between which a walk stays. One query, by the index
 * of days: of a plain `min(id)` PostgreSQL expects that the first rows it meets by number lie in them.
 */
async function between(db: Reader, { from, to }: RecordFilter) {
  if (!from && !to) return []
  const days = [
    ...(from ? [sql<boolean>`at >= ${startOf(from)}`] : []),
    ...(to ? [sql<boolean>`at < ${startOf(addDays(to, 1))}`] : []),
  ]
  const { first, last } = await db
    .selectFrom('audit')
    .select([sql<number | null>`min(id + 0)`.as('first'), sql<number | null>`max(id + 0)`.as('last')])
    .where((is) => is.and(days))
    .executeTakeFirstOrThrow()
  return [...days, sql<boolean>`id >= ${first ?? 0}`, sql<boolean>`id <= ${last ?? 0}`]
}

/** Midnight in Việt Nam, which has one time zone and no summer time. */
const startOf = (day: Day): string => new Date(`${day}T00:00:00+07:00`).toISOString()
