import { z } from 'zod'
import type { Ctx } from '../act.ts'
import { pageOf } from '../cursor.ts'
import { endpoint, listOf, paging } from '../endpoint.ts'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { grades, offers, taskKinds, taskStates } from '../rules/tasks.ts'
import { bucket, buckets, timeliness } from '../rules/timeliness.ts'
import { acceptTask, approveTask, returnTask, submitTask } from './commands.ts'
import { taskInput } from './draft.ts'
import { issueTask } from './issue.ts'
import {
  deadlinesOf,
  findTask,
  keyOf,
  shownTasks,
  stepsOf,
  submissionsOf,
  type TaskRow,
  visibleTasks,
} from './queries.ts'
import { readUploads } from './uploads.ts'

const ref = z.object({ id: z.string(), name: z.string() })
const task = z.object({
  id: z.string(),
  code: z.string().describe('Mã việc: số trong năm của cơ quan.'),
  kind: z.enum(taskKinds),
  state: z.enum(taskStates),
  title: z.string(),
  assignee: ref,
  approver: ref,
  unit: ref,
  product: z.string(),
  due: z.iso.date(),
  issuedOn: z.iso.date(),
  submittedOn: z.iso.date().nullable(),
  doneOn: z.iso.date().nullable(),
  bucket: z.enum(buckets).nullable().describe('Một trong bốn nhóm tiến độ; null khi không tính.'),
  workingDays: z.number().int().describe('Số ngày làm việc còn lại, sớm hoặc trễ, tùy tiến độ.'),
  version: z.number().int(),
})
const whole = task.extend({
  content: z.string(),
  document: z.string(),
  consequence: z.string(),
  quantity: z.number().int(),
  quantityUnit: z.string(),
  acceptance: z.string(),
  evidence: z.string(),
  factor: z.number().int().describe('Hệ số quy đổi K, tính bằng phần trăm.'),
  steps: z.array(z.object({ name: z.string(), doer: z.string(), due: z.iso.date() })),
  deadlines: z.array(z.object({ due: z.iso.date(), cause: z.string(), reason: z.string(), setAt: z.string() })),
  submissions: z.array(
    z.object({
      report: z.string(),
      submittedAt: z.string(),
      decision: z.string().nullable(),
      reason: z.string().nullable(),
      files: z.array(z.object({ id: z.string(), name: z.string(), size: z.number().int() })),
    }),
  ),
  offers: z.array(z.string()).describe('Những việc người của mã làm được ngay bây giờ.'),
})

/** Tasks: the same commands and queries as the pages. */
export const taskEndpoints = [
  endpoint({
    method: 'get',
    path: '/tasks',
    action: 'task.see',
    summary: 'Việc người của mã được xem, hạn gần nhất trước',
    query: paging.extend({
      q: z.string().max(200).optional().describe('Chữ đầu của mỗi từ trong tên việc, mã việc, văn bản, người.'),
      show: z
        .enum(['open', 'late', 'all', ...taskStates])
        .default('open')
        .describe('Đang mở, quá hạn, tất cả, hoặc một trạng thái.'),
    }),
    answer: listOf(task),
    handle: async (c, { query: { q, show, after, limit } }) => {
      const { ctx } = c.var
      const rows = await visibleTasks(
        ctx.db,
        ctx.who,
        { search: q, ...shownTasks(show, ctx.today), after: keyOf(after) },
        limit + 1,
      )
      return pageOf(
        rows,
        limit,
        (row) => asTask(row, ctx),
        (row) => [row.due, row.publicId],
      )
    },
  }),
  endpoint({
    method: 'post',
    path: '/tasks',
    action: 'person.giveTask',
    summary: 'Giao một việc đủ 5 rõ',
    body: taskInput,
    answer: whole,
    status: 201,
    handle: async (c, { body }) => wholeTask(c.var.ctx, await issueTask(c.var.ctx, body)),
  }),
  endpoint({
    method: 'get',
    path: '/tasks/{id}',
    action: 'task.see',
    summary: 'Một việc: 5 rõ, các hạn, kết quả đã nộp',
    answer: whole,
    handle: (c, { id }) => wholeTask(c.var.ctx, id),
  }),
  endpoint({
    method: 'post',
    path: '/tasks/{id}/acceptance',
    action: 'task.accept',
    summary: 'Tiếp nhận việc',
    answer: whole,
    handle: async (c, { id }) => wholeTask(c.var.ctx, await acceptTask(c.var.ctx, id)),
  }),
  endpoint({
    method: 'post',
    path: '/tasks/{id}/submission',
    action: 'task.submit',
    summary: 'Nộp kết quả kèm tệp minh chứng',
    multipart: true,
    body: z.object({
      report: z.string('Ghi kết quả đã làm được.').min(1, 'Ghi kết quả đã làm được.').max(5000),
      file: z
        .preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.unknown()))
        .describe('Một hoặc nhiều tệp.'),
    }),
    answer: whole,
    handle: async (c, { id, body }) => {
      const files = await readUploads(c, id, body.file)
      return wholeTask(
        c.var.ctx,
        await submitTask(c.var.ctx, id, { report: body.report.normalize('NFC').trim(), files }),
      )
    },
  }),
  endpoint({
    method: 'post',
    path: '/tasks/{id}/approval',
    action: 'task.approve',
    summary: 'Nghiệm thu kết quả',
    body: z.object({ grade: z.enum(grades).default('met') }),
    answer: whole,
    handle: async (c, { id, body }) => wholeTask(c.var.ctx, await approveTask(c.var.ctx, id, body)),
  }),
  endpoint({
    method: 'post',
    path: '/tasks/{id}/return',
    action: 'task.return',
    summary: 'Trả lại kèm lý do và hạn mới',
    body: z.object({
      reason: z.string('Ghi lý do.').min(1, 'Ghi lý do.').max(2000),
      due: z.iso.date('Ghi hạn mới dạng 2026-12-15.'),
      majorError: z.boolean().default(false),
    }),
    answer: whole,
    handle: async (c, { id, body }) => wholeTask(c.var.ctx, await returnTask(c.var.ctx, id, body)),
  }),
]

function asTask(row: TaskRow, { today, calendar }: Pick<Ctx, 'today' | 'calendar'>) {
  return {
    ...row,
    id: row.publicId,
    assignee: { id: row.assigneePublicId, name: row.assigneeName },
    approver: { id: row.approverPublicId, name: row.approverName },
    unit: { id: row.unitPublicId, name: row.unitName },
    bucket: bucket(row, today) ?? null,
    workingDays: timeliness(row, today, calendar).days,
  }
}

/** The whole of a task the person may see. */
async function wholeTask(ctx: Ctx, publicId: string) {
  const { reader } = ctx.db
  const found = await findTask(reader, publicId)
  refuseUnless(found && can(ctx.who, 'task.see', found), 'missing')
  const submissions = await submissionsOf(reader, found.id)
  return {
    ...found,
    ...asTask(found, ctx),
    steps: await stepsOf(reader, found.id),
    deadlines: await deadlinesOf(reader, found.id),
    submissions: submissions.map((one) => ({
      ...one,
      files: one.files.map(({ publicId: id, name, size }) => ({ id, name, size })),
    })),
    offers: offers(ctx.who, found),
  }
}
