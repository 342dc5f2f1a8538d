import { Invalid } from '../refusal.ts'
import { refused } from './refusals.ts'

/** What one file may hold. Sizes in bytes, text in characters (UTF-16 units). */
export const limits = {
  file: 20 * 1024 * 1024,
  rows: 50_000,
  columns: 200,
  cellText: 5_000,
  /** In all sheets together. */
  cells: 1_000_000,
  text: 40_000_000,
  /** Parts of a zip container, what they say they unpack to, and how many times more than they take up packed. */
  parts: 2_000,
  unpacked: 200 * 1024 * 1024,
  ratio: 200,
  /** Small parts may pack as well as they like. */
  ratioFrom: 8 * 1024 * 1024,
}

/** Counts what is kept of a file; a text many cells share counts for each, since each row is stored by itself. */
export interface Budget {
  keep(text: unknown): void
}

export function openBudget(): Budget {
  let cells = 0
  let text = 0
  return {
    keep(value) {
      cells += 1
      if (typeof value === 'string') text += value.length
      if (cells > limits.cells || text > limits.text) throw new Invalid({ file: refused.tooMuch })
    },
  }
}
