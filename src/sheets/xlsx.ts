import { Invalid } from '../refusal.ts'
import { readBook } from './book.ts'
import type { Sheet } from './cells.ts'
import { openBudget } from './limits.ts'
import { refuseForeignParts } from './package.ts'
import { refused } from './refusals.ts'
import { readWorksheet } from './worksheet.ts'
import { openZip } from './zip.ts'

/** The visible sheets of a workbook that have something in them, in its order. Hidden ones are passed over, unread. */
export async function readXlsx(bytes: Uint8Array): Promise<Sheet[]> {
  const zip = await openZip(bytes)
  const book = await readBook(zip)
  const budget = openBudget()
  const sheets: Sheet[] = []
  for (const sheet of book.sheets.filter(({ hidden }) => !hidden)) {
    sheets.push({ name: sheet.name, rows: await readWorksheet(zip, sheet, book, budget) })
  }
  await refuseForeignParts(zip)
  const filled = sheets.filter(({ rows }) => rows.length > 0)
  if (filled.length > 0) return filled
  throw new Invalid({ file: book.sheets.some(({ hidden }) => hidden) ? refused.onlyHidden : refused.empty })
}
