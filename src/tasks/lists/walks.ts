import { type Expression, type SqlBool, sql } from 'kysely'
import type { Reader } from '../../db/schema.ts'
import type { Day } from '../../rules/days.ts'
import type { TaskSort } from '../../rules/task-lists.ts'
import { type TaskState, taskStates } from '../../rules/tasks.ts'

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

/** Deadlines between which everything lies, both counted in. */
export interface Span {
  from?: Day
  to?: Day
}

export interface Walk {
  /** The scopes it goes through: 'u5', 'p12'. */
  scopes: readonly string[]
  states: readonly TaskState[]
  span: (state: TaskState) => Span
  conditions: readonly Expression<SqlBool>[]
  place?: Place
  limit: number
}

/**
 * The ids of the first tasks by deadline. Each scope and state is walked only as far as what was found before leaves room;
 * most tasks are in the last scope, and completed, so that comes first.
 */
export async function byDeadline(db: Reader, walk: Walk): Promise<number[]> {
  const { place, limit } = walk
  let found: Found[] = []
  for (const { scope, state } of partsOf(walk)) {
    const last = found[limit - 1]
    const rows = await fitting(db, walk, scope, state)
      .select('due')
      .$if(place !== undefined, (q) => q.where(sql<boolean>`(due, task_id) > (${place?.due}, ${place?.id})`))
      .$if(last !== undefined, (q) => q.where('due', '<=', last?.due ?? ''))
      .orderBy('due')
      .orderBy('taskId')
      .limit(limit)
      .execute()
    found = merged(found, rows).slice(0, limit)
  }
  return found.map(({ taskId }) => taskId)
}

const partsOf = ({ scopes, states }: Walk) =>
  scopes.toReversed().flatMap((scope) => completedFirst(states).map((state) => ({ scope, state })))

const completedFirst = (states: readonly TaskState[]) =>
  [...states].sort((a, b) => Number(b === 'completed') - Number(a === 'completed'))

interface Found {
  taskId: number
  due: string
}

/** By deadline, and each once: a task may lie in several scopes. */
function merged(some: readonly Found[], more: readonly Found[]): Found[] {
  const known = new Set(some.map(({ taskId }) => taskId))
  const all = [...some, ...more.filter(({ taskId }) => !known.has(taskId))]
  return all.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.taskId - b.taskId))
}

/** Ids of as many as `limit`, if there are that many, in no order. */
export async function countedIn(db: Reader, walk: Walk): Promise<number[]> {
  const found = new Set<number>()
  for (const { scope, state } of partsOf(walk)) {
    if (found.size >= walk.limit) break
    const rows = await fitting(db, walk, scope, state).orderBy('due').limit(walk.limit).execute()
    for (const { taskId } of rows) found.add(taskId)
  }
  return [...found]
}

const fitting = (db: Reader, walk: Walk, scope: string, state: TaskState) =>
  stateRows(db, walk, scope, state).$if(walk.conditions.length > 0, (q) =>
    q.where(isTask('task_scopes', walk.conditions)),
  )

const stateRows = (db: Reader, { span }: Walk, scope: string, state: TaskState) => {
  const { from, to } = span(state)
  return db
    .selectFrom('taskScopes')
    .select('taskId')
    .where('scope', '=', scope)
    .where('state', '=', state)
    .$if(from !== undefined, (q) => q.where('due', '>=', from ?? ''))
    .$if(to !== undefined, (q) => q.where('due', '<=', to ?? ''))
}

/** Whether the task of this row fulfils everything. Put as `exists`, PostgreSQL takes hardly any row to do so, and sorts. */
export const isTask = (row: string, conditions: Walk['conditions']) =>
  sql<boolean>`(select 1 from tasks
    where ${sql.join([sql`tasks.id = ${sql.ref(row)}.task_id`, ...conditions], sql` and `)} limit 1) is not null`

/** Among so many of the newest tasks a page is looked for first. */
const newest = 2000

/** The ids of the newest tasks of each scope. */
export async function byNewest(db: Reader, walk: Walk): Promise<number[]> {
  const isWhole = taskStates.every((state) => {
    const { from, to } = walk.span(state)
    return walk.states.includes(state) && from === undefined && to === undefined
  })
  const found: number[] = []
  for (const scope of walk.scopes) {
    const latest = await among(db, walk, latestIn(db, walk, scope, isWhole ? undefined : newest))
    found.push(...(isWhole || latest.length >= walk.limit ? latest : await among(db, walk, everyIn(db, walk, scope))))
  }
  return [...new Set(found)].sort((a, b) => b - a).slice(0, walk.limit)
}

/** Of these rows, in their order, as many as fulfil everything and fill a page. */
async function among(db: Reader, { states, conditions, limit }: Walk, rows: Expression<unknown>): Promise<number[]> {
  const asked = [
    sql`rows.state in (${sql.join(states)})`,
    ...(conditions.length > 0 ? [isTask('rows', conditions)] : []),
  ]
  const found = await sql<{ taskId: number }>`select task_id from ${rows} as rows
    where ${sql.join(asked, sql` and `)} limit ${limit}`.execute(db)
  return found.rows.map(({ taskId }) => taskId)
}

/** The last tasks of a scope, by its primary key. */
const latestIn = (db: Reader, { place }: Walk, scope: string, most = unlimited) =>
  db
    .selectFrom('taskScopes')
    .select(['taskId', 'state'])
    .where('scope', '=', scope)
    .$if(place !== undefined, (q) => q.where('taskId', '<', place?.id ?? 0))
    .orderBy('taskId', 'desc')
    .limit(most)

/** All that the spans hold, sorted: some hundred thousand ids at the most, and quicker than a walk past all that is newer. */
function everyIn(db: Reader, walk: Walk, scope: string) {
  const { place } = walk
  const parts = walk.states.map((state) =>
    stateRows(db, walk, scope, state)
      .select('state')
      .$if(place !== undefined, (q) => q.where('taskId', '<', place?.id ?? 0)),
  )
  const every = parts.reduce((all, part) => all.unionAll(part))
  return db.selectFrom(every.as('every')).select(['taskId', 'state']).orderBy('taskId', 'desc').limit(unlimited)
}

/** Said out, so that the order is kept and the rows after a full page are never looked at. */
export const unlimited = 2 ** 31 - 1

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
