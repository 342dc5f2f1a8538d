import { addDays, type Day, daysBetween, nextDay, weekday, weekdayName } from './days.ts'

/**
 * A day that differs from the plain week (lịch nghỉ lễ, nghỉ bù, hoán đổi).
 * compensation: nghỉ bù, for a holiday on a day off; swap_off: a working day taken off; swap_work: a day off worked for it.
 */
export type CalendarDay = {
  day: Day
  kind: 'holiday' | 'compensation' | 'swap_off' | 'swap_work'
  name: string
  /** Vietnamese, for the reader: which notice it comes from, or how sure we are. */
  source?: string
  /** verified: read in a published notice; memory: not compared with one; computed: from the rule, no notice yet. */
  confidence?: 'verified' | 'memory' | 'computed'
  /** A day kept in the table but not in force counts as if it were not there. */
  active: boolean
}

/** What the rules need of the calendar: the special days in force, and the years somebody has published. */
export type WorkCalendar = { days: ReadonlyMap<Day, CalendarDay>; years: ReadonlySet<number> }

/** Of two rows for one day the later one holds. */
export function workCalendar(rows: readonly CalendarDay[]): WorkCalendar {
  const inForce = rows.filter((row) => row.active)
  const published = inForce.filter((row) => row.confidence !== 'computed')
  return {
    days: new Map(inForce.map((row) => [row.day, row])),
    years: new Set(published.map((row) => Number(row.day.slice(0, 4)))),
  }
}

/** False while a year has no rows, or only computed ones: weekends and computed holidays then count, and pages warn. */
export const coversYear = (year: number, calendar: WorkCalendar): boolean => calendar.years.has(year)

export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  const special = calendar.days.get(day)
  return special ? special.kind === 'swap_work' : !isWeekend(day)
}

/** Why nobody works that day: the holiday's name, 'thứ Bảy' or 'Chủ nhật'. Undefined for a working day. */
export function whyOff(day: Day, calendar: WorkCalendar): string | undefined {
  if (isWorkingDay(day, calendar)) return undefined
  return calendar.days.get(day)?.name ?? weekdayName(day)
}

/** The day itself when it is a working day, else the first one after it. */
export const nextWorkingDay = (day: Day, calendar: WorkCalendar): Day => walkToWork(day, 1, calendar)

/** The day itself when it is a working day, else the last one before it. */
export const previousWorkingDay = (day: Day, calendar: WorkCalendar): Day => walkToWork(day, -1, calendar)

/**
 * The day `count` working days after `start`. The start itself is not counted (Bộ luật Dân sự 2015, art. 147-148; the
 * articles are cited from memory, not compared with the text). Zero gives the start back, working day or not.
 * Throws unless the count is a whole number from 0 to 10,000.
 */
export function addWorkingDays(start: Day, count: number, calendar: WorkCalendar): Day {
  if (!Number.isInteger(count) || count < 0 || count > 10_000) throw new RangeError('not a count of working days')
  let day = start
  for (let left = count; left > 0; left -= 1) day = nextWorkingDay(nextDay(day), calendar)
  return day
}

/**
 * Working days after `from` up to and including `to`: what `addWorkingDays` was given. Negative when `to` is earlier. Whole
 * weeks are not walked: a list of work forgotten for years asks this of every row.
 */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkCalendar): number {
  if (to < from) return 0 - workingDaysBetween(to, from, calendar)
  const weeks = Math.floor(daysBetween(from, to) / 7)
  let count = weeks * 5
  for (let day = addDays(from, weeks * 7); day < to; ) {
    day = nextDay(day)
    if (!isWeekend(day)) count += 1
  }
  for (const day of calendar.days.keys()) {
    if (day > from && day <= to) count += Number(isWorkingDay(day, calendar)) - Number(!isWeekend(day))
  }
  return count
}

/** The deadline of 'after N working days': always a working day. N = 0 is today, or the first working day to come. */
export const countedDeadline = (from: Day, count: number, calendar: WorkCalendar): Day =>
  nextWorkingDay(addWorkingDays(from, count, calendar), calendar)

/**
 * A term counted in calendar days whose last day is a day off ends with the next working day
 * (Bộ luật Dân sự 2015, art. 148; from memory, as above). `moved` is there to be told to the reader.
 */
export function settleCalendarDay(day: Day, calendar: WorkCalendar): { day: Day; moved: boolean } {
  const settled = nextWorkingDay(day, calendar)
  return { day: settled, moved: settled !== day }
}

/** A deadline typed as a day is never moved: on a day off it is answered with why, and the nearest working days. */
export type TypedDeadline = { ok: true } | { ok: false; why: string; before: Day; after: Day }

export function checkTypedDeadline(day: Day, calendar: WorkCalendar): TypedDeadline {
  const why = whyOff(day, calendar)
  if (why === undefined) return { ok: true }
  return { ok: false, why, before: previousWorkingDay(day, calendar), after: nextWorkingDay(day, calendar) }
}

function walkToWork(day: Day, step: 1 | -1, calendar: WorkCalendar): Day {
  let at = day
  while (!isWorkingDay(at, calendar)) at = addDays(at, step)
  return at
}

const isWeekend = (day: Day): boolean => weekday(day) === 0 || weekday(day) === 6
