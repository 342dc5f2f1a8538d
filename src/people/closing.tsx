import { Hono } from 'hono'
import { ClosurePage } from '../../views/people/closure.tsx'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { allow, done, type Errors, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { attempt } from './attempt.ts'
import { closeUnit, foreseeClosure } from './closure.ts'
import { closureForm } from './forms.ts'
import { unitsWhere } from './reach.ts'
import { findUnit, type UnitRow } from './tree.ts'

/** Kết thúc, sáp nhập đơn vị: shown first, then done in one act. */
export const closing = new Hono<Web>()
  .get('/:id/closure', allow('unit.close'), async (c) => {
    const unit = await findClosable(c, c.req.param('id'))
    refuseUnless(unit.closedOn === null, 'missing')
    return show(c, unit)
  })
  .post('/:id/closure', allow('unit.close'), async (c) => {
    const unit = await findClosable(c, c.req.param('id'))
    const form = await readForm(c, closureForm(c.var.ctx.today))
    if (!form.ok) return show(c, unit, form)
    const { errors } = await attempt(() => closeUnit(c.var.ctx, unit.publicId, form.value))
    if (errors) return show(c, unit, { errors, typed: form.typed })
    return done(c, `/units/${unit.publicId}`, `Đã kết thúc ${unit.name}.`)
  })

async function findClosable(c: WebContext, id: string) {
  const { db, who } = c.var.ctx
  const unit = await findUnit(db.reader, id)
  refuseUnless(unit, 'missing')
  refuseUnless(can(who, 'unit.close', unit), 'forbidden')
  return unit
}

async function show(c: WebContext, unit: UnitRow, form?: { errors: Errors; typed: Typed }) {
  const { db, who, today } = c.var.ctx
  const foreseen = await foreseeClosure(db.reader, today, unit)
  const units = (await unitsWhere(db.reader, who, 'unit.addPerson')).filter((node) => node.unit.id !== unit.id)
  if (form) c.status(422)
  return c.render(<ClosurePage {...{ unit, foreseen, units, today }} {...form} />, {
    title: 'Kết thúc, sáp nhập',
    section: 'units',
    crumbs: [
      { href: '/units', label: 'Đơn vị' },
      { href: `/units/${unit.publicId}`, label: unit.name },
    ],
  })
}
