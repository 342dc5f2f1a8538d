import { type Day, isDay } from '../rules/days.ts'
import { type Cell, dayOf } from '../sheets/read.ts'

/**
 * Whether a program wrote the day or the month first ('31/12/2026' or '12/31/2026'), which is a setting of each
 * installation: 'unknown' while no date of the file shows it, or where dates of both kinds do.
 */
export type DayOrder = 'dayFirst' | 'monthFirst' | 'unknown'

/** Only slashes are used both ways; points and dashes always have the day first. */
const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?=\D|$)/

/** What all the dates of a file, with or without a time of day, show together. */
export function dayOrderOf(texts: readonly string[]): DayOrder {
  const dates = texts.map((text) => slashed.exec(text)).filter((parts) => parts !== null)
  const dayFirst = dates.some(([, first]) => Number(first) > 12)
  const monthFirst = dates.some(([, , second]) => Number(second) > 12)
  if (dayFirst === monthFirst) return 'unknown'
  return dayFirst ? 'dayFirst' : 'monthFirst'
}

/** A date that could be either of two days, since the order is unknown. */
export function isUnclear(text: string, order: DayOrder): boolean {
  const [, first, second] = slashed.exec(text) ?? []
  if (order !== 'unknown' || first === undefined) return false
  return Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second)
}

/** The day a cell of another program's file means; undefined for what is none, or is unclear. */
export function foreignDay(cell: Cell, order: DayOrder): Day | undefined {
  if (typeof cell !== 'string') return dayOf(cell)
  if (isUnclear(cell, order)) return undefined
  const isMonthFirst = order === 'monthFirst' || (order === 'unknown' && Number(slashed.exec(cell)?.[2]) > 12)
  return dayOf(isMonthFirst ? cell.replace(slashed, '$2/$1/$3') : cell) ?? namedMonth(cell)
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** '31 Dec 2026', 'December 31, 2026'. */
function namedMonth(text: string): Day | undefined {
  const parts = /^(?:(\d{1,2}) ([a-z]{3})[a-z]*|([a-z]{3})[a-z]* (\d{1,2}),?) (\d{4})(?=\D|$)/i.exec(text)
  const month = months.indexOf((parts?.[2] ?? parts?.[3] ?? '').toLowerCase()) + 1
  const two = (figures: string | number) => String(figures).padStart(2, '0')
  const day = `${parts?.[5]}-${two(month)}-${two(parts?.[1] ?? parts?.[4] ?? '')}`
  return month > 0 && isDay(day) ? day : undefined
}
