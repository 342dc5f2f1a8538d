import { cellName, type SheetRow } from '../sheets/read.ts'
import { textOf, tidy } from './cells.ts'
import type { Mapping } from './headings.ts'
import type { Field, GivenRow, RowAnswer } from './kinds.ts'

/** The rows under the headings by field, and those that are nothing to bring in, already answered. */
export function givenRows(rows: readonly SheetRow[], head: number, mapping: Mapping, fields: readonly Field[]) {
  const given: GivenRow[] = []
  const skipped: RowAnswer[] = []
  for (const row of rows) {
    if (row.number <= head) continue
    const one = givenRow(row, mapping)
    const why = reasonToSkip(one, mapping, fields)
    if (why) skipped.push({ number: row.number, outcome: 'skipped', title: why, notes: [] })
    else given.push(one)
  }
  return { given, skipped }
}

function givenRow({ number, cells, faults }: SheetRow, mapping: Mapping): GivenRow {
  const columns = Object.entries(mapping)
  const filled = columns.flatMap(([key, column]) => {
    const cell = tidy(cells[column] ?? null)
    return cell === null ? [] : [[key, cell] as const]
  })
  const at = (field: string) => {
    const column = mapping[field]
    return column === undefined ? undefined : cellName(column, number)
  }
  const ours = faults.filter(({ column }) => column < 0 || columns.some(([, mapped]) => mapped === column))
  const notes = ours.map(({ column, text }) => ({ ...(column >= 0 && { cell: cellName(column, number) }), text }))
  return { number, values: Object.fromEntries(filled), at, faults: notes }
}

function reasonToSkip({ values, faults }: GivenRow, mapping: Mapping, fields: readonly Field[]): string | undefined {
  if (Object.keys(values).length === 0 && faults.length === 0) return 'Không có gì ở các cột đã ghép'
  const mapped = fields.filter(({ key }) => key in mapping)
  const isExample = mapped.every(({ key, example }) => textOf(values[key]) === String(example))
  return isExample ? 'Dòng ví dụ của tệp mẫu' : undefined
}
