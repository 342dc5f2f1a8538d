import { z } from 'zod'
import { pageOf } from '../../cursor.ts'
import { endpoint, listOf, paging } from '../../endpoint.ts'
import { taskShows, taskSorts, taskViews } from '../../rules/task-lists.ts'
import { taskKinds } from '../../rules/tasks.ts'
import { readAsked } from '../doing/asked.ts'
import { treeMarks } from '../doing/parts.ts'
import { taskInput } from '../giving/draft.ts'
import { issueTask } from '../giving/issue.ts'
import { visibleTasks } from '../lists/lists.ts'
import { clarityEndpoint } from './clarity.ts'
import { decisionEndpoints } from './decisions.ts'
import { historyEndpoints } from './history.ts'
import { partEndpoints } from './parts.ts'
import { asTask, line, whole, wholeTask } from './task.ts'

/** The filters of a list, by the names that its address has on a page. */
const taskListQuery = {
  view: z
    .enum(taskViews)
    .default('all')
    .describe('Mọi việc được xem, việc tôi làm, tôi giao, tôi nghiệm thu, đơn vị tôi.'),
  show: z.enum(taskShows).default('open').describe('Đang mở, quá hạn, tất cả, một trạng thái hoặc một nhóm tiến độ.'),
  q: z.string().max(200).optional().describe('Chữ đầu của mỗi từ trong tên việc, mã việc, văn bản, người.'),
  unit: z.string().optional().describe('Việc của đơn vị này và các đơn vị trực thuộc.'),
  plan: z.string().optional().describe('Việc thực hiện các dòng của văn bản chỉ đạo này.'),
  person: z.string().max(200).optional().describe('Chữ đầu của mỗi từ trong họ tên người thực hiện.'),
  personId: z.string().optional().describe('Đúng một người thực hiện.'),
  kind: z.enum(taskKinds).optional(),
  dueFrom: z.iso.date().optional(),
  dueTo: z.iso.date().optional(),
  issuedFrom: z.iso.date().optional(),
  issuedTo: z.iso.date().optional(),
  sort: z.enum(taskSorts).default('due').describe('Hạn gần trước, mới giao trước, theo tên người thực hiện.'),
}
const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** Tasks: the same commands and queries as the pages. */
export const taskEndpoints = [
  endpoint({
    method: 'get',
    path: '/tasks',
    action: 'task.see',
    summary: 'Việc người của mã được xem, lọc và xếp như danh sách trên trang',
    query: paging.extend(taskListQuery),
    answer: listOf(line),
    handle: async (c, { query }) => {
      const { ctx } = c.var
      const { filter } = await readAsked(ctx, (name) => textOf(query[name as keyof typeof query]))
      const rows = await visibleTasks(ctx.db, ctx.who, filter, query.limit + 1)
      const marks = await treeMarks(ctx, rows)
      return pageOf(
        rows,
        query.limit,
        (row) => asTask(row, ctx, marks.get(row.id)),
        (row) => [row.due, row.publicId],
      )
    },
  }),
  endpoint({
    method: 'post',
    path: '/tasks',
    action: 'person.giveTask',
    summary: 'Giao một việc đủ rõ',
    body: taskInput,
    answer: whole,
    status: 201,
    handle: async (c, { body }) => wholeTask(c.var.ctx, await issueTask(c.var.ctx, body)),
  }),
  endpoint({
    method: 'get',
    path: '/tasks/{id}',
    action: 'task.see',
    summary: 'Một việc: các rõ, các hạn, kết quả, ai đang giữ việc, đề nghị chờ trả lời',
    answer: whole,
    handle: (c, { id }) => wholeTask(c.var.ctx, id),
  }),
  ...partEndpoints,
  clarityEndpoint,
  ...decisionEndpoints,
  ...historyEndpoints,
]
