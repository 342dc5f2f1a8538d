import { Hono } from 'hono'
import { z } from 'zod'
import { EditPlan } from '../../views/plans/edit.tsx'
import type { Ctx } from '../act.ts'
import { attempt } from '../people/attempt.ts'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { readDay } from '../rules/days.ts'
import { again, allow, done, type Errors, readForm, type Typed, type Web } from '../web.tsx'
import { editPlan } from './commands.ts'
import { under } from './place.ts'
import type { PlanRow } from './queries.ts'
import { findSeen } from './seen.ts'

const anything = z.record(z.string(), z.unknown())
const pageOf = (plan: PlanRow) => ({ title: 'Sửa văn bản', ...under(plan) })

/** What a document is called, put right. */
export const editing = new Hono<Web>()
  .get('/:id/edit', allow('plan.edit'), async (c) => {
    const plan = await findEditable(c.var.ctx, c.req.param('id'))
    return c.render(<EditPlan plan={plan} />, pageOf(plan))
  })
  .post('/:id/edit', allow('plan.edit'), async (c) => {
    const plan = await findEditable(c.var.ctx, c.req.param('id'))
    const { typed } = await readForm(c, anything)
    const { said, errors } = readDocument(typed)
    const saved = errors ? { errors } : await attempt(() => editPlan(c.var.ctx, plan.publicId, said))
    if (saved.errors) return again(c, <EditPlan plan={plan} typed={typed} errors={saved.errors} />, pageOf(plan))
    return done(c, `/plans/${plan.publicId}`, 'Đã sửa văn bản.')
  })

async function findEditable(ctx: Ctx, publicId: string): Promise<PlanRow> {
  const plan = await findSeen(ctx, publicId)
  refuseUnless(can(ctx.who, 'plan.edit', plan), 'forbidden')
  return plan
}

/** The document as typed; a sentence beside each field that cannot be taken. */
function readDocument(typed: Typed) {
  const text = (name: string, most: number) => String(typed[name] ?? '').slice(0, most)
  const day = readDay(text('day', 20), '2000-01-01')
  const errors: Errors = {}
  if (text('day', 20) && !day) errors.day = 'Ghi ngày/tháng/năm, ví dụ 12/01/2026.'
  const said = {
    number: text('number', 100),
    day: day ?? null,
    issuer: text('issuer', 200),
    summary: text('summary', 1000),
  }
  return { said, errors: Object.keys(errors).length > 0 ? errors : undefined }
}
