import { act, type Ctx } from '../../act.ts'
import type { Reader, Tx } from '../../db/schema.ts'
import { refuseUnless } from '../../refusal.ts'
import type { Action } from '../../rules/access.ts'
import { isEnded } from '../../rules/parts.ts'
import type { TaskState } from '../../rules/tasks.ts'
import { newPublicId } from '../../secrets.ts'
import { findTask, openRequestsOf, type Task } from '../queries.ts'
import { passBall, subjectOf } from './moving.ts'

/** How long a one-press decision can be taken back, unless something has followed it. */
export const undoMinutes = 10

/** What the task held before, as far as a one-press decision changes it. */
interface Before {
  state: TaskState
  due: string
  doneOn: string | null
  /** The submission or request that was decided, and the deadline that came of it. */
  submissionId?: number
  requestId?: number
  deadlineId?: number
}

/** Notes how the task stands, so that the decision about to be made can be taken back. Call it before the decision. */
export async function keepUndo(tx: Tx, ctx: Ctx, task: Task, action: Action) {
  const undecided = tx
    .selectFrom('submissions')
    .select('id')
    .where('taskId', '=', task.id)
    .where('decision', 'is', null)
  const submission = await undecided.executeTakeFirst()
  const request = (await openRequestsOf(tx, task.id)).find(({ kind }) => kind === 'extension')
  const before: Before = {
    state: task.state,
    due: task.due,
    doneOn: task.doneOn,
    ...(action === 'task.approve' && { submissionId: submission?.id }),
    ...(action === 'task.decideExtension' && { requestId: request?.id }),
  }
  const until = new Date(Date.parse(ctx.now) + undoMinutes * 60_000).toISOString()
  const row = {
    publicId: newPublicId(),
    taskId: task.id,
    action,
    byId: ctx.who.actorId,
    version: task.version + 1,
    until,
  }
  await tx
    .insertInto('undos')
    .values({ ...row, before: JSON.stringify(before) })
    .execute()
}

/** The decision this person may still take back on this task: the last thing that happened to it, or to the whole it is a part of. */
export async function openUndo(
  db: Reader,
  task: Pick<Task, 'id' | 'version' | 'parentId'>,
  ctx: Pick<Ctx, 'who' | 'now'>,
) {
  const undo = await db
    .selectFrom('undos')
    .selectAll()
    .where('taskId', '=', task.id)
    .where('version', '=', task.version)
    .where('byId', '=', ctx.who.actorId)
    .where('until', '>=', ctx.now)
    .executeTakeFirst()
  return undo && !(await isWholeDone(db, task)) ? undo : undefined
}

/** The whole was approved because its parts were done. */
async function isWholeDone(db: Reader, { parentId }: Pick<Task, 'parentId'>): Promise<boolean> {
  if (parentId === null) return false
  const whole = await db.selectFrom('tasks').select('state').where('id', '=', parentId).executeTakeFirst()
  return whole !== undefined && isEnded(whole.state as TaskState)
}

/** Takes a one-press decision back (hoàn tác). Refuses with 'task.tooLate' once something followed it or time has passed. */
export const undoDeed = (ctx: Ctx, id: string) =>
  act(
    ctx,
    'task.undo',
    (tx) => findTask(tx, id),
    async (tx, task) => {
      const undo = await openUndo(tx, task, ctx)
      refuseUnless(undo, 'task.tooLate')
      const { submissionId, requestId, ...columns } = JSON.parse(undo.before) as Before
      await tx
        .updateTable('tasks')
        .set({ ...columns, version: task.version + 1 })
        .where('id', '=', task.id)
        .execute()
      if (submissionId) await reopenSubmission(tx, submissionId)
      if (requestId) await reopenRequest(tx, requestId)
      if (columns.due !== task.due) await dropLastDeadline(tx, task.id)
      const open = (await openRequestsOf(tx, task.id)).map(({ kind }) => kind)
      await passBall(tx, ctx, { ...task, state: columns.state }, open)
      const facts = { undone: undo.action, state: [task.state, columns.state], due: [task.due, columns.due] }
      return { subject: subjectOf(task), facts, about: task.assigneeId }
    },
  )

const reopenSubmission = (tx: Tx, id: number) =>
  tx
    .updateTable('submissions')
    .set({ decision: null, grade: null, reason: null, majorError: 0, decidedAt: null, decidedById: null })
    .where('id', '=', id)
    .execute()

const reopenRequest = (tx: Tx, id: number) =>
  tx
    .updateTable('taskRequests')
    .set({ outcome: null, answer: null, answeredById: null, answeredAt: null })
    .where('id', '=', id)
    .execute()

/** The deadline a moment ago came of the decision taken back; the first one is never it. */
async function dropLastDeadline(tx: Tx, taskId: number) {
  const last = await tx
    .selectFrom('taskDeadlines')
    .select(['id', 'cause'])
    .where('taskId', '=', taskId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (last && last.cause !== 'first') await tx.deleteFrom('taskDeadlines').where('id', '=', last.id).execute()
}
