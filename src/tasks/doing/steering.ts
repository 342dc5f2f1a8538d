import { act, type Ctx, type Entry } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { findWho } from '../../people/queries.ts'
import { rescope, tasksOf } from '../../people/scopes.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import { can, holdsOver, type Person } from '../../rules/access.ts'
import { searchText } from '../../rules/names.ts'
import { findTask, type Task } from '../queries.ts'
import { openBelow, refuseSubmitted } from '../tree.ts'
import { move, onTask, subjectOf } from './moving.ts'

/** Tạm dừng: the clock stops counting for anybody; the task is in no bucket until it goes on. */
export const pauseTask = (ctx: Ctx, id: string, { reason }: { reason: string }) =>
  onTask(ctx, 'task.pause', id, async (tx, task) => ({ state: await move(tx, ctx, task, 'task.pause'), reason }))

export const resumeTask = (ctx: Ctx, id: string) =>
  onTask(ctx, 'task.resume', id, async (tx, task) => ({ state: await move(tx, ctx, task, 'task.resume') }))

/**
 * Hủy việc: whoever gave it takes it back, with a reason that stays on the record, and with it whatever of its parts is
 * not over, each with a row of its own. Refuses with 'task.submittedParts' while one of them waits to be approved.
 */
export const cancelTask = (ctx: Ctx, id: string, { reason }: { reason: string }) =>
  act(
    ctx,
    'task.cancel',
    (tx) => findTask(tx, id),
    async (tx, task) => {
      const parts = await openBelow(tx, task.id)
      refuseSubmitted(parts)
      const cancel = async (one: Task): Promise<Entry> => {
        const state = await move(tx, ctx, one, 'task.cancel')
        return { subject: subjectOf(one), facts: { state, reason }, about: one.assigneeId }
      }
      const also = []
      for (const { publicId } of parts) {
        const part = await findTask(tx, publicId)
        if (part) also.push({ action: 'task.cancel' as const, ...(await cancel(part)) })
      }
      return { ...(await cancel(task)), also }
    },
  )

/** The approver confirms that a delay had an objective cause (nguyên nhân khách quan; NĐ 335/2025 excuses it in the score). */
export const excuseTask = (ctx: Ctx, id: string, { reason }: { reason: string }) =>
  onTask(ctx, 'task.excuse', id, async (tx, task) => {
    await move(tx, ctx, task, 'task.excuse', { set: { excused: reason } })
    return { excused: [task.excused, reason] }
  })

export interface HandOver {
  assigneeId: number
  /** Who approves from now on, where the present approver cannot: they would do it themselves, or do not lead who does. */
  approverId?: number
  reason: string
}

/**
 * Chuyển người thực hiện: one unbroken line ("một việc, một đầu mối xuyên suốt"); the next person accepts it anew. Whoever
 * gave it stays who gave it; where the approver does not lead the next person, a leader who does takes their place.
 */
export const handOverTask = (ctx: Ctx, id: string, input: HandOver) =>
  onTask(ctx, 'task.handOver', id, async (tx, task) => {
    const heir = await findWho(tx, input.assigneeId, ctx.today)
    refuseUnless(heir, 'missing')
    const approver = await approverFor(tx, ctx, task, heir, input.approverId)
    const folded = searchText(task.code, task.title, task.document, heir.name)
    const state = await move(tx, ctx, task, 'task.handOver', {
      set: { assigneeId: heir.id, approverId: approver.id, unitId: heir.unitId, folded },
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
    await rescope(tx, tasksOf([task.id])) // who gave it away no longer finds it, unless they have another part in it
    return {
      state,
      assignee: [task.assigneeName, heir.name],
      ...(approver.id !== task.approverId && { approver: [task.approverName, approver.name] }),
      ...(part && { part }),
      reason: input.reason,
    }
  })

/**
 * Who approves from now on: the present approver while they lead the heir and are somebody else, otherwise the one named.
 * Throws `Invalid` with all that is unclear: the heir is led by whoever hands over and by who approves.
 */
async function approverFor(tx: Tx, ctx: Ctx, task: Task, heir: Person, namedId?: number): Promise<Person> {
  const fits = (one?: Person) => one !== undefined && one.id !== heir.id && holdsOver(one, 'leader', heir)
  const present = await findWho(tx, task.approverId, ctx.today)
  const named = namedId === undefined ? undefined : await findWho(tx, namedId, ctx.today)
  const approver = [present, named].find(fits)
  const assignee = unfitness(ctx, task, heir)
  if (approver && !assignee) return approver
  const why = present?.id === heir.id ? 'không thể là người thực hiện' : 'không phụ trách đơn vị của người này'
  const sentence = `Người nghiệm thu ${why}. Chọn một lãnh đạo của người nhận để nghiệm thu thay.`
  throw new Invalid({ ...(assignee && { assignee }), ...(!approver && { approver: sentence }) })
}

function unfitness({ who }: Ctx, task: Task, heir: Person): string | undefined {
  if (heir.id === task.assigneeId) return 'Việc này đang do chính người đó thực hiện. Chọn người khác.'
  if (can(who, 'person.giveTask', heir)) return undefined
  return 'Người này không thuộc đơn vị đồng chí phụ trách. Chọn người khác.'
}

/** A coordinator who takes over the whole does the own part along with it: nobody is two parties on one side. */
async function takePart(tx: Tx, task: Task, heir: Person): Promise<string | undefined> {
  const part = tx.deleteFrom('taskCoordinators').where('taskId', '=', task.id).where('personId', '=', heir.id)
  return (await part.returning('part').executeTakeFirst())?.part
}
