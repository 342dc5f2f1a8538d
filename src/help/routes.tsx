import { Hono } from 'hono'
import { Help, Problems } from '../../views/help/page.tsx'
import { statuses } from '../errors.tsx'
import { refusalCodes } from '../refusal.ts'
import { clarityFor } from '../settings/queries.ts'
import { allow, type Web } from '../web.tsx'

/** Help for the people who use it, and the meaning of each problem the API answers with. */
export const help = new Hono<Web>()
  .get('/', allow('unit.see'), async (c) => {
    const { set } = await clarityFor(c.var.ctx.db.reader, c.var.ctx.who.path)
    return c.render(<Help set={set} />, { title: 'Trợ giúp' })
  })
  .get('/problems', allow('unit.see'), (c) =>
    c.render(<Problems codes={refusalCodes} statuses={statuses} />, { title: 'Các lỗi của API' }),
  )
