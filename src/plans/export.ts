import { Hono } from 'hono'
import { lineStateNames } from '../../views/plans/words.ts'
import { taskStates } from '../../views/words.ts'
import type { Column } from '../columns.ts'
import { csvOf } from '../csv.ts'
import { searchWords } from '../rules/names.ts'
import { documentCited } from '../rules/plan-documents.ts'
import { allow, type Web, type WebContext } from '../web.tsx'
import { xlsxOf } from '../xlsx.ts'
import { type FollowedLine, followPlan, type Outside } from './following.ts'
import type { PlanRow } from './queries.ts'
import { findSeen } from './seen.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The lines of a plan with what became of them as a file: headings too, in the order of the document. */
export const planFiles = new Hono<Web>()
  .get('/:id/lines.xlsx', allow('plan.see'), async (c) => {
    const { plan, rows, note } = await listed(c, c.req.param('id'))
    const body = await xlsxOf('Văn bản', columns, rows, note)
    return c.body(body as Uint8Array<ArrayBuffer>, 200, { ...named(c, plan, 'xlsx'), 'Content-Type': xlsx })
  })
  .get('/:id/lines.csv', allow('plan.see'), async (c) => {
    const { plan, rows, note } = await listed(c, c.req.param('id'))
    return c.body(csvOf(columns, rows, note), 200, {
      ...named(c, plan, 'csv'),
      'Content-Type': 'text/csv; charset=utf-8',
    })
  })

async function listed(c: WebContext, publicId: string) {
  const { ctx } = c.var
  const plan = await findSeen(ctx, publicId)
  const { lines, outside, versions } = await followPlan(ctx, plan)
  const note = `${documentCited(plan)}. Bản ${versions[0]?.number ?? 0}.`
  return { plan, rows: [...lines, ...outside].map(rowOf), note }
}

function named(c: WebContext, { number }: PlanRow, kind: string) {
  const name = searchWords(number).join('-') || 'van-ban'
  return {
    'Content-Disposition': `attachment; filename="${name}-${c.var.ctx.today}.${kind}"`,
    'Cache-Control': 'no-store',
  }
}

/** What is seen of a line: of a task outside the viewer's reach only that there is a line. */
const rowOf = (one: FollowedLine | Outside) => ({ ...one, task: one.task?.seen ? one.task : undefined })
type Row = ReturnType<typeof rowOf>

const columns: Column<Row>[] = [
  { name: 'STT', width: 7, text: ({ line }) => line?.mark ?? '' },
  { name: 'Nhiệm vụ', width: 48, text: ({ line, task }) => line?.title ?? task?.title ?? '' },
  { name: 'Chủ trì theo văn bản', width: 22, text: ({ line }) => line?.responsible ?? '' },
  { name: 'Người thực hiện', width: 22, text: ({ line, task }) => task?.assigneeName ?? line?.assigneeName ?? '' },
  { name: 'Đơn vị', width: 20, text: ({ line, task }) => task?.unitShort ?? line?.unitShort ?? '' },
  { name: 'Phối hợp theo văn bản', width: 22, text: ({ line }) => line?.coordinators ?? '' },
  { name: 'Sản phẩm', width: 22, text: ({ line, task }) => task?.product ?? line?.product ?? '' },
  { name: 'Thời hạn theo văn bản', width: 18, text: ({ line }) => line?.deadline ?? '' },
  { name: 'Hạn', width: 11, day: ({ line, task }) => task?.due ?? line?.due ?? null },
  { name: 'Mã việc', width: 12, text: ({ task }) => task?.code ?? '' },
  { name: 'Ngày giao', width: 11, day: ({ task }) => task?.issuedOn ?? null },
  { name: 'Ngày hoàn thành', width: 11, day: ({ task }) => task?.doneOn ?? null },
  { name: 'Trạng thái', width: 16, text: ({ task }) => (task ? taskStates[task.state] : '') },
  { name: 'Tình hình', width: 24, text: ({ state }) => (state ? lineStateNames[state] : 'Đề mục') },
]
