import type { Day } from '../rules/days.ts'

/** A cell as people mean it: text in NFC, a number, a day, yes/no, or nothing. */
export type Cell = string | number | boolean | { day: Day } | null

/** What cannot be taken from a row; `column` counts from 0, and -1 is the row as a whole. */
export interface CellFault {
  column: number
  text: string
}

export interface SheetRow {
  /** As the spreadsheet numbers it, from 1. */
  number: number
  cells: Cell[]
  faults: CellFault[]
}

/** One sheet of a file; only rows with something in them, in order. */
export interface Sheet {
  name: string
  rows: SheetRow[]
}

/** How a spreadsheet names a column, counted from 0: 'A', 'Z', 'AA'. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last
}

/** 'C5' for column 2 (counted from 0) and row 5 (as the spreadsheet numbers it). */
export const cellName = (column: number, row: number): string => `${columnName(column)}${row}`
