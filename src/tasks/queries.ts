import { sql } from 'kysely'
import type { Ctx } from '../act.ts'
import type { Db, Reader } from '../db/schema.ts'
import type { Person } from '../rules/access.ts'
import type { Holder } from '../rules/ball.ts'
import { endedStates } from '../rules/parts.ts'
import type { Grade, RequestKind, TaskKind, TaskState } from '../rules/tasks.ts'

/** The columns every view of a task needs: the task, its people by name, the path of its unit. */
export function tasksWithPeople(db: Reader) {
  return db
    .selectFrom('tasks')
    .innerJoin('units', 'units.id', 'tasks.unitId')
    .innerJoin('people as assignee', 'assignee.id', 'tasks.assigneeId')
    .innerJoin('people as approver', 'approver.id', 'tasks.approverId')
    .select([
      'tasks.id',
      'tasks.publicId',
      'tasks.code',
      'tasks.title',
      'tasks.product',
      'tasks.assigneeId',
      'tasks.assignerId',
      'tasks.approverId',
      'tasks.followerId',
      'tasks.due',
      'tasks.issuedAt',
      'tasks.issuedOn',
      'tasks.submittedAt',
      'tasks.submittedOn',
      'tasks.doneOn',
      'tasks.progress',
      'tasks.parentId',
      'tasks.children',
      'tasks.version',
      'units.path',
      'units.publicId as unitPublicId',
      'units.name as unitName',
      'units.shortName as unitShort',
      'assignee.name as assigneeName',
      'assignee.publicId as assigneePublicId',
      'approver.name as approverName',
      'approver.publicId as approverPublicId',
    ])
    .select((is) => [
      is.ref('tasks.state').$castTo<TaskState>().as('state'),
      is.ref('tasks.kind').$castTo<TaskKind>().as('kind'),
    ])
}

export type TaskRow = Awaited<ReturnType<ReturnType<typeof tasksWithPeople>['execute']>>[number]

/** One task with the scopes it lies in, its coordinators, open requests and open parts, for `act` and its page. Five queries. */
export async function findTask(db: Reader, publicId: string) {
  const task = await tasksWithPeople(db)
    .innerJoin('people as assigner', 'assigner.id', 'tasks.assignerId')
    .leftJoin('people as follower', 'follower.id', 'tasks.followerId')
    .select([
      'tasks.content',
      'tasks.document',
      'tasks.consequence',
      'tasks.quantity',
      'tasks.quantityUnit',
      'tasks.acceptance',
      'tasks.evidence',
      'tasks.factor',
      'tasks.countedDays',
      'tasks.excused',
      'assigner.name as assignerName',
      'assigner.publicId as assignerPublicId',
      'follower.name as followerName',
      'follower.publicId as followerPublicId',
    ])
    .where('tasks.publicId', '=', publicId)
    .executeTakeFirst()
  if (!task) return undefined
  const [scopes, coordinators, requests] = [
    await scopesOfTask(db, task.id),
    await db.selectFrom('taskCoordinators').select('personId').where('taskId', '=', task.id).execute(),
    await openRequestsOf(db, task.id),
  ]
  const openRequests = requests.map(({ kind }) => kind)
  const openParts = await countOpenParts(db, task)
  return { ...task, scopes, coordinatorIds: coordinators.map(({ personId }) => personId), openRequests, openParts }
}

/** Requests that wait for an answer: at most one of a kind. */
export const openRequestsOf = (db: Reader, taskId: number) =>
  db
    .selectFrom('taskRequests')
    .selectAll()
    .select((is) => is.ref('kind').$castTo<RequestKind>().as('kind'))
    .where('taskId', '=', taskId)
    .where('outcome', 'is', null)
    .execute()

/** How many parts of the task are neither done nor cancelled. One query; none for a task without parts. */
export async function countOpenParts(db: Reader, { id, children }: { id: number; children: number }): Promise<number> {
  if (children === 0) return 0
  const parts = db.selectFrom('tasks').where('parentId', '=', id).where('state', 'not in', endedStates)
  const { count } = await parts.select((is) => is.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return count
}
export type Task = NonNullable<Awaited<ReturnType<typeof findTask>>>

async function scopesOfTask(db: Reader, taskId: number): Promise<string[]> {
  const rows = await db.selectFrom('taskScopes').select('scope').where('taskId', '=', taskId).execute()
  return rows.map(({ scope }) => scope)
}

/** Requests and declined tasks that wait for this person's word, oldest first. Two indexed queries. */
export async function waitingFor(db: Db, who: Person, limit: number) {
  const requests = await tasksWithPeople(db.reader)
    .innerJoin('taskRequests', 'taskRequests.taskId', 'tasks.id')
    .select(['taskRequests.text', 'taskRequests.proposedDue', 'taskRequests.askedAt'])
    .select((is) => is.ref('taskRequests.kind').$castTo<RequestKind>().as('request'))
    .where('taskRequests.askedOfId', '=', who.id)
    .where('taskRequests.outcome', 'is', null)
    .where('tasks.state', 'in', ['issued', 'in_progress'])
    .orderBy('taskRequests.askedAt')
    .limit(limit)
    .execute()
  const declined = await tasksWithPeople(db.reader)
    .where('tasks.assignerId', '=', who.id)
    .where('tasks.state', '=', 'declined')
    .orderBy('tasks.due')
    .limit(limit)
    .execute()
  return { requests, declined }
}
export type WaitingRequest = Awaited<ReturnType<typeof waitingFor>>['requests'][number]

/**
 * How many things wait for this person: the count in the navigation, and of the sheets at home. Work in hand whose parts
 * are not done waits for those. Two indexed queries.
 */
export async function countWaiting({ db, who }: Pick<Ctx, 'db' | 'who'>): Promise<number> {
  const tasks = await db.reader
    .selectFrom('tasks')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where((is) =>
      is.or([
        is.and([is('assigneeId', '=', who.id), is('state', '=', 'issued')]),
        is.and([is('assigneeId', '=', who.id), is('state', '=', 'in_progress'), isReady]),
        is.and([is('approverId', '=', who.id), is('state', '=', 'submitted')]),
        is.and([is('assignerId', '=', who.id), is('state', '=', 'declined')]),
      ]),
    )
    .executeTakeFirstOrThrow()
  const requests = await db.reader
    .selectFrom('taskRequests')
    .innerJoin('tasks', 'tasks.id', 'taskRequests.taskId')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('askedOfId', '=', who.id)
    .where('outcome', 'is', null)
    .where('tasks.state', 'in', ['issued', 'in_progress'])
    .executeTakeFirstOrThrow()
  return tasks.count + requests.count
}

/** Nothing that it is made of is still open. */
const isReady = sql<boolean>`(tasks.children = 0 or not exists (select 1 from tasks as part
  where part.parent_id = tasks.id and part.state not in (${sql.join(endedStates)})))`

export const stepsOf = (db: Reader, taskId: number) =>
  db
    .selectFrom('taskSteps')
    .innerJoin('people', 'people.id', 'taskSteps.doerId')
    .select(['position', 'taskSteps.name', 'due', 'doneOn', 'people.name as doer'])
    .where('taskId', '=', taskId)
    .orderBy('position')
    .execute()

/** Every deadline the task ever had, the first one first. */
export const deadlinesOf = (db: Reader, taskId: number) =>
  db
    .selectFrom('taskDeadlines')
    .select(['due', 'cause', 'reason', 'setAt'])
    .where('taskId', '=', taskId)
    .orderBy('id')
    .execute()

/** What was handed in, newest first, with its files. Two queries. */
export async function submissionsOf(db: Reader, taskId: number) {
  const rows = await db
    .selectFrom('submissions')
    .select([
      'id',
      'publicId',
      'report',
      'submittedAt',
      'submittedOn',
      'decision',
      'grade',
      'reason',
      'majorError',
      'decidedAt',
    ])
    .select((is) => is.ref('grade').$castTo<Grade | null>().as('grade'))
    .where('taskId', '=', taskId)
    .orderBy('id', 'desc')
    .execute()
  const files = await filesOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, files: files.filter(({ submissionId }) => submissionId === row.id) }))
}

async function filesOf(db: Reader, submissionIds: number[]) {
  if (submissionIds.length === 0) return []
  return db
    .selectFrom('submissionFiles')
    .innerJoin('files', 'files.id', 'submissionFiles.fileId')
    .select(['submissionId', 'files.publicId', 'files.name', 'files.size', 'files.addedAt'])
    .where('submissionId', 'in', submissionIds)
    .orderBy('files.id')
    .execute()
}

/** What happened to the task, newest first, from the record itself. One indexed query. */
export const historyOf = (db: Reader, publicId: string, limit: number) =>
  db
    .selectFrom('audit')
    .innerJoin('people as actor', 'actor.id', 'audit.actorId')
    .leftJoin('people as principal', 'principal.id', 'audit.behalfOfId')
    .select(['audit.at', 'audit.action', 'audit.facts', 'actor.name as actor', 'principal.name as behalfOf'])
    .where('subjectKind', '=', 'task')
    .where('subject', '=', publicId)
    .orderBy('audit.id', 'desc')
    .limit(limit)
    .execute()

/** A file of a task with what `task.see` needs to know. */
export async function findTaskFile(db: Reader, publicId: string) {
  const file = await db
    .selectFrom('files')
    .innerJoin('submissionFiles', 'submissionFiles.fileId', 'files.id')
    .innerJoin('submissions', 'submissions.id', 'submissionFiles.submissionId')
    .innerJoin('tasks', 'tasks.id', 'submissions.taskId')
    .select(['files.hash', 'files.name', 'files.mediaType', 'files.size', 'tasks.publicId as taskPublicId'])
    .where('files.publicId', '=', publicId)
    .executeTakeFirst()
  const task = file && (await findTask(db, file.taskPublicId))
  return file && task && { file, task }
}

/** Who had the ball from when to when, in order. */
export const holdingsOf = (db: Reader, taskId: number) =>
  db
    .selectFrom('taskHoldings')
    .leftJoin('people', 'people.id', 'taskHoldings.personId')
    .select(['fromAt', 'toAt', 'personId', 'people.name'])
    .select((is) => is.ref('holder').$castTo<Holder>().as('holder'))
    .where('taskId', '=', taskId)
    .orderBy('taskHoldings.id')
    .execute()

/** Who coordinates, with what part, and whether it is done. */
export const coordinatorsOf = (db: Reader, taskId: number) =>
  db
    .selectFrom('taskCoordinators')
    .innerJoin('people', 'people.id', 'taskCoordinators.personId')
    .select(['personId', 'people.publicId', 'people.name', 'part', 'doneAt', 'note'])
    .where('taskId', '=', taskId)
    .orderBy('taskCoordinators.id')
    .execute()

/** What was said about the task, oldest first. */
export const commentsOf = (db: Reader, taskId: number) =>
  db
    .selectFrom('taskComments')
    .innerJoin('people', 'people.id', 'taskComments.byId')
    .select(['taskComments.publicId', 'at', 'text', 'people.name as by'])
    .where('taskId', '=', taskId)
    .orderBy('taskComments.id')
    .limit(200)
    .execute()
