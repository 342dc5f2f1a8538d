import type { Ctx } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { findWho } from '../people/queries.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import { can, holdsOver, type Person, scopesOfParties } from '../rules/access.ts'
import { searchText } from '../rules/names.ts'
import { move, onTask } from './moving.ts'
import type { Task } from './queries.ts'

/** Tạm dừng: the clock stops counting for anybody; the task is in no bucket until it goes on. */
export const pauseTask = (ctx: Ctx, id: string, { reason }: { reason: string }) =>
  onTask(ctx, 'task.pause', id, async (tx, task) => ({ state: await move(tx, ctx, task, 'task.pause'), reason }))

export const resumeTask = (ctx: Ctx, id: string) =>
  onTask(ctx, 'task.resume', id, async (tx, task) => ({ state: await move(tx, ctx, task, 'task.resume') }))

/** Hủy việc: whoever gave it takes it back, with a reason that stays on the record. */
export const cancelTask = (ctx: Ctx, id: string, { reason }: { reason: string }) =>
  onTask(ctx, 'task.cancel', id, async (tx, task) => ({ state: await move(tx, ctx, task, 'task.cancel'), reason }))

/** The approver confirms that a delay had an objective cause (nguyên nhân khách quan; NĐ 335/2025 excuses it in the score). */
export const excuseTask = (ctx: Ctx, id: string, { reason }: { reason: string }) =>
  onTask(ctx, 'task.excuse', id, async (tx, task) => {
    await move(tx, ctx, task, 'task.excuse', { set: { excused: reason } })
    return { excused: [task.excused, reason] }
  })

/** Chuyển người thực hiện: one unbroken line ("một việc, một đầu mối xuyên suốt"); the next person accepts it anew. */
export const handOverTask = (ctx: Ctx, id: string, input: { assigneeId: number; reason: string }) =>
  onTask(ctx, 'task.handOver', id, async (tx, task) => {
    const heir = await findWho(tx, input.assigneeId, ctx.today)
    refuseUnless(heir, 'missing')
    await refuseUnfit(tx, ctx, task, heir)
    const folded = searchText(task.code, task.title, task.document, heir.name)
    const state = await move(tx, ctx, task, 'task.handOver', {
      set: { assigneeId: heir.id, unitId: heir.unitId, folded },
      waitingForId: null,
    })
    await tx
      .updateTable('taskSteps')
      .set({ doerId: heir.id })
      .where('taskId', '=', task.id)
      .where('doerId', '=', task.assigneeId)
      .where('doneOn', 'is', null)
      .execute()
    const part = await takePart(tx, task, heir)
    await rewriteScopes(tx, task, heir)
    return { state, assignee: [task.assigneeName, heir.name], ...(part && { part }), reason: input.reason }
  })

/** The heir must be somebody else, not the approver, led by whoever hands over and by the approver: rõ người stays clear. */
async function refuseUnfit(tx: Tx, ctx: Ctx, task: Task, heir: Person) {
  const approver = await findWho(tx, task.approverId, ctx.today)
  const no = (assignee: string): never => {
    throw new Invalid({ assignee })
  }
  if (heir.id === task.assigneeId) no('Việc này đang do chính người đó thực hiện. Chọn người khác.')
  if (heir.id === task.approverId) no('Người nghiệm thu không thể là người thực hiện. Chọn người khác.')
  if (!can(ctx.who, 'person.giveTask', heir)) no('Người này không thuộc đơn vị đồng chí phụ trách. Chọn người khác.')
  if (!approver || !holdsOver(approver, 'leader', heir))
    no('Người nghiệm thu không phụ trách đơn vị của người này. Chọn người khác.')
}

/** A coordinator who takes over the whole does the own part along with it: nobody is two parties on one side. */
async function takePart(tx: Tx, task: Task, heir: Person): Promise<string | undefined> {
  const part = tx.deleteFrom('taskCoordinators').where('taskId', '=', task.id).where('personId', '=', heir.id)
  return (await part.returning('part').executeTakeFirst())?.part
}

/** The parties and the units above them find the task from now on, as `task.see` says: no longer who gave it away. */
async function rewriteScopes(tx: Tx, task: Task, heir: Person) {
  const { assignerId, approverId, followerId, coordinatorIds } = task
  const others = [assignerId, approverId, ...(followerId === null ? [] : [followerId]), ...coordinatorIds]
  const parties = await tx
    .selectFrom('people')
    .innerJoin('units', 'units.id', 'people.unitId')
    .select(['people.id', 'units.path'])
    .where('people.id', 'in', [heir.id, ...others])
    .execute()
  await tx.deleteFrom('taskScopes').where('taskId', '=', task.id).execute()
  const rows = scopesOfParties(parties).map((scope) => ({ scope, taskId: task.id }))
  await tx.insertInto('taskScopes').values(rows).execute()
}
