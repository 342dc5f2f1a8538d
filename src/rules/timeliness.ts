import type { Day } from './days.ts'
import { isOpen, type TaskState } from './tasks.ts'
import { type WorkCalendar, workingDaysBetween } from './working-days.ts'

/** What timeliness (tiến độ) is derived from; it is never typed. */
export interface Timed {
  state: TaskState
  due: Day
  /** The day of the submission under review, or of the one that was approved. */
  submittedOn: Day | null
  doneOn: Day | null
  /** How many uncancelled tasks are parts of it. */
  children: number
}

/** Chưa hoàn thành trong hạn, chưa hoàn thành quá hạn, hoàn thành đúng hạn, hoàn thành quá hạn. */
export const buckets = ['openInTime', 'openLate', 'doneInTime', 'doneLate'] as const
export type Bucket = (typeof buckets)[number]

/** Open work past its deadline. Handed in, it is still open, but its lateness stands still. */
export function isOverdue(task: Timed, today: Day): boolean {
  return bucket(task, today) === 'openLate'
}

/**
 * The one of four buckets a task counts in; undefined for what does not count: declined, paused, cancelled, and a task with
 * parts, which count in its stead (fan-out, work passed down).
 */
export function bucket(task: Timed, today: Day): Bucket | undefined {
  if (task.children > 0) return undefined
  if (task.state === 'completed') return clock(task, today) <= task.due ? 'doneInTime' : 'doneLate'
  if (task.state === 'paused' || !isOpen(task.state)) return undefined
  return isPast(task, today) ? 'openLate' : 'openInTime'
}

/** Open, and the clock past its deadline: of a task without parts the bucket openLate. */
export const isPast = (task: Timed, today: Day): boolean =>
  isOpen(task.state) && task.state !== 'paused' && clock(task, today) > task.due

/** The day the clock shows: stopped at the submission that was approved or waits, otherwise today. */
function clock(task: Timed, today: Day): Day {
  if (task.doneOn) return task.doneOn
  return task.state === 'submitted' && task.submittedOn ? task.submittedOn : today
}

export type TimelinessKind =
  | 'overdue'
  | 'today'
  | 'soon'
  | 'open'
  | 'onTime'
  | 'early'
  | 'late'
  | 'paused'
  | 'parts'
  | 'none'

/** How a task stands to its deadline, in working days: what the badge says. */
export function timeliness(task: Timed, today: Day, calendar: WorkCalendar): { kind: TimelinessKind; days: number } {
  if (task.state === 'paused') return { kind: 'paused', days: 0 }
  if (!isOpen(task.state) && task.state !== 'completed') return { kind: 'none', days: 0 }
  if (task.children > 0) return { kind: 'parts', days: 0 }
  const days = workingDaysBetween(clock(task, today), task.due, calendar)
  const settled = task.state === 'completed' || task.state === 'submitted'
  return settled ? settledKind(task, today, days) : openKind(task, today, days)
}

function settledKind(task: Timed, today: Day, days: number) {
  // A deadline passed over a day off is late by no working day, and late all the same: it says at least one.
  if (clock(task, today) > task.due) return { kind: 'late' as const, days: Math.max(1, -days) }
  return days > 0 ? { kind: 'early' as const, days } : { kind: 'onTime' as const, days: 0 }
}

function openKind(task: Timed, today: Day, days: number) {
  if (today > task.due) return { kind: 'overdue' as const, days: Math.max(1, -days) }
  if (today === task.due) return { kind: 'today' as const, days: 0 }
  return days <= 3 ? { kind: 'soon' as const, days } : { kind: 'open' as const, days }
}
