import { z } from 'zod'
import type { Ctx } from '../act.ts'
import { fromCursor, pageOf } from '../cursor.ts'
import { endpoint, listOf, paging } from '../endpoint.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import { kindOf } from './all-kinds.ts'
import { applyImport, dropImport, mapImport } from './commands.ts'
import { outcomes } from './kinds.ts'
import { lookAt } from './mapping.ts'
import { readMapping } from './mapping-form.ts'
import { findSeen } from './page.tsx'
import { answersOf, type ImportRow, importsSeenBy } from './queries.ts'
import { stageImport } from './stage.ts'
import { importStates } from './states.ts'

const counts = z.object(Object.fromEntries(outcomes.map((outcome) => [outcome, z.number().int().optional()])))
const one = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(importStates),
  file: z.string(),
  sheets: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  total: z.number().int(),
  progress: z.number().int(),
  counts,
  stagedAt: z.string(),
  endedAt: z.string().nullable(),
  said: z.string().nullable(),
})
const note = z.object({ cell: z.string().optional(), text: z.string() })
const row = z.object({
  number: z.number().int(),
  outcome: z.enum(outcomes),
  title: z.string(),
  notes: z.array(note),
  changes: z.array(z.object({ label: z.string(), from: z.string(), to: z.string() })).optional(),
})

const shown = ({ publicId: id, fileName: file, result, ...it }: ImportRow) => ({
  ...it,
  id,
  file,
  said: result?.said ?? null,
})
const again = async (ctx: Ctx, id: string) => shown(await findSeen(ctx, id))

const upload = z.object({ kind: z.string().max(40), file: z.instanceof(File, { error: 'Gửi kèm tệp.' }) })
const mapping = z.object({
  sheet: z.number().int().min(0).optional().describe('Trang tính, đếm từ 0; để trống khi chỉ có một.'),
  head: z.number().int().min(1).optional().describe('Số của dòng tiêu đề; để trống thì tự tìm.'),
  columns: z
    .record(z.string(), z.number().int().min(0))
    .optional()
    .describe('Cột (đếm từ 0) của từng trường; để trống thì tự ghép theo tiêu đề.'),
  options: z.record(z.string(), z.string()).default({}).describe('Lựa chọn thêm: "1" là chọn.'),
})

/** Nhập dữ liệu: the same file, mapping, rows and decision as on the pages. */
export const importEndpoints = [
  endpoint({
    method: 'get',
    path: '/imports',
    action: 'import.stage',
    summary: 'Các lần nhập dữ liệu gần đây',
    answer: listOf(one),
    handle: async (c) => {
      const { db, who } = c.var.ctx
      return { items: (await importsSeenBy(db.reader, who, 100)).map(shown), next: null }
    },
  }),
  endpoint({
    method: 'post',
    path: '/imports',
    action: 'import.stage',
    summary: 'Gửi tệp Excel hoặc CSV; chưa ghi gì',
    multipart: true,
    body: upload,
    answer: one,
    status: 201,
    handle: async (c, { body: { kind, file } }) => {
      const { ctx } = c.var
      const bytes = new Uint8Array(await file.arrayBuffer())
      return again(ctx, await stageImport(ctx, kindOf(kind), { name: file.name, bytes }))
    },
  }),
  endpoint({
    method: 'get',
    path: '/imports/{id}',
    action: 'import.see',
    summary: 'Một lần nhập và tiến độ của nó',
    answer: one,
    handle: async (c, { id }) => again(c.var.ctx, id),
  }),
  endpoint({
    method: 'post',
    path: '/imports/{id}/mapping',
    action: 'import.map',
    summary: 'Ghép cột rồi kiểm tra từng dòng',
    body: mapping,
    answer: one,
    handle: async (c, { id, body }) => {
      const { ctx } = c.var
      await mapImport(ctx, id, await mappingOf(ctx, await findSeen(ctx, id), body))
      return again(ctx, id)
    },
  }),
  endpoint({
    method: 'get',
    path: '/imports/{id}/rows',
    action: 'import.see',
    summary: 'Kết quả kiểm tra từng dòng',
    query: paging.extend({ outcome: z.enum(outcomes).optional().describe('Chỉ các dòng có kết quả này.') }),
    answer: listOf(row),
    handle: async (c, { id, query: { outcome, after, limit } }) => {
      const { ctx } = c.var
      const [last] = fromCursor(after)
      const rows = await answersOf(ctx.db.reader, await findSeen(ctx, id), {
        outcome,
        after: Number(last ?? 0),
        limit: limit + 1,
      })
      return pageOf(
        rows,
        limit,
        (answer) => ({ ...answer }),
        ({ number }) => [String(number)],
      )
    },
  }),
  endpoint({
    method: 'post',
    path: '/imports/{id}/application',
    action: 'import.apply',
    summary: 'Ghi tất cả các dòng, hoặc ghi các dòng còn lại khi có dòng bị từ chối',
    body: z.object({ leaveOut: z.boolean().default(false).describe('Bỏ qua các dòng bị từ chối.') }),
    answer: one,
    handle: async (c, { id, body: { leaveOut } }) => again(c.var.ctx, await applyImport(c.var.ctx, id, { leaveOut })),
  }),
  endpoint({
    method: 'post',
    path: '/imports/{id}/removal',
    action: 'import.drop',
    summary: 'Bỏ lần nhập, không ghi gì',
    answer: one,
    handle: async (c, { id }) => again(c.var.ctx, await dropImport(c.var.ctx, id)),
  }),
]

/** What is not said is guessed, as the page does. */
async function mappingOf(
  ctx: Ctx,
  it: ImportRow,
  { sheet = it.sheet, head, columns, options }: z.output<typeof mapping>,
) {
  if (sheet < 0) throw new Invalid({ sheet: 'Tệp có nhiều trang tính. Cho biết trang cần nhập.' })
  refuseUnless(sheet < it.sheets.length, 'missing')
  const seen = await lookAt(ctx, it, { sheet, head: head ?? (sheet === it.sheet ? it.head : undefined) })
  const typed = {
    ...Object.fromEntries(
      Object.entries(columns ?? seen.mapping).map(([key, column]) => [`map.${key}`, String(column)]),
    ),
    ...Object.fromEntries(Object.entries(options).map(([key, value]) => [`opt.${key}`, value])),
  }
  const read = await readMapping(ctx, kindOf(it.kind), typed, seen.columns.length)
  if (Object.keys(read.errors).length > 0) throw new Invalid(read.errors)
  return { sheet, head: seen.head, mapping: read.mapping, options: read.options, fingerprint: seen.fingerprint }
}
