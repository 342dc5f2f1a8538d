import { DateTime } from 'luxon'
import { addDays, type Day, daysBetween, isDay, readDay, weekday } from './days.ts'
import { nextWorkingDay, previousWorkingDay, settleCalendarDay, type WorkCalendar } from './working-days.ts'

/** The day on which a line is read, and the calendar it is read by. */
export interface Dated {
  today: Day
  calendar: WorkCalendar
}

/** What a date phrase says, before it is held against the calendar. */
export type Saying =
  | {
      /** More than one: it may mean either. None: it is written like a day and is not one, as 31/02. */
      days: Day[]
      /** The day without a year has just gone by, so that it is next year's. */
      nextYear?: true
      /** The day off on which the term would have ended. */
      moved?: Day
    }
  | {
      /** Working days from the day of giving. */
      counted: number
      /** 'Làm việc' was not typed. */
      implied?: true
    }

/** 'hôm nay' is 0 days away. */
export const daysAway = (count: number, { today }: Dated): Saying => ({ days: [addDays(today, count)] })

/**
 * '15/12', '15-12-2026', '15 thang 12 nam 2026', '15/12 nam sau', as keys. Undefined where the figures cannot be a day
 * and a month, as in 30/46.
 */
export function writtenDay(text: string, { today }: Dated): Saying | undefined {
  const figures = text
    .replace(/nam (nay|sau|toi)$/, (_, said: string) => `nam ${Number(today.slice(0, 4)) + stepsAway(said)}`)
    .replace(/ (?:thang|nam) | ?\/ ?/g, '/')
  const day = readDay(figures, today)
  if (!day) return /^(0?[1-9]|[12]\d|3[01])\D(0?[1-9]|1[0-2])(\D|$)/.test(figures) ? { days: [] } : undefined
  const thisYear = `${today.slice(0, 4)}${day.slice(4)}`
  const justGone = /^\d+\D\d+$/.test(figures) && day > thisYear && daysBetween(thisYear, today) <= 90
  return { days: [day], ...(justGone && { nextYear: true }) }
}

/** 'ngày 15': of this month if still to come, else of the next; or of the month that is said. */
export function dayOfMonth(number: string, which: string | undefined, { today }: Dated): Saying {
  const inMonth = (steps: number) => `${months(today.slice(0, 7), steps).slice(0, 7)}-${number.padStart(2, '0')}`
  const day = inMonth(which === undefined && inMonth(0) < today ? 1 : stepsAway(which))
  return { days: isDay(day) ? [day] : [] }
}

/** How many weeks, months, quarters or years away 'này', 'sau', 'tới' and 'sau nữa' are. */
export const stepsAway = (which: string | undefined): number =>
  which === undefined || which === 'nay' ? 0 : which === 'sau nua' ? 2 : 1

const weekdays: Record<string, number> = { hai: 2, ba: 3, tu: 4, nam: 5, sau: 6, bay: 7, cn: 8 }

/**
 * 'thứ 6' is the one to come; said on a Friday it may be today or a week from today, unless it is 'thứ 6 này' (`near`).
 * `name` is '2' to '7', 'hai' to 'bay', or 'cn'; `week` is the week that is said.
 */
export function weekdayDay(name: string, week: string | undefined, near: boolean, { today }: Dated): Day[] {
  const inWeek = addDays(mondayOf(today), (weekdays[name] ?? Number(name)) - 2)
  if (week !== undefined) return [addDays(inWeek, 7 * stepsAway(week))]
  if (inWeek === today && !near) return [today, addDays(today, 7)]
  return [inWeek < today ? addDays(inWeek, 7) : inWeek]
}

const mondayOf = (day: Day): Day => addDays(day, -((weekday(day) + 6) % 7))

/** The first working day of a week or its Wednesday; of the next week when that has gone by and no week is said. */
export function partOfWeek(part: string, which: string | undefined, { today, calendar }: Dated): Saying {
  const inWeek = (monday: Day) => (part === 'giua' ? addDays(monday, 2) : firstOfWeek(monday, calendar))
  const monday = addDays(mondayOf(today), 7 * stepsAway(which))
  const gone = which === undefined && inWeek(monday) < today
  return { days: [inWeek(gone ? addDays(monday, 7) : monday)] }
}

function firstOfWeek(monday: Day, calendar: WorkCalendar): Day {
  const first = nextWorkingDay(monday, calendar)
  return first > addDays(monday, 6) ? monday : first
}

/** The last working day of a week; its Friday where nobody works all week, which is then found to be off. */
export function endOfWeek(which: string | undefined, { today, calendar }: Dated): Saying {
  const monday = addDays(mondayOf(today), 7 * stepsAway(which))
  const last = previousWorkingDay(addDays(monday, 6), calendar)
  return { days: [last < monday ? addDays(monday, 4) : last] }
}

/** The last working day of a month; `month` may run on past 12, into the next years. */
export function endOfMonth(year: number, month: number, { calendar }: Dated): Saying {
  return { days: [previousWorkingDay(addDays(months(`${year}-01`, month), -1), calendar)] }
}

/** A term of weeks or months ends on the same day of week or month, and for a day off on the next working day. */
export function termOf(count: number, unit: 'weeks' | 'months', { today, calendar }: Dated): Saying {
  const day = unit === 'weeks' ? addDays(today, 7 * count) : months(today, count)
  const settled = settleCalendarDay(day, calendar)
  return { days: [settled.day], ...(settled.moved && { moved: day }) }
}

/** So many months after a day, or after the first of a month; the 31st becomes the last of a shorter month. */
const months = (from: string, count: number): Day =>
  DateTime.fromISO(from, { zone: 'utc' }).plus({ months: count }).toISODate() ?? from
