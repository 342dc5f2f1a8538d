import { z } from 'zod'
import { fromCursor, pageOf } from '../cursor.ts'
import { endpoint, listOf, paging } from '../endpoint.ts'
import { refuseUnless } from '../refusal.ts'
import { lineStates, totalOf } from '../rules/plan-lines.ts'
import { lineFields } from '../rules/plan-versions.ts'
import { taskStates } from '../rules/tasks.ts'
import { draftLine, editPlan } from './commands.ts'
import { formOfLine } from './drafting.ts'
import { type FollowedLine, followPlan, type Outside, progressOf } from './following.ts'
import { lastLine, type PlanRow, versionsOf, visiblePlans } from './queries.ts'
import { findSeen } from './seen.ts'
import { compareVersions } from './versions.ts'

const counts = z.object(Object.fromEntries(lineStates.map((state) => [state, z.number().int()])))
const plan = z.object({
  id: z.string(),
  number: z.string().describe('Số, ký hiệu.'),
  day: z.iso.date().nullable(),
  issuer: z.string(),
  summary: z.string().describe('Trích yếu.'),
  unit: z.object({ id: z.string(), name: z.string() }).describe('Đơn vị theo dõi.'),
  total: z.number().int().describe('Số nhiệm vụ, không kể đề mục; bằng tổng các số trong counts.'),
  counts: counts.describe('Mỗi nhiệm vụ tính đúng một lần, theo việc của chính dòng đó.'),
  version: z.number().int(),
})
const words = Object.fromEntries(lineFields.map((field) => [field, z.string()])) as Record<
  (typeof lineFields)[number],
  z.ZodString
>
const task = z.object({
  id: z.string(),
  code: z.string(),
  state: z.enum(taskStates),
  due: z.iso.date(),
  assignee: z.object({ id: z.string(), name: z.string() }),
})
const line = z.object({
  id: z.string(),
  depth: z.number().int(),
  heading: z.boolean(),
  ...words,
  due: z.iso.date().nullable().describe('Ngày hiểu từ thời hạn ghi trong văn bản.'),
  state: z.enum(lineStates).nullable().describe('null: đề mục.'),
  task: task.nullable().describe('Việc thực hiện dòng này, nếu người của mã được xem.'),
  draftOf: z.string().nullable().describe('Người giữ nháp.'),
})
const version = z.object({ number: z.number().int(), file: z.string(), at: z.string(), by: z.string() })
const whole = plan.extend({
  headings: z.number().int(),
  cancelled: z.number().int().describe('Số việc đã hủy, không tính trong counts.'),
  versions: z.array(version),
  lines: z.array(line),
  outside: z.array(line).describe('Việc không thuộc dòng nào của bản đang theo.'),
})
const compared = z.object({
  id: z.string(),
  kind: z.enum(['added', 'removed', 'changed', 'same']),
  mark: z.string(),
  title: z.string(),
  changes: z.array(z.object({ field: z.enum(lineFields), from: z.string(), to: z.string() })),
  moved: z.object({ from: z.string(), to: z.string() }).nullable().describe('Chuyển sang thuộc dòng khác.'),
})

const shown = ({ publicId: id, unitPublicId, unitName, number, day, issuer, summary }: Omit<PlanRow, 'scopes'>) => ({
  ...{ id, number, day, issuer, summary },
  unit: { id: unitPublicId, name: unitName },
})

/** Văn bản chỉ đạo: the same lists, lines, figures and comparisons as on the pages. */
export const planEndpoints = [
  endpoint({
    method: 'get',
    path: '/plans',
    action: 'plan.see',
    summary: 'Văn bản chỉ đạo người của mã theo dõi, mới trước, kèm tình hình thực hiện',
    query: paging.extend({
      q: z.string().max(200).optional().describe('Chữ đầu của mỗi từ trong số, cơ quan, trích yếu.'),
    }),
    answer: listOf(plan),
    handle: async (c, { query }) => {
      const { db, who, today } = c.var.ctx
      const [day, publicId] = fromCursor(query.after)
      const after = day !== undefined && publicId ? { day, publicId } : undefined
      const found = await visiblePlans(db, who, { search: query.q, after }, query.limit + 1)
      const progress = await progressOf(
        db.reader,
        who,
        found.map(({ id }) => id),
        today,
      )
      return pageOf(
        found,
        query.limit,
        (row) => ({ ...shown(row), version: 0, total: 0, counts: {}, ...progress.get(row.id) }),
        (row) => [row.day ?? '', row.publicId],
      )
    },
  }),
  endpoint({
    method: 'get',
    path: '/plans/{id}',
    action: 'plan.see',
    summary: 'Một văn bản: từng dòng và việc thực hiện dòng đó, các bản',
    answer: whole,
    handle: async (c, { id }) => {
      const found = await findSeen(c.var.ctx, id)
      const { versions, lines, outside, ...followed } = await followPlan(c.var.ctx, found)
      return {
        ...shown(found),
        ...followed,
        total: totalOf(followed.counts),
        version: versions[0]?.number ?? 0,
        versions: versions.map(({ fileName: file, ...one }) => ({ ...one, file })),
        lines: lines.map(asLine),
        outside: outside.map(asLine),
      }
    },
  }),
  endpoint({
    method: 'get',
    path: '/plans/{id}/comparison',
    action: 'plan.see',
    summary: 'So sánh hai bản của một văn bản: dòng thêm, bỏ, đổi',
    query: z.object({ earlier: z.coerce.number().int(), later: z.coerce.number().int() }),
    answer: z.object({ items: z.array(compared) }),
    handle: async (c, { id, query }) => {
      const { reader } = c.var.ctx.db
      const versions = await versionsOf(reader, (await findSeen(c.var.ctx, id)).id)
      const [earlier, later] = [query.earlier, query.later].map((at) => versions.find(({ number }) => number === at))
      refuseUnless(earlier && later, 'missing')
      const rows = await compareVersions(reader, earlier, later)
      return {
        items: rows.map(({ publicId, kind, before, after, changes, moved = null }) => {
          const { mark = '', title = '' } = after ?? before ?? {}
          return { id: publicId, kind, mark, title, changes, moved }
        }),
      }
    },
  }),
  endpoint({
    method: 'post',
    path: '/plans/{id}',
    action: 'plan.edit',
    summary: 'Sửa số, ngày, cơ quan, trích yếu của văn bản',
    body: z.object({
      number: z.string().max(100).default(''),
      day: z.iso.date().nullable().default(null),
      issuer: z.string().max(200).default(''),
      summary: z.string().max(1000).default(''),
    }),
    answer: z.object({ id: z.string() }),
    handle: async (c, { id, body }) => ({ id: await editPlan(c.var.ctx, id, body) }),
  }),
  endpoint({
    method: 'post',
    path: '/plans/{id}/draft',
    action: 'plan.draft',
    summary: 'Đưa một dòng chưa giao vào nháp của mình, kể cả nháp người khác đang giữ',
    body: z.object({ line: z.string() }),
    answer: z.object({ draft: z.string() }),
    handle: async (c, { id, body }) => {
      const { ctx } = c.var
      const found = await findSeen(ctx, id)
      const one = await lastLine(ctx.db.reader, found.id, body.line)
      refuseUnless(one, 'missing')
      return { draft: await draftLine(ctx, id, body.line, await formOfLine(ctx, found, one)) }
    },
  }),
]

function asLine(one: FollowedLine | Outside): z.input<typeof line> {
  const { task: held, draft, state } = one
  const said = Object.fromEntries(lineFields.map((field) => [field, one.line?.[field] ?? '']))
  return {
    ...(said as Record<(typeof lineFields)[number], string>),
    id: one.publicId,
    title: one.line?.title ?? held?.title ?? '',
    depth: 'depth' in one ? one.depth : 0,
    heading: one.line?.heading === 1,
    due: one.line?.due ?? null,
    state: state ?? null,
    task: held?.seen ? asTask(held) : null,
    draftOf: held ? null : (draft?.owner ?? null),
  }
}

const asTask = ({
  publicId: id,
  code,
  state,
  due,
  assigneePublicId,
  assigneeName,
}: NonNullable<FollowedLine['task']>) => ({
  ...{ id, code, state, due },
  assignee: { id: assigneePublicId, name: assigneeName },
})
