import type { Expression, SqlBool } from 'kysely'
import { fromCursor } from '../../cursor.ts'
import type { Db, Reader } from '../../db/schema.ts'
import { type Person, type Placed, scopesOf } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'
import type { TaskSort, TaskView } from '../../rules/task-lists.ts'
import type { TaskKind, TaskState } from '../../rules/tasks.ts'
import type { Bucket } from '../../rules/timeliness.ts'
import { tasksWithPeople } from '../queries.ts'
import { conditionsOf, isOneOf, liesIn, scopesFor, spanOf, statesOf } from './list-conditions.ts'
import { few, inSet, type List, narrowings, smallSet } from './narrowing.ts'
import { byPerson } from './person-walk.ts'
import { beyond, byDeadline, byNewest, countedIn, orders, type Place } from './walks.ts'

export interface TaskFilter {
  /** The viewer's own part in it; with 'units' say which in `units`. */
  view?: TaskView
  /** Words of the title, number, document or person, with or without marks. */
  search?: string
  states?: readonly TaskState[]
  /** Timeliness as it stands on that day. */
  buckets?: { of: readonly Bucket[]; on: Day }
  /** Only tasks that have parts. */
  wholes?: boolean
  kind?: TaskKind
  dueFrom?: Day
  dueTo?: Day
  issuedFrom?: Day
  issuedTo?: Day
  assigneeId?: number
  approverId?: number
  /** Words of the responsible person's name. */
  assignee?: string
  /** Work of these units: the ones asked for, and the ids of all whose work counts as theirs. */
  units?: { heads: readonly (Placed & { id: number })[]; ids: readonly number[] }
  /** Of the directive plan of that inner id: the tasks its lines were given as. */
  planId?: number
  sort?: TaskSort
  /** The last row of the page before: its deadline and public id. */
  after?: { due: Day; publicId: string }
}

/** Tasks this person may see: a page of them costs about the same whatever the rows. A few indexed queries. */
export async function visibleTasks(db: Db, who: Person, filter: TaskFilter, limit: number, small = few) {
  const { reader } = db
  const sort = sortOf(filter)
  const place = filter.after && (await placeOf(reader, filter.after))
  const ids = await pageOf(db, who, { ...filter, sort }, { limit, place }, small)
  if (ids.length === 0) return []
  return tasksWithPeople(reader)
    .where(isOneOf('tasks.id', ids))
    .$if(place !== undefined, (q) => q.where(beyond(sort, place as Place)))
    .orderBy(orders[sort])
    .limit(limit)
    .execute()
}

/** The tasks of one person, by person, are those by deadline. */
function sortOf({ sort = 'due', view, assigneeId }: TaskFilter): TaskSort {
  return sort === 'person' && (view === 'mine' || assigneeId !== undefined) ? 'due' : sort
}

/** How many there are, counted to `most` and no further. */
export async function countTasks(db: Db, who: Person, filter: TaskFilter, most: number): Promise<number> {
  const list = listOf(who, { ...filter, sort: 'due' }, conditionsOf(db, who, filter), { limit: most })
  const set = await smallSet(narrowings(db, list), few)
  const ids = set ? await inSet(db.reader, set, list) : await countedIn(db.reader, list.walk)
  return Math.min(ids.length, most)
}

/** The last row of the page before, out of its cursor. */
export function keyOf(after: string | undefined): TaskFilter['after'] {
  const [due, publicId] = fromCursor(after)
  return due && publicId ? { due, publicId } : undefined
}

/** Its deadline is the one the page was sorted by, whatever it is now. */
async function placeOf(db: Reader, { due, publicId }: NonNullable<TaskFilter['after']>): Promise<Place | undefined> {
  const task = await db
    .selectFrom('tasks')
    .innerJoin('people', 'people.id', 'tasks.assigneeId')
    .select(['tasks.id', 'assigneeId', 'sortKey'])
    .where('tasks.publicId', '=', publicId)
    .executeTakeFirst()
  return task && { ...task, due }
}

type Sorted = TaskFilter & { sort: TaskSort }
interface Page {
  limit: number
  place?: Place
}

/**
 * The ids of a page, and no more than a few others. A filter that may be narrow is tried on the beginning of the list; where
 * that does not fill the page, what it asks for is gathered if it is little, and else walked to.
 */
async function pageOf(db: Db, who: Person, filter: Sorted, page: Page, small: typeof few): Promise<number[]> {
  const list = listOf(who, filter, conditionsOf(db, who, filter), page)
  const narrow = narrowings(db, list)
  const start = narrow.length > 0 ? await atTheStart(db.reader, list, small.first) : undefined
  if (start) return start
  const set = await smallSet(narrow, small)
  if (set) return inSet(db.reader, set, list)
  return filter.sort === 'person'
    ? byPerson(db.reader, list.walk, small.doers)
    : walks[filter.sort](db.reader, list.walk)
}

const walks = { due: byDeadline, newest: byNewest }

/** The page, if it lies among the first tasks of the list or if these are all there are. */
async function atTheStart(db: Reader, list: List, most: number): Promise<number[] | undefined> {
  const { walk, filter } = list
  if (filter.sort === 'person' || most < walk.limit) return undefined
  const first = await walks[filter.sort](db, { ...walk, conditions: [], limit: most })
  const found = await inSet(db, { column: 'tasks.id', values: first }, list)
  return found.length >= walk.limit || first.length < most ? found : undefined
}

function listOf(who: Person, filter: Sorted, asked: Expression<SqlBool>[], page: Page): List {
  const { scopes, own, isParty } = scopesFor(who, filter)
  const states = statesOf(filter)
  const found = scopesOf(who)
  const conditions = own ? asked : [...asked, liesIn(found)]
  const walk = { ...page, scopes, states, span: spanOf(filter), conditions }
  const seen = isParty ? undefined : liesIn(found, 'found.id')
  return { who, filter, walk, conditions: [isOneOf('tasks.state', states), ...asked], seen }
}
