import type { Day } from './days.ts'
import { openStates, type TaskState, taskStates } from './tasks.ts'
import { type Bucket, buckets } from './timeliness.ts'

/** Whose part a list of tasks goes by: mọi việc được xem, việc tôi làm, tôi giao, tôi nghiệm thu, việc của đơn vị tôi. */
export const taskViews = ['all', 'mine', 'given', 'approving', 'units'] as const
export type TaskView = (typeof taskViews)[number]

/** Hạn gần trước, mới giao trước, theo người. */
export const taskSorts = ['due', 'newest', 'person'] as const
export type TaskSort = (typeof taskSorts)[number]

/**
 * What a list shows. Besides states and buckets: open work, late work (the bucket openLate), everything, all that counts
 * in a bucket (có hạn), what the on-time share is a share of (settled: đã xong hoặc đã quá hạn), and tasks whose parts count
 * in their stead (wholes: việc có các phần).
 */
export const taskShows = ['open', 'late', 'all', 'counted', 'settled', 'wholes', ...taskStates, ...buckets] as const
export type TaskShow = (typeof taskShows)[number]

/** What each word asks for: pages, exports and the API mean the same by it. */
export function shown(show: TaskShow): { states?: readonly TaskState[]; buckets?: readonly Bucket[]; wholes?: true } {
  if (show === 'open') return { states: openStates }
  if (show === 'all') return {}
  if (show === 'late') return { buckets: ['openLate'] }
  if (show === 'counted') return { buckets }
  if (show === 'wholes') return { states: ['issued', 'in_progress', 'submitted', 'completed'], wholes: true }
  if (show === 'settled') return { buckets: ['doneInTime', 'doneLate', 'openLate'] }
  const state = taskStates.find((known) => known === show)
  return state ? { states: [state] } : { buckets: buckets.filter((known) => known === show) }
}

/** Figures are of the tasks issued this month, quarter or year, or ever. */
export const periods = ['month', 'quarter', 'year', 'all'] as const
export type Period = (typeof periods)[number]

/** The first and last months ('2026-10', '2026-12') of the period in which this day lies. */
export function monthsOf(period: Period, today: Day): [from: string, to: string] {
  const [year, month] = [today.slice(0, 4), Number(today.slice(5, 7))]
  const numbered = (number: number) => `${year}-${String(number).padStart(2, '0')}`
  if (period === 'month') return [numbered(month), numbered(month)]
  const first = month - ((month - 1) % 3)
  if (period === 'quarter') return [numbered(first), numbered(first + 2)]
  return period === 'year' ? [numbered(1), numbered(12)] : ['0000-00', '9999-99']
}
