import { type CellValue, writeXlsx } from 'hucre/xlsx'
import type { Column } from './columns.ts'

const headed = { font: { bold: true }, alignment: { wrapText: true, vertical: 'center' as const } }
/** What XML cannot hold: control characters other than tab and line breaks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/**
 * A table as an Excel file: A4 across, the head frozen and repeated on paper, days as real dates. Every text is a text
 * cell, so that one beginning with '=' stays what it says. `note` is a last line under the table.
 */
export function xlsxOf<T>(name: string, columns: readonly Column<T>[], rows: readonly T[], note?: string) {
  const lines = rows.map((row) => columns.map((column) => cellOf(column, row)))
  const head = new Map(columns.map((_, at) => [`0,${at}`, { style: headed }]))
  return writeXlsx({
    sheets: [
      {
        name,
        rows: [columns.map(({ name }) => name), ...lines, ...(note ? [[], [note]] : [])],
        cells: head,
        columns: columns.map((column) => ({ width: column.width, ...('day' in column && { numFmt: 'dd/mm/yyyy' }) })),
        freezePane: { rows: 1 },
        autoFilter: { range: `A1:${letter(columns.length)}${rows.length + 1}` },
        pageSetup: {
          paperSize: 'a4',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printTitlesRow: '$1:$1',
        },
        headerFooter: { oddFooter: '&RTrang &P/&N' },
      },
    ],
  })
}

function cellOf<T>(column: Column<T>, row: T): CellValue {
  if ('text' in column) return column.text(row).replace(unprintable, '')
  if ('number' in column) return column.number(row)
  const day = column.day(row)
  return day ? new Date(`${day}T00:00:00Z`) : null
}

const letter = (count: number) => String.fromCharCode(64 + count)
