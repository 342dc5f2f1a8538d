import { act, type Ctx, type Facts } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { Refusal, refuseUnless } from '../../refusal.ts'
import type { Action } from '../../rules/access.ts'
import { answererOf, holderOf } from '../../rules/ball.ts'
import type { Day } from '../../rules/days.ts'
import {
  endsRequests,
  next,
  type RequestKind,
  type TaskMove,
  type TaskState,
  waitsForParts,
} from '../../rules/tasks.ts'
import { findTask, type Task } from '../queries.ts'

type TaskAction = Extract<Action, `task.${string}`>

/** An act on one task, recorded with what `work` says has changed. Returns the task's public id. */
export const onTask = (ctx: Ctx, action: TaskAction, id: string, work: (tx: Tx, task: Task) => Promise<Facts>) =>
  act(
    ctx,
    action,
    (tx) => findTask(tx, id),
    async (tx, task) => ({ subject: subjectOf(task), facts: await work(tx, task), about: task.assigneeId }),
  )

export const subjectOf = ({ publicId, path }: { publicId: string; path: string }) => ({ kind: 'task', publicId, path })

interface Moved {
  assigneeId: number
  approverId: number
  unitId: number
  folded: string
  submittedAt: string | null
  submittedOn: Day | null
  doneOn: Day | null
  due: Day
  progress: number
  excused: string
}

/** What a move brings about beyond the state table: other columns, and what became of requests and of waiting. */
interface Also {
  set?: Partial<Moved>
  open?: readonly RequestKind[]
  /** The person the doer waits for from now on, or null for nobody any more; as before when not given. */
  waitingForId?: number | null
}

/**
 * Takes the task along one line of the state table and hands the ball to whoever is next. Returns from where to where.
 * Refuses with 'task.wrongState' when the table has no such line, with 'task.openParts' while the whole waits for its parts.
 */
export async function move(
  tx: Tx,
  ctx: Ctx,
  task: Task,
  by: TaskMove,
  also: Also = {},
): Promise<[TaskState, TaskState]> {
  const state = next(by, task)
  if (!state && waitsForParts(by) && next(by, { ...task, openParts: 0 }))
    throw new Refusal('task.openParts', { count: String(task.openParts) })
  refuseUnless(state, 'task.wrongState')
  await tx
    .updateTable('tasks')
    .set({ ...also.set, state, version: task.version + 1 })
    .where('id', '=', task.id)
    .execute()
  const assigneeId = also.set?.assigneeId ?? task.assigneeId
  const lapsed = endsRequests(by)
  if (lapsed) await lapse(tx, ctx, task.id)
  const open = lapsed ? [] : (also.open ?? task.openRequests)
  await passBall(tx, ctx, { ...task, state, assigneeId }, open, also.waitingForId)
  return [task.state, state]
}

const lapse = (tx: Tx, ctx: Ctx, taskId: number) =>
  tx
    .updateTable('taskRequests')
    .set({ outcome: 'lapsed', answeredAt: ctx.now })
    .where('taskId', '=', taskId)
    .where('outcome', 'is', null)
    .execute()

type Held = Pick<Task, 'id' | 'state' | 'assigneeId' | 'assignerId' | 'approverId'>

/** Closes the span of whoever had the ball, unless it is theirs still, and opens the next one. */
export async function passBall(tx: Tx, ctx: Ctx, task: Held, open: readonly RequestKind[], waitsFor?: number | null) {
  const spans = tx.selectFrom('taskHoldings').selectAll().where('taskId', '=', task.id).where('toAt', 'is', null)
  const now = await spans.executeTakeFirst()
  const waited = now?.holder === 'coordinator' ? now.personId : null
  const coordinator = waitsFor === undefined ? waited : waitsFor
  const holder = holderOf(task.state, open, coordinator !== null)
  const assigner = open.includes('clarification') ? answererOf(task) : task.assignerId
  const people = { doer: task.assigneeId, assigner, approver: task.approverId, coordinator }
  const personId = holder ? people[holder] : null
  if (now && now.holder === holder && now.personId === personId) return
  if (now) await tx.updateTable('taskHoldings').set({ toAt: ctx.now }).where('id', '=', now.id).execute()
  if (!holder) return
  await tx
    .insertInto('taskHoldings')
    .values({ taskId: task.id, holder, personId, fromAt: ctx.now, toAt: null })
    .execute()
}
