import { type Expression, type SqlBool, sql } from 'kysely'
import type { Reader } from '../db/schema.ts'
import type { Day } from '../rules/days.ts'
import type { TaskSort } from '../rules/task-lists.ts'
import type { TaskState } from '../rules/tasks.ts'

/**
 * Walks through an index in the order of a list until the page is full, so that a page costs about the same whatever the
 * rows. What a task must fulfil stands in a subquery of its own, asked row by row: as a join either planner may start from
 * the tasks instead, and sort a hundred thousand of them for a page of fifty.
 */

/** Where the page before ended: its last row, by everything that lists are sorted by. */
export interface Place {
  id: number
  due: string
  assigneeId: number
  sortKey: string
}

interface Walk {
  conditions: readonly Expression<SqlBool>[]
  place?: Place
  limit: number
}
interface ScopeWalk extends Walk {
  /** The scopes it goes through: 'u5', 'p12'. */
  scopes: readonly string[]
  states: readonly TaskState[]
  /** Deadlines between which everything lies. */
  span?: { from?: Day; to?: Day }
}

/** The first tasks of each scope and state by deadline. */
export function byDeadline(db: Reader, { scopes, states, conditions, span = {}, place, limit }: ScopeWalk) {
  const { from, to } = span
  const walk = (scope: string, state: TaskState) =>
    scopeRows(db, scope, conditions)
      .where('state', '=', state)
      .$if(from !== undefined, (q) => q.where('due', '>=', from ?? ''))
      .$if(to !== undefined, (q) => q.where('due', '<=', to ?? ''))
      .$if(place !== undefined, (q) => q.where(sql<boolean>`(due, task_id) > (${place?.due}, ${place?.id})`))
      .orderBy('due')
      .orderBy('taskId')
      .limit(limit)
  return union(
    db,
    scopes.flatMap((scope) => states.map((state) => walk(scope, state))),
  )
}

/** The newest tasks of each scope, by its primary key: put this way, no planner takes the index by deadline for the state. */
export function byNewest(db: Reader, { scopes, states, conditions, place, limit }: ScopeWalk) {
  const walk = (scope: string) =>
    scopeRows(db, scope, conditions)
      .where(sql<boolean>`state || '' in (${sql.join(states)})`)
      .$if(place !== undefined, (q) => q.where('taskId', '<', place?.id ?? 0))
      .orderBy('taskId', 'desc')
      .limit(limit)
  return union(db, scopes.map(walk))
}

const scopeRows = (db: Reader, scope: string, conditions: Walk['conditions']) =>
  db
    .selectFrom('taskScopes')
    .select('taskId')
    .where('scope', '=', scope)
    .$if(conditions.length > 0, (q) => q.where(some(sql`tasks.id = task_scopes.task_id`, conditions)))

const some = (tied: Expression<unknown>, conditions: Walk['conditions']) =>
  sql<boolean>`(select 1 from tasks where ${sql.join([tied, ...conditions], sql` and `)} limit 1) = 1`

function union(db: Reader, parts: ReturnType<typeof scopeRows>[]) {
  const wrapped = parts.map((part) => db.selectFrom(part.as('part')).select('part.taskId'))
  return wrapped.reduce((all, part) => all.union(part))
}

/**
 * The tasks of the first people who have any in these scopes, in Vietnamese order, by the handful until the page is full.
 * Returns ids; at the end of the page a few more than it holds.
 */
export async function byPerson(db: Reader, walk: Omit<ScopeWalk, 'span'>): Promise<number[]> {
  const { conditions, place, limit } = walk
  const handful = Math.ceil(limit / 8)
  const atOnce = Math.ceil(handful / 8)
  const found: number[] = []
  let after = place && { sortKey: place.sortKey, id: place.assigneeId, again: true }
  while (found.length < limit) {
    const people = await peopleWith(db, walk, after, handful)
    for (let at = 0; at < people.length && found.length < limit; at += atOnce) {
      const ids = people.slice(at, at + atOnce).map(({ id }) => id)
      found.push(...(await tasksOf(db, ids, conditions, place)))
    }
    const last = people.at(-1)
    if (!last || people.length < handful) break
    after = { ...last, again: false }
  }
  return found
}

/** `again`: the one where the page before ended may have more. */
const peopleWith = (
  db: Reader,
  { scopes, states, conditions }: Omit<ScopeWalk, 'span'>,
  after: { sortKey: string; id: number; again: boolean } | undefined,
  limit: number,
) =>
  db
    .selectFrom('people')
    .select(['sortKey', 'id'])
    .where(
      sql<boolean>`(select 1 from task_scopes where scope in (${sql.join(scopes)}) and assignee_id = people.id
        and state in (${sql.join(states)}) limit 1) = 1`,
    )
    .where(some(sql`tasks.assignee_id = people.id`, conditions))
    .$if(after !== undefined, (q) =>
      q.where(sql<boolean>`(sort_key, id) ${after?.again ? sql`>=` : sql`>`} (${after?.sortKey}, ${after?.id})`),
    )
    .orderBy('sortKey')
    .orderBy('id')
    .limit(limit)
    .execute()

async function tasksOf(db: Reader, people: number[], conditions: Walk['conditions'], place: Place | undefined) {
  const rows = await db
    .selectFrom('tasks')
    .select('id')
    .where('assigneeId', 'in', people)
    .where((is) => is.and([...conditions]))
    .$if(place !== undefined, (q) =>
      q.where(sql<boolean>`(assignee_id <> ${place?.assigneeId} or (due, id) > (${place?.due}, ${place?.id}))`),
    )
    .execute()
  return rows.map(({ id }) => id)
}

/** The order of a page, for queries with `tasks` and `assignee`. */
export const orders = {
  due: sql`tasks.due, tasks.id`,
  newest: sql`tasks.id desc`,
  person: sql`assignee.sort_key, assignee.id, tasks.due, tasks.id`,
} satisfies Record<TaskSort, unknown>

/** After that row in that order. */
export function beyond(sort: TaskSort, { id, due, sortKey, assigneeId }: Place) {
  if (sort === 'due') return sql<boolean>`(tasks.due, tasks.id) > (${due}, ${id})`
  if (sort === 'newest') return sql<boolean>`tasks.id < ${id}`
  return sql<boolean>`(assignee.sort_key, assignee.id, tasks.due, tasks.id) > (${sortKey}, ${assigneeId}, ${due}, ${id})`
}
