import { Hono } from 'hono'
import { bucketNames, taskKinds, taskStates } from '../../../views/words.ts'
import type { Ctx } from '../../act.ts'
import type { Column } from '../../columns.ts'
import { csvOf } from '../../csv.ts'
import { bucket } from '../../rules/timeliness.ts'
import { allow, type Web, type WebContext } from '../../web.tsx'
import { xlsxOf } from '../../xlsx.ts'
import { readAsked } from '../doing/asked.ts'
import type { TaskRow } from '../queries.ts'
import { visibleTasks } from './lists.ts'

const most = 20_000
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The rows of a list as a file: the same address, /tasks.xlsx or /tasks.csv instead of /tasks. */
export const exports = new Hono<Web>()
  .get('/tasks.xlsx', allow('task.see'), async (c) => {
    const { rows, note } = await listed(c)
    const body = await xlsxOf('Công việc', columnsFor(c.var.ctx), rows, note)
    return c.body(body as Uint8Array<ArrayBuffer>, 200, { ...named(c, 'xlsx'), 'Content-Type': xlsx })
  })
  .get('/tasks.csv', allow('task.see'), async (c) => {
    const { rows, note } = await listed(c)
    const body = csvOf(columnsFor(c.var.ctx), rows, note)
    return c.body(body, 200, { ...named(c, 'csv'), 'Content-Type': 'text/csv; charset=utf-8' })
  })

/** All pages of the list at once, up to twenty thousand rows; `note` says when there would be more. */
async function listed(c: WebContext): Promise<{ rows: TaskRow[]; note?: string }> {
  const { ctx } = c.var
  const { filter } = await readAsked(ctx, (name) => (name === 'after' ? undefined : c.req.query(name)))
  const rows = await visibleTasks(ctx.db, ctx.who, filter, most + 1)
  if (rows.length <= most) return { rows }
  return { rows: rows.slice(0, most), note: 'Chỉ có 20.000 việc đầu. Lọc hẹp hơn rồi tải lại để có đủ.' }
}

const named = (c: WebContext, kind: string) => ({
  'Content-Disposition': `attachment; filename="cong-viec-${c.var.ctx.today}.${kind}"`,
  'Cache-Control': 'no-store',
})

const columnsFor = ({ today }: Ctx): Column<TaskRow>[] => [
  { name: 'Mã việc', width: 12, text: (task) => task.code },
  { name: 'Tên việc', width: 48, text: (task) => task.title },
  { name: 'Loại', width: 13, text: (task) => taskKinds[task.kind] },
  { name: 'Người thực hiện', width: 22, text: (task) => task.assigneeName },
  { name: 'Đơn vị', width: 26, text: (task) => task.unitName },
  { name: 'Người nghiệm thu', width: 22, text: (task) => task.approverName },
  { name: 'Sản phẩm', width: 20, text: (task) => task.product },
  { name: 'Ngày giao', width: 11, day: (task) => task.issuedOn },
  { name: 'Hạn', width: 11, day: (task) => task.due },
  { name: 'Ngày nộp', width: 11, day: (task) => task.submittedOn },
  { name: 'Ngày hoàn thành', width: 11, day: (task) => task.doneOn },
  { name: 'Tiến độ (%)', width: 9, number: (task) => task.progress },
  { name: 'Trạng thái', width: 16, text: (task) => taskStates[task.state] },
  { name: 'Nhóm tiến độ', width: 22, text: (task) => groupOf(task, today) },
]

function groupOf(task: TaskRow, today: string): string {
  const group = bucket(task, today)
  return group ? bucketNames[group] : ''
}
