import { Hono } from 'hono'
import { z } from 'zod'
import { DraftList } from '../../../views/tasks/drafts.tsx'
import { GiveForm } from '../../../views/tasks/give.tsx'
import { refuseUnless } from '../../refusal.ts'
import { again, allow, backTo, done, readForm, type Web } from '../../web.tsx'
import { draftsOf, dropDraft, findDraft, keepDraft } from './drafts.ts'
import { givingPage, typedForm } from './giving-page.ts'
import { issueTask } from './issue.ts'
import { judge, weigh } from './judging.ts'

const most = 50
const anything = z.record(z.string(), z.unknown())
const give = allow('person.giveTask')
const keep = allow('account.keepDraft')
const crumbs = [...givingPage.crumbs, { href: '/tasks/drafts', label: 'Nháp' }]

/** Nháp: forms kept for later, the own ones only. */
export const drafting = new Hono<Web>()
  .get('/drafts', give, keep, async (c) => {
    const { ctx } = c.var
    const drafts = await draftsOf(ctx.db.reader, ctx.who.id, most)
    const rows = []
    for (const draft of drafts) rows.push({ ...draft, ...(await weigh(ctx, draft.form)) })
    return c.render(<DraftList rows={rows} today={ctx.today} />, { ...givingPage, title: 'Nháp' })
  })
  .post('/drafts', give, keep, async (c) => {
    const id = await keepDraft(c.var.ctx, await typedForm(c))
    return done(c, `/tasks/drafts/${id}`, 'Đã lưu nháp.')
  })
  .get('/drafts/:id', give, keep, async (c) => {
    const { ctx } = c.var
    const draft = await findDraft(ctx.db.reader, ctx.who.id, c.req.param('id'))
    refuseUnless(draft, 'missing')
    return c.render(<GiveForm {...(await judge(ctx, draft.form))} />, { ...givingPage, crumbs })
  })
  .post('/drafts/:id/issue', give, keep, async (c) => {
    const { typed } = await readForm(c, anything)
    const { ctx } = c.var
    const draft = await findDraft(ctx.db.reader, ctx.who.id, c.req.param('id'))
    refuseUnless(draft, 'missing')
    const view = await judge(ctx, draft.form)
    if (Object.keys(view.errors).length > 0) return again(c, <GiveForm {...view} tried />, { ...givingPage, crumbs })
    const id = await issueTask(ctx, view.input, draft.publicId)
    return done(c, backTo(typed, `/tasks/${id}`), 'Đã giao việc.')
  })
  .post('/drafts/:id/removal', give, keep, async (c) => {
    await typedForm(c)
    await dropDraft(c.var.ctx, c.req.param('id'))
    return done(c, '/tasks/drafts', 'Đã bỏ nháp.')
  })
