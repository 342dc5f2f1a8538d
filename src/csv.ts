import { stringify } from 'csv-stringify/sync'
import type { Column } from './columns.ts'

/**
 * A table as CSV that Excel opens with its Vietnamese letters: UTF-8 with the byte order mark. A text that a spreadsheet
 * would take for a formula gets an apostrophe before it; numbers and days are left alone, or -5 would become text.
 */
export function csvOf<T>(columns: readonly Column<T>[], rows: readonly T[], note?: string): string {
  const lines = rows.map((row) => columns.map((column) => cellOf(column, row)))
  const all = [columns.map(({ name }) => name), ...lines, ...(note ? [[note]] : [])]
  return stringify(all, { bom: true, record_delimiter: '\r\n', relax_column_count: true } as object)
}

function cellOf<T>(column: Column<T>, row: T): string {
  if ('text' in column) return harmless(column.text(row))
  return 'number' in column ? String(column.number(row)) : (column.day(row) ?? '')
}

const harmless = (text: string) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text)
