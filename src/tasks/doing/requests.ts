import type { Ctx } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import { answererOf } from '../../rules/ball.ts'
import type { Day } from '../../rules/days.ts'
import type { RequestKind } from '../../rules/tasks.ts'
import { newPublicId } from '../../secrets.ts'
import { openRequestsOf, type Task } from '../queries.ts'
import { refuseBeyondWhole } from '../tree.ts'
import { refuseBadDue, setDeadline } from './commands.ts'
import { move, onTask } from './moving.ts'
import { keepUndo } from './undo.ts'

/** The responsible person asks for more time (xin gia hạn), with the reason and the day proposed. */
export const askExtension = (ctx: Ctx, id: string, { reason, due }: { reason: string; due: Day }) =>
  onTask(ctx, 'task.askExtension', id, async (tx, task) => {
    refuseNotLater(ctx, task, due)
    await move(tx, ctx, task, 'task.askExtension')
    await insertRequest(tx, ctx, task, 'extension', task.approverId, reason, due)
    return { reason, proposedDue: due }
  })

/** The approver grants the day proposed, or another one, or refuses (quyết định gia hạn). The first deadline stands beside it. */
export const decideExtension = (ctx: Ctx, id: string, input: { granted: boolean; due?: Day; answer: string }) =>
  onTask(ctx, 'task.decideExtension', id, async (tx, task) => {
    const request = await openRequest(tx, task, 'extension')
    await keepUndo(tx, ctx, task, 'task.decideExtension')
    const due = input.granted ? (input.due ?? request.proposedDue ?? task.due) : task.due
    if (input.granted) refuseNotLater(ctx, task, due)
    if (input.granted) await refuseBeyondWhole(tx, ctx, task, due)
    const open = task.openRequests.filter((kind) => kind !== 'extension')
    await move(tx, ctx, task, 'task.decideExtension', { set: { due }, open })
    await close(tx, ctx, request.id, input.granted ? 'granted' : 'refused', input.answer)
    if (due !== task.due) await setDeadline(tx, ctx, task.id, due, 'extension', request.text)
    return { granted: input.granted, due: [task.due, due], reason: request.text, answer: input.answer }
  })

/** More time ends on a working day to come, after the deadline in force. */
function refuseNotLater(ctx: Ctx, task: Task, due: Day) {
  refuseBadDue(ctx, due)
  if (due <= task.due) throw new Invalid({ due: 'Ghi một ngày sau hạn hiện nay.' })
}

/** The responsible person asks what is meant (hỏi lại); until it is answered the ball is the giver's. */
export const askQuestion = (ctx: Ctx, id: string, { text }: { text: string }) =>
  onTask(ctx, 'task.ask', id, async (tx, task) => {
    await move(tx, ctx, task, 'task.ask', { open: [...task.openRequests, 'clarification'] })
    await insertRequest(tx, ctx, task, 'clarification', answererOf(task), text)
    return { question: text }
  })

/** Whoever gave the task answers (trả lời); the ball goes back to the doer. */
export const answerQuestion = (ctx: Ctx, id: string, { text }: { text: string }) =>
  onTask(ctx, 'task.answer', id, async (tx, task) => {
    const request = await openRequest(tx, task, 'clarification')
    const open = task.openRequests.filter((kind) => kind !== 'clarification')
    await move(tx, ctx, task, 'task.answer', { open })
    await close(tx, ctx, request.id, 'answered', text)
    return { question: request.text, answer: text }
  })

async function openRequest(tx: Tx, task: Task, kind: RequestKind) {
  const request = (await openRequestsOf(tx, task.id)).find((open) => open.kind === kind)
  refuseUnless(request, 'task.wrongState')
  return request
}

function insertRequest(
  tx: Tx,
  ctx: Ctx,
  task: Task,
  kind: RequestKind,
  askedOfId: number,
  text: string,
  proposedDue: Day | null = null,
) {
  const asked = {
    publicId: newPublicId(),
    taskId: task.id,
    kind,
    text,
    proposedDue,
    askedById: ctx.who.actorId,
    askedAt: ctx.now,
    askedOfId,
  }
  const unanswered = { outcome: null, answer: null, answeredById: null, answeredAt: null }
  return tx
    .insertInto('taskRequests')
    .values({ ...asked, ...unanswered })
    .execute()
}

const close = (tx: Tx, ctx: Ctx, id: number, outcome: string, answer: string) =>
  tx
    .updateTable('taskRequests')
    .set({ outcome, answer, answeredById: ctx.who.actorId, answeredAt: ctx.now })
    .where('id', '=', id)
    .execute()
