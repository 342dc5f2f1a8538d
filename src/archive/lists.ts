import { taskKinds, taskStates } from '../../views/words.ts'
import type { Column } from '../columns.ts'
import { csvOf } from '../csv.ts'
import type { Reader } from '../db/schema.ts'
import type { TaskKind, TaskState } from '../rules/tasks.ts'

const sliceSize = 500

/** The main lists for people without tools, as CSV that Excel opens: by entry name. Nothing is read back from them. */
export function listsOf(db: Reader): [name: string, bytes: AsyncGenerator<Buffer>][] {
  return [
    ['lists/nguoi.csv', csv(peopleColumns, (after) => people(db, after))],
    ['lists/don-vi.csv', csv(unitColumns, (after) => units(db, after))],
    ['lists/viec.csv', csv(taskColumns, (after) => tasks(db, after))],
  ]
}

async function* csv<T extends { id: number }>(columns: readonly Column<T>[], read: (after: number) => Promise<T[]>) {
  const head = csvOf(columns, [])
  yield Buffer.from(head)
  for (let after = 0; ; ) {
    const rows = await read(after)
    if (rows.length > 0) yield Buffer.from(csvOf(columns, rows).slice(head.length))
    if (rows.length < sliceSize) return
    after = rows.at(-1)?.id ?? after
  }
}

type RowOf<F extends (...args: never[]) => Promise<unknown[]>> = Awaited<ReturnType<F>>[number]

const people = (db: Reader, after: number) =>
  db
    .selectFrom('people')
    .innerJoin('units', 'units.id', 'people.unitId')
    .leftJoin('logins', 'logins.personId', 'people.id')
    .select(['people.id', 'people.name', 'people.code', 'people.post', 'people.email', 'people.phone', 'people.leftOn'])
    .select(['units.name as unit', 'logins.username'])
    .where('people.system', '=', 0)
    .where('people.id', '>', after)
    .orderBy('people.id')
    .limit(sliceSize)
    .execute()

const peopleColumns: Column<RowOf<typeof people>>[] = [
  { name: 'Họ và tên', width: 24, text: (person) => person.name },
  { name: 'Mã cán bộ', width: 12, text: (person) => person.code ?? '' },
  { name: 'Đơn vị', width: 26, text: (person) => person.unit },
  { name: 'Chức vụ', width: 22, text: (person) => person.post },
  { name: 'Tên đăng nhập', width: 16, text: (person) => person.username ?? '' },
  { name: 'Thư điện tử', width: 24, text: (person) => person.email ?? '' },
  { name: 'Điện thoại', width: 14, text: (person) => person.phone ?? '' },
  { name: 'Thôi công tác từ', width: 12, day: (person) => person.leftOn },
]

const units = (db: Reader, after: number) =>
  db
    .selectFrom('units')
    .leftJoin('units as above', 'above.id', 'units.parentId')
    .select(['units.id', 'units.name', 'units.shortName', 'units.code', 'units.openedOn', 'units.closedOn'])
    .select('above.name as parent')
    .where('units.id', '>', after)
    .orderBy('units.id')
    .limit(sliceSize)
    .execute()

const unitColumns: Column<RowOf<typeof units>>[] = [
  { name: 'Tên', width: 30, text: (unit) => unit.name },
  { name: 'Tên viết tắt', width: 14, text: (unit) => unit.shortName },
  { name: 'Mã đơn vị', width: 12, text: (unit) => unit.code ?? '' },
  { name: 'Đơn vị cấp trên', width: 30, text: (unit) => unit.parent ?? '' },
  { name: 'Từ ngày', width: 11, day: (unit) => unit.openedOn },
  { name: 'Kết thúc', width: 11, day: (unit) => unit.closedOn },
]

const tasks = (db: Reader, after: number) =>
  db
    .selectFrom('tasks')
    .innerJoin('units', 'units.id', 'tasks.unitId')
    .innerJoin('people as assignee', 'assignee.id', 'tasks.assigneeId')
    .innerJoin('people as assigner', 'assigner.id', 'tasks.assignerId')
    .innerJoin('people as approver', 'approver.id', 'tasks.approverId')
    .select(['tasks.id', 'tasks.code', 'tasks.title', 'tasks.document', 'tasks.product', 'tasks.issuedOn', 'tasks.due'])
    .select(['tasks.submittedOn', 'tasks.doneOn', 'tasks.progress', 'tasks.kind', 'tasks.state'])
    .select([
      'units.name as unit',
      'assignee.name as assignee',
      'assigner.name as assigner',
      'approver.name as approver',
    ])
    .where('tasks.id', '>', after)
    .orderBy('tasks.id')
    .limit(sliceSize)
    .execute()

const taskColumns: Column<RowOf<typeof tasks>>[] = [
  { name: 'Mã việc', width: 12, text: (task) => task.code },
  { name: 'Tên việc', width: 48, text: (task) => task.title },
  { name: 'Loại', width: 13, text: (task) => taskKinds[task.kind as TaskKind] },
  { name: 'Văn bản', width: 30, text: (task) => task.document },
  { name: 'Đơn vị', width: 26, text: (task) => task.unit },
  { name: 'Người thực hiện', width: 22, text: (task) => task.assignee },
  { name: 'Người giao', width: 22, text: (task) => task.assigner },
  { name: 'Người nghiệm thu', width: 22, text: (task) => task.approver },
  { name: 'Sản phẩm', width: 20, text: (task) => task.product },
  { name: 'Ngày giao', width: 11, day: (task) => task.issuedOn },
  { name: 'Hạn', width: 11, day: (task) => task.due },
  { name: 'Ngày nộp', width: 11, day: (task) => task.submittedOn },
  { name: 'Ngày hoàn thành', width: 11, day: (task) => task.doneOn },
  { name: 'Tiến độ (%)', width: 9, number: (task) => task.progress },
  { name: 'Trạng thái', width: 16, text: (task) => taskStates[task.state as TaskState] },
]
