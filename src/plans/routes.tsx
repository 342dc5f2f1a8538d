import { Hono } from 'hono'
import { z } from 'zod'
import { PlanList } from '../../views/plans/list.tsx'
import { PlanActions, PlanPage } from '../../views/plans/page.tsx'
import { oneOf } from '../../views/tasks/asked.ts'
import type { Ctx } from '../act.ts'
import { fromCursor, pageOf } from '../cursor.ts'
import { readUnits } from '../people/work-units.ts'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { nfc } from '../rules/names.ts'
import { documentName } from '../rules/plan-documents.ts'
import { countLines, lineShows } from '../rules/plan-lines.ts'
import { allow, done, readForm, type Web } from '../web.tsx'
import { draftLine } from './commands.ts'
import { comparing } from './comparing.tsx'
import { formOfLine } from './drafting.ts'
import { editing } from './editing.tsx'
import { followPlan, progressOf } from './following.ts'
import { crumbs, section } from './place.ts'
import { lastLine, type PlanRow, visiblePlans } from './queries.ts'
import { findSeen } from './seen.ts'
import { narrowed, shareFinder, sharesOf } from './shares.ts'
import { weightsOf } from './weighing.ts'

const pageSize = 20

/** Văn bản chỉ đạo: the plans an office follows, each with its lines and what became of them. */
export const plans = new Hono<Web>()
  .get('/', allow('plan.see'), async (c) => {
    const { ctx } = c.var
    const q = nfc(c.req.query('q') ?? '').slice(0, 200)
    const after = c.req.query('after')
    const { next, ...list } = await listed(ctx, q, after)
    const actions = <PlanActions who={ctx.who} />
    const view = <PlanList {...list} q={q} after={after} next={next ?? undefined} />
    return c.render(view, { title: 'Văn bản chỉ đạo', section, actions })
  })
  .get('/:id', allow('plan.see'), async (c) => {
    const { ctx } = c.var
    const plan = await findSeen(ctx, c.req.param('id'))
    return c.render(<PlanPage {...(await pageOfPlan(ctx, plan, (name) => c.req.query(name)))} />, {
      ...{ title: documentName(plan), short: plan.number || 'Văn bản', section, crumbs },
      sub: plan.number ? plan.summary : undefined,
      actions: <PlanActions who={ctx.who} plan={plan} />,
    })
  })
  .post('/:id/items/:item/draft', allow('plan.draft'), async (c) => {
    await readForm(c, z.record(z.string(), z.unknown()))
    const { ctx } = c.var
    const plan = await findSeen(ctx, c.req.param('id'))
    const line = await lastLine(ctx.db.reader, plan.id, c.req.param('item'))
    refuseUnless(line, 'missing')
    const draft = await draftLine(ctx, plan.publicId, line.publicId, await formOfLine(ctx, plan, line))
    return done(c, `/tasks/drafts/${draft}`, 'Đã đưa vào nháp của đồng chí.')
  })
  .route('/', comparing)
  .route('/', editing)

/** A page of plans with how far each has come. */
async function listed({ db, who, today }: Ctx, search: string, cursor?: string) {
  const [day, publicId] = fromCursor(cursor)
  const after = day !== undefined && publicId ? { day, publicId } : undefined
  const found = await visiblePlans(db, who, { search, after }, pageSize + 1)
  const { items, next } = pageOf(
    found,
    pageSize,
    (plan) => plan,
    (plan) => [plan.day ?? '', plan.publicId],
  )
  const ids = items.map(({ id }) => id)
  const progress = await progressOf(db.reader, who, ids, today)
  const rows = items.map((plan) => ({ ...plan, version: 1, counts: countLines([]), ...progress.get(plan.id) }))
  return { rows, next, several: new Set(found.map(({ unitId }) => unitId)).size > 1 }
}

/** The whole of a plan, and of its lines those that the address asks for. */
async function pageOfPlan(ctx: Ctx, plan: PlanRow, read: (name: string) => string | undefined) {
  const units = await readUnits(ctx.db.reader)
  const followed = await followPlan(ctx, plan)
  const find = shareFinder(units, plan)
  const shares = sharesOf(units, find, [...followed.lines, ...followed.outside])
  const unit = shares.find(({ key }) => key === read('unit'))
  const show = oneOf(lineShows, read('show')) ?? 'all'
  const asked = { show, unit: unit?.key }
  const lines = narrowed(followed.lines, asked, find)
  const outside = narrowed(followed.outside, asked, find)
  const drafts = [...lines, ...outside].flatMap(({ task, draft }) => (draft && !task ? [draft] : []))
  return {
    ...{ plan, followed, ctx, shown: { lines, outside }, units: shares },
    asked: { show, unit },
    counts: unit?.counts ?? followed.counts,
    weights: await weightsOf(ctx, drafts),
    mayDraft: can(ctx.who, 'plan.draft', plan),
  }
}
