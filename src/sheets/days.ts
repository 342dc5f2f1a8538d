import { type Day, dayIn, readDay } from '../rules/days.ts'
import { fold, nfc } from '../rules/names.ts'
import type { Cell } from './cells.ts'

const hours = String.raw`\d{1,2}\s?(?:[:h]|gio)\s?(?:\d{2})?(?::\d{2}(?:\.\d+)?)?\s?(?:am|pm|sa|ch)?`
const hoursAfter = new RegExp(`[ t,]+(?:luc )?${hours}$`)
const hoursBefore = new RegExp(`^${hours},? (?=ngay )`)

/**
 * A day out of a cell in any of the shapes people type: a real date, '31/12/2026', '31-12-2026', '31.12.2026',
 * '2026-12-31', 'ngày 31 tháng 12 năm 2026', with a time of day or without. The day comes before the month, never the
 * other way; two figures of a year mean 20xx, as in every field of ours. Undefined when it is none: 31/02, 12/31/2026,
 * a day without a year, a bare number.
 */
export function dayOf(cell: Cell): Day | undefined {
  if (cell !== null && typeof cell === 'object') return cell.day
  if (typeof cell !== 'string' || cell.length > 60) return undefined
  if (/T\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(cell)) return ofInstant(cell)
  const text = fold(nfc(cell)).replace(hoursAfter, '').replace(hoursBefore, '')
  const figures = text
    .replace(/^ngay /, '')
    .replace(/ ?(?:thang|nam) ?/g, '/')
    .replace(/^(\d{4})[/.](\d\d?)[/.](\d\d?)$/, yearFirst)
  return /^\d+\D+\d+\D+\d+$/.test(figures) ? readDay(figures, '1900-01-01') : undefined
}

/** '2026/12/31' is '2026-12-31'. */
const yearFirst = (_: string, year: string, month: string, day: string) =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`

/** An instant with its zone falls on a day in Vietnam. */
function ofInstant(instant: string): Day | undefined {
  try {
    return dayIn(instant)
  } catch {
    return undefined
  }
}
