import { Hono } from 'hono'
import { day } from '../../../views/format.ts'
import { RoundEditor } from '../../../views/inspections/round-form.tsx'
import { checklistsFor } from '../../checklists/queries.ts'
import { attempt } from '../../people/attempt.ts'
import { findPerson, officeOf } from '../../people/queries.ts'
import { flat, unitTree } from '../../people/tree.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { again, allow, done, readForm, type Web, type WebContext } from '../../web.tsx'
import { checklistOf, findRound, type Round, sheetsIn } from '../queries.ts'
import { type ReadRound, readRound, roundForm, type TypedRound } from './round-form.ts'
import { editRound, planRound } from './rounds.ts'

export const crumbs = [{ href: '/inspections', label: 'Tự kiểm tra' }]
const newPage = { title: 'Lập đợt kiểm tra', section: 'inspections', crumbs }
const editPage = ({ publicId, name }: Round) => ({
  title: 'Sửa đợt kiểm tra',
  section: 'inspections',
  crumbs: [...crumbs, { href: `/inspections/${publicId}`, label: name }],
})

/** Lập, sửa đợt kiểm tra. */
export const roundEditing = new Hono<Web>()
  .get('/new', allow('unit.planInspection'), async (c) => {
    await refuseOutsiders(c)
    const today = day(c.var.ctx.today)
    return c.render(await editor(c, roundForm.parse({ fromDay: today, toDay: today })), newPage)
  })
  .post('/', allow('unit.planInspection'), async (c) => {
    await refuseOutsiders(c)
    const form = await readForm(c, roundForm)
    const typed = form.value ?? roundForm.parse({})
    if (!form.ok) return again(c, await editor(c, typed, { errors: form.errors }), newPage)
    const read = await readRound(c.var.ctx, typed)
    if (asksForMore(typed)) return c.render(await editor(c, ...withMore(typed, read)), newPage)
    if (hasErrors(read)) return again(c, await editor(c, typed, read), newPage)
    const planned = await attempt(() => planRound(c.var.ctx, read.input))
    if (planned.errors) return again(c, await editor(c, typed, { errors: planned.errors }), newPage)
    const seen = await findRound(c.var.ctx.db.reader, c.var.ctx.who, planned.done)
    const isSeen = seen && can(c.var.ctx.who, 'round.see', seen)
    return done(c, isSeen ? `/inspections/${planned.done}` : '/inspections', `Đã lập đợt “${read.input.name}”.`)
  })
  .get('/:id/edit', allow('round.edit'), async (c) => {
    const round = await findEditable(c)
    return c.render(await editor(c, await typedOf(c, round), {}, round), editPage(round))
  })
  .post('/:id/edit', allow('round.edit'), async (c) => {
    const round = await findEditable(c)
    const form = await readForm(c, roundForm)
    const typed = form.value ?? roundForm.parse({})
    const shown = { ...round, version: c.var.ctx.version ?? round.version }
    if (!form.ok) return again(c, await editor(c, typed, { errors: form.errors }, shown), editPage(round))
    const read = await readRound(c.var.ctx, typed)
    if (asksForMore(typed)) return c.render(await editor(c, ...withMore(typed, read), shown), editPage(round))
    if (hasErrors(read)) return again(c, await editor(c, typed, read, shown), editPage(round))
    await editRound(c.var.ctx, round.publicId, read.input)
    return done(c, `/inspections/${round.publicId}`, 'Đã lưu đợt kiểm tra.')
  })

const hasErrors = ({ errors }: ReadRound) => Object.keys(errors).length > 0

const asksForMore = ({ more, memberName, personName }: TypedRound) =>
  more !== '' && (memberName !== '' || personName !== '')

/** The form with whoever was named ticked, and what is still unclear about a name; nothing else is told yet. */
function withMore(typed: TypedRound, { input, errors, proposals, own }: ReadRound): [TypedRound, Partial<ReadRound>] {
  const publicIds = (people: readonly { publicId: string }[]) => people.map(({ publicId }) => publicId)
  const { memberName, personName } = errors
  const left = (name: 'memberName' | 'personName') => (errors[name] ? typed[name] : '')
  const next = {
    ...typed,
    ...{ member: publicIds(input.members), person: publicIds(input.people) },
    ...{
      memberName: left('memberName'),
      memberNameId: undefined,
      personName: left('personName'),
      personNameId: undefined,
    },
  }
  return [next, { errors: { ...(memberName && { memberName }), ...(personName && { personName }) }, proposals, own }]
}

async function refuseOutsiders(c: WebContext) {
  const { db, who } = c.var.ctx
  const office = await officeOf(db.reader, who.path)
  refuseUnless(office && can(who, 'unit.planInspection', office), 'forbidden')
}

async function findEditable(c: WebContext): Promise<Round> {
  const { db, who } = c.var.ctx
  const round = await findRound(db.reader, who, c.req.param('id') ?? '')
  refuseUnless(round && can(who, 'round.see', round), 'missing')
  refuseUnless(can(who, 'round.edit', round), 'forbidden')
  refuseUnless(round.state === 'planned', 'round.wrongState')
  return round
}

async function editor(c: WebContext, typed: TypedRound, read: Partial<ReadRound> = {}, round?: Round) {
  const { db, who } = c.var.ctx
  const named = async (ids: readonly string[]) =>
    (await Promise.all(ids.map((id) => findPerson(db.reader, id)))).filter((row) => row !== undefined)
  const shown = {
    ...{ round, typed, errors: read.errors, proposals: read.proposals, own: read.own },
    units: flat(await unitTree(db.reader)).filter(({ unit }) => unit.kind !== 'office'),
    checklists: await checklistsFor(db.reader, who.path),
    members: await named(typed.member),
    people: await named(typed.person),
  }
  return <RoundEditor {...shown} />
}

/** A round as its form shows it. */
async function typedOf(c: WebContext, round: Round): Promise<TypedRound> {
  const { reader } = c.var.ctx.db
  const sheets = await sheetsIn(reader, [round.id])
  const checklist = await checklistOf(reader, round.checklistVersionId)
  const part = (name: string) => round.team.find((one) => one.part === name)
  return {
    ...{ form: round.form, name: round.name, outsideBody: round.outsideBody, document: round.document },
    ...{ fromDay: day(round.fromDay), toDay: day(round.toDay), ownReason: round.ownReason },
    checklist: checklist?.publicId ?? '',
    orderer: round.orderedBy,
    ordererId: round.orderedByPublicId,
    head: part('head')?.name ?? '',
    headId: part('head')?.publicId,
    secretary: part('secretary')?.name ?? '',
    secretaryId: part('secretary')?.publicId,
    member: round.team.filter((one) => one.part === 'member').map(({ publicId }) => publicId),
    memberName: '',
    unit: sheets.filter(({ personId }) => personId === null).map(({ unitPublicId }) => unitPublicId),
    person: sheets.flatMap(({ personPublicId }) => personPublicId ?? []),
    personName: '',
    more: '',
  }
}
