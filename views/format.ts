import { DateTime } from 'luxon'

export { givenName, initials } from '../src/rules/names.ts'

const zone = 'Asia/Ho_Chi_Minh'
const here = { zone, locale: 'vi' } as const

/** '2026-12-15' as '15/12/2026'. */
export function day(date: string): string {
  const [year, month, number] = date.split('-')
  return `${number}/${month}/${year}`
}

/** '15/12' for a day in the year of `today`, '15/12/2027' for another. */
export function shortDay(date: string, today: string): string {
  return date.slice(0, 4) === today.slice(0, 4) ? day(date).slice(0, 5) : day(date)
}

/** 'Thứ Sáu, 27/11/2026': for a day that must be planned. */
export function longDay(date: string): string {
  return `${weekday(date)}, ${day(date)}`
}

/** 'Thứ Sáu', 'Chủ Nhật'. */
export function weekday(date: string): string {
  return DateTime.fromISO(date, here).toFormat('cccc')
}

/** An instant as '24/11 16:05' on the clock of Hà Nội; with the year when it is not that of `today`. */
export function moment(instant: string, today?: string): string {
  const at = DateTime.fromISO(instant, here)
  const sameYear = !today || at.toFormat('yyyy') === today.slice(0, 4)
  return at.toFormat(sameYear ? 'dd/MM HH:mm' : 'dd/MM/yyyy HH:mm')
}

/** An instant as '10:30 ngày 25/11/2026': the moment of a set of figures. */
export function fullMoment(instant: string): string {
  return DateTime.fromISO(instant, here).toFormat("HH:mm 'ngày' dd/MM/yyyy")
}

/** An instant as '09:14'. */
export function time(instant: string): string {
  return DateTime.fromISO(instant, here).toFormat('HH:mm')
}

/** A size as '214 B', '1,2 KB', '3,4 MB'; a kilobyte is 1024 bytes. */
export function bytes(size: number): string {
  if (size < 1024) return `${size} B`
  const [value, unit] = size < 1024 * 1024 ? [size / 1024, 'KB'] : [size / (1024 * 1024), 'MB']
  return `${number(value, value < 10 ? 1 : 0)} ${unit}`
}

/** 1234.5 as '1.234,5'. With `places` the decimals are fixed: scores have two, shares of a whole one. */
export function number(value: number, places?: number): string {
  return formatOf(places).format(value)
}

/** Kept: a page of figures would spend most of its time on making them anew. */
const formats = new Map<number | undefined, Intl.NumberFormat>()

function formatOf(places: number | undefined): Intl.NumberFormat {
  const digits = { minimumFractionDigits: places ?? 0, maximumFractionDigits: places ?? 3 }
  const format = formats.get(places) ?? new Intl.NumberFormat('vi-VN', digits)
  formats.set(places, format)
  return format
}

/** A part of a whole as '77,22%'; an en dash when the whole is nothing. */
export function share(part: number, whole: number, places = 2): string {
  return whole === 0 ? '–' : `${number((part * 100) / whole, places)}%`
}

/** '2026-01-05' as documents write it: 'ngày 05 tháng 01 năm 2026'; the month takes its nought up to February. */
export function documentDay(date: string): string {
  const [year, month = '', number] = date.split('-')
  return `ngày ${number} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`
}

/** An instant as minutes write it: '09 giờ 05 phút, ngày 25 tháng 11 năm 2026', on the clock of Hà Nội. */
export function documentMoment(instant: string): string {
  const at = DateTime.fromISO(instant, here)
  return `${at.toFormat("HH 'giờ' mm 'phút'")}, ${documentDay(at.toFormat('yyyy-MM-dd'))}`
}
