import type { Day } from './rules/days.ts'

/** A column of a table that leaves as a file: its head, its width in characters, and what a row has there. */
export type Column<T> = {
  name: string
  width: number
  /** Long texts: broken into lines within the cell. */
  wrap?: true
  /** What may stand there, offered as a list in Excel: short words without commas. */
  choices?: readonly string[]
} & ({ text: (row: T) => string } | { number: (row: T) => number } | { day: (row: T) => Day | null })
