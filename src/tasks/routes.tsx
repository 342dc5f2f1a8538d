import { Hono } from 'hono'
import { z } from 'zod'
import { gapErrors } from '../../views/tasks/gaps.ts'
import { GiveForm, TaskMeter } from '../../views/tasks/give.tsx'
import { TaskList } from '../../views/tasks/list.tsx'
import { TaskPage } from '../../views/tasks/page.tsx'
import { Invalid, refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { grades, openStates, type TaskMove, taskStates } from '../rules/tasks.ts'
import { again, allow, backTo, done, type Errors, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { acceptTask, approveTask, returnTask, submitTask } from './commands.ts'
import { readDraft } from './draft.ts'
import { readDue, readTask, type TaskForm, taskForm } from './form.ts'
import { issueTask } from './issue.ts'
import { deadlinesOf, findTask, historyOf, stepsOf, submissionsOf, visibleTasks } from './queries.ts'
import { readUploads } from './uploads.ts'

const pageSize = 50

/** Giao việc, làm việc, nghiệm thu. A change of state is a noun under the task's address. */
export const tasks = new Hono<Web>()
  .get('/', allow('task.see'), async (c) => {
    const { ctx } = c.var
    const query = { search: c.req.query('q') ?? '', show: c.req.query('show') ?? 'open', after: c.req.query('after') }
    const rows = await visibleTasks(ctx.db, ctx.who, filterOf(query, ctx.today), pageSize + 1)
    const last = rows.length > pageSize ? rows[pageSize - 1] : undefined
    const view = <TaskList rows={rows.slice(0, pageSize)} query={query} next={last && cursorOf(last)} ctx={ctx} />
    return c.render(view, { title: 'Theo dõi công việc', section: 'tasks' })
  })
  .get('/new', allow('person.giveTask'), async (c) => c.render(<GiveForm {...(await judged(c, blank(c)))} />, givePage))
  .post('/meter', allow('person.giveTask'), async (c) => {
    const form = await readForm(c, taskForm)
    return c.html(<TaskMeter {...(await judged(c, form.value ?? taskForm.parse({})))} />)
  })
  .post('/', allow('person.giveTask'), async (c) => {
    const form = await readForm(c, taskForm)
    const typed = form.value ?? taskForm.parse({})
    const view = await judged(c, typed)
    if (Object.keys(view.errors).length > 0) return again(c, <GiveForm {...view} tried />, givePage)
    const id = await issueTask(c.var.ctx, view.input)
    return done(c, `/tasks/${id}`, 'Đã giao việc.')
  })
  .get('/:id', allow('task.see'), (c) => taskPage(c, c.req.param('id')))
  .post('/:id/acceptance', allow('task.accept'), async (c) => {
    const id = c.req.param('id')
    const form = await readForm(c, z.object({}))
    await acceptTask(c.var.ctx, id)
    return done(c, backTo(form.typed, `/tasks/${id}`), 'Đã tiếp nhận việc.')
  })
  .post('/:id/submission', allow('task.submit'), async (c) => {
    const id = await mayOnTask(c, 'task.submit')
    const form = await readForm(c, submission)
    if (!form.ok) return taskPage(c, id, form.errors, form.typed)
    return orAgain(c, id, form.typed, async () => {
      const files = await readUploads(c, id, form.value.file)
      await submitTask(c.var.ctx, id, { report: form.value.report, files })
      return done(c, backTo(form.typed, `/tasks/${id}`), 'Đã nộp kết quả, chờ nghiệm thu.')
    })
  })
  .post('/:id/approval', allow('task.approve'), async (c) => {
    const id = await mayOnTask(c, 'task.approve')
    const form = await readForm(c, z.object({ grade: z.enum(grades).default('met') }))
    if (!form.ok) return taskPage(c, id, form.errors, form.typed)
    await approveTask(c.var.ctx, id, form.value)
    return done(c, backTo(form.typed, `/tasks/${id}`), 'Đã nghiệm thu: Đạt.')
  })
  .post('/:id/return', allow('task.return'), async (c) => {
    const id = await mayOnTask(c, 'task.return')
    const form = await readForm(c, returning)
    const errors = form.ok ? {} : { ...form.errors }
    const { dueTyped } = readDue(String(form.typed.due ?? ''), c.var.ctx.today, errors)
    if (form.ok && !dueTyped) errors.due ??= 'Ghi hạn mới, ví dụ 15/12.'
    if (!form.ok || !dueTyped) return taskPage(c, id, errors, form.typed)
    return orAgain(c, id, form.typed, async () => {
      const { reason, majorError } = form.value
      await returnTask(c.var.ctx, id, { reason, due: dueTyped, majorError: majorError === '1' })
      return done(c, backTo(form.typed, `/tasks/${id}`), 'Đã trả lại kèm hạn mới.')
    })
  })

const givePage = {
  title: 'Giao việc',
  section: 'give',
  crumbs: [{ href: '/tasks', label: 'Theo dõi công việc' }],
} as const

const submission = z.object({
  report: z
    .string('Ghi kết quả đã làm được.')
    .min(1, 'Ghi kết quả đã làm được.')
    .max(5000, 'Rút gọn còn không quá 5.000 ký tự.'),
  file: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.unknown())),
})
const returning = z.object({
  reason: z
    .string('Ghi lý do để người thực hiện biết phải sửa gì.')
    .min(1, 'Ghi lý do để người thực hiện biết phải sửa gì.')
    .max(2000, 'Rút gọn còn không quá 2.000 ký tự.'),
  due: z.string('Ghi hạn mới.').min(1, 'Ghi hạn mới, ví dụ 15/12.'),
  majorError: z.literal('1').optional(),
})

/** The task of the address, when this person may do that to it: asked before the form is judged, and again by `act`. */
async function mayOnTask(c: WebContext, action: TaskMove): Promise<string> {
  const task = await findTask(c.var.ctx.db.reader, c.req.param('id') ?? '')
  refuseUnless(task && can(c.var.ctx.who, 'task.see', task), 'missing')
  refuseUnless(can(c.var.ctx.who, action, task), 'forbidden')
  return task.publicId
}

/** An empty form, with what nearly every task has in common. */
function blank(c: WebContext): TaskForm {
  return taskForm.parse({
    assignee: c.req.query('to'),
    approver: c.var.ctx.who.name,
    approverId: c.var.ctx.who.publicId,
    stepName: ['Thực hiện, báo cáo kết quả'],
    quantity: '1',
    factor: '1',
    consequence: 'Trễ hạn hoặc lỗi lớn: trừ 25% điểm tiến độ, chất lượng mỗi lần (NĐ 335/2025).',
  })
}

/** A form beside everything that can be said about it; `errors` is empty when it may be issued. */
async function judged(c: WebContext, form: TaskForm) {
  const { ctx } = c.var
  const { input, errors, candidates } = await readTask(ctx, form)
  const { assignee, approver, gaps } = await readDraft(ctx.db.reader, ctx, input)
  const names = { assignee: assignee?.name, approver: approver?.name }
  return {
    form,
    input,
    errors: { ...gapErrors(gaps, ctx.today), ...errors },
    candidates,
    gaps,
    names,
    today: ctx.today,
  }
}

/** Runs the command; what it finds invalid comes back as the same page with what was typed. */
async function orAgain(c: WebContext, id: string, typed: Typed, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Invalid) return taskPage(c, id, error.errors, typed)
    throw error
  }
}

async function taskPage(c: WebContext, id: string, errors?: Errors, typed?: Typed): Promise<Response> {
  const { ctx } = c.var
  const { reader } = ctx.db
  const task = await findTask(reader, id)
  refuseUnless(task && can(ctx.who, 'task.see', task), 'missing')
  const [steps, deadlines, submissions, history] = await Promise.all([
    stepsOf(reader, task.id),
    deadlinesOf(reader, task.id),
    submissionsOf(reader, task.id),
    historyOf(reader, id, c.req.query('history') ? 500 : 6),
  ])
  const all = { task, steps, deadlines, submissions, history, ctx, errors, typed }
  const page = {
    title: task.title,
    section: 'tasks',
    short: `Việc số ${task.code}`,
    crumbs: [{ href: '/tasks', label: 'Theo dõi công việc' }],
  }
  if (errors) return again(c, <TaskPage {...all} />, page)
  return c.render(<TaskPage {...all} />, page)
}

function filterOf({ search, show, after }: { search: string; show: string; after?: string }, today: string) {
  const state = taskStates.find((known) => known === show)
  const [due, publicId] = after?.split('~') ?? []
  return {
    search,
    ...(show === 'open' && { states: openStates }),
    ...(show === 'late' && { states: openStates, overdueOn: today }),
    ...(state && { states: [state] }),
    ...(due && publicId && { after: { due, publicId } }),
  }
}

const cursorOf = (row: { due: string; publicId: string }) => `${row.due}~${row.publicId}`
