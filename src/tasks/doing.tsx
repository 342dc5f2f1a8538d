import { Hono } from 'hono'
import { z } from 'zod'
import { refusal as words } from '../../views/words.ts'
import { Invalid, Refusal, refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { grades, type TaskMove } from '../rules/tasks.ts'
import { allow, backTo, done, type Form, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { acceptTask, approveTask, returnTask, submitTask } from './commands.ts'
import { readDue } from './form.ts'
import { findTask } from './queries.ts'
import { taskPage } from './task-page.tsx'
import { readUploads } from './uploads.ts'

const nothing = z.object({})
const submission = z.object({
  report: z
    .string('Ghi kết quả đã làm được.')
    .min(1, 'Ghi kết quả đã làm được.')
    .max(5000, 'Rút gọn còn không quá 5.000 ký tự.'),
  file: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.unknown())),
})
const approval = z.object({ grade: z.enum(grades).default('met') })
const returning = z.object({
  reason: z
    .string('Ghi lý do để người thực hiện biết phải sửa gì.')
    .min(1, 'Ghi lý do để người thực hiện biết phải sửa gì.')
    .max(2000, 'Rút gọn còn không quá 2.000 ký tự.'),
  due: z.string('Ghi hạn mới.').min(1, 'Ghi hạn mới, ví dụ 15/12.'),
  majorError: z.literal('1').optional(),
})

/** One task and what its parties do with it. A change of state is a noun under the task's address. */
export const doing = new Hono<Web>()
  .get('/:id', allow('task.see'), (c) => taskPage(c, c.req.param('id')))
  .post('/:id/acceptance', allow('task.accept'), (c) =>
    decide(c, 'task.accept', nothing, 'Đã tiếp nhận việc.', (id) => acceptTask(c.var.ctx, id)),
  )
  .post('/:id/submission', allow('task.submit'), (c) =>
    decide(c, 'task.submit', submission, 'Đã nộp kết quả, chờ nghiệm thu.', async (id, { report, file }) => {
      const files = await readUploads(c, id, file)
      await submitTask(c.var.ctx, id, { report, files })
    }),
  )
  .post('/:id/approval', allow('task.approve'), (c) =>
    decide(c, 'task.approve', approval, 'Đã nghiệm thu: Đạt.', (id, input) => approveTask(c.var.ctx, id, input)),
  )
  .post('/:id/return', allow('task.return'), (c) =>
    decide(c, 'task.return', returning, 'Đã trả lại kèm hạn mới.', (id, { reason, due, majorError }) =>
      returnTask(c.var.ctx, id, { reason, due: typedDay(c, due), majorError: majorError === '1' }),
    ),
  )

/**
 * Reads the form of a decision and carries it out. Whoever may not is told so before the form is judged. What is wrong
 * with the form, and a task that moved on meanwhile, come back as the page of the task with everything typed.
 */
async function decide<T>(
  c: WebContext,
  action: TaskMove,
  schema: z.ZodType<T>,
  said: string,
  run: (id: string, value: T) => Promise<unknown>,
): Promise<Response> {
  const id = c.req.param('id') ?? ''
  await mayOnTask(c, action, id)
  const form = await readForm(c, schema)
  try {
    await run(id, filledIn(form))
  } catch (error) {
    return refused(c, id, form.typed, error)
  }
  return done(c, backTo(form.typed, `/tasks/${id}`), said)
}

async function mayOnTask(c: WebContext, action: TaskMove, id: string) {
  const task = await findTask(c.var.ctx.db.reader, id)
  refuseUnless(task && can(c.var.ctx.who, 'task.see', task), 'missing')
  refuseUnless(can(c.var.ctx.who, action, task), 'forbidden')
}

function filledIn<T>(form: Form<T>): T {
  if (!form.ok) throw new Invalid(form.errors)
  return form.value
}

/** The page of the task as it stands now, with what was typed and why it was not taken. */
function refused(c: WebContext, id: string, typed: Typed, error: unknown): Promise<Response> {
  if (error instanceof Invalid) return taskPage(c, id, { errors: error.errors, typed })
  const moved = error instanceof Refusal && (error.code === 'stale' || error.code === 'task.wrongState')
  if (moved) return taskPage(c, id, { refused: words[error.code], typed })
  throw error
}

/** A new deadline of a return is a day, not a count. */
function typedDay(c: WebContext, typed: string): string {
  const errors: Record<string, string> = {}
  const { dueTyped } = readDue(typed, c.var.ctx.today, errors)
  if (!dueTyped) throw new Invalid({ due: errors.due ?? 'Ghi hạn mới là một ngày, ví dụ 15/12.' })
  return dueTyped
}
