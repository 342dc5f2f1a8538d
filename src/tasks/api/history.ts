import { z } from 'zod'
import { fromCursor, pageOf } from '../../cursor.ts'
import { endpoint, listOf, paging } from '../../endpoint.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import type { WebContext } from '../../web.tsx'
import { words } from '../doing/decisions.ts'
import { commentPage, historyPage, mentionsIn } from '../doing/history.ts'
import { mentionedIn } from '../doing/mentions.ts'
import { comment } from '../doing/progress.ts'
import { findTask } from '../queries.ts'

const event = z.object({
  id: z.string(),
  at: z.string(),
  action: z.string(),
  actor: z.string(),
  onBehalfOf: z.string().nullable().describe('Người được làm thay, khi có ủy quyền.'),
  facts: z.record(z.string(), z.unknown()).describe('Điều đã đổi: [từ, đến], hoặc giá trị.'),
})
const remark = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  text: z.string(),
  mentions: z.array(z.object({ id: z.string(), name: z.string() })),
})

/** What happened to a task, and what was said about it. */
export const historyEndpoints = [
  endpoint({
    method: 'get',
    path: '/tasks/{id}/history',
    action: 'task.see',
    summary: 'Diễn biến của một việc, mới nhất trước',
    query: paging,
    answer: listOf(event),
    handle: async (c, { id, query: { after, limit } }) => {
      await seen(c, id)
      const [last] = fromCursor(after)
      const rows = await historyPage(c.var.ctx.db.reader, id, { after: last, limit: limit + 1 })
      const asEvent = ({ publicId, facts, ...row }: (typeof rows)[number]) => ({
        ...row,
        id: publicId,
        facts: JSON.parse(facts ?? '{}'),
      })
      return pageOf(rows, limit, asEvent, ({ publicId }) => [publicId])
    },
  }),
  endpoint({
    method: 'get',
    path: '/tasks/{id}/comments',
    action: 'task.see',
    summary: 'Trao đổi về một việc, cũ nhất trước',
    query: paging,
    answer: listOf(remark),
    handle: async (c, { id, query: { after, limit } }) => {
      const { reader } = c.var.ctx.db
      const task = await seen(c, id)
      const [last] = fromCursor(after)
      const rows = await commentPage(reader, task.id, { after: last, limit: limit + 1 })
      const mentions = await mentionsIn(
        reader,
        rows.map((row) => row.id),
      )
      const asRemark = ({ id, publicId, ...row }: (typeof rows)[number]) => ({
        ...row,
        id: publicId,
        mentions: mentions.filter(({ commentId }) => commentId === id),
      })
      return pageOf(rows, limit, asRemark, ({ publicId }) => [publicId])
    },
  }),
  endpoint({
    method: 'post',
    path: '/tasks/{id}/comments',
    action: 'task.comment',
    summary: 'Trao đổi; gõ @ và tên để nhắc một người',
    body: words,
    answer: z.object({ id: z.string().describe('Việc được trao đổi.') }),
    status: 201,
    handle: async (c, { id, body: { text } }) => {
      const { ctx } = c.var
      return { id: await comment(ctx, id, { text, mentionedIds: await mentionedIn(ctx, text) }) }
    },
  }),
]

async function seen(c: WebContext, id: string) {
  const task = await findTask(c.var.ctx.db.reader, id)
  refuseUnless(task && can(c.var.ctx.who, 'task.see', task), 'missing')
  return task
}
