import { Hono } from 'hono'
import { Stale } from '../../../views/errors.tsx'
import { TermsPage } from '../../../views/inspections/terms.tsx'
import type { Ctx } from '../../act.ts'
import { attemptEdit } from '../../people/attempt.ts'
import { officeOf } from '../../people/queries.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { officesOf } from '../../settings/queries.ts'
import { again, allow, done, type Errors, readForm, type Web, type WebContext } from '../../web.tsx'
import { chooseTerms } from './commands.ts'
import { readTerms, type TypedTerms, termsForm, typedTerms } from './form.ts'
import { findTermsOffice, type TermsOffice, termsInForce } from './terms.ts'

const page = { title: 'Thời hạn kiểm tra', section: 'settings', crumbs: [{ href: '/settings', label: 'Thiết lập' }] }

/** Thời hạn kiểm tra: how long a remedy and an answer may take, what counts as a repeat; each office decides for itself. */
export const inspectionTerms = new Hono<Web>()
  .get('/', allow('unit.configure'), async (c) => {
    const { ctx } = c.var
    const office = await findConfigurable(ctx, c.req.query('office'))
    const { terms } = await termsInForce(ctx.db.reader, office.path, ctx.today)
    return c.render(await termsView(c, office, typedTerms(terms)), page)
  })
  .post('/', allow('unit.configure'), async (c) => {
    const form = await readForm(c, termsForm)
    const { office: asked, ...typed } = form.value ?? termsForm.parse({})
    const office = await findConfigurable(c.var.ctx, asked || undefined)
    const { terms, errors } = readTerms(typed)
    if (Object.keys(errors).length > 0) return again(c, await termsView(c, office, typed, errors), page)
    const chosen = await attemptEdit(() => chooseTerms(c.var.ctx, office.publicId, terms))
    if (chosen.stale) return overtaken(c, office, typed)
    return done(c, `/settings/terms?office=${office.publicId}`, 'Đã lưu. Áp dụng cho tồn tại ghi từ hôm nay.')
  })

/** The office asked for, or the own one. */
async function findConfigurable(ctx: Ctx, asked: string | undefined): Promise<TermsOffice> {
  const { reader } = ctx.db
  const office = await findTermsOffice(reader, asked ?? (await usualOffice(ctx)))
  refuseUnless(office, asked ? 'missing' : 'forbidden')
  refuseUnless(can(ctx.who, 'unit.configure', office), 'forbidden')
  return office
}

async function usualOffice(ctx: Ctx): Promise<string> {
  const own = await officeOf(ctx.db.reader, ctx.who.path)
  const offices = await configurable(ctx)
  return (offices.find(({ publicId }) => publicId === own?.publicId) ?? offices[0])?.publicId ?? ''
}

const configurable = async ({ db, who }: Ctx) =>
  (await officesOf(db.reader)).filter((office) => can(who, 'unit.configure', office))

async function termsView(c: WebContext, office: TermsOffice, typed: TypedTerms, errors: Errors = {}) {
  const { ctx } = c.var
  const inForce = await termsInForce(ctx.db.reader, office.path, ctx.today)
  const shown = { ...office, version: ctx.version ?? office.version }
  const offices = await configurable(ctx)
  return <TermsPage office={shown} {...{ offices, typed, errors, inForce }} />
}

/** Somebody else chose meanwhile: theirs is in force, what was typed stands in the form and may follow it. */
async function overtaken(c: WebContext, office: TermsOffice, typed: TypedTerms) {
  c.var.ctx.version = office.version
  c.status(409)
  const view = await termsView(c, office, typed)
  return c.render(
    <>
      <Stale
        text="Thời hạn kiểm tra vừa được người khác sửa."
        detail="Nội dung đồng chí gõ còn nguyên dưới đây; lưu tiếp thì thay bản của người đó."
      />
      {view}
    </>,
    page,
  )
}
