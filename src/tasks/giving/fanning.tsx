import { Hono } from 'hono'
import { FanRedrawn } from '../../../views/tasks/fan-out.tsx'
import { GiveForm } from '../../../views/tasks/give.tsx'
import { Invalid, refuseUnless } from '../../refusal.ts'
import { again, allow, done, type Web, type WebContext } from '../../web.tsx'
import { type FanForm, typedFan } from './fan-form.ts'
import { judgeFan, withGatherer } from './fan-judging.ts'
import { blankForm, withTemplate } from './filling.ts'
import { givingPage } from './giving-page.ts'
import { partForm, wholeOfForm } from './part-form.ts'
import { fanOut, passDown } from './passing.ts'
import { isUnread, type LineRead, readLine } from './quick.ts'

const give = allow('person.giveTask')
const page = { ...givingPage, title: 'Giao nhiều nơi' }

/** Giao nhiều nơi: one order for many units or people, as a task of its own or as parts of one. */
export const fanning = new Hono<Web>()
  .get('/fan-out', give, async (c) => {
    const { ctx } = c.var
    const parent = c.req.query('parent') ?? ''
    const whole = await wholeOfForm(ctx, parent)
    refuseUnless(whole || !parent, 'missing')
    const blank = await blankForm(ctx)
    return show(c, { ...nobody, form: whole ? partForm(blank, whole, ctx) : blank })
  })
  .post('/fan-out/form', give, async (c) => {
    return show(c, await typedFan(c))
  })
  .post('/fan-out/meter', give, async (c) => c.html(<FanRedrawn {...(await judgeFan(c.var.ctx, await typedFan(c)))} />))
  .post('/fan-out', give, async (c) => {
    const { ctx } = c.var
    const typed = await typedFan(c)
    const view = await judgeFan(ctx, typed)
    const { form, to } = typed
    if (Object.keys(view.errors).length > 0) return again(c, <GiveForm {...view} tried />, page)
    try {
      const id = form.parent
        ? await passDown(ctx, form.parent, view.input, to, form.draft)
        : await fanOut(ctx, view.input, to, form.draft)
      return done(c, `/tasks/${id}`, `Đã giao ${to.length} nơi.`)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return again(c, <GiveForm {...view} errors={error.errors} tried />, page)
    }
  })

const nobody = { to: [], place: '', more: '', moreId: '', tick: '', isOpen: false }

/** The form drawn anew: its template and an unread line read into it; when it is opened, with who gathers the results. */
async function show(c: WebContext, fan: FanForm) {
  const { ctx } = c.var
  const filled = await withTemplate(c, fan.form)
  const begun = fan.isOpen ? filled : await withGatherer(ctx, filled)
  const read: LineRead = isUnread(begun) ? await readLine(ctx, begun.line, begun) : { form: begun, asked: [] }
  const view = await judgeFan(ctx, { ...fan, form: read.form })
  return c.render(<GiveForm {...view} asked={read.asked} dueOffers={read.dueOffers ?? view.dueOffers} />, page)
}
