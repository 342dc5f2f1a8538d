import { type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import type { Column } from './columns.ts'

const headed = { font: { bold: true }, alignment: { wrapText: true, vertical: 'center' as const } }
/** What XML cannot hold: control characters other than tab and line breaks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
/** What a spreadsheet would read as a character written by its number: '_x0041_' is an A there. */
const escapeLike = /_(?=x[0-9a-f]{4}_)/gi

/** A table as an Excel file of one sheet. `note` is a last line under the table. */
export const xlsxOf = <T>(name: string, columns: readonly Column<T>[], rows: readonly T[], note?: string) =>
  bookOf([sheetOf({ name, columns, rows, note })])

/** An Excel file of these sheets. */
export const bookOf = (sheets: WriteSheet[]) => writeXlsx({ sheets })

interface Table<T> {
  name: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  note?: string
  /** Rows left free under the table for whoever goes on: their text cells keep '1.10' as it is typed. */
  spare?: number
}

/**
 * A table as a sheet: A4 across, the head frozen and repeated on paper, days as real dates. Every text is a text cell, so
 * that one beginning with '=' stays what it says.
 */
export function sheetOf<T>({ name, columns, rows, note, spare = 0 }: Table<T>): WriteSheet {
  const lines = rows.map((row) => columns.map((column) => cellOf(column, row)))
  const last = rows.length + 1 + spare
  return {
    name,
    rows: [columns.map(({ name }) => name), ...lines, ...(note ? [[], [note]] : [])],
    cells: new Map([...headCells(columns), ...spareCells(columns, rows.length, spare)]),
    columns: columns.map((column) => ({
      width: column.width,
      ...('day' in column && { numFmt: 'dd/mm/yyyy' }),
      ...(column.wrap && { style: wrapped }),
    })),
    dataValidations: columns.flatMap(({ choices }, at) =>
      choices
        ? [
            {
              type: 'list' as const,
              range: `${letter(at + 1)}2:${letter(at + 1)}${last}`,
              values: [...choices],
              allowBlank: true,
            },
          ]
        : [],
    ),
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
  }
}

const wrapped = { alignment: { wrapText: true, vertical: 'top' as const } }
const asText = { numFmt: '@' }

type StyledCell = [string, { style: CellStyle }]

const headCells = (columns: readonly unknown[]): StyledCell[] => columns.map((_, at) => [`0,${at}`, { style: headed }])

function spareCells<T>(columns: readonly Column<T>[], from: number, spare: number): StyledCell[] {
  const texts = columns.flatMap((column, at) =>
    'text' in column ? [{ at, style: { ...asText, ...(column.wrap && wrapped) } }] : [],
  )
  const rows = Array.from({ length: spare }, (_, row) => from + 1 + row)
  return rows.flatMap((row) => texts.map(({ at, style }): StyledCell => [`${row},${at}`, { style }]))
}

function cellOf<T>(column: Column<T>, row: T): CellValue {
  if ('text' in column) return column.text(row).replace(unprintable, '').replace(escapeLike, '_x005F_')
  if ('number' in column) return column.number(row)
  const day = column.day(row)
  return day ? new Date(`${day}T00:00:00Z`) : null
}

const letter = (count: number) => String.fromCharCode(64 + count)
