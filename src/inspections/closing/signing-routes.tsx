import { Hono } from 'hono'
import { z } from 'zod'
import { type SignatureFields, SignaturesPage } from '../../../views/inspections/signatures.tsx'
import { attempt } from '../../people/attempt.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { type Side, sides } from '../../rules/sign-off.ts'
import { again, allow, done, type Errors, readForm, type Typed, type Web, type WebContext } from '../../web.tsx'
import { peopleFor } from '../findings/finding-form.ts'
import { pageOf as sheetPage, titleOf } from '../sheets/sheet-page.tsx'
import { findSheet, type InspectionSheet } from '../sheets/sheets.ts'
import { termsFor } from '../terms/terms.ts'
import { type FrozenSheet, gather } from './frozen.ts'
import { signSheet, unsignSheet } from './signing.ts'

const line = (missing: string) => z.string(missing).trim().min(1, missing).max(200, 'Rút gọn còn không quá 200 ký tự.')
export const signatureForm = z
  .object({
    side: z.enum(sides, 'Chọn bên ký.'),
    name: line('Ghi họ và tên người ký.'),
    post: line('Ghi chức vụ của người ký.'),
    refused: z.string().trim().max(1000, 'Rút gọn còn không quá 1000 ký tự.').default(''),
    /** 'signed' or 'refused'; what the form asks of the side inspected. */
    how: z.string().max(20).optional(),
    content: z.string().max(100).optional(),
  })
  .check(({ value, issues }) => {
    const wrong = (field: string, message: string) =>
      issues.push({ code: 'custom', path: [field], message, input: value })
    if (value.how === 'refused' && !value.refused) wrong('refused', 'Ghi lý do từ chối ký.')
    if (value.how === 'signed' && value.refused)
      wrong('refused', 'Đã ký thì không ghi lý do từ chối. Bỏ lý do, hoặc chọn “Từ chối ký”.')
  })

/** Chữ ký hai bên trong biên bản của một phiếu. */
export const signing = new Hono<Web>()
  .get('/:id/signatures', allow('round.see'), async (c) => {
    const sheet = await findSigned(c)
    return c.render(await signaturesView(c, sheet), pageOf(sheet))
  })
  .post('/:id/signatures', allow('round.record'), async (c) => {
    const sheet = await findSigned(c)
    refuseUnless(can(c.var.ctx.who, 'round.record', sheet.round), 'forbidden')
    const form = await readForm(c, signatureForm)
    // A browser sends no radio that was not chosen.
    const isBare = form.typed.side === 'unit' && form.typed.content !== undefined && form.typed.how === undefined
    const errors = { ...form.errors, ...(isBare && { how: 'Chọn đã ký hay từ chối ký.' }) }
    if (!form.ok || isBare) return again(c, await signaturesView(c, sheet, form.typed, errors), pageOf(sheet))
    const signed = await attempt(() => signSheet(c.var.ctx, sheet.publicId, form.value))
    if (signed.errors) return again(c, await signaturesView(c, sheet, form.typed, signed.errors), pageOf(sheet))
    const said = form.value.refused ? 'Đã ghi việc từ chối ký.' : 'Đã ghi chữ ký.'
    return done(c, `/inspections/sheets/${sheet.publicId}/signatures`, said)
  })
  .post('/:id/signatures/removal', allow('round.record'), async (c) => {
    const sheet = await findSigned(c)
    refuseUnless(can(c.var.ctx.who, 'round.record', sheet.round), 'forbidden')
    const form = await readForm(c, z.object({ side: z.enum(sides) }))
    refuseUnless(form.ok, 'missing')
    await unsignSheet(c.var.ctx, sheet.publicId, form.value.side)
    return done(c, `/inspections/sheets/${sheet.publicId}/signatures`, 'Đã bỏ chữ ký ghi nhầm.')
  })

const pageOf = (sheet: InspectionSheet) => ({
  ...sheetPage(sheet),
  title: 'Chữ ký biên bản',
  sub: titleOf(sheet),
  crumbs: [...sheetPage(sheet).crumbs, { href: `/inspections/sheets/${sheet.publicId}`, label: titleOf(sheet) }],
})

/** A sheet of a round that has begun, for its team. */
async function findSigned(c: WebContext): Promise<InspectionSheet> {
  const { db, who } = c.var.ctx
  const sheet = await findSheet(db.reader, who, c.req.param('id') ?? '')
  refuseUnless(sheet && can(who, 'round.inspect', sheet.round), 'missing')
  refuseUnless(sheet.round.state !== 'planned', 'round.wrongState')
  return sheet
}

async function signaturesView(c: WebContext, sheet: InspectionSheet, typed?: Typed, errors?: Errors) {
  const { db, who, today } = c.var.ctx
  const { round } = sheet
  const [now] = (await gather(db.reader, round, await termsFor(db.reader, round.path, today), sheet.id)).sheets
  refuseUnless(now, 'missing')
  const wrong = sides.find((side) => side === typed?.side)
  const proposed = await proposals(c, sheet, now)
  const fields = wrong ? { ...proposed, [wrong]: fieldsOf(typed ?? {}) } : proposed
  const may = round.state === 'started' && can(who, 'round.record', round)
  return <SignaturesPage sheet={now} proposed={fields} may={may} wrong={wrong} errors={errors} />
}

const fieldsOf = ({ name = '', post = '', refused = '', how = '' }: Typed): SignatureFields => ({
  ...{ name: String(name), post: String(post), refused: String(refused), how: String(how) },
})

/** Who signed before, else who heads the team and who leads the unit; for a person inspected, that person. */
async function proposals(
  c: WebContext,
  sheet: InspectionSheet,
  now: FrozenSheet,
): Promise<Record<Side, SignatureFields>> {
  const head = sheet.round.team.find(({ part }) => part === 'head')
  const { heads, members } = await peopleFor(c.var.ctx, sheet.unitId)
  const own = members.find(({ id }) => id === sheet.personId) ?? heads[0]
  const of = (side: Side, usual?: { name: string; post: string }) => {
    const { name, post } = now.signatures.find((one) => one.side === side) ?? usual ?? { name: '', post: '' }
    return { name, post, refused: '', how: '' }
  }
  return { team: of('team', head), unit: of('unit', own) }
}
