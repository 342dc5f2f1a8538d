import { Hono } from 'hono'
import { z } from 'zod'
import { ConclusionParagraphs, PasteConclusions } from '../../../views/tasks/conclusions.tsx'
import { again, allow, done, readForm, type Web } from '../../web.tsx'
import { concludedIn } from './concluding.ts'
import { keepDrafts } from './drafts.ts'
import { givingPage } from './giving-page.ts'

const pasted = z.object({
  text: z.string().default(''),
  pick: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.coerce.number().int())),
})
const page = { ...givingPage, title: 'Dán thông báo kết luận', short: 'Thông báo kết luận' }
const give = allow('person.giveTask')
const keep = allow('account.keepDraft')

/** A notice of conclusions pasted in, its paragraphs ticked, each ticked one a draft. */
export const conclusions = new Hono<Web>()
  .get('/conclusions', give, keep, (c) => c.render(<PasteConclusions />, page))
  .post('/conclusions', give, keep, async (c) => {
    const { text } = (await readForm(c, pasted)).value ?? { text: '' }
    const paragraphs = await concludedIn(c.var.ctx, text)
    if (paragraphs.length === 0) return again(c, <PasteConclusions text={text} unread />, page)
    return c.render(<ConclusionParagraphs text={text} paragraphs={paragraphs} />, page)
  })
  .post('/conclusions/drafts', give, keep, async (c) => {
    const { text, pick } = (await readForm(c, pasted)).value ?? { text: '', pick: [] }
    const paragraphs = await concludedIn(c.var.ctx, text)
    const forms = paragraphs.filter((_, at) => pick.includes(at)).map(({ form }) => form)
    if (forms.length > 0) await keepDrafts(c.var.ctx, forms)
    else if (paragraphs.length === 0) return again(c, <PasteConclusions text={text} unread />, page)
    else return again(c, <ConclusionParagraphs text={text} paragraphs={paragraphs} picked={[]} />, page)
    return done(c, '/tasks/drafts', `Đã tạo ${forms.length} nháp.`)
  })
