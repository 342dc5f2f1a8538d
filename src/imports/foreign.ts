import { searchText } from '../rules/names.ts'
import { type Cell, cellName, type Sheet, type SheetRow } from '../sheets/read.ts'
import { lineOf } from './cells.ts'
import { type DayOrder, dayOrderOf, foreignDay, isUnclear } from './foreign-days.ts'
import { headingsOf, type Mapping } from './headings.ts'

/**
 * Task lists that other programs write as CSV: which column is which field of a plan, and what their days and states mean
 * in our words. Headings are those of the program's English and Vietnamese editions, as keys without marks.
 */
interface Source {
  name: 'Kanboard' | 'Redmine'
  /** It is this program's file when one of each group stands among the headings. */
  telling: readonly (readonly string[])[]
  columns: Readonly<Record<string, readonly string[]>>
  /** Of two columns of one name the later is meant, or the earlier. */
  later?: readonly string[]
  /** All columns with days: together they show whether the day or the month is written first. */
  days: readonly string[]
  /** Who has it, where the name is missing. */
  login?: readonly string[]
  /** The column of the board; work in the last one is done though nobody closed it. */
  board?: readonly string[]
}

/** The export of tasks of a project: its columns, in English since 1.0, in Vietnamese where 'Title' became 'Chức vụ'. */
const kanboard: Source = {
  name: 'Kanboard',
  telling: [['task id', 'nhiem vu id'], ['swimlane'], ['title', 'chuc vu'], ['column', 'cot']],
  columns: {
    mark: ['task id', 'nhiem vu id'],
    title: ['title', 'chuc vu'],
    responsible: ['assignee name', 'nguoi duoc chuyen nhuong'],
    deadline: ['due date', 'ngay dao han'],
    note: ['category', 'the loai'],
    status: ['status', 'trang thai'],
    summary: ['project', 'du an'],
  },
  later: ['title'], // 'Position' is 'Chức vụ' too, and comes first
  days: [
    'due date',
    'creation date',
    'modification date',
    'completion date',
    'start date',
    'ngay dao han',
    'ngay thanh lap',
    'ngay sua doi',
    'ngay ket thuc',
    'ngay bat dau',
  ],
  login: ['assignee username'],
  board: ['column', 'cot'],
}

/** The list of issues as CSV, with the columns somebody chose; the Vietnamese edition has changed its words over time. */
const redmine: Source = {
  name: 'Redmine',
  telling: [
    ['#'],
    ['subject', 'chu de'],
    ['status', 'trang thai'],
    ['tracker', 'dong van de', 'kieu van de', 'priority', 'uu tien', 'muc uu tien'],
  ],
  columns: {
    mark: ['#'],
    title: ['subject', 'chu de'], // 'Category' is 'Chủ đề' too, and comes after it
    content: ['description', 'mo ta'],
    responsible: ['assignee', 'assigned to', 'gan cho', 'phan cong cho'],
    deadline: ['due date', 'het han'],
    status: ['status', 'trang thai'],
    parent: ['parent task', 'tac vu cha'],
    summary: ['project', 'du an'],
  },
  days: ['due date', 'start date', 'created', 'updated', 'closed', 'het han', 'bat dau', 'tao', 'cap nhat', 'da dong'],
}

/** A file of another program, found out by its headings. */
export interface Foreign {
  name: Source['name']
  /** By key of the plan's field. */
  mapping: Mapping
  days: readonly number[]
  login?: number
  board?: number
}

/** Which program wrote a file with these headings; undefined when none of those we know. */
export function foreignOf(headings: readonly string[]): Foreign | undefined {
  const keys = headings.map((heading) => searchText(heading) || heading.trim())
  const source = [kanboard, redmine].find(({ telling }) =>
    telling.every((some) => some.some((key) => keys.includes(key))),
  )
  if (!source) return undefined
  const first = (names: readonly string[]) => keys.findIndex((key) => names.includes(key))
  const last = (names: readonly string[]) => keys.findLastIndex((key) => names.includes(key))
  const found = Object.entries(source.columns)
    .map(([field, names]) => [field, source.later?.includes(field) ? last(names) : first(names)] as const)
    .filter(([, column]) => column >= 0)
  return {
    name: source.name,
    mapping: Object.fromEntries(found),
    days: keys.flatMap((key, column) => (source.days.includes(key) ? [column] : [])),
    ...(source.login && first(source.login) >= 0 && { login: first(source.login) }),
    ...(source.board && { board: first(source.board) }),
  }
}

/** A sheet of another program in our words; any other as it is. The headings stand in its first row, as programs write. */
export function sheetInOurWords(sheet: Sheet): Sheet {
  const [head] = sheet.rows
  const foreign = foreignOf(headingsOf(head))
  return foreign && head ? { ...sheet, rows: inOurWords(foreign, sheet.rows, head.number) } : sheet
}

/**
 * The rows below the headings in our words: real days, our names for what is over, a login where the name is missing. What
 * cannot be told apart, a day and a month both under 13, becomes a fault of its row.
 */
export function inOurWords(foreign: Foreign, rows: readonly SheetRow[], head: number): SheetRow[] {
  const below = rows.filter(({ number }) => number > head)
  const order = dayOrderOf(below.flatMap(({ cells }) => foreign.days.map((column) => lineOf(cells[column]))))
  return rows.map((row) => (row.number > head ? rowInOurWords(foreign, row, order) : row))
}

function rowInOurWords({ mapping, login, board }: Foreign, row: SheetRow, order: DayOrder): SheetRow {
  const { deadline = -1, status = -1, responsible = -1 } = mapping
  const cells = [...row.cells]
  const faults = [...row.faults]
  const put = (column: number, change: (cell: Cell) => Cell) => {
    if (column >= 0 && column < Math.max(cells.length, 1)) cells[column] = change(cells[column] ?? null)
  }
  const due = lineOf(cells[deadline])
  if (isUnclear(due, order)) faults.push({ column: deadline, text: unclear(cellName(deadline, row.number), due) })
  put(deadline, (cell) => {
    const day = foreignDay(cell, order)
    return day === undefined ? cell : { day }
  })
  put(status, (cell) => stateWord(lineOf(cell), lineOf(cells[board ?? -1])) ?? cell)
  put(responsible, (cell) => (lineOf(cell) ? cell : (cells[login ?? -1] ?? null)))
  return { ...row, cells, faults }
}

const unclear = (cell: string, text: string) =>
  `Ô ${cell} ghi ${text}: không rõ số nào là ngày, số nào là tháng. Ghi lại theo dạng năm-tháng-ngày, ví dụ 2026-12-31.`

/** What is over, in words the plan's import knows and skips; undefined for what goes on. */
function stateWord(status: string, board: string): string | undefined {
  const [said, stands] = [searchText(status), searchText(board)]
  if (['closed', 'dong', 'da dong'].includes(said)) return 'Đã đóng'
  if (['rejected', 'tu choi', 'cancelled', 'canceled'].includes(said)) return 'Đã hủy'
  const done = ['resolved', 'quyet tam', 'da giai quyet', 'done', 'lam xong', 'xong', 'hoan thanh']
  return done.includes(said) || done.includes(stands) ? 'Hoàn thành' : undefined
}
