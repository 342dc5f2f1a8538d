import { addDays, type Day, nextDay, weekday } from './days.ts'
import { type CalendarDay, isWorkingDay, type WorkCalendar, whyOff } from './working-days.ts'

export interface MonthDay {
  day: Day
  off: boolean
  /** In force, and another than the plain week has it. */
  special: CalendarDay | undefined
}

/** A month in weeks from Monday to Sunday; the days of its neighbours are left empty. */
export interface Month {
  /** 1 to 12. */
  month: number
  workingDays: number
  weeks: (MonthDay | undefined)[][]
}

export const monthsOf = (year: number, calendar: WorkCalendar): Month[] =>
  Array.from({ length: 12 }, (_, index) => monthOf(year, index + 1, calendar))

function monthOf(year: number, month: number, calendar: WorkCalendar): Month {
  const start = `${year}-${String(month).padStart(2, '0')}`
  const days: MonthDay[] = []
  for (let day = `${start}-01`; day.startsWith(start); day = nextDay(day))
    days.push({ day, off: !isWorkingDay(day, calendar), special: calendar.days.get(day) })
  return { month, workingDays: days.filter(({ off }) => !off).length, weeks: weeksOf(days) }
}

function weeksOf(days: readonly MonthDay[]): Month['weeks'] {
  const before = (weekday(days[0]?.day ?? '') + 6) % 7
  const cells = [...Array<undefined>(before).fill(undefined), ...days]
  while (cells.length % 7 !== 0) cells.push(undefined)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

/** A stretch of days off with one reason, or one day that is worked although it is a day off in the plain week. */
export interface Passed {
  from: Day
  to: Day
  why: string
  worked: boolean
}

/**
 * What a count of working days met between `from` (not counted) and `to`: the days it left out and why, and the days
 * in lieu (làm bù) that it took in. Days next to each other with the same reason are one entry.
 */
export function passedOver(from: Day, to: Day, calendar: WorkCalendar): Passed[] {
  const passed: Passed[] = []
  for (let day = nextDay(from); day <= to; day = nextDay(day)) {
    const entry = entryOf(day, calendar)
    const last = passed.at(-1)
    if (entry && last && last.why === entry.why && addDays(last.to, 1) === day) last.to = day
    else if (entry) passed.push(entry)
  }
  return passed
}

function entryOf(day: Day, calendar: WorkCalendar): Passed | undefined {
  const why = whyOff(day, calendar)
  if (why !== undefined) return { from: day, to: day, why, worked: false }
  const special = calendar.days.get(day)
  return special && { from: day, to: day, why: special.name, worked: true }
}
