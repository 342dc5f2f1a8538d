import type { Ctx } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import { newPublicId } from '../../secrets.ts'
import { coordinatorsOf, stepsOf, type Task } from '../queries.ts'
import { whoSee } from './mentions.ts'
import { move, onTask, passBall } from './moving.ts'

/** Báo tiến độ: how far it is, in words too, and whether the doer waits for one of the coordinators. */
export const reportProgress = (
  ctx: Ctx,
  id: string,
  input: { progress: number; note: string; waitingForId?: number },
) =>
  onTask(ctx, 'task.report', id, async (tx, task) => {
    const { progress, note, waitingForId = null } = input
    if (waitingForId !== null) await refuseWaiting(tx, task, waitingForId)
    await move(tx, ctx, task, 'task.report', { set: { progress }, waitingForId })
    await tx
      .insertInto('taskReports')
      .values({ taskId: task.id, at: ctx.now, byId: ctx.who.actorId, progress, note, waitingForId })
      .execute()
    return { progress: [task.progress, progress], note, ...(waitingForId !== null && { waiting: true }) }
  })

/** Only a coordinator whose part is not done can be waited for: nobody else could hand the ball back. */
async function refuseWaiting(tx: Tx, task: Task, personId: number) {
  const parts = await coordinatorsOf(tx, task.id)
  const coordinates = parts.some((part) => part.personId === personId && part.doneAt === null)
  if (!coordinates || personId === task.assigneeId) {
    throw new Invalid({ waitingFor: 'Chọn một trong những người phối hợp chưa xong phần của mình.' })
  }
}

/** Ticks the next step of the process (xong một bước); steps are done in their order. */
export const tickStep = (ctx: Ctx, id: string, position: number) =>
  onTask(ctx, 'task.tickStep', id, async (tx, task) => {
    const open = (await stepsOf(tx, task.id)).find(({ doneOn }) => doneOn === null)
    refuseUnless(open && open.position === position, 'task.stepOrder')
    await move(tx, ctx, task, 'task.tickStep')
    await tx
      .updateTable('taskSteps')
      .set({ doneOn: ctx.today, doneById: ctx.who.actorId })
      .where('taskId', '=', task.id)
      .where('position', '=', position)
      .execute()
    return { step: open.name }
  })

/** A coordinator ends the own part (xong phần phối hợp); if the doer waits for it, the ball goes back. */
export const finishPart = (ctx: Ctx, id: string, { note }: { note: string }) =>
  onTask(ctx, 'task.finishPart', id, async (tx, task) => {
    refuseUnless(task.state !== 'completed' && task.state !== 'cancelled', 'task.wrongState')
    const ended = await tx
      .updateTable('taskCoordinators')
      .set({ doneAt: ctx.now, note })
      .where('taskId', '=', task.id)
      .where('personId', '=', ctx.who.id)
      .where('doneAt', 'is', null)
      .returning('part')
      .executeTakeFirst()
    refuseUnless(ended, 'task.wrongState')
    await backFromWaiting(tx, ctx, task)
    return { part: ended.part, note }
  })

async function backFromWaiting(tx: Tx, ctx: Ctx, task: Task) {
  const waited = await tx
    .selectFrom('taskHoldings')
    .select('personId')
    .where('taskId', '=', task.id)
    .where('toAt', 'is', null)
    .where('holder', '=', 'coordinator')
    .executeTakeFirst()
  if (waited?.personId === ctx.who.id) await passBall(tx, ctx, task, task.openRequests, null)
}

/** Trao đổi: a remark everybody who sees the task reads; those of them named in it are told. */
export const comment = (
  ctx: Ctx,
  id: string,
  { text, mentionedIds }: { text: string; mentionedIds: readonly number[] },
) =>
  onTask(ctx, 'task.comment', id, async (tx, task) => {
    const row = { publicId: newPublicId(), taskId: task.id, byId: ctx.who.actorId, at: ctx.now, text }
    const { id: commentId } = await tx.insertInto('taskComments').values(row).returning('id').executeTakeFirstOrThrow()
    const told = await whoSee(tx, task, mentionedIds, ctx.today)
    if (told.length > 0) {
      await tx
        .insertInto('commentMentions')
        .values(told.map((personId) => ({ commentId, personId })))
        .execute()
    }
    return { text }
  })
