import { sql } from 'kysely'
import type { Db, Reader } from '../db/schema.ts'
import { findingsNamed, roundsNamed } from '../inspections/rounds/naming.ts'
import { type Action, type Person, scopesOf } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { liesIn } from '../tasks/lists/list-conditions.ts'
import { isOfSecretRound } from './secret.ts'
import { walkBack } from './walks.ts'

/** The batch sealed last, or undefined while nothing is sealed. */
export const lastBatch = (db: Reader) =>
  db.selectFrom('auditBatches').selectAll().orderBy('last', 'desc').limit(1).executeTakeFirst()

export const hasUnsealed = async (db: Reader): Promise<boolean> =>
  (await unsealed(db).where(sql<boolean>`not ${isOfSecretRound}`).select('id').limit(1).executeTakeFirst()) !==
  undefined

/**
 * How many rows wait for the sealer: none or a few, unless it does not run. Rows that lie in no unit are left out: they
 * are of a round of inspection that nobody may know of yet.
 */
export const countUnsealed = async (db: Reader): Promise<number> =>
  (
    await unsealed(db)
      .where('unitPath', '!=', '')
      .select((is) => is.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count

const unsealed = (db: Reader) => db.selectFrom('audit').where('position', 'is', null)

export interface RecordFilter {
  /** Words of the name of whoever did it, in whose stead, or whom it concerns, with or without marks. */
  person?: string
  action?: Action
  /** The first and the last day, in Việt Nam. */
  from?: Day
  to?: Day
  /** The public id of the last row of the page before. */
  after?: string
}

export type RecordRow = Awaited<ReturnType<typeof recordOf>>[number]

/** The rows of the record this person may see, newest first: the list's side of `record.see`. A few indexed queries. */
export async function recordOf(db: Db, who: Person, filter: RecordFilter, limit: number) {
  const ids = await walkBack(db, who, filter, limit)
  return db.reader
    .selectFrom('audit')
    .innerJoin('people as actor', 'actor.id', 'audit.actorId')
    .leftJoin('people as principal', 'principal.id', 'audit.behalfOfId')
    .select([
      'audit.publicId',
      'audit.at',
      'audit.subjectKind',
      'audit.subject',
      'audit.facts',
      'audit.salt',
      'audit.position',
    ])
    .select(['actor.publicId as actorPublicId', 'actor.name as actor', 'actor.system', 'principal.name as behalfOf'])
    .select((is) => is.ref('audit.action').$castTo<Action>().as('action'))
    .where('audit.id', 'in', ids.length > 0 ? ids : [0])
    .orderBy('audit.id', 'desc')
    .execute()
}

export interface Subject {
  name: string
  href: string
}

/**
 * What the rows are about, by public id: names of people and units, of the tasks, rounds of inspection and findings this
 * person may open. Five queries.
 */
export async function subjectsOf(db: Reader, who: Person, rows: readonly RecordRow[]): Promise<Map<string, Subject>> {
  const named = (kind: string) => rows.filter((row) => row.subjectKind === kind).map((row) => row.subject)
  const [people, units, tasks, rounds, findings] = await Promise.all([
    namesIn(db, 'people', named('person')),
    namesIn(db, 'units', named('unit')),
    tasksSeen(db, who, named('task')),
    roundsNamed(db, who, named('round')),
    findingsNamed(db, who, named('finding')),
  ])
  const linked = (to: string, found: typeof people) =>
    found.map(({ publicId, name }): [string, Subject] => [publicId, { name, href: `/${to}/${publicId}` }])
  return new Map([
    ...linked('people', people),
    ...linked('units', units),
    ...linked('tasks', tasks),
    ...linked('inspections', rounds),
    ...linked('findings', findings),
  ])
}

async function namesIn(db: Reader, table: 'people' | 'units', publicIds: string[]) {
  if (publicIds.length === 0) return []
  return db.selectFrom(table).select(['publicId', 'name']).where('publicId', 'in', publicIds).execute()
}

async function tasksSeen(db: Reader, who: Person, publicIds: string[]) {
  if (publicIds.length === 0) return []
  return db
    .selectFrom('tasks')
    .select(['publicId', sql<string>`${sql.ref('code')} || ': ' || ${sql.ref('title')}`.as('name')])
    .where('publicId', 'in', publicIds)
    .where(liesIn(scopesOf(who)))
    .execute()
}
