import { Hono } from 'hono'
import { z } from 'zod'
import { Stale } from '../../views/errors.tsx'
import { ClarityPage } from '../../views/settings/clarity.tsx'
import type { Ctx } from '../act.ts'
import { clarityPresets } from '../data/clarity-sets.ts'
import { attemptEdit } from '../people/attempt.ts'
import { officeOf } from '../people/queries.ts'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { again, allow, done, type Errors, readForm, type Web, type WebContext } from '../web.tsx'
import { chooseClarity } from './commands.ts'
import { type ClarityForm, formOf, readSet, typedForm } from './form.ts'
import { clarityFor, findOffice, type Office, officesOf } from './queries.ts'

const page = { title: 'Thiết lập', section: 'settings' }
const anything = z.record(z.string(), z.unknown())

/** Thiết lập: what an office decides for itself. So far its set of rõ. */
export const settings = new Hono<Web>()
  .get('/', allow('unit.configure'), async (c) => {
    const office = await findConfigurable(c, c.req.query('office'))
    const preset = clarityPresets.find(({ key }) => key === c.req.query('preset'))
    const { set } = preset ?? (await clarityFor(c.var.ctx.db.reader, office.path))
    return c.render(await clarityPage(c, office, formOf(set)), page)
  })
  .post('/preview', allow('unit.configure'), async (c) => {
    const { office, form } = await typedSet(c)
    return c.render(await clarityPage(c, office, form, {}, true), page)
  })
  .post('/', allow('unit.configure'), async (c) => {
    const { office, form } = await typedSet(c)
    const { set, errors } = readSet(form)
    if (Object.keys(errors).length > 0) return again(c, await clarityPage(c, office, form, errors), page)
    const chosen = await attemptEdit(() => chooseClarity(c.var.ctx, office.publicId, set))
    if (chosen.stale) return overtaken(c, office, form)
    if (chosen.errors) return again(c, await clarityPage(c, office, form, chosen.errors), page)
    return done(c, `/settings?office=${office.publicId}`, 'Đã lưu bộ rõ. Từ nay việc được đo theo bộ này.')
  })

async function typedSet(c: WebContext) {
  const { typed } = await readForm(c, anything)
  const office = await findConfigurable(c, typeof typed.office === 'string' ? typed.office : undefined)
  return { office, form: typedForm(typed) }
}

/** The office asked for, or one's own, or the first one that one administers. */
async function findConfigurable(c: WebContext, asked: string | undefined): Promise<Office> {
  const { db, who } = c.var.ctx
  const office = await findOffice(db.reader, asked || (await usualOffice(c.var.ctx)))
  refuseUnless(office, asked ? 'missing' : 'forbidden')
  refuseUnless(can(who, 'unit.configure', office), 'forbidden')
  return office
}

async function usualOffice(ctx: Ctx): Promise<string> {
  const [own, offices] = [await officeOf(ctx.db.reader, ctx.who.path), await configurable(ctx)]
  return (offices.find(({ publicId }) => publicId === own?.publicId) ?? offices[0])?.publicId ?? ''
}

const configurable = async ({ db, who }: Ctx) =>
  (await officesOf(db.reader)).filter((office) => can(who, 'unit.configure', office))

async function clarityPage(c: WebContext, office: Office, form: ClarityForm, errors: Errors = {}, seen = false) {
  const { db, version } = c.var.ctx
  const offices = await configurable(c.var.ctx)
  const { set: inForce, office: chosenBy } = await clarityFor(db.reader, office.path)
  const shown = { ...office, version: version ?? office.version }
  const preview = readSet(form)
  const view = { form, errors: seen ? preview.errors : errors, set: preview.set, inForce, chosenBy, offices }
  return <ClarityPage {...view} office={shown} presets={clarityPresets} />
}

/** Somebody else chose meanwhile: theirs is in force, what was typed stands in the form and may follow it. */
async function overtaken(c: WebContext, office: Office, form: ClarityForm) {
  c.var.ctx.version = office.version
  c.status(409)
  const text = 'Bộ rõ vừa được người khác sửa.'
  const view = await clarityPage(c, office, form)
  return c.render(
    <>
      <Stale text={text} detail="Nội dung đồng chí gõ còn nguyên dưới đây; lưu tiếp thì thay bộ của người đó." />
      {view}
    </>,
    page,
  )
}
