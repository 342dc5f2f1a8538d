import { serialToDate } from 'hucre'
import { Invalid } from '../refusal.ts'
import { isDay } from '../rules/days.ts'
import type { Book } from './book.ts'
import type { Cell } from './cells.ts'
import { dayOf } from './days.ts'
import { faulty, refused } from './refusals.ts'
import { withoutEscapes } from './strings.ts'
import { textCell } from './text.ts'

/** What a sheet says of a cell: the word for its type, its style's number, what is written in it (null: too long). */
export interface RawCell {
  column: number
  name: string
  type: string
  style: number
  formula: boolean
  text: string | null
}
export interface Taken {
  cell: Cell
  fault?: string
}

/** What a cell means, or why it cannot be taken. A formula with an empty result shows nothing and is nothing. */
export function take(raw: RawCell, book: Book): Taken {
  const { name, formula, type } = raw
  const text = type === 's' ? shared(raw.text, book) : raw.text
  if (type === 'e') return faultyCell((formula ? faulty.formulaError : faulty.error)(name, text ?? ''))
  if (formula) return type === 'str' && text === '' ? { cell: null } : faultyCell(faulty.formula(name))
  if (text === null) return faultyCell(faulty.tooLong(name))
  return { cell: cellOf(text, raw, book) }
}

const faultyCell = (fault: string): Taken => ({ cell: null, fault })

function shared(index: string | null, { strings }: Book): string | null {
  if (index === '') return ''
  const text = strings[Number(index)]
  if (text === undefined) throw new Invalid({ file: refused.damaged })
  return text
}

function cellOf(text: string, { type, style }: RawCell, book: Book): Cell {
  if (type === 's') return text || null
  if (type === 'str' || type === 'inlineStr') return textCell(withoutEscapes(text))
  if (text === '') return null
  if (type === 'b') return text === '1' || text === 'true'
  if (type === 'd') return isoDay(text)
  return numberCell(text, book.dateStyles[style] === true, book.from1904)
}

function isoDay(text: string): Cell {
  const day = dayOf(text)
  return day === undefined ? textCell(text) : { day }
}

/** A number shown as a day is that day, its time of day left out; one that only shows a time stays a number. */
function numberCell(text: string, asDay: boolean, from1904: boolean): Cell {
  const number = Number(text)
  if (!Number.isFinite(number)) throw new Invalid({ file: refused.damaged })
  if (!asDay || number < (from1904 ? 0 : 1) || number > 1_000_000) return number
  const day = serialToDate(Math.floor(number), from1904).toISOString().slice(0, 10)
  return isDay(day) ? { day } : number
}
