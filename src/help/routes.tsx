import { Hono } from 'hono'
import { Help, Problems } from '../../views/help/page.tsx'
import { statuses } from '../errors.tsx'
import { refusalCodes } from '../refusal.ts'
import { allow, type Web } from '../web.tsx'

/** Help for the people who use it, and the meaning of each problem the API answers with. */
export const help = new Hono<Web>()
  .get('/', allow('unit.see'), (c) => c.render(<Help />, { title: 'Trợ giúp' }))
  .get('/problems', allow('unit.see'), (c) =>
    c.render(<Problems codes={refusalCodes} statuses={statuses} />, { title: 'Các lỗi của API' }),
  )
