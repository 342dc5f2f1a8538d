import { severityNames } from '../../views/words.ts'
import { lineOf, textOf } from '../imports/cells.ts'
import type { GivenRow } from '../imports/kinds.ts'
import { type Severity, severities } from '../rules/inspections.ts'
import { searchText } from '../rules/names.ts'
import { type ChecklistGroup, type ChecklistItem, groupBody, isPartly, itemBody, notPartial, sameCode } from './body.ts'
import type { ItemKey } from './columns.ts'
import { readWeight } from './item-form.ts'
import { readMeasure } from './measure-text.ts'
import type { FileFault } from './reading.ts'

type Fault = (field: ItemKey, text: string) => void
interface Seen {
  group: ChecklistGroup
  /** The row it began in. */
  row: number
}

/** Gathers groups and items row by row, and everything that is wrong with them. */
export function itemReader(partial: boolean) {
  const faults: FileFault[] = []
  const seen = new Map<string, Seen>()
  const codes = new Map<string, number>()
  let current: Seen | undefined

  function read(row: GivenRow) {
    const about = lineOf(row.values.name)
    const from = faults.length
    const where = (cell: string | undefined) => cell ?? `Dòng ${row.number}`
    const fault: Fault = (field, text) => faults.push({ where: where(row.at(field)), about, text })
    for (const { cell, text } of row.faults) faults.push({ where: where(cell), about, text })
    current = groupOf(row, seen, current, fault) ?? current
    if (isHeading(row)) return
    const item = itemOf(row, fault)
    const before = codes.get(sameCode(item.code))
    if (item.code && before) fault('code', `Mã ${item.code} đã có ở dòng ${before}. Ghi mã khác.`)
    codes.set(sameCode(item.code), before ?? row.number)
    if (!partial && isPartly(item.measure)) fault('labels', notPartial)
    current?.group.items.push(item)
    faults.push(...faults.splice(from).sort((a, b) => columnOf(a) - columnOf(b)))
  }
  return {
    read,
    faults,
    get groups(): ChecklistGroup[] {
      return [...seen.values()].map(({ group }) => group).filter(({ items }) => items.length > 0)
    },
  }
}

/** How far to the right the cell is that is wrong. */
const columnOf = ({ where }: FileFault) => {
  const [letters = ''] = /^[A-Z]+(?=\d)/.exec(where) ?? []
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

/** A row that names a group and nothing else. */
const isHeading = ({ values, faults }: GivenRow) =>
  faults.length === 0 && Object.keys(values).every((field) => field === 'group' || field === 'groupName')

/** The group a row is in: as it says, else that of the row above. The first row of a group names it. */
function groupOf(row: GivenRow, seen: Map<string, Seen>, above: Seen | undefined, fault: Fault): Seen | undefined {
  const typed = codeOf(row, 'group', fault)
  const name = lineOf(row.values.groupName)
  const known = typed ? seen.get(sameCode(typed)) : above
  if (!known && !typed) {
    fault('group', 'Ghi mã nhóm, ví dụ A.')
    return undefined
  }
  if (known) {
    if (name && name !== known.group.name)
      fault(
        'groupName',
        typed
          ? `Nhóm ${typed} đã có tên “${known.group.name}” ở dòng ${known.row}.`
          : `Ghi mã của nhóm “${name}” vào cột Nhóm.`,
      )
    return known
  }
  const read = groupBody.pick({ code: true, name: true }).safeParse({ code: typed, name })
  for (const { path, message } of read.error?.issues ?? []) fault(path[0] === 'code' ? 'group' : 'groupName', message)
  const begun = { group: { code: typed, name, items: [] }, row: row.number }
  seen.set(sameCode(typed), begun)
  return begun
}

/** A code as text; Excel makes a day of '1-2' and of '1/2'. */
function codeOf({ values }: GivenRow, field: 'group' | 'code', fault: Fault): string {
  const cell = values[field]
  if (typeof cell !== 'object' || cell === null) return lineOf(cell)
  fault(field, 'Excel đã đổi mã này thành ngày. Chọn cột này, định dạng Văn bản (Text), rồi ghi lại mã.')
  return ''
}

function itemOf(row: GivenRow, fault: Fault): ChecklistItem {
  const line = (field: ItemKey) => lineOf(row.values[field])
  const fields = {
    code: codeOf(row, 'code', fault),
    name: line('name'),
    guidance: textOf(row.values.guidance),
    severity: severityOf(line('severity'), fault),
    weight: weightOf(line('weight'), fault),
    measure: measureOf(line('kind'), textOf(row.values.labels), fault),
    photo: photoOf(line('photo'), fault),
  }
  const read = itemBody.safeParse(fields)
  const isToldAlready = typeof row.values.code === 'object' && row.values.code !== null
  for (const { path, message } of read.error?.issues ?? [])
    if (!(path[0] === 'code' && isToldAlready)) fault(path[0] as ItemKey, message)
  return read.data ?? fields
}

function severityOf(typed: string, fault: Fault): Severity {
  const found = severities.find((one) => searchText(severityNames[one]) === searchText(typed))
  if (typed && !found) fault('severity', `Không có mức độ “${typed}”. Ghi Nhẹ, Trung bình hoặc Nặng.`)
  return found ?? 'medium'
}

function weightOf(typed: string, fault: Fault): number {
  const weight = readWeight(typed)
  if (weight === undefined) fault('weight', `“${typed}” không phải trọng số. Ghi số từ 0 đến 100, ví dụ 1 hoặc 1,5.`)
  return weight ?? 100
}

function measureOf(kind: string, labels: string, fault: Fault): ChecklistItem['measure'] {
  const read = readMeasure(kind, labels)
  if (read.measure) return read.measure
  fault(read.with, read.problem)
  return { type: 'text' }
}

function photoOf(typed: string, fault: Fault): boolean {
  const yes = saidYes(typed)
  if (yes === undefined) fault('photo', `“${typed}” không rõ. Ghi Có hoặc Không.`)
  return yes ?? false
}

/** 'có', 'x', '1' are yes, 'không' and nothing are no; undefined for any other word. */
export function saidYes(typed: string): boolean | undefined {
  const word = searchText(typed)
  if (['co', 'x', '1', 'true', 'yes'].includes(word)) return true
  return ['', 'khong', 'k', '0', 'false', 'no'].includes(word) ? false : undefined
}
