import { Hono } from 'hono'
import type { z } from 'zod'
import { refusalText } from '../../../views/words.ts'
import { resolvePerson } from '../../people/pick.ts'
import { Invalid, Refusal, refuseUnless } from '../../refusal.ts'
import { type Action, can } from '../../rules/access.ts'
import { allow, backTo, done, type Form, readForm, type Typed, type Web, type WebContext } from '../../web.tsx'
import { approversFor } from '../giving/approvers.ts'
import { findTask } from '../queries.ts'
import { acceptTask, approveTask, declineTask, readTask, returnTask, submitTask } from './commands.ts'
import * as forms from './decisions.ts'
import { mentionedIn } from './mentions.ts'
import { comment, finishPart, reportProgress, tickStep } from './progress.ts'
import { answerQuestion, askExtension, askQuestion, decideExtension } from './requests.ts'
import { cancelTask, excuseTask, handOverTask, pauseTask, resumeTask } from './steering.ts'
import { taskPage } from './task-page.tsx'
import { undoDeed } from './undo.ts'
import { readUploads } from './uploads.ts'

/** One task and what its parties do with it. A change of state is a noun under the task's address. */
export const doing = new Hono<Web>()
  .get('/:id', allow('task.see'), (c) => taskPage(c, c.req.param('id')))
  .post('/:id/reading', allow('task.read'), (c) =>
    decide(c, 'task.read', forms.nothing, 'Đã đọc.', (id) => readTask(c.var.ctx, id)),
  )
  .post('/:id/acceptance', allow('task.accept'), (c) =>
    decide(c, 'task.accept', forms.nothing, 'Đã tiếp nhận việc.', (id) => acceptTask(c.var.ctx, id), true),
  )
  .post('/:id/refusal', allow('task.decline'), (c) =>
    decide(c, 'task.decline', forms.reason, 'Đã từ chối, việc trở lại người giao.', (id, form) =>
      declineTask(c.var.ctx, id, form),
    ),
  )
  .post('/:id/progress', allow('task.report'), (c) =>
    decide(c, 'task.report', forms.progress, 'Đã báo tiến độ.', async (id, { waitingFor, ...form }) =>
      reportProgress(c.var.ctx, id, { ...form, waitingForId: await personId(c, waitingFor) }),
    ),
  )
  .post('/:id/steps/:position', allow('task.tickStep'), (c) =>
    decide(c, 'task.tickStep', forms.nothing, 'Đã xong một bước.', (id) =>
      tickStep(c.var.ctx, id, Number(c.req.param('position'))),
    ),
  )
  .post('/:id/submission', allow('task.submit'), (c) =>
    decide(c, 'task.submit', forms.submission, 'Đã nộp kết quả, chờ nghiệm thu.', async (id, { report, file }) => {
      const files = await readUploads(c, id, file)
      await submitTask(c.var.ctx, id, { report, files })
    }),
  )
  .post('/:id/approval', allow('task.approve'), (c) =>
    decide(
      c,
      'task.approve',
      forms.approval,
      'Đã nghiệm thu: Đạt.',
      (id, form) => approveTask(c.var.ctx, id, form),
      true,
    ),
  )
  .post('/:id/return', allow('task.return'), (c) =>
    decide(c, 'task.return', forms.returning, 'Đã trả lại kèm hạn mới.', (id, { reason, due, majorError }) =>
      returnTask(c.var.ctx, id, { reason, due: forms.readDay(due, c.var.ctx), majorError: majorError === '1' }),
    ),
  )
  .post('/:id/extension', allow('task.askExtension'), (c) =>
    decide(
      c,
      'task.askExtension',
      forms.extension,
      'Đã xin gia hạn, chờ người nghiệm thu quyết.',
      (id, { reason, due }) => askExtension(c.var.ctx, id, { reason, due: forms.readDay(due, c.var.ctx) }),
    ),
  )
  .post('/:id/extension/grant', allow('task.decideExtension'), (c) =>
    decide(
      c,
      'task.decideExtension',
      forms.grant,
      'Đã đồng ý gia hạn.',
      (id, { due, answer }) =>
        decideExtension(c.var.ctx, id, { granted: true, answer, ...(due && { due: forms.readDay(due, c.var.ctx) }) }),
      true,
    ),
  )
  .post('/:id/extension/refusal', allow('task.decideExtension'), (c) =>
    decide(
      c,
      'task.decideExtension',
      forms.reason,
      'Đã trả lời: không gia hạn.',
      (id, { reason }) => decideExtension(c.var.ctx, id, { granted: false, answer: reason }),
      true,
    ),
  )
  .post('/:id/question', allow('task.ask'), (c) =>
    decide(c, 'task.ask', forms.words, 'Đã hỏi lại người giao.', (id, form) => askQuestion(c.var.ctx, id, form)),
  )
  .post('/:id/answer', allow('task.answer'), (c) =>
    decide(c, 'task.answer', forms.words, 'Đã trả lời.', (id, form) => answerQuestion(c.var.ctx, id, form)),
  )
  .post('/:id/excuse', allow('task.excuse'), (c) =>
    decide(c, 'task.excuse', forms.reason, 'Đã xác nhận nguyên nhân khách quan.', (id, form) =>
      excuseTask(c.var.ctx, id, form),
    ),
  )
  .post('/:id/pause', allow('task.pause'), (c) =>
    decide(c, 'task.pause', forms.reason, 'Đã tạm dừng việc.', (id, form) => pauseTask(c.var.ctx, id, form)),
  )
  .post('/:id/resumption', allow('task.resume'), (c) =>
    decide(c, 'task.resume', forms.nothing, 'Việc được tiếp tục.', (id) => resumeTask(c.var.ctx, id)),
  )
  .post('/:id/cancellation', allow('task.cancel'), (c) =>
    decide(c, 'task.cancel', forms.reason, 'Đã hủy việc.', (id, form) => cancelTask(c.var.ctx, id, form)),
  )
  .post('/:id/handover', allow('task.handOver'), (c) =>
    decide(
      c,
      'task.handOver',
      forms.handOver,
      'Đã chuyển người thực hiện.',
      async (id, { assignee, assigneeId, approver, approverId, reason }) =>
        handOverTask(c.var.ctx, id, {
          assigneeId: await picked(c, 'assignee', assignee, assigneeId),
          approverId: approver || approverId ? await picked(c, 'approver', approver, approverId) : undefined,
          reason,
        }),
    ),
  )
  .post('/:id/part', allow('task.finishPart'), (c) =>
    decide(c, 'task.finishPart', forms.part, 'Đã báo xong phần phối hợp.', (id, form) =>
      finishPart(c.var.ctx, id, form),
    ),
  )
  .post('/:id/comments', allow('task.comment'), (c) =>
    decide(c, 'task.comment', forms.words, 'Đã gửi trao đổi.', async (id, { text }) =>
      comment(c.var.ctx, id, { text, mentionedIds: await mentionedIn(c.var.ctx, text) }),
    ),
  )
  .post('/:id/undo', allow('task.undo'), (c) =>
    decide(c, 'task.undo', forms.nothing, 'Đã hoàn tác.', (id) => undoDeed(c.var.ctx, id)),
  )

type TaskAction = Extract<Action, `task.${string}`>

/**
 * Reads the form of a decision and carries it out. Whoever may not is told so before the form is judged. What is wrong
 * with the form, and a task that moved on meanwhile, come back as the page of the task with everything typed.
 */
async function decide<T>(
  c: WebContext,
  action: TaskAction,
  schema: z.ZodType<T>,
  said: string,
  run: (id: string, value: T) => Promise<unknown>,
  undoable = false,
): Promise<Response> {
  const id = c.req.param('id') ?? ''
  await mayOnTask(c, action, id)
  const form = await readForm(c, schema)
  try {
    await run(id, filledIn(form))
  } catch (error) {
    return refused(c, action, id, form.typed, error)
  }
  return done(c, backTo(form.typed, `/tasks/${id}`), said, undoable ? `/tasks/${id}/undo` : undefined)
}

async function mayOnTask(c: WebContext, action: TaskAction, id: string) {
  const task = await findTask(c.var.ctx.db.reader, id)
  refuseUnless(task && can(c.var.ctx.who, 'task.see', task), 'missing')
  refuseUnless(can(c.var.ctx.who, action, task), 'forbidden')
}

function filledIn<T>(form: Form<T>): T {
  if (!form.ok) throw new Invalid(form.errors)
  return form.value
}

const overtaken = new Set<string>([
  ...['stale', 'task.wrongState', 'task.stepOrder', 'task.tooLate'],
  ...['task.openParts', 'task.submittedParts'],
])

/** The page of the task as it stands now, with what was typed and why it was not taken. */
async function refused(c: WebContext, action: TaskAction, id: string, typed: Typed, error: unknown): Promise<Response> {
  if (error instanceof Invalid) {
    const leaders = error.errors.approver ? await approversFor(c.var.ctx, typed) : undefined
    return taskPage(c, id, { decided: action, errors: error.errors, typed, leaders })
  }
  if (error instanceof Refusal && overtaken.has(error.code))
    return taskPage(c, id, { decided: action, refused: refusalText(error), typed })
  throw error
}

/** The person a public id names, for a form that offers a few. */
async function personId(c: WebContext, publicId: string): Promise<number | undefined> {
  if (!publicId) return undefined
  const row = await c.var.ctx.db.reader
    .selectFrom('people')
    .select('id')
    .where('publicId', '=', publicId)
    .executeTakeFirst()
  return row?.id ?? 0
}

/** The one person a field filled by name means. */
async function picked(c: WebContext, field: string, text: string, id: string): Promise<number> {
  const found = await resolvePerson(c.var.ctx, { text, id })
  if (found.person) return found.person.id
  const names = found.candidates.map(({ name, unitShort }) => `${name} (${unitShort})`).join(', ')
  throw new Invalid({
    [field]: names ? `Có nhiều người khớp: ${names}. Ghi đủ họ tên.` : 'Không tìm thấy ai tên như vậy. Gõ lại họ tên.',
  })
}
