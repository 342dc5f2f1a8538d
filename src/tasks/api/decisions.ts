import { z } from 'zod'
import type { Ctx } from '../../act.ts'
import { endpoint } from '../../endpoint.ts'
import { Invalid } from '../../refusal.ts'
import type { Action } from '../../rules/access.ts'
import type { WebContext } from '../../web.tsx'
import { acceptTask, approveTask, declineTask, readTask, returnTask, submitTask } from '../doing/commands.ts'
import * as forms from '../doing/decisions.ts'
import { finishPart, reportProgress, tickStep } from '../doing/progress.ts'
import { answerQuestion, askExtension, askQuestion, decideExtension } from '../doing/requests.ts'
import { cancelTask, excuseTask, handOverTask, pauseTask, resumeTask } from '../doing/steering.ts'
import { undoDeed } from '../doing/undo.ts'
import { readUploads } from '../doing/uploads.ts'
import { whole, wholeTask } from './task.ts'

/** The forms of the pages where they fit; days are ISO dates, people public ids, yes and no are JSON's. */
const day = (missing: string) => z.iso.date(missing)
const returning = forms.returning.extend({
  due: day('Ghi hạn mới dạng 2026-12-15.'),
  majorError: z.boolean().default(false),
})
const extension = forms.extension.extend({ due: day('Ghi ngày đề xuất dạng 2026-12-15.') })
const grant = forms.grant.extend({
  due: day('Ghi ngày dạng 2026-12-15.').optional().describe('Ngày khác với ngày đề xuất.'),
})
const progress = forms.progress.extend({
  progress: z.literal([0, 25, 50, 75, 100], 'Chọn 25, 50, 75 hoặc 100%.'),
  waitingFor: z.string().optional().describe('Người phối hợp đang chờ.'),
})
const handOver = z.object({
  assigneeId: z.string('Chọn người nhận.').min(1, 'Chọn người nhận.'),
  approverId: z
    .string()
    .optional()
    .describe('Lãnh đạo nghiệm thu thay, khi người nghiệm thu không phụ trách người nhận.'),
  reason: forms.handOver.shape.reason,
})

/** Every decision a page can make about one task, under the same nouns. Each answers with the whole task. */
export const decisionEndpoints = [
  decision('reading', 'task.read', 'Đánh dấu đã đọc (việc để biết)', forms.nothing, readTask),
  decision('acceptance', 'task.accept', 'Tiếp nhận việc', forms.nothing, acceptTask),
  decision('refusal', 'task.decline', 'Từ chối nhận, kèm lý do', forms.reason, declineTask),
  decision(
    'progress',
    'task.report',
    'Báo tiến độ, và đang chờ ai',
    progress,
    async (ctx, id, { waitingFor, ...body }) =>
      reportProgress(ctx, id, {
        ...body,
        waitingForId: waitingFor ? await personId(ctx, 'waitingFor', waitingFor) : undefined,
      }),
  ),
  decision('steps/{position}', 'task.tickStep', 'Xong một bước của quy trình', forms.nothing, (ctx, id, _, c) =>
    tickStep(ctx, id, Number(c.req.param('position'))),
  ),
  endpoint({
    ...about('submission', 'task.submit', 'Nộp kết quả kèm tệp minh chứng'),
    multipart: true,
    body: forms.submission,
    handle: async (c, { id, body: { report, file } }) => {
      const files = await readUploads(c, id, file)
      return wholeTask(c.var.ctx, await submitTask(c.var.ctx, id, { report: report.normalize('NFC').trim(), files }))
    },
  }),
  decision('approval', 'task.approve', 'Nghiệm thu kết quả', forms.approval, approveTask),
  decision('return', 'task.return', 'Trả lại kèm lý do và hạn mới', returning, returnTask),
  decision('extension', 'task.askExtension', 'Xin gia hạn', extension, askExtension),
  decision('extension/grant', 'task.decideExtension', 'Đồng ý gia hạn', grant, (ctx, id, body) =>
    decideExtension(ctx, id, { granted: true, ...body }),
  ),
  decision(
    'extension/refusal',
    'task.decideExtension',
    'Không gia hạn, kèm lý do',
    forms.reason,
    (ctx, id, { reason }) => decideExtension(ctx, id, { granted: false, answer: reason }),
  ),
  decision('question', 'task.ask', 'Hỏi lại người giao', forms.words, askQuestion),
  decision('answer', 'task.answer', 'Trả lời câu hỏi', forms.words, answerQuestion),
  decision('excuse', 'task.excuse', 'Xác nhận nguyên nhân khách quan', forms.reason, excuseTask),
  decision('pause', 'task.pause', 'Tạm dừng việc', forms.reason, pauseTask),
  decision('resumption', 'task.resume', 'Cho việc tiếp tục', forms.nothing, resumeTask),
  decision('handover', 'task.handOver', 'Chuyển người thực hiện', handOver, async (ctx, id, body) =>
    handOverTask(ctx, id, {
      assigneeId: await personId(ctx, 'assigneeId', body.assigneeId),
      approverId: body.approverId ? await personId(ctx, 'approverId', body.approverId) : undefined,
      reason: body.reason,
    }),
  ),
  decision('cancellation', 'task.cancel', 'Hủy việc, kèm lý do', forms.reason, cancelTask),
  decision('part', 'task.finishPart', 'Xong phần phối hợp', forms.part, finishPart),
  decision('undo', 'task.undo', 'Hoàn tác quyết định vừa rồi', forms.nothing, undoDeed),
]

type TaskAction = Extract<Action, `task.${string}`>

function about(noun: string, action: TaskAction, summary: string) {
  return { method: 'post' as const, path: `/tasks/{id}/${noun}`, action, summary, answer: whole }
}

function decision<B extends z.ZodObject>(
  noun: string,
  action: TaskAction,
  summary: string,
  body: B,
  run: (ctx: Ctx, id: string, body: z.output<B>, c: WebContext) => Promise<string>,
) {
  return endpoint<typeof whole, z.ZodObject, B>({
    ...about(noun, action, summary),
    body,
    handle: async (c, { id, body }) => wholeTask(c.var.ctx, await run(c.var.ctx, id, body, c)),
  })
}

/** The person at work whom a public id names. Throws `Invalid` beside the field when there is none. */
async function personId(ctx: Ctx, field: string, publicId: string): Promise<number> {
  const people = ctx.db.reader.selectFrom('people').select('id').where('publicId', '=', publicId)
  const row = await people.where('leftOn', 'is', null).where('system', '=', 0).executeTakeFirst()
  if (!row) throw new Invalid({ [field]: 'Không có người nào với mã này.' })
  return row.id
}
