import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { detectDelimiter } from 'hucre/csv'
import { Invalid } from '../refusal.ts'
import { cellName, type SheetRow } from './cells.ts'
import { limits, openBudget } from './limits.ts'
import { breather } from './pause.ts'
import { faulty, refused } from './refusals.ts'
import { rowBuilder } from './rows.ts'
import { textCell } from './text.ts'
import type { Taken } from './values.ts'

/** In bytes of UTF-8: a row of cells all at their limit. Past it, a quotation mark was not closed. */
const longestRow = limits.columns * limits.cellText * 3
const slice = 16 * 1024

/**
 * The rows of a text in UTF-8 whose columns are set apart by commas, semicolons or tabs, whichever it is; a first line
 * 'sep=;' says so itself. All cells are text: what looks like a number may be a code with its zeros.
 */
export async function readCsv(text: Uint8Array, sheet: string): Promise<SheetRow[]> {
  const { delimiter, from } = delimiterOf(new TextDecoder().decode(text.subarray(0, slice)))
  const build = rowBuilder(sheet, openBudget())
  let number = 0
  try {
    for await (const record of records(text.subarray(from), delimiter)) {
      number += 1
      build.startRow(String(number), false)
      for (const [column, value] of record.entries()) build.endCell(column, taken(value, cellName(column, number)))
      build.endRow()
    }
  } catch (error) {
    throw error instanceof CsvError ? new Invalid({ file: refused.openQuote(Number(error.records) + 1) }) : error
  }
  return build.rows
}

function delimiterOf(start: string): { delimiter: string; from: number } {
  const said = /^sep=(.)\r?\n/.exec(start)
  return { delimiter: said?.[1] ?? detectDelimiter(start), from: Buffer.byteLength(said?.[0] ?? '') }
}

function records(text: Uint8Array, delimiter: string): AsyncIterable<string[]> {
  const options = { delimiter, relax_column_count: true, relax_quotes: true, max_record_size: longestRow }
  return Readable.from(slices(text)).pipe(parse(options))
}

async function* slices(text: Uint8Array) {
  const pause = breather()
  for (let at = 0; at < text.length; at += slice) {
    await pause()
    yield text.subarray(at, at + slice)
  }
}

/** Our own CSV sets an apostrophe before text that begins like a formula; it is taken off again. */
function taken(value: string, name: string): Taken {
  if (value.length > limits.cellText) return { cell: null, fault: faulty.tooLong(name) }
  if (value.startsWith('=')) return { cell: null, fault: faulty.formula(name) }
  return { cell: textCell(/^'[=+\-@\t\r\n]/.test(value) ? value.slice(1) : value) }
}
