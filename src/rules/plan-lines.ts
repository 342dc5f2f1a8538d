import type { Day } from './days.ts'
import { type Bucket, bucket, type Timed } from './timeliness.ts'

/**
 * How a line of a directive plan stands. Every line that is work stands in exactly one way: by its task, by the draft it
 * waits in, or not given yet. `elsewhere` is given, but not in what the viewer may see.
 */
export const lineStates = [
  'doneInTime',
  'doneLate',
  'openInTime',
  'openLate',
  'paused',
  'declined',
  'draft',
  'none',
  'elsewhere',
] as const satisfies readonly (Bucket | string)[]
export type LineState = (typeof lineStates)[number]

/**
 * A line goes by its own task and that task's own deadline, whether parts of it were passed down or not: whoever ordered it
 * waits for it all the same.
 */
export function lineState(
  { task, draft }: { task?: Timed & { seen: boolean }; draft?: object },
  today: Day,
): LineState {
  if (!task) return draft ? 'draft' : 'none'
  if (!task.seen) return 'elsewhere'
  const own = bucket({ ...task, children: 0 }, today)
  return own ?? (task.state === 'paused' ? 'paused' : 'declined')
}

/** What a page of a plan may be narrowed to: all, xong, quá hạn, đang làm trong hạn, tạm dừng hoặc từ chối, nháp, chưa giao. */
export const lineShows = ['all', 'done', 'late', 'open', 'resting', 'draft', 'none'] as const
export type LineShow = (typeof lineShows)[number]

const shows: Record<Exclude<LineShow, 'all'>, readonly LineState[]> = {
  done: ['doneInTime', 'doneLate'],
  late: ['openLate'],
  open: ['openInTime'],
  resting: ['paused', 'declined'],
  draft: ['draft'],
  none: ['none', 'elsewhere'],
}

export const isShown = (show: LineShow, state: LineState): boolean => show === 'all' || shows[show].includes(state)

export type LineCounts = Record<LineState, number>

/** How many lines stand in each way; they add up to all that were given. */
export function countLines(states: readonly LineState[]): LineCounts {
  const counts = Object.fromEntries(lineStates.map((state) => [state, 0])) as LineCounts
  for (const state of states) counts[state] += 1
  return counts
}

export const totalOf = (counts: LineCounts): number => lineStates.reduce((sum, state) => sum + counts[state], 0)
export const countOf = (counts: LineCounts, show: LineShow): number =>
  lineStates.filter((state) => isShown(show, state)).reduce((sum, state) => sum + counts[state], 0)
