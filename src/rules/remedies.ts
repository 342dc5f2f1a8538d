import type { Day } from './days.ts'
import type { TaskState } from './tasks.ts'
import { bucket, type Timed } from './timeliness.ts'

/*
 * Khắc phục tồn tại: a finding is remedied by an ordinary task, and where the remedy stands is never typed but follows from
 * that task. It is closed only when a second person approved the result.
 */

/** Chưa giao, đã giao, đang khắc phục, đã báo cáo, đã xong đúng hạn, đã xong quá hạn, quá hạn, việc đã hủy. */
export const remedyStates = ['none', 'giving', 'doing', 'reported', 'inTime', 'late', 'overdue', 'cancelled'] as const
export type RemedyState = (typeof remedyStates)[number]

/** What the state of a remedy is derived from. */
export interface Remedied {
  /** The deadline the finding was noted with; the task's own wins as soon as there is one. */
  due: Day
  task: Timed | null
}

/**
 * Where the remedy of a finding stands on a day in Việt Nam. Without a task, or with a cancelled one, the finding's own
 * deadline counts. A task with parts counts by itself here: it is the one that is approved.
 */
export function remedyOf({ due, task }: Remedied, today: Day): RemedyState {
  if (!task || task.state === 'cancelled') return due < today ? 'overdue' : task ? 'cancelled' : 'none'
  const kind = bucket({ ...task, children: 0 }, today)
  if (kind === 'doneInTime') return 'inTime'
  if (kind === 'doneLate') return 'late'
  if (kind === 'openLate') return 'overdue'
  if (task.state === 'submitted') return 'reported'
  return task.state === 'issued' || task.state === 'declined' ? 'giving' : 'doing'
}

/** Closed (đã khắc phục): the second person approved it. */
export const isRemedied = (state: RemedyState): boolean => state === 'inTime' || state === 'late'

/** Whether its term has come (đã đến hạn): remedied, or past its deadline without. */
export const isTermOver = (state: RemedyState): boolean => isRemedied(state) || state === 'overdue'

/** Whether nobody has it in hand: a task may be given. */
export const isToBeGiven = (task: Pick<Timed, 'state'> | null): boolean => !task || task.state === 'cancelled'

/** '03': how findings are numbered in their round, as in documents. */
export const findingCode = (number: number): string => String(number).padStart(2, '0')

/** A finding as it stands in a list, beside the task it became. */
export interface WithTask {
  due: Day
  taskState: TaskState | null
  taskDue: Day | null
  taskSubmittedOn: Day | null
  taskDoneOn: Day | null
  taskChildren: number | null
}

/** The task that remedies a finding, as far as its state follows from it. */
export const taskOf = (row: WithTask): Timed | null =>
  row.taskState === null
    ? null
    : {
        state: row.taskState,
        due: row.taskDue ?? row.due,
        submittedOn: row.taskSubmittedOn,
        doneOn: row.taskDoneOn,
        children: row.taskChildren ?? 0,
      }

/** Where the remedy of a finding stands on that day. */
export const remedyStateOf = (row: WithTask, today: Day): RemedyState =>
  remedyOf({ due: row.due, task: taskOf(row) }, today)
