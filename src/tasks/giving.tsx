import { Hono } from 'hono'
import { GiveForm } from '../../views/tasks/give.tsx'
import { Redrawn } from '../../views/tasks/give-meter.tsx'
import { templatesFor } from '../templates/queries.ts'
import { again, allow, done, type Web, type WebContext } from '../web.tsx'
import { conclusions } from './conclusions.tsx'
import { drafting } from './drafting.tsx'
import { blankForm, broughtBy, refill } from './filling.ts'
import type { TaskForm } from './form.ts'
import { givingPage, typedForm } from './giving-page.ts'
import { issueTask } from './issue.ts'
import { judge } from './judging.ts'
import { isUnread, readLine } from './quick.ts'

/** Giao việc: the form with its meter, which is drawn anew while one types, and the issuing. */
export const giving = new Hono<Web>()
  .get('/new', allow('person.giveTask'), async (c) => {
    const blank = await blankForm(c.var.ctx)
    const form = await withTemplate(c, { ...blank, assignee: c.req.query('to') ?? '' })
    return c.render(<GiveForm {...(await judge(c.var.ctx, form))} />, givingPage)
  })
  .post('/new', allow('person.giveTask'), async (c) => {
    const form = await withTemplate(c, await typedForm(c))
    return c.render(<GiveForm {...(await judge(c.var.ctx, form))} />, givingPage)
  })
  .post('/meter', allow('person.giveTask'), async (c) =>
    c.html(<Redrawn {...(await judge(c.var.ctx, await typedForm(c)))} />),
  )
  .post('/', allow('person.giveTask'), async (c) => {
    const form = await typedForm(c)
    if (isUnread(form)) return readInto(c, form)
    const view = await judge(c.var.ctx, form)
    if (Object.keys(view.errors).length > 0) return again(c, <GiveForm {...view} tried />, givingPage)
    const id = await issueTask(c.var.ctx, view.input, form.draft)
    return done(c, `/tasks/${id}`, 'Đã giao việc.')
  })
  .post('/quick', allow('person.giveTask'), async (c) => readInto(c, await typedForm(c)))
  .route('/', drafting)
  .route('/', conclusions)

/** The quick line read into the form it came with, or into an empty one; never more than read. */
async function readInto(c: WebContext, typed: TaskForm) {
  const base = typed.steps.length > 0 || typed.title ? typed : await blankForm(c.var.ctx)
  const { form, asked, dueOffers } = await readLine(c.var.ctx, typed.line, base)
  const view = <GiveForm {...(await judge(c.var.ctx, form))} asked={asked} dueOffers={dueOffers} />
  return typed.line ? c.render(view, givingPage) : again(c, view, givingPage)
}

/** The form filled from the template the address names, if the office has one of that short name. */
async function withTemplate(c: WebContext, form: TaskForm): Promise<TaskForm> {
  const key = c.req.query('template')
  if (!key) return form
  const template = (await templatesFor(c.var.ctx.db.reader, c.var.ctx.who.path)).find((one) => one.key === key)
  return template ? refill(c.var.ctx, form, broughtBy(template.versionPublicId, template.body)) : form
}
