import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db, Reader } from '../../db/schema.ts'
import { finds } from '../../db/search.ts'
import type { Person } from '../../rules/access.ts'
import type { TaskSort } from '../../rules/task-lists.ts'
import { isOfPlan, isOneOf, parts } from './list-conditions.ts'
import type { TaskFilter } from './lists.ts'
import { beyond, orders, type Place, unlimited, type Walk } from './walks.ts'

/**
 * A set up to this size is gathered whole and sorted; a larger one is walked in the order of an index until a page is full.
 * The first so many of a list are looked at before anything is gathered. In a list by people so many doers are taken one after
 * the other, and of more all people are asked whether they have such a task.
 */
export const few = { tasks: 3000, people: 40, first: 500, doers: 1000 }

/** What is asked: conditions for queries with `tasks`, and where the list would be walked through. */
export interface List {
  who: Person
  filter: TaskFilter & { sort: TaskSort }
  walk: Walk
  conditions: readonly Expression<SqlBool>[]
  /** Where not all that fulfils them is seen, of the task `found`: asked last, and only until the page is full. */
  seen?: Expression<SqlBool>
}

/** A query for all that a list may hold, by a column of tasks: how many rows of it are few. */
interface Narrowing {
  column: 'tasks.id' | 'tasks.assignee_id'
  few: 'tasks' | 'people'
  query: { limit(most: number): { execute(): Promise<{ id: number }[]> } }
}

/** Rows of tasks by the values of a column. */
export interface TaskSet {
  column: Narrowing['column']
  values: number[]
}

/** The first of them that finds few. */
export async function smallSet(narrowings: Narrowing[], most: typeof few): Promise<TaskSet | undefined> {
  for (const { column, query, few } of narrowings) {
    const rows = await query.limit(most[few] + 1).execute()
    if (rows.length <= most[few]) return { column, values: [...new Set(rows.map(({ id }) => id))] }
  }
  return undefined
}

/**
 * As far as the filter narrows it: the lines of a plan, wholes, what a search finds, some people's tasks, a person's part, a kind
 * hardly used, some days' deadlines, or for a list by people a small scope. Indexed queries, none of them asked yet.
 */
export function narrowings({ reader, dialect }: Db, { who, filter, walk }: List): Narrowing[] {
  const { search, view = 'all', kind, dueFrom, dueTo, assignee, assigneeId, approverId, planId, wholes } = filter
  const { scopes, states } = walk
  const tasks = reader.selectFrom('tasks').select('id')
  const people = reader.selectFrom('people').select('id')
  const inScopes = reader.selectFrom('taskScopes').select('taskId as id').where('scope', 'in', scopes)
  const ofPerson = (part: 'assigneeId' | 'approverId' | 'assignerId', id: number) =>
    tasks.where(part, '=', id).where('state', 'in', states)
  const part = parts[view]
  const queries = [
    planId !== undefined ? tasks.where(isOfPlan(planId)) : undefined,
    search ? tasks.where(finds(dialect, 'tasks', search)) : undefined,
    assigneeId !== undefined ? ofPerson('assigneeId', assigneeId) : undefined,
    approverId !== undefined ? ofPerson('approverId', approverId) : undefined,
    part && ofPerson(`${part}Id`, who.id),
    wholes ? tasks.where(sql<boolean>`tasks.children > 0`) : undefined,
    kind && kind !== 'action' ? tasks.where(isUncommon(kind)) : undefined,
    dueFrom && dueTo ? tasks.where('due', '>=', dueFrom).where('due', '<=', dueTo) : undefined,
    filter.sort === 'person' ? inScopes.where('state', 'in', states) : undefined,
  ]
  const ids = queries.filter((query) => query !== undefined)
  const named = assignee ? [people.where(finds(dialect, 'people', assignee))] : []
  return [
    ...ids.map((query): Narrowing => ({ column: 'tasks.id', few: 'tasks', query })),
    ...named.map((query): Narrowing => ({ column: 'tasks.assignee_id', few: 'people', query })),
  ]
}

/** Both literal, so that SQLite sees that the partial index fits. */
const isUncommon = (kind: string) => sql<boolean>`tasks.kind = ${sql.lit(kind)} and tasks.kind <> 'action'`

/** The ids of a page out of a small set that holds it. */
export async function inSet(db: Reader, { column, values }: TaskSet, list: List): Promise<number[]> {
  if (values.length === 0) return []
  const { conditions, seen, filter, walk } = list
  const { limit, place } = walk
  const tasks = db
    .selectFrom('tasks')
    .select('tasks.id')
    .where((is) => is.and([isOneOf(column, values), ...conditions]))
    .$if(filter.sort === 'person', (q) => q.innerJoin('people as assignee', 'assignee.id', 'tasks.assigneeId'))
    .$if(place !== undefined, (q) => q.where(beyond(filter.sort, place as Place)))
    .orderBy(orders[filter.sort])
    .limit(seen ? unlimited : limit)
  const rows = db.selectFrom(tasks.as('found')).select('found.id').limit(limit)
  const found = await rows.$if(seen !== undefined, (q) => q.where(seen as Expression<SqlBool>)).execute()
  return found.map(({ id }) => id)
}
