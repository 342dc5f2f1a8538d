import { Hono } from 'hono'
import { z } from 'zod'
import { Guide } from '../../views/start/page.tsx'
import { seenSteps } from '../rules/start.ts'
import { allow, done, readForm, type Web } from '../web.tsx'
import { sayOfGuide } from './commands.ts'
import { findStart } from './queries.ts'

const page = { title: 'Bắt đầu sử dụng', section: 'start' }
const looked = z.object({ what: z.enum([...seenSteps, 'hidden'], 'Chọn bước đã xem.') })

/** Giờ đầu tiên: from an empty office to its first task. */
export const start = new Hono<Web>()
  .get('/', allow('unit.configure'), async (c) => {
    const { ctx } = c.var
    return c.render(<Guide start={await findStart(ctx.db.reader, ctx.today)} who={ctx.who} />, page)
  })
  .post('/', allow('unit.configure'), async (c) => {
    const form = await readForm(c, looked)
    if (form.ok) await sayOfGuide(c.var.ctx, form.value.what)
    return done(c, form.value?.what === 'hidden' ? '/' : '/start')
  })
