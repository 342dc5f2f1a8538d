import { type Expression, type SqlBool, sql } from 'kysely'
import { fromCursor } from '../cursor.ts'
import type { Db, Reader } from '../db/schema.ts'
import { begins, finds } from '../db/search.ts'
import { holdsOver, type Person, type Placed, scopesOf } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import type { TaskSort, TaskView } from '../rules/task-lists.ts'
import { type TaskKind, type TaskState, taskStates } from '../rules/tasks.ts'
import type { Bucket } from '../rules/timeliness.ts'
import { isIn, statesIn } from './buckets.ts'
import { tasksWithPeople } from './queries.ts'
import { beyond, byDeadline, byNewest, byPerson, orders, type Place } from './walks.ts'

export interface TaskFilter {
  /** The viewer's own part in it; with 'units' say which in `units`. */
  view?: TaskView
  /** Words of the title, number, document or person, with or without marks. */
  search?: string
  states?: readonly TaskState[]
  /** Timeliness as it stands on that day. */
  buckets?: { of: readonly Bucket[]; on: Day }
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
  sort?: TaskSort
  /** The last row of the page before: its deadline and public id. */
  after?: { due: Day; publicId: string }
}

/** A set this small is gathered whole and sorted; a larger one is walked in the order of an index until the page is full. */
const few = { tasks: 2000, people: 100 }

/** Tasks this person may see: a page of them costs about the same whatever the rows. A few indexed queries. */
export async function visibleTasks(db: Db, who: Person, filter: TaskFilter, limit: number, small = few) {
  const { reader } = db
  const { sort = 'due' } = filter
  const place = filter.after && (await placeOf(reader, filter.after))
  const ids = await candidates(db, who, filter, { limit, place, small })
  return tasksWithPeople(reader)
    .where(sql<boolean>`tasks.id in (${ids})`)
    .$if(place !== undefined, (q) => q.where(beyond(sort, place as Place)))
    .orderBy(orders[sort])
    .limit(limit)
    .execute()
}

/** How many there are, counted to `most` and no further. */
export async function countTasks(db: Db, who: Person, filter: TaskFilter, most: number): Promise<number> {
  const ids = await candidates(db, who, { ...filter, sort: 'due' }, { limit: most, small: few })
  const { rows } = await sql<{ size: number }>`select count(*) as size from (select task_id from (${ids}) as found
    limit ${most}) as counted`.execute(db.reader)
  return Number(rows[0]?.size ?? 0)
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

interface Page {
  limit: number
  place?: Place
  small: typeof few
}

/** A query for ids among which the page is: a small set whole, or what a walk comes by. Every way asks what is seen. */
async function candidates(db: Db, who: Person, filter: TaskFilter, page: Page) {
  const { reader } = db
  const { sort = 'due' } = filter
  const { scopes, own } = scopesFor(who, filter)
  const states = statesOf(filter)
  const seen = liesIn(scopesOf(who))
  const conditions = conditionsOf(db, who, filter)
  const inStates = isOneOf('tasks.state', states)
  const gathered = await smallSet(db, filter, scopes, states, page.small)
  const { place, limit } = page
  if (gathered) {
    const all = sql.join([gathered, inStates, ...conditions, seen], sql` and `)
    return sql`select tasks.id as task_id from tasks where ${all}`
  }
  const walk = {
    scopes,
    states,
    conditions: own ? conditions : [...conditions, seen],
    span: spanOf(filter),
    place,
    limit,
  }
  if (sort === 'due') return sql`${byDeadline(reader, walk)}`
  if (sort === 'newest') return sql`${byNewest(reader, walk)}`
  const ids = await byPerson(reader, { ...walk, conditions: [inStates, ...conditions, seen] })
  return sql`select id as task_id from tasks where ${isOneOf('id', ids)}`
}

/** The column that makes a task the viewer's in this view. */
const parts: Partial<Record<TaskView, string>> = {
  mine: 'tasks.assignee_id',
  given: 'tasks.assigner_id',
  approving: 'tasks.approver_id',
}

/**
 * What a list walks through: one unit or one person where it asks for that, otherwise all that the viewer has. `own` when
 * everything in there may be seen: whoever is over a unit sees every task that lies in its scope.
 */
function scopesFor(who: Person, { view = 'all', units, assigneeId, approverId }: TaskFilter) {
  const personId = assigneeId ?? approverId ?? (parts[view] && who.id)
  if (personId !== undefined) return { scopes: [`p${personId}`], own: personId === who.id }
  const holds = (unit: Placed) => holdsOver(who, 'leader', unit) || holdsOver(who, 'clerk', unit)
  const isHeld = units !== undefined && units.heads.length > 0 && units.heads.every(holds)
  return { scopes: isHeld ? units.heads.map(({ id }) => `u${id}`) : scopesOf(who), own: true }
}

/** The states that can hold what is asked for. */
function statesOf({ states = taskStates, buckets }: TaskFilter): TaskState[] {
  const held = new Set(buckets?.of.flatMap((bucket) => statesIn[bucket]) ?? taskStates)
  return states.filter((state) => held.has(state))
}

/** Late work was due before today: nobody hands in tomorrow. */
function spanOf({ dueFrom, dueTo, buckets }: TaskFilter): { from?: Day; to?: Day } {
  const isLate = buckets?.of.every((bucket) => bucket === 'openLate')
  const to = [dueTo, isLate ? buckets?.on : undefined].filter((day) => day !== undefined).sort()[0]
  return { from: dueFrom, to }
}

/** What holds the whole list and is small: what a search found, some people's tasks, or for a list by people a small scope. */
async function smallSet(
  db: Db,
  { search, assignee, sort }: TaskFilter,
  scopes: string[],
  states: TaskState[],
  most: typeof few,
) {
  const { reader } = db
  if (search) {
    const found = await idsOf(
      reader
        .selectFrom('tasks')
        .select('id')
        .where(finds(db.dialect, 'tasks', search)),
      most.tasks,
    )
    if (found) return isOneOf('tasks.id', found)
  }
  if (assignee) {
    const people = reader
      .selectFrom('people')
      .select('id')
      .where(finds(db.dialect, 'people', assignee))
    const found = await idsOf(people, most.people)
    if (found) return isOneOf('tasks.assignee_id', found)
  }
  if (sort !== 'person') return undefined
  const all = reader.selectFrom('taskScopes').select('taskId as id')
  const found = await idsOf(all.where('scope', 'in', scopes).where('state', 'in', states), most.tasks)
  return found && isOneOf('tasks.id', found)
}

/** What the query finds, unless it is more than that. */
async function idsOf(query: { limit(most: number): { execute(): Promise<{ id: number }[]> } }, most: number) {
  const rows = await query.limit(most + 1).execute()
  return rows.length > most ? undefined : [...new Set(rows.map(({ id }) => id))]
}

function conditionsOf(db: Db, who: Person, filter: TaskFilter): Expression<SqlBool>[] {
  const { view = 'all', search, buckets, kind, assignee, units } = filter
  const part = parts[view]
  const found = [
    part && is(part, '=', who.id),
    buckets &&
      sql<boolean>`(${sql.join(
        buckets.of.map((bucket) => isIn(bucket, buckets.on)),
        sql` or `,
      )})`,
    kind && is('tasks.kind', '=', kind),
    ...compared(filter),
    units && isOneOf('tasks.unit_id', units.ids),
    Boolean(search) && begins('tasks', search ?? ''),
    Boolean(assignee) &&
      sql<boolean>`tasks.assignee_id in (select people.id from people where ${finds(db.dialect, 'people', assignee ?? '')})`,
  ]
  return found.filter((one) => one !== undefined && one !== false && one !== '')
}

const compared = ({ dueFrom, dueTo, issuedFrom, issuedTo, assigneeId, approverId }: TaskFilter) => [
  dueFrom && is('tasks.due', '>=', dueFrom),
  dueTo && is('tasks.due', '<=', dueTo),
  issuedFrom && is('tasks.issued_on', '>=', issuedFrom),
  issuedTo && is('tasks.issued_on', '<=', issuedTo),
  assigneeId !== undefined && is('tasks.assignee_id', '=', assigneeId),
  approverId !== undefined && is('tasks.approver_id', '=', approverId),
]

const is = (column: string, compares: '=' | '>=' | '<=', value: string | number) =>
  sql<boolean>`${sql.ref(column)} ${sql.raw(compares)} ${value}`

const isOneOf = (column: string, values: readonly (string | number)[]) =>
  values.length > 0 ? sql<boolean>`${sql.ref(column)} in (${sql.join(values)})` : sql<boolean>`1 = 0`

/** In any of these scopes: the list's side of `task.see`. Asked row by row; as a join PostgreSQL may hash whole scopes. */
const liesIn = (scopes: readonly string[]) =>
  sql<boolean>`(select 1 from task_scopes as seen where seen.task_id = tasks.id and seen.scope in (${sql.join(scopes)})
    limit 1) = 1`
