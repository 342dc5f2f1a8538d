import { Hono } from 'hono'
import { FindingForm } from '../../../views/inspections/finding-form.tsx'
import { itemsOf } from '../../checklists/body.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { again, allow, done, type Errors, readForm, type Web, type WebContext } from '../../web.tsx'
import { findInspecting } from '../sheets/photos.ts'
import { pageOf as sheetPage, titleOf } from '../sheets/sheet-page.tsx'
import { findingKept } from '../sheets/sheet-state.ts'
import { answersOf, bodyOfRound, type InspectionSheet, photosOf } from '../sheets/sheets.ts'
import { termsFor } from '../terms/terms.ts'
import { type Finding, findFinding, repeatedIn } from './find-findings.ts'
import {
  type FindingInput,
  findingForm,
  peopleFor,
  proposedFinding,
  readFinding,
  type TypedFinding,
} from './finding-form.ts'
import { addFinding, editFinding, isStillOurs } from './findings.ts'

/** Ghi tồn tại from a sheet: filled in from the item that fails, or of none. */
export const noting = new Hono<Web>()
  .get('/:id/findings/new', allow('round.inspect'), async (c) => {
    const sheet = await findInspecting(c, c.req.param('id'))
    const item = await findItem(c, sheet, c.req.query('item') ?? '')
    const answer = (await answersOf(c.var.ctx.db.reader, [sheet.id])).get(sheet.id)?.get(item?.code ?? '')
    const terms = await termsOf(c, sheet)
    const typed = item ? await proposedFinding(c.var.ctx, sheet, item, terms, answer) : findingForm.parse({})
    return c.render(await editor(c, sheet, typed), pageOf(sheet, typed))
  })
  .post('/:id/findings', allow('round.inspect'), async (c) => {
    const sheet = await findInspecting(c, c.req.param('id'))
    const form = await readForm(c, findingForm)
    const typed = form.value ?? findingForm.parse({})
    const refuse = async (errors: Errors) =>
      isForScript(c) ? c.json({ errors }, 422) : again(c, await editor(c, sheet, typed, errors), pageOf(sheet, typed))
    if (!form.ok) return refuse(form.errors)
    const { input, errors } = await readFinding(c.var.ctx, typed, await termsOf(c, sheet))
    if (Object.keys(errors).length > 0) return refuse(errors)
    const id = await addFinding(c.var.ctx, sheet.publicId, input)
    if (isForScript(c)) return c.json(await noted(c, id, input), 201)
    const place = input.item ? `#item-${input.item}` : ''
    return done(c, `/inspections/sheets/${sheet.publicId}${place}`, 'Đã ghi tồn tại.')
  })

const pageOf = (sheet: InspectionSheet, { item }: TypedFinding) => ({
  title: item ? `Ghi tồn tại, mục ${item}` : 'Ghi tồn tại',
  section: 'inspections',
  sub: titleOf(sheet),
  crumbs: [...sheetPage(sheet).crumbs, { href: `/inspections/sheets/${sheet.publicId}`, label: titleOf(sheet) }],
})

const termsOf = (c: WebContext, { round }: InspectionSheet) =>
  termsFor(c.var.ctx.db.reader, round.path, c.var.ctx.today)

const isForScript = (c: WebContext) => c.req.header('Accept') === 'application/json'

/**
 * The finding as the sheet shows it. A device that sent it twice gets the same one; where it was changed there before the
 * first answer came, the finding is changed too.
 */
async function noted(c: WebContext, id: string, input: FindingInput) {
  const { ctx } = c.var
  const before = await findFinding(ctx.db.reader, id)
  if (before && isStillOurs(before) && isOther(before, input))
    await editFinding({ ...ctx, key: undefined, version: undefined }, id, input)
  const finding = await findFinding(ctx.db.reader, id)
  refuseUnless(finding, 'missing')
  return { at: ctx.now, kept: findingKept(finding, ctx.today) }
}

const isOther = (finding: Finding, input: FindingInput) =>
  (['text', 'severity', 'personId', 'remedy', 'remedierId', 'due'] as const).some(
    (name) => finding[name] !== input[name],
  )

async function findItem(c: WebContext, sheet: InspectionSheet, code: string) {
  return itemsOf(await bodyOfRound(c.var.ctx.db.reader, sheet.round)).find((item) => item.code === code)
}

async function editor(c: WebContext, sheet: InspectionSheet, typed: TypedFinding, errors?: Errors) {
  const { ctx } = c.var
  const { reader } = ctx.db
  const { members } = await peopleFor(ctx, sheet.unitId)
  const item = await findItem(c, sheet, typed.item)
  const asked = { roundId: sheet.round.id, unitId: sheet.unitId, item: typed.item }
  const terms = await termsOf(c, sheet)
  const repeat = item && (await repeatedIn(reader, asked, ctx.today, terms))
  const earlier = repeat && (await findFinding(reader, repeat.publicId))
  const seen = earlier && can(ctx.who, 'finding.see', earlier) ? `/findings/${earlier.publicId}` : undefined
  const photos = item ? (await photosOf(reader, sheet.id)).filter((photo) => photo.item === item.code) : []
  const at = `/inspections/sheets/${sheet.publicId}`
  return (
    <FindingForm
      action={`${at}/findings`}
      back={item ? `${at}#item-${item.code}` : at}
      typed={typed}
      errors={errors}
      itemName={item?.name ?? ''}
      people={members}
      remedyDays={terms.remedyDays}
      repeat={repeat && { foundOn: repeat.foundOn, href: seen }}
      sheetId={sheet.publicId}
      photos={photos}
    />
  )
}
