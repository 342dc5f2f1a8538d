import { z } from 'zod'
import { endpoint, listOf } from '../endpoint.ts'
import { officeOf } from '../people/queries.ts'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import type { WebContext } from '../web.tsx'
import { checklistBody, itemsOf } from './body.ts'
import { addChecklist, editChecklist, offerChecklist } from './commands.ts'
import { nameField } from './form.ts'
import { findSeen } from './found.ts'
import { bodyOf, type Checklist, checklistsFor, versionsOf } from './queries.ts'

const summary = {
  id: z.string(),
  name: z.string(),
  active: z.boolean().describe('false: thôi dùng cho đợt mới.'),
  number: z.number().int().describe('Bản đang dùng.'),
  usedAt: z.string().nullable().describe('Đợt kiểm tra đầu tiên dùng bản này từ lúc nào; null là sửa ngay bản này.'),
  version: z.number().int().describe('Số lần sửa; gửi lại trong If-Match.'),
}
const row = z.object({ ...summary, items: z.number().int().describe('Số mục.') })
const checklist = z.object({
  ...summary,
  body: checklistBody,
  versions: z.array(
    z.object({ number: z.number().int(), at: z.string(), by: z.string(), usedAt: z.string().nullable() }),
  ),
})
const given = z.object({ name: nameField, body: checklistBody })

/** Checklists: the list, one with any of its versions, adding and changing them as a whole. */
export const checklistEndpoints = [
  endpoint({
    method: 'get',
    path: '/checklists',
    action: 'checklist.see',
    summary: 'Bảng kiểm của cơ quan, theo tên',
    query: z.object({
      q: z.string().max(200).optional().describe('Chữ đầu của mỗi từ trong tên.'),
      retired: z.literal('1').optional().describe('1: cả bảng thôi dùng.'),
    }),
    answer: listOf(row),
    handle: async (c, { query: { q, retired } }) => {
      const { db, who } = c.var.ctx
      const rows = await checklistsFor(db.reader, who.path, { search: q, retired: retired === '1' })
      return { items: rows.map((one) => ({ ...summaryOf(one), items: itemsOf(one.body).length })), next: null }
    },
  }),
  endpoint({
    method: 'get',
    path: '/checklists/{id}',
    action: 'checklist.see',
    summary: 'Một bảng kiểm, bản đang dùng hoặc bản cũ',
    query: z.object({
      number: z.coerce
        .number()
        .int()
        .min(1)
        .max(999_999)
        .optional()
        .describe('Bản cần xem; không ghi là bản đang dùng.'),
    }),
    answer: checklist,
    handle: (c, { query }) => shown(c, query.number),
  }),
  endpoint({
    method: 'post',
    path: '/checklists',
    action: 'checklist.edit',
    summary: 'Lập bảng kiểm',
    body: given,
    answer: z.object({ id: z.string() }),
    status: 201,
    handle: async (c, { body }) => {
      const { db, who } = c.var.ctx
      const office = await officeOf(db.reader, who.path)
      refuseUnless(office && can(who, 'checklist.edit', office), 'forbidden')
      return { id: await addChecklist(c.var.ctx, body) }
    },
  }),
  endpoint({
    method: 'post',
    path: '/checklists/{id}',
    action: 'checklist.edit',
    summary: 'Sửa bảng kiểm; bản đã dùng kiểm tra thì thành bản mới',
    body: given,
    answer: checklist,
    handle: async (c, { id, body }) => {
      await findSeen(c)
      await editChecklist(c.var.ctx, id, () => body)
      return shown(c)
    },
  }),
  ...(['retirement', 'return'] as const).map((deed) =>
    endpoint({
      method: 'post',
      path: `/checklists/{id}/${deed}`,
      action: 'checklist.edit',
      summary: deed === 'return' ? 'Dùng lại bảng kiểm' : 'Thôi dùng bảng kiểm cho đợt mới',
      answer: checklist,
      handle: async (c, { id }) => {
        await findSeen(c)
        await offerChecklist(c.var.ctx, id, deed === 'return')
        return shown(c)
      },
    }),
  ),
]

async function shown(c: WebContext, number?: number) {
  const { reader } = c.var.ctx.db
  const found = await findSeen(c)
  const versions = await versionsOf(reader, found.id)
  const version = versions.find((one) => one.number === (number ?? found.number))
  const body = await bodyOf(reader, found.id, number ?? found.number)
  refuseUnless(version && body, 'missing')
  return { ...summaryOf(found), number: version.number, usedAt: version.usedAt, body, versions }
}

const summaryOf = ({ publicId: id, name, active, number, usedAt, version }: Checklist) => ({
  id,
  name,
  active: active === 1,
  number,
  usedAt,
  version,
})
