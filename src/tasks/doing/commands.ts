import { gapErrors } from '../../../views/tasks/gaps.ts'
import type { Ctx } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import type { StoredFile } from '../../files.ts'
import { Invalid } from '../../refusal.ts'
import { dueGaps } from '../../rules/clarity.ts'
import type { Day } from '../../rules/days.ts'
import type { DeadlineCause, Grade } from '../../rules/tasks.ts'
import { newPublicId } from '../../secrets.ts'
import type { Task } from '../queries.ts'
import { move, onTask } from './moving.ts'
import { keepUndo } from './undo.ts'

/** The responsible person takes the task on (tiếp nhận). */
export const acceptTask = (ctx: Ctx, id: string) =>
  onTask(ctx, 'task.accept', id, async (tx, task) => {
    await keepUndo(tx, ctx, task, 'task.accept')
    return { state: await move(tx, ctx, task, 'task.accept') }
  })

/** A task for information (để biết) is done when it has been read. */
export const readTask = (ctx: Ctx, id: string) =>
  onTask(ctx, 'task.read', id, async (tx, task) => ({
    state: await move(tx, ctx, task, 'task.read', { set: { doneOn: ctx.today } }),
  }))

/** The responsible person declines (từ chối nhận); it goes back to whoever gave it and never disappears. */
export const declineTask = (ctx: Ctx, id: string, { reason }: { reason: string }) =>
  onTask(ctx, 'task.decline', id, async (tx, task) => ({ state: await move(tx, ctx, task, 'task.decline'), reason }))

/** The responsible person hands in a result (nộp kết quả) with its evidence; the clock stands still from now on. */
export const submitTask = (ctx: Ctx, id: string, input: { report: string; files: readonly StoredFile[] }) =>
  onTask(ctx, 'task.submit', id, async (tx, task) => {
    if (task.evidence && input.files.length === 0) {
      throw new Invalid({ file: 'Chọn tệp minh chứng để người nghiệm thu xem.' })
    }
    const set = { submittedAt: ctx.now, submittedOn: ctx.today }
    const state = await move(tx, ctx, task, 'task.submit', { set })
    await insertSubmission(tx, ctx, task, input)
    return { state, report: input.report, files: input.files.map(({ name, hash }) => ({ name, hash })) }
  })

/** The approver accepts the result (nghiệm thu). The task is done on the day it was handed in, not on the day of approval. */
export const approveTask = (ctx: Ctx, id: string, { grade }: { grade: Grade }) =>
  onTask(ctx, 'task.approve', id, async (tx, task) => {
    await keepUndo(tx, ctx, task, 'task.approve')
    const state = await move(tx, ctx, task, 'task.approve', { set: { doneOn: task.submittedOn } })
    await decide(tx, ctx, task, { decision: 'approved', grade })
    return { state, grade, doneOn: task.submittedOn }
  })

/** The approver sends the result back (trả lại) with the reason and the new deadline in one step. */
export const returnTask = (ctx: Ctx, id: string, input: { reason: string; due: Day; majorError: boolean }) =>
  onTask(ctx, 'task.return', id, async (tx, task) => {
    const { reason, due, majorError } = input
    refuseBadDue(ctx, due)
    const set = { submittedAt: null, submittedOn: null, due }
    const state = await move(tx, ctx, task, 'task.return', { set })
    await decide(tx, ctx, task, { decision: 'returned', reason, majorError: majorError ? 1 : 0 })
    if (due !== task.due) await setDeadline(tx, ctx, task.id, due, 'return', reason)
    return { state, reason, due: [task.due, due], majorError }
  })

/** Throws `Invalid` unless the day is a working day from today on. */
export function refuseBadDue(ctx: Ctx, due: Day) {
  const gaps = dueGaps(due, ctx.today, ctx.calendar)
  if (gaps.length > 0) throw new Invalid(gapErrors(gaps, ctx.today))
}

/** A deadline is never changed, only followed by another one. */
export const setDeadline = (tx: Tx, ctx: Ctx, taskId: number, due: Day, cause: DeadlineCause, reason: string) =>
  tx
    .insertInto('taskDeadlines')
    .values({ taskId, due, cause, reason, setAt: ctx.now, setById: ctx.who.actorId })
    .execute()

async function insertSubmission(tx: Tx, ctx: Ctx, task: Task, input: { report: string; files: readonly StoredFile[] }) {
  const undecided = { decision: null, grade: null, reason: null, decidedAt: null, decidedById: null }
  const handedIn = { submittedAt: ctx.now, submittedOn: ctx.today, submittedById: ctx.who.actorId }
  const { id } = await tx
    .insertInto('submissions')
    .values({ publicId: newPublicId(), taskId: task.id, report: input.report, ...handedIn, ...undecided })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (input.files.length === 0) return
  const added = { addedById: ctx.who.actorId, addedAt: ctx.now }
  const rows = input.files.map((file) => ({ ...file, ...added, publicId: newPublicId() }))
  const files = await tx.insertInto('files').values(rows).returning('id').execute()
  await tx
    .insertInto('submissionFiles')
    .values(files.map((file) => ({ submissionId: id, fileId: file.id })))
    .execute()
}

type Decision = { decision: 'approved' | 'returned'; grade?: Grade; reason?: string; majorError?: number }

/** Writes the decision beside the submission that waits for one. */
async function decide(tx: Tx, ctx: Ctx, task: Task, decision: Decision) {
  await tx
    .updateTable('submissions')
    .set({ ...decision, decidedAt: ctx.now, decidedById: ctx.who.actorId })
    .where('taskId', '=', task.id)
    .where('decision', 'is', null)
    .execute()
}
