import { Invalid } from '../refusal.ts'
import type { SheetRow } from './cells.ts'
import { limits } from './limits.ts'
import { breather } from './pause.ts'
import { refused } from './refusals.ts'

/** A block of cells: columns counted from 0, rows as the sheet numbers them, both ends included. */
export interface Range {
  name: string
  left: number
  right: number
  top: number
  bottom: number
}

const reference = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/

/** The column (from 0) and row of 'C5'; undefined for what is no cell's name. */
export function cellAt(name: string): { column: number; row: number } | undefined {
  const parts = reference.exec(name)
  if (!parts) return undefined
  let column = 0
  for (const letter of parts[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return { column: column - 1, row: Number(parts[2]) }
}

/** 'A1:F1' as a block; undefined for a single cell or what is none. */
export function rangeOf(name: string): Range | undefined {
  const [from, to] = name.split(':').map(cellAt)
  return from && to && { name, left: from.column, right: to.column, top: from.row, bottom: to.row }
}

/** Adds a fault to every row a block touches, at each of its columns that the row has. Rows are in order. */
export async function faultRanges(rows: readonly SheetRow[], ranges: readonly Range[], said: (name: string) => string) {
  const pause = breather()
  let touched = 0
  for (const { name, left, right, top, bottom } of ranges) {
    await pause()
    const text = said(name)
    for (let at = firstFrom(rows, top); (rows[at]?.number ?? Number.POSITIVE_INFINITY) <= bottom; at += 1) {
      const row = rows[at] as SheetRow
      for (let column = left; column <= right && column < limits.columns; column += 1) row.faults.push({ column, text })
      touched += right - left + 1
      if (touched > limits.cells) throw new Invalid({ file: refused.tooManyRanges })
    }
  }
}

/** Where the first row with this number or a later one stands. */
function firstFrom(rows: readonly SheetRow[], number: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.number ?? 0) < number) low = middle + 1
    else high = middle
  }
  return low
}
