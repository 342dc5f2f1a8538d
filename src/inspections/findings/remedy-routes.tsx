import { Hono } from 'hono'
import { z } from 'zod'
import { RemediesPage } from '../../../views/inspections/remedies.tsx'
import { attempt } from '../../people/attempt.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { readDay } from '../../rules/days.ts'
import { again, allow, done, type Errors, readForm, type Typed, type Web, type WebContext } from '../../web.tsx'
import { findRound, type Round } from '../queries.ts'
import { wholeFindingsOf } from './find-findings.ts'
import { findingView, findSeen, pageOf } from './finding-routes.tsx'
import { giveRemedies, type RemedyOf, remedyErrors } from './remedies.ts'
import { proposeRemedy, remediableIn } from './remedying.ts'

const anything = z.record(z.string(), z.unknown())

/** Giao khắc phục: one finding by a click on its page. */
export const findingRemedies = new Hono<Web>().post('/:id/remedy', allow('finding.remedy'), async (c) => {
  const finding = await findSeen(c)
  refuseUnless(can(c.var.ctx.who, 'finding.remedy', finding), 'forbidden')
  const { typed } = await readForm(c, anything)
  const { choice, errors } = readChoice(c, finding.publicId, typed)
  const refused = async (wrong: Errors) => again(c, await findingView(c, finding, typed, wrong), pageOf(finding))
  if (Object.keys(errors).length > 0) return refused(errors)
  const given = await attempt(() => giveRemedies(c.var.ctx, [choice]))
  if (given.errors) return refused(given.errors)
  return done(c, `/findings/${finding.publicId}`, 'Đã giao việc khắc phục.')
})

/** The same for all of a round that are still open: looked at first (dry run), then given all at once. */
export const roundRemedies = new Hono<Web>()
  .get('/:id/remedies', allow('finding.remedy'), async (c) => {
    const round = await findVisible(c)
    return c.render(await dryRun(c, round), roundPage(round))
  })
  .post('/:id/remedies', allow('finding.remedy'), async (c) => {
    const round = await findVisible(c)
    const { typed } = await readForm(c, anything)
    const { open } = remediableIn(c.var.ctx, await wholeFindings(c, round))
    const taken = [typed.take ?? []].flat().map(String)
    const read = open
      .filter(({ publicId }) => taken.includes(publicId))
      .map(({ publicId }) => readChoice(c, publicId, typed))
    const errors: Errors = Object.assign({}, ...read.map((one) => one.errors))
    if (read.length === 0) errors.take = 'Chọn ít nhất một tồn tại để giao khắc phục.'
    const refused = async (wrong: Errors) => again(c, await dryRun(c, round, typed, wrong), roundPage(round))
    if (Object.keys(errors).length > 0) return refused(errors)
    const choices = read.map(({ choice }) => choice)
    const given = await attempt(() => giveRemedies(c.var.ctx, choices))
    if (given.errors) return refused(given.errors)
    return done(c, `/inspections/${round.publicId}`, `Đã giao ${choices.length} việc khắc phục.`)
  })

const roundPage = (round: Round) => ({
  title: 'Giao khắc phục',
  section: 'inspections',
  sub: round.name,
  crumbs: [
    { href: '/inspections', label: 'Tự kiểm tra' },
    { href: `/inspections/${round.publicId}`, label: round.name },
  ],
})

async function findVisible(c: WebContext): Promise<Round> {
  const { db, who } = c.var.ctx
  const round = await findRound(db.reader, who, c.req.param('id') ?? '')
  refuseUnless(round && can(who, 'round.see', round), 'missing')
  refuseUnless(round.state !== 'planned', 'round.wrongState')
  return round
}

function wholeFindings(c: WebContext, round: Round) {
  const { db, who } = c.var.ctx
  return wholeFindingsOf(db.reader, who, round)
}

/** What would be given, finding by finding, with what is unclear beside its field. */
async function dryRun(c: WebContext, round: Round, typed?: Typed, errors: Errors = {}) {
  const { ctx } = c.var
  const { open, notKnown, given } = remediableIn(ctx, await wholeFindings(c, round))
  const rows = []
  for (const finding of open) {
    const { choice } = typed ? readChoice(c, finding.publicId, typed) : { choice: {} }
    const proposal = await proposeRemedy(ctx.db.reader, ctx, finding, choice)
    const unclear = typed ? {} : remedyErrors(proposal, ctx.today, finding.publicId)
    rows.push({ finding, proposal, errors: { ...unclear, ...errors } })
  }
  return <RemediesPage {...{ round, rows, given, typed, errors, today: ctx.today }} notKnown={notKnown.length} />
}

/** What was chosen for one finding; its fields carry its public id: 'due.<finding>'. */
function readChoice(c: WebContext, finding: string, typed: Typed): { choice: RemedyOf; errors: Errors } {
  const text = (name: string) => String([typed[`${name}.${finding}`] ?? ''].flat()[0] ?? '').trim()
  const said = text('due')
  const due = said ? readDay(said, c.var.ctx.today) : undefined
  const errors: Errors =
    said && !due ? { [`due.${finding}`]: `“${said}” không có trong lịch. Ghi ngày/tháng/năm.` } : {}
  return { choice: { finding, doer: text('doer') || undefined, approver: text('approver') || undefined, due }, errors }
}
