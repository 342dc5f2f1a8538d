import type { Day } from './days.ts'
import {
  type CalendarDay,
  countedDeadline,
  isWorkingDay,
  nextWorkingDay,
  type WorkCalendar,
  whyOff,
} from './working-days.ts'

/** What the rules need to know of a task whose deadline a calendar change may touch. */
export interface Dated {
  issuedOn: Day
  due: Day
  /** How many working days the deadline was counted from; null when it was typed as a day. */
  countedDays: number | null
  /** An extension or a return has set another deadline since: what was counted once is now a typed day. */
  reset: boolean
}

/** One day as it would stand: in force, or undefined when it becomes an ordinary day of the week again. */
export interface CalendarChange {
  day: Day
  special: CalendarDay | undefined
}

export interface Moved<T> {
  task: T
  from: Day
  to: Day
}

/** A typed deadline that would lie on a day off. It stays; `next` is what to propose. */
export interface Stranded<T> {
  task: T
  due: Day
  why: string
  next: Day
}

export interface Effects<T> {
  moved: Moved<T>[]
  stranded: Stranded<T>[]
  /** Deadlines that are past, or would become so, and therefore stay although the count has changed. */
  kept: number
}

/** The calendar with that one day changed. A day not in force counts as if it were not there. */
export function changed(calendar: WorkCalendar, { day, special }: CalendarChange): WorkCalendar {
  const days = new Map(calendar.days)
  if (special?.active) days.set(day, special)
  else days.delete(day)
  return { ...calendar, days }
}

/**
 * What a change of the calendar does to open tasks: a counted deadline is counted again from the day of issue, a typed
 * one never moves, and none moves that is before `today`, or into the past. Only what this change itself alters is told.
 */
export function effectsOf<T extends Dated>(
  tasks: readonly T[],
  before: WorkCalendar,
  after: WorkCalendar,
  today: Day,
): Effects<T> {
  const effects: Effects<T> = { moved: [], stranded: [], kept: 0 }
  for (const task of tasks) {
    const to = recounted(task, before, after)
    if (to !== undefined && (task.due < today || to < today)) effects.kept += 1
    else if (to !== undefined) effects.moved.push({ task, from: task.due, to })
    else if (!isCounted(task) && task.due >= today && isLost(task.due, before, after))
      effects.stranded.push({ task, due: task.due, ...wayOut(task.due, after) })
  }
  return effects
}

const isCounted = (task: Dated): boolean => task.countedDays !== null && !task.reset

/** The deadline counted anew; undefined when it was not counted, or comes out as it stands. */
function recounted(task: Dated, before: WorkCalendar, after: WorkCalendar): Day | undefined {
  if (task.countedDays === null || task.reset) return undefined
  const to = countedDeadline(task.issuedOn, task.countedDays, after)
  return to === task.due || to === countedDeadline(task.issuedOn, task.countedDays, before) ? undefined : to
}

const isLost = (day: Day, before: WorkCalendar, after: WorkCalendar): boolean =>
  isWorkingDay(day, before) && !isWorkingDay(day, after)

const wayOut = (day: Day, after: WorkCalendar) => ({ why: whyOff(day, after) ?? '', next: nextWorkingDay(day, after) })
