import { gapErrors } from '../../views/tasks/gaps.ts'
import { act, type Ctx } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import type { StoredFile } from '../files.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import { dueGaps } from '../rules/clarity.ts'
import type { Day } from '../rules/days.ts'
import { type Grade, next, type TaskMove, type TaskState } from '../rules/tasks.ts'
import { newPublicId } from '../secrets.ts'
import { findTask, type Task } from './queries.ts'

/** The responsible person takes the task on (tiếp nhận). */
export const acceptTask = (ctx: Ctx, id: string) =>
  act(
    ctx,
    'task.accept',
    (tx) => findTask(tx, id),
    async (tx, task) => {
      const state = await move(tx, task, 'task.accept')
      return { subject: subjectOf(task), facts: { state } }
    },
  )

/** The responsible person hands in a result (nộp kết quả) with its evidence; the clock stands still from now on. */
export const submitTask = (ctx: Ctx, id: string, input: { report: string; files: readonly StoredFile[] }) =>
  act(
    ctx,
    'task.submit',
    (tx) => findTask(tx, id),
    async (tx, task) => {
      if (task.evidence && input.files.length === 0)
        throw new Invalid({ file: 'Chọn tệp minh chứng để người nghiệm thu xem.' })
      const state = await move(tx, task, 'task.submit', { submittedAt: ctx.now, submittedOn: ctx.today })
      await insertSubmission(tx, ctx, task, input)
      const facts = { state, report: input.report, files: input.files.map(({ name, hash }) => ({ name, hash })) }
      return { subject: subjectOf(task), facts }
    },
  )

/** The approver accepts the result (nghiệm thu). The task is done on the day it was handed in, not on the day of approval. */
export const approveTask = (ctx: Ctx, id: string, input: { grade: Grade }) =>
  act(
    ctx,
    'task.approve',
    (tx) => findTask(tx, id),
    async (tx, task) => {
      const state = await move(tx, task, 'task.approve', { doneOn: task.submittedOn })
      await decide(tx, ctx, task, { decision: 'approved', grade: input.grade })
      return { subject: subjectOf(task), facts: { state, grade: input.grade, doneOn: task.submittedOn } }
    },
  )

/** The approver sends the result back (trả lại) with the reason and the new deadline in one step. */
export const returnTask = (ctx: Ctx, id: string, input: { reason: string; due: Day; majorError: boolean }) =>
  act(
    ctx,
    'task.return',
    (tx) => findTask(tx, id),
    async (tx, task) => {
      const gaps = dueGaps(input.due, ctx.today, ctx.calendar)
      if (gaps.length > 0) throw new Invalid(gapErrors(gaps, ctx.today))
      const state = await move(tx, task, 'task.return', { submittedAt: null, submittedOn: null, due: input.due })
      await decide(tx, ctx, task, { decision: 'returned', reason: input.reason, majorError: input.majorError ? 1 : 0 })
      if (input.due !== task.due) await setDeadline(tx, ctx, task.id, input.due, input.reason)
      const facts = { state, reason: input.reason, due: [task.due, input.due], majorError: input.majorError }
      return { subject: subjectOf(task), facts }
    },
  )

export const subjectOf = ({ publicId, path }: { publicId: string; path: string }) => ({ kind: 'task', publicId, path })

/** Takes the task along one line of the state table; returns from where to where. */
async function move(tx: Tx, task: Task, by: TaskMove, also: Partial<Moved> = {}): Promise<[TaskState, TaskState]> {
  const state = next(by, task)
  refuseUnless(state, 'task.wrongState')
  await tx
    .updateTable('tasks')
    .set({ state, version: task.version + 1, ...also })
    .where('id', '=', task.id)
    .execute()
  return [task.state, state]
}
type Moved = { submittedAt: string | null; submittedOn: Day | null; doneOn: Day | null; due: Day }

async function insertSubmission(tx: Tx, ctx: Ctx, task: Task, input: { report: string; files: readonly StoredFile[] }) {
  const { id } = await tx
    .insertInto('submissions')
    .values({
      publicId: newPublicId(),
      taskId: task.id,
      report: input.report,
      submittedAt: ctx.now,
      submittedOn: ctx.today,
      submittedById: ctx.who.actorId,
      decision: null,
      grade: null,
      reason: null,
      decidedAt: null,
      decidedById: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (input.files.length === 0) return
  const rows = input.files.map((file) => ({
    ...file,
    publicId: newPublicId(),
    addedById: ctx.who.actorId,
    addedAt: ctx.now,
  }))
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

const setDeadline = (tx: Tx, ctx: Ctx, taskId: number, due: Day, reason: string) =>
  tx
    .insertInto('taskDeadlines')
    .values({ taskId, due, cause: 'return', reason, setAt: ctx.now, setById: ctx.who.actorId })
    .execute()
