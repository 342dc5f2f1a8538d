import { Hono } from 'hono'
import { OutsideForm } from '../../../views/inspections/outside.tsx'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { again, allow, done, type Errors, readForm, type Web, type WebContext } from '../../web.tsx'
import { findRound, type Round, sheetsIn } from '../queries.ts'
import { termsFor } from '../terms/terms.ts'
import { addRecommendations } from './outside.ts'
import { readRecommendations, recommendationsForm, type TypedRecommendations } from './outside-form.ts'

/** Kiến nghị của cơ quan ngoài: what its conclusion asks for, entered one a line. */
export const outside = new Hono<Web>()
  .get('/:id/recommendations', allow('round.inspect'), async (c) => {
    const round = await findOutside(c)
    return c.render(await editor(c, round, recommendationsForm.parse({ severity: 'medium' })), pageOf(round))
  })
  .post('/:id/recommendations', allow('round.inspect'), async (c) => {
    const round = await findOutside(c)
    const form = await readForm(c, recommendationsForm)
    const typed = form.value ?? recommendationsForm.parse({})
    if (!form.ok) return again(c, await editor(c, round, typed, form.errors), pageOf(round))
    const { ctx } = c.var
    const { reader } = ctx.db
    const [sheets, terms] = [await sheetsIn(reader, [round.id]), await termsFor(reader, round.path, ctx.today)]
    const { input, errors } = readRecommendations(ctx, typed, round.outsideBody, sheets, terms)
    if (Object.keys(errors).length > 0) return again(c, await editor(c, round, typed, errors), pageOf(round))
    await addRecommendations(ctx, round.publicId, input)
    return done(c, `/inspections/${round.publicId}`, `Đã ghi ${input.texts.length} kiến nghị.`)
  })

const pageOf = (round: Round) => ({
  title: 'Ghi kiến nghị',
  section: 'inspections',
  sub: round.outsideBody,
  crumbs: [
    { href: '/inspections', label: 'Tự kiểm tra' },
    { href: `/inspections/${round.publicId}`, label: round.name },
  ],
})

async function findOutside(c: WebContext): Promise<Round> {
  const { db, who } = c.var.ctx
  const round = await findRound(db.reader, who, c.req.param('id') ?? '')
  refuseUnless(round && can(who, 'round.see', round), 'missing')
  refuseUnless(can(who, 'round.inspect', round), 'forbidden')
  refuseUnless(round.form === 'outside' && round.state === 'started', 'round.wrongState')
  return round
}

async function editor(c: WebContext, round: Round, typed: TypedRecommendations, errors?: Errors) {
  const { reader } = c.var.ctx.db
  const sheets = await sheetsIn(reader, [round.id])
  const { remedyDays } = await termsFor(reader, round.path, c.var.ctx.today)
  return <OutsideForm {...{ round, sheets, typed, errors, remedyDays }} />
}
