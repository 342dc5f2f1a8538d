import { dayIn } from './days.ts'
import type { RequestKind, TaskState } from './tasks.ts'
import { type WorkCalendar, workingDaysBetween } from './working-days.ts'

/** Who has the ball (ai đang giữ việc): the doer, whoever gave it, whoever accepts it, whoever is waited for. */
export const holders = ['doer', 'assigner', 'approver', 'coordinator'] as const
export type Holder = (typeof holders)[number]

/**
 * Whose turn it is. A question is the giver's to answer, a result the approver's to judge, and while the doer waits for
 * somebody else it is that person's. Paused and finished work is nobody's.
 */
export function holderOf(state: TaskState, open: readonly RequestKind[], isWaiting: boolean): Holder | undefined {
  if (state === 'submitted') return 'approver'
  if (state === 'declined') return 'assigner'
  if (state !== 'issued' && state !== 'in_progress') return undefined
  if (open.includes('clarification')) return 'assigner'
  return isWaiting ? 'coordinator' : 'doer'
}

/** Whoever gave the task answers; who took on what they had given themselves asks the approver, not themselves. */
export const answererOf = (task: { assignerId: number; assigneeId: number; approverId: number }): number =>
  task.assignerId === task.assigneeId ? task.approverId : task.assignerId

/** A span in which one holder had the ball; without an end it lasts. */
export interface Holding {
  holder: Holder
  fromAt: string
  toAt: string | null
}

/** Working days each holder has had the ball, those with any time at all; the day it changed hands counts for the next. */
export function daysHeld(
  spans: readonly Holding[],
  now: string,
  calendar: WorkCalendar,
): { holder: Holder; days: number }[] {
  const days = new Map<Holder, number>()
  for (const { holder, fromAt, toAt } of spans) {
    const held = workingDaysBetween(dayIn(fromAt), dayIn(toAt ?? now), calendar)
    days.set(holder, (days.get(holder) ?? 0) + held)
  }
  return holders.filter((holder) => days.has(holder)).map((holder) => ({ holder, days: days.get(holder) ?? 0 }))
}

/** How far a coordinator's part is; `awaited` while the doer waits for it. */
export const partStates = ['open', 'awaited', 'done'] as const
export type PartState = (typeof partStates)[number]

export function partStateOf(
  { personId, doneAt }: { personId: number; doneAt: string | null },
  spans: readonly (Holding & { personId: number | null })[],
): PartState {
  if (doneAt !== null) return 'done'
  const now = spans.find(({ toAt }) => toAt === null)
  return now?.holder === 'coordinator' && now.personId === personId ? 'awaited' : 'open'
}
