import { Hono } from 'hono'
import { GiveForm } from '../../../views/tasks/give.tsx'
import { Redrawn } from '../../../views/tasks/give-meter.tsx'
import { refuseUnless } from '../../refusal.ts'
import { again, allow, done, type Web, type WebContext } from '../../web.tsx'
import { conclusions } from './conclusions.tsx'
import { drafting } from './drafting.tsx'
import { fanning } from './fanning.tsx'
import { blankForm, withTemplate } from './filling.ts'
import type { TaskForm } from './form.ts'
import { givingPage, typedForm } from './giving-page.ts'
import { issueTask } from './issue.ts'
import { judge } from './judging.ts'
import { partForm, wholeOfForm } from './part-form.ts'
import { passDown } from './passing.ts'
import { isUnread, readLine } from './quick.ts'

/** Giao việc: the form with its meter, which is drawn anew while one types, and the issuing. */
export const giving = new Hono<Web>()
  .get('/new', allow('person.giveTask'), async (c) => {
    const blank = await blankForm(c.var.ctx)
    const parent = c.req.query('parent') ?? ''
    const whole = await wholeOfForm(c.var.ctx, parent)
    refuseUnless(whole || !parent, 'missing')
    const begun = whole ? partForm(blank, whole, c.var.ctx) : blank
    const form = await withTemplate(c, { ...begun, assignee: c.req.query('to') ?? '' })
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
    const { input } = view
    const id = form.parent
      ? await passDown(c.var.ctx, form.parent, input, [input.assigneeId ?? ''], form.draft)
      : await issueTask(c.var.ctx, input, form.draft)
    return done(c, `/tasks/${id}`, form.parent ? 'Đã giao một phần.' : 'Đã giao việc.')
  })
  .post('/quick', allow('person.giveTask'), async (c) => readInto(c, await typedForm(c)))
  .route('/', fanning)
  .route('/', drafting)
  .route('/', conclusions)

/** The quick line read into the form it came with, or into an empty one; never more than read. */
async function readInto(c: WebContext, typed: TaskForm) {
  const base = typed.steps.length > 0 || typed.title ? typed : await blankForm(c.var.ctx)
  const { form, asked, dueOffers } = await readLine(c.var.ctx, typed.line, base)
  const view = <GiveForm {...(await judge(c.var.ctx, form))} asked={asked} dueOffers={dueOffers} />
  return typed.line ? c.render(view, givingPage) : again(c, view, givingPage)
}
