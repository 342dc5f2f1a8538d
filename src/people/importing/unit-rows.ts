import { day as shown } from '../../../views/format.ts'
import { lineOf, textOf } from '../../imports/cells.ts'
import type { GivenRow, Note } from '../../imports/kinds.ts'
import type { Day } from '../../rules/days.ts'
import { dayOf } from '../../sheets/read.ts'
import { plainKey } from './keys.ts'
import type { UnitField } from './unit-fields.ts'

/** A row of the file as far as it can be understood alone; `faults` is why it is refused. What is empty is missing. */
export interface UnitRow {
  number: number
  at(field: UnitField): string | undefined
  code?: string
  name?: string
  shortName?: string
  kind?: 'office' | 'unit'
  parent?: string
  day?: Day
  faults: Note[]
}

const longest = { code: 40, name: 200, shortName: 40, parent: 1000 }
const kinds: Record<string, 'office' | 'unit'> = {
  'co quan': 'office',
  'don vi': 'unit',
  'don vi thuoc co quan': 'unit',
  phong: 'unit',
  'phong ban': 'unit',
}

export const unitReader =
  (today: Day) =>
  (given: GivenRow): UnitRow => {
    const row: UnitRow = { number: given.number, at: (field) => given.at(field), faults: [...given.faults] }
    for (const field of ['code', 'name', 'shortName', 'parent'] as const) {
      const text = lineOf(given.values[field])
      if (text.length > longest[field]) unitFault(row, field, `Rút gọn còn không quá ${longest[field]} ký tự.`)
      else if (text) row[field] = text
    }
    takeKind(row, lineOf(given.values.kind))
    takeDay(row, given, today)
    return row
  }

export function unitFault(row: Pick<UnitRow, 'at' | 'faults'>, field: UnitField, text: string) {
  const cell = row.at(field)
  row.faults.push({ ...(cell && { cell }), text })
}

function takeKind(row: UnitRow, text: string) {
  if (!text) return
  const kind = kinds[plainKey(text)]
  if (kind) row.kind = kind
  else unitFault(row, 'kind', `“${text}” không phải loại đơn vị. Ghi Cơ quan hoặc Đơn vị.`)
}

function takeDay(row: UnitRow, { values }: GivenRow, today: Day) {
  const cell = values.day
  if (cell === undefined || cell === null) return
  const day = dayOf(cell)
  if (!day)
    unitFault(
      row,
      'day',
      `“${textOf(cell)}” không phải một ngày có trong lịch. Ghi ngày/tháng/năm, ví dụ ${shown(today)}.`,
    )
  else if (day > today)
    unitFault(row, 'day', `Ngày ${shown(day)} chưa tới. Ghi hôm nay ${shown(today)} hoặc ngày đã qua.`)
  else row.day = day
}
