import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../db/schema.ts'
import type { Holder } from '../rules/ball.ts'
import { openStates, type RequestKind, type TaskState } from '../rules/tasks.ts'

/** What somebody still has to do something about: open work, and what was declined and waits for who gave it. */
export const unfinished: readonly TaskState[] = [...openStates, 'declined']

/** A task that is not over, with everything in it that points to people. */
export type OpenTask = Awaited<ReturnType<typeof openWork>>[number]

/** The tasks that `ids` selects with everything in them that points to people, nearest deadline first. Five queries. */
export async function openWork(db: Reader, ids: RawBuilder<unknown>) {
  const tasks = await rows(db, ids)
  const [coordinators, doers, requests, balls] = [
    await coordinatorsIn(db, ids),
    await doersIn(db, ids),
    await requestsIn(db, ids),
    await ballsIn(db, ids),
  ]
  return tasks.map((task) => ({
    ...task,
    coordinators: coordinators.get(task.id) ?? [],
    stepDoers: (doers.get(task.id) ?? []).map(({ doerId }) => doerId),
    requests: requests.get(task.id) ?? [],
    ball: balls.get(task.id)?.[0],
  }))
}

/** The ids of unfinished tasks in which this person has a part, or a step still to do; for `openWork`. */
export const openTasksOf = (personId: number) => sql`
  select task_id from task_scopes where scope = ${`p${personId}`} and state in (${sql.join([...unfinished])})
  union select tasks.id from task_steps join tasks on tasks.id = task_steps.task_id
    where doer_id = ${personId} and task_steps.done_on is null and tasks.state in (${sql.join([...unfinished])})`

/** The ids of unfinished tasks that people of these units do; for `openWork`. */
export const openTasksIn = (unitIds: readonly number[]) => sql`
  select tasks.id from tasks where state in (${sql.join([...unfinished])}) and assignee_id in
    (select people.id from people where unit_id in (${sql.join(unitIds)}) and left_on is null)`

const rows = (db: Reader, ids: RawBuilder<unknown>) =>
  db
    .selectFrom('tasks')
    .innerJoin('units', 'units.id', 'tasks.unitId')
    .innerJoin('people as assignee', 'assignee.id', 'tasks.assigneeId')
    .select([
      'tasks.id',
      'tasks.publicId',
      'tasks.code',
      'tasks.title',
      'tasks.document',
      'tasks.folded',
      'tasks.due',
      'tasks.version',
      'tasks.unitId',
      'tasks.assigneeId',
      'tasks.assignerId',
      'tasks.approverId',
      'tasks.followerId',
      'units.path',
      'assignee.name as assigneeName',
    ])
    .select((is) => is.ref('tasks.state').$castTo<TaskState>().as('state'))
    .where(sql<boolean>`tasks.id in (${ids})`)
    .orderBy('tasks.due')
    .orderBy('tasks.id')
    .execute()

/** For queries over rows that belong to a task. */
const among = (ids: RawBuilder<unknown>) => sql<boolean>`task_id in (${ids})`

async function coordinatorsIn(db: Reader, ids: RawBuilder<unknown>) {
  const found = db.selectFrom('taskCoordinators').select(['id', 'taskId', 'personId', 'part', 'doneAt'])
  const rows = await found.where(among(ids)).orderBy('id').execute()
  return byTask(rows.map(({ doneAt, ...row }) => ({ ...row, isDone: doneAt !== null })))
}

async function doersIn(db: Reader, ids: RawBuilder<unknown>) {
  const found = db.selectFrom('taskSteps').select(['taskId', 'doerId']).where('doneOn', 'is', null)
  return byTask(await found.where(among(ids)).orderBy('id').execute())
}

async function requestsIn(db: Reader, ids: RawBuilder<unknown>) {
  const found = db.selectFrom('taskRequests').where('outcome', 'is', null).where(among(ids)).orderBy('id')
  const kind = sql.ref<RequestKind>('kind').as('kind')
  return byTask(await found.select(['id', 'taskId', 'askedOfId', kind]).execute())
}

async function ballsIn(db: Reader, ids: RawBuilder<unknown>) {
  const found = db.selectFrom('taskHoldings').where('toAt', 'is', null).where(among(ids)).orderBy('id')
  return byTask(await found.select(['id', 'taskId', 'personId', sql.ref<Holder>('holder').as('holder')]).execute())
}

function byTask<R extends { taskId: number }>(rows: readonly R[]): Map<number, R[]> {
  const found = new Map<number, R[]>()
  for (const row of rows) found.set(row.taskId, [...(found.get(row.taskId) ?? []), row])
  return found
}
