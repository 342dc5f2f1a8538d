import { z } from 'zod'
import { endpoint } from '../../endpoint.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { mostParts } from '../../rules/parts.ts'
import { partsOf, treeMarks } from '../doing/parts.ts'
import { receiversOf } from '../doing/places.ts'
import { taskInput } from '../giving/draft.ts'
import { fanOut, passDown } from '../giving/passing.ts'
import { findTask } from '../queries.ts'
import { asTask, line, whole, wholeTask } from './task.ts'

const to = z
  .array(z.string(), 'Ghi các nơi nhận.')
  .min(1, 'Ghi các nơi nhận.')
  .max(mostParts, 'Một việc có không quá 200 phần.')
  .describe('Mã của người, hoặc của đơn vị: người đứng đầu đơn vị nhận.')
const partInput = taskInput.omit({ assigneeId: true }).extend({ to })
const fanInput = taskInput.extend({
  assigneeId: taskInput.shape.assigneeId.describe('Người tổng hợp: giữ việc chung, theo dõi các nơi nhận.'),
  to,
})

/** One order for many, parts passed down, and the parts of a task. */
export const partEndpoints = [
  endpoint({
    method: 'post',
    path: '/tasks/fan-out',
    action: 'person.giveTask',
    summary: 'Giao một việc cho nhiều nơi: một việc chung, mỗi nơi một phần',
    body: fanInput,
    answer: whole,
    status: 201,
    handle: async (c, { body: { to, ...input } }) => {
      const { ctx } = c.var
      return wholeTask(ctx, await fanOut(ctx, input, await receiversOf(ctx, to)))
    },
  }),
  endpoint({
    method: 'post',
    path: '/tasks/{id}/parts',
    action: 'task.passDown',
    summary: 'Giao một phần việc cho một hoặc nhiều nơi; trả về việc chung',
    body: partInput,
    answer: whole,
    status: 201,
    handle: async (c, { id, body: { to, ...input } }) => {
      const { ctx } = c.var
      return wholeTask(ctx, await passDown(ctx, id, input, await receiversOf(ctx, to)))
    },
  }),
  endpoint({
    method: 'get',
    path: '/tasks/{id}/parts',
    action: 'task.see',
    summary: 'Các phần của một việc mà người của mã được xem, kể cả phần đã hủy',
    answer: z.object({ items: z.array(line) }),
    handle: async (c, { id }) => {
      const { ctx } = c.var
      const task = await findTask(ctx.db.reader, id)
      refuseUnless(task && can(ctx.who, 'task.see', task), 'missing')
      const parts = await partsOf(ctx.db.reader, ctx.who, task.id)
      const marks = await treeMarks(ctx, parts)
      return { items: parts.map((part) => asTask(part, ctx, marks.get(part.id))) }
    },
  }),
]
