import { Hono } from 'hono'
import { gapErrors } from '../../views/tasks/gaps.ts'
import { GiveForm, TaskMeter } from '../../views/tasks/give.tsx'
import { again, allow, done, readForm, type Web, type WebContext } from '../web.tsx'
import { readDraft } from './draft.ts'
import { readTask, type TaskForm, taskForm } from './form.ts'
import { issueTask } from './issue.ts'

const page = {
  title: 'Giao việc',
  section: 'give',
  crumbs: [{ href: '/tasks', label: 'Theo dõi công việc' }],
} as const

/** Giao việc: the form with its meter, which is drawn anew while one types, and the issuing. */
export const giving = new Hono<Web>()
  .get('/new', allow('person.giveTask'), async (c) => c.render(<GiveForm {...(await judged(c, blank(c)))} />, page))
  .post('/meter', allow('person.giveTask'), async (c) => {
    const form = await readForm(c, taskForm)
    return c.html(<TaskMeter {...(await judged(c, form.value ?? taskForm.parse({})))} />)
  })
  .post('/', allow('person.giveTask'), async (c) => {
    const form = await readForm(c, taskForm)
    const view = await judged(c, form.value ?? taskForm.parse({}))
    if (Object.keys(view.errors).length > 0) return again(c, <GiveForm {...view} tried />, page)
    const id = await issueTask(c.var.ctx, view.input)
    return done(c, `/tasks/${id}`, 'Đã giao việc.')
  })

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
  return {
    form,
    input,
    errors: { ...gapErrors(gaps, ctx.today), ...errors },
    candidates,
    gaps,
    names: { assignee: assignee?.name, approver: approver?.name },
    today: ctx.today,
  }
}
