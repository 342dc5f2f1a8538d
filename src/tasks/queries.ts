import type { Ctx } from '../act.ts'
import { fromCursor } from '../cursor.ts'
import type { Db, Reader } from '../db/schema.ts'
import { finds } from '../db/search.ts'
import { type Person, scopesOf } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { type Grade, openStates, type TaskKind, type TaskState, taskStates } from '../rules/tasks.ts'

/** The columns every view of a task needs: the task, its people by name, the path of its unit. */
function tasksWithPeople(db: Reader) {
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

export type TaskRow = Awaited<ReturnType<typeof visibleTasks>>[number]

export interface TaskFilter {
  /** Words of the title, number, document or person, with or without marks. */
  search?: string
  states?: readonly TaskState[]
  /** Open and past this day. */
  overdueOn?: Day
  dueOn?: Day
  assigneeId?: number
  approverId?: number
  /** The last row of the page before: its deadline and public id. */
  after?: { due: Day; publicId: string }
}

/** Tasks this person may see, nearest deadline first: one indexed query, whatever the rows. */
export function visibleTasks(db: Db, who: Person, filter: TaskFilter, limit: number) {
  const { search, states, overdueOn, dueOn, assigneeId, approverId, after } = filter
  return tasksWithPeople(db.reader)
    .where('tasks.id', 'in', inScope(db.reader, who))
    .$if(Boolean(search), (q) => q.where(finds(db.dialect, 'tasks', search ?? '')))
    .$if(Boolean(states), (q) => q.where('tasks.state', 'in', [...(states ?? [])]))
    .$if(Boolean(overdueOn), (q) => q.where('tasks.due', '<', overdueOn ?? ''))
    .$if(Boolean(dueOn), (q) => q.where('tasks.due', '=', dueOn ?? ''))
    .$if(assigneeId !== undefined, (q) => q.where('tasks.assigneeId', '=', assigneeId ?? 0))
    .$if(approverId !== undefined, (q) => q.where('tasks.approverId', '=', approverId ?? 0))
    .$if(Boolean(after), (q) =>
      q.where((is) =>
        is.or([
          is('tasks.due', '>', after?.due ?? ''),
          is.and([is('tasks.due', '=', after?.due ?? ''), is('tasks.publicId', '>', after?.publicId ?? '')]),
        ]),
      ),
    )
    .orderBy('tasks.due')
    .orderBy('tasks.publicId')
    .limit(limit)
    .execute()
}

/** What a list is asked to show: 'open', 'late', 'all' or one state. Pages and the API mean the same by each word. */
export function shownTasks(show: string, today: Day): TaskFilter {
  if (show === 'open') return { states: openStates }
  if (show === 'late') return { states: openStates, overdueOn: today }
  const state = taskStates.find((known) => known === show)
  return state ? { states: [state] } : {}
}

/** The last row of the page before, out of its cursor. */
export function keyOf(after: string | undefined): { due: Day; publicId: string } | undefined {
  const [due, publicId] = fromCursor(after)
  return due && publicId ? { due, publicId } : undefined
}

/** The ids of the tasks in any of the person's scopes: the list's side of `task.see`. */
const inScope = (db: Reader, who: Person) =>
  db.selectFrom('taskScopes').select('taskId').where('scope', 'in', scopesOf(who))

/** One task with the scopes it lies in, for `act` and its page. Two queries. */
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
      'assigner.name as assignerName',
      'assigner.publicId as assignerPublicId',
      'follower.name as followerName',
      'follower.publicId as followerPublicId',
    ])
    .where('tasks.publicId', '=', publicId)
    .executeTakeFirst()
  return task && { ...task, scopes: await scopesOfTask(db, task.id) }
}
export type Task = NonNullable<Awaited<ReturnType<typeof findTask>>>

async function scopesOfTask(db: Reader, taskId: number): Promise<string[]> {
  const rows = await db.selectFrom('taskScopes').select('scope').where('taskId', '=', taskId).execute()
  return rows.map(({ scope }) => scope)
}

/** What waits for this person: the count in the navigation. One indexed query. */
export async function countWaiting({ db, who }: Pick<Ctx, 'db' | 'who'>): Promise<number> {
  const { count } = await db.reader
    .selectFrom('tasks')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where((is) =>
      is.or([
        is.and([is('assigneeId', '=', who.id), is('state', 'in', ['issued', 'in_progress'])]),
        is.and([is('approverId', '=', who.id), is('state', '=', 'submitted')]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return count
}

export const stepsOf = (db: Reader, taskId: number) =>
  db
    .selectFrom('taskSteps')
    .innerJoin('people', 'people.id', 'taskSteps.doerId')
    .select(['position', 'taskSteps.name', 'due', 'people.name as doer'])
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
