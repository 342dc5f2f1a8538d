import { Hono } from 'hono'
import { Comparison, compareShows } from '../../views/plans/compare.tsx'
import { oneOf } from '../../views/tasks/asked.ts'
import { refuseUnless } from '../refusal.ts'
import { allow, type Web } from '../web.tsx'
import { under } from './place.ts'
import { versionsOf } from './queries.ts'
import { findSeen } from './seen.ts'
import { compareVersions } from './versions.ts'

/** A version of a plan beside the one before it, or beside any other (`with`). */
export const comparing = new Hono<Web>().get('/:id/versions/:number', allow('plan.see'), async (c) => {
  const { ctx } = c.var
  const plan = await findSeen(ctx, c.req.param('id'))
  const versions = await versionsOf(ctx.db.reader, plan.id)
  const later = versions.find(({ number }) => String(number) === c.req.param('number'))
  refuseUnless(later, 'missing')
  const asked = c.req.query('with')
  const earlier = versions.find(({ number }) => (asked ? String(number) === asked : number === later.number - 1))
  const rows = await compareVersions(ctx.db.reader, earlier ?? { id: 0 }, later)
  const show = oneOf(compareShows, c.req.query('show')) ?? 'changes'
  const title = earlier ? `So sánh bản ${later.number} với bản ${earlier.number}` : `Bản ${later.number}`
  return c.render(<Comparison {...{ plan, versions, earlier, later, rows, show, ctx }} />, { title, ...under(plan) })
})
