import { DateTime } from 'luxon'

/** A day of the office's calendar as text, '2026-09-02': it compares and sorts as it reads. */
export type Day = string

const officeZone = 'Asia/Ho_Chi_Minh'
const millisecondsADay = 86_400_000
const weekdayNames = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const

/** The Vietnamese day on which an instant (ISO 8601, UTC) falls: 17:00Z is already tomorrow. Throws on anything else. */
export function dayIn(instant: string): Day {
  const day = DateTime.fromISO(instant, { zone: 'utc' }).setZone(officeZone).toISODate()
  if (!day) throw new RangeError('not an instant')
  return day
}

/** Whether a text is a real day from 1900 to 2999, written as we store it. */
export function isDay(text: string): boolean {
  return /^(19|2\d)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
}

/** The day `count` calendar days later; earlier when it is negative. */
export const addDays = (day: Day, count: number): Day =>
  new Date(Date.parse(day) + count * millisecondsADay).toISOString().slice(0, 10)

export const nextDay = (day: Day): Day => addDays(day, 1)

/** Calendar days from one day to another: 0 for the same day, negative when `to` is the earlier. */
export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / millisecondsADay

/** 0 is Sunday, 6 is Saturday. */
export const weekday = (day: Day): number => new Date(day).getUTCDay()

/** 'thứ Sáu', 'Chủ nhật'. */
export const weekdayName = (day: Day): string => weekdayNames[weekday(day)] as string

/**
 * What a person types as a day: '15/12/2026', '15-12-2026', '15.12.26', '15/12', or '2026-12-15' from a date field.
 * Two figures of a year mean 20xx. Without a year it is the nearest one to come, today included: this year's, or else
 * next year's. So 29/02 without a year is understood in a leap year and the year before, and refused otherwise.
 * Undefined for what is no day, such as 31/02.
 */
export function readDay(text: string, today: Day): Day | undefined {
  const typed = text.trim()
  if (isDay(typed)) return typed
  const parts = /^(\d{1,2})\s*([/.-])\s*(\d{1,2})(?:\s*\2\s*(\d{4}|\d{2}))?$/.exec(typed)
  if (!parts) return undefined
  const [, date = '', , month = '', year] = parts
  const inYear = (year: number | string) => `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  if (year) return [inYear(year.length === 2 ? `20${year}` : year)].find(isDay)
  const thisYear = Number(today.slice(0, 4))
  return [inYear(thisYear), inYear(thisYear + 1)].find((day) => isDay(day) && day >= today)
}
