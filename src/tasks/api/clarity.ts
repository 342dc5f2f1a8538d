import { z } from 'zod'
import { sentenceOf } from '../../../views/tasks/gaps.ts'
import { endpoint } from '../../endpoint.ts'
import { taskFields } from '../../rules/clarity.ts'
import { blocks, type ClaritySet, type Measured, measure, segmentOf, sumOf } from '../../rules/clarity-set.ts'
import { readDraft, taskInput } from '../giving/draft.ts'

const segment = z.object({
  key: z.string(),
  label: z.string(),
  compulsory: z.boolean(),
  state: z.enum(['clear', 'open', 'missing']).describe('Đã rõ; chưa ghi nhưng không bắt buộc; còn thiếu.'),
})
/** How clear a task is, rõ by rõ. */
export const clarity = z.object({ clear: z.number().int(), total: z.number().int(), segments: z.array(segment) })

const gap = z.object({
  field: z.enum(taskFields),
  segment: z.string().describe('Rõ mà mục này thuộc về.'),
  code: z.string(),
  detail: z.string(),
  blocks: z.boolean().describe('Còn thì không giao được.'),
})

/** Rõ by rõ, as the API writes it. */
export const clarityOf = (measured: readonly Measured[]): z.input<typeof clarity> => {
  const { clear, total } = sumOf(measured)
  return { clear, total, segments: measured.map(({ segment, state }) => ({ ...named(segment), state })) }
}

const named = ({ key, label, compulsory }: ClaritySet[number]) => ({ key, label, compulsory })

/** The meter of the giving form. */
export const clarityEndpoint = endpoint({
  method: 'post',
  path: '/tasks/clarity',
  action: 'person.giveTask',
  summary: 'Việc như thế này đã đủ rõ để giao chưa, còn thiếu gì; không giao',
  body: taskInput,
  answer: clarity.extend({ gaps: z.array(gap), issuable: z.boolean() }),
  handle: async (c, { body }) => {
    const { ctx } = c.var
    const { set, gaps } = await readDraft(ctx.db.reader, ctx, body)
    const told = gaps.map((one) => ({
      field: one.field,
      segment: segmentOf(set, one.field).key,
      code: one.code,
      detail: sentenceOf(one, ctx.today),
      blocks: blocks(set, one),
    }))
    return { ...clarityOf(measure(set, gaps)), gaps: told, issuable: !told.some((one) => one.blocks) }
  },
})
