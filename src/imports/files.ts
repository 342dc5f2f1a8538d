import type { Column } from '../columns.ts'
import type { Db } from '../db/schema.ts'
import { searchWords } from '../rules/names.ts'
import { xlsxOf } from '../xlsx.ts'
import { kindOf } from './all-kinds.ts'
import { textOf } from './cells.ts'
import { givenRows } from './given.ts'
import type { GivenRow, Kind, Note } from './kinds.ts'
import { answersOf, type ImportRow, stagedRows } from './queries.ts'

/** The template of a kind: its headings, and one example row, which is known again and left out. */
export const templateOf = ({ title, fields }: Kind) =>
  xlsxOf(
    sheetName(title),
    fields.map(
      ({ key, label, width }): Column<Record<string, string>> => ({
        name: label,
        width,
        text: (row) => row[key] ?? '',
      }),
    ),
    [Object.fromEntries(fields.map(({ key, example }) => [key, String(example)]))],
  )

/** 'mau-can-bo-cong-chuc.xlsx' */
export const templateName = ({ title }: Kind) => `mau-${searchWords(title).join('-')}.xlsx`

/** What a spreadsheet takes as the name of a sheet. */
const sheetName = (title: string) => title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)

interface Refused {
  row: GivenRow
  notes: readonly Note[]
}

/** The rows refused, under the headings of the template, with why: to be mended and sent again. */
export async function refusedOf(db: Db, it: ImportRow) {
  const { fields, title } = kindOf(it.kind)
  const rows = await refusedRows(db, it)
  const columns: Column<Refused>[] = fields
    .filter(({ key }) => key in it.mapping)
    .map(({ key, label, width }) => ({ name: label, width, text: ({ row }) => textOf(row.values[key]) }))
  return xlsxOf(sheetName(title), [...columns, ...reasons], rows)
}

const reasons: Column<Refused>[] = [
  { name: 'Dòng trong tệp', width: 10, number: ({ row }) => row.number },
  {
    name: 'Lý do từ chối',
    width: 80,
    text: ({ notes }) => notes.map(({ cell, text }) => (cell ? `${cell}: ${text}` : text)).join('\n'),
  },
]

const atOnce = 500

async function refusedRows({ reader }: Db, it: ImportRow): Promise<Refused[]> {
  const refused: Refused[] = []
  for (let after = 0; ; ) {
    const answers = await answersOf(reader, it, { outcome: 'refused', after, limit: atOnce })
    const last = answers.at(-1)
    if (!last) return refused
    const notes = new Map(answers.map((answer) => [answer.number, answer.notes]))
    const numbers = [...notes.keys()]
    const rows = await rowsBetween(reader, it, after, last.number, new Set(numbers))
    refused.push(...rows.map((row) => ({ row, notes: notes.get(row.number) ?? [] })))
    after = last.number
  }
}

async function rowsBetween(db: Db['reader'], it: ImportRow, after: number, last: number, wanted: ReadonlySet<number>) {
  const found: GivenRow[] = []
  for (let from = after; from < last; ) {
    const page = await stagedRows(db, it.id, it.sheet, from, atOnce)
    if (page.length === 0) break
    const ours = page.filter(({ number }) => wanted.has(number))
    found.push(...givenRows(ours, 0, it.mapping, kindOf(it.kind).fields).given)
    from = page.at(-1)?.number ?? last
  }
  return found
}
