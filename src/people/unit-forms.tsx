import { Hono } from 'hono'
import { day } from '../../views/format.ts'
import { EditUnitForm, NewUnitForm, unitLabels } from '../../views/people/unit-form.tsx'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { again, allow, done, type Errors, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { attempt, attemptEdit } from './attempt.ts'
import { conflict } from './conflict.tsx'
import { unitEditForm, unitForm } from './forms.ts'
import { unitsWhere } from './reach.ts'
import { findOpenUnit, flat, type UnitRow, unitById, unitTree } from './tree.ts'
import { addUnit, editUnit } from './unit-commands.ts'

const crumbs = [{ href: '/units', label: 'Đơn vị' }]
const newPage = { title: 'Thêm đơn vị', section: 'units', crumbs }

/** Thêm, đổi tên, chuyển đơn vị. */
export const unitForms = new Hono<Web>()
  .get('/new', allow('unit.add'), async (c) => c.render(await newForm(c), newPage))
  .post('/', allow('unit.add'), async (c) => {
    const form = await readForm(c, unitForm(c.var.ctx.today))
    if (!form.ok) return again(c, await newForm(c, form), newPage)
    const { done: id, errors } = await attempt(() => addUnit(c.var.ctx, form.value))
    if (errors) return again(c, await newForm(c, { errors, typed: form.typed }), newPage)
    return done(c, `/units/${id}`, `Đã thêm ${form.value.name}.`)
  })
  .get('/:id/edit', allow('unit.edit'), async (c) => {
    const unit = await findEditable(c, c.req.param('id'))
    return c.render(await editForm(c, unit, { ...(await valuesOf(c, unit)), day: day(c.var.ctx.today) }), pageOf(unit))
  })
  .post('/:id/edit', allow('unit.edit'), async (c) => {
    const unit = await findEditable(c, c.req.param('id'))
    const form = await readForm(c, unitEditForm(c.var.ctx.today))
    if (!form.ok) return again(c, await editForm(c, unit, form.typed, form.errors), pageOf(unit))
    const edited = await attemptEdit(() => editUnit(c.var.ctx, unit.publicId, form.value))
    if (edited.stale) return stale(c, unit.publicId, form.typed)
    if (edited.errors) return again(c, await editForm(c, unit, form.typed, edited.errors), pageOf(unit))
    return done(c, `/units/${unit.publicId}`, `Đã lưu ${form.value.name}.`)
  })

async function newForm(c: WebContext, form?: { errors: Errors; typed: Typed }) {
  const { db, who, today } = c.var.ctx
  const units = await unitsWhere(db.reader, who, 'unit.add')
  const parent = c.req.query('parent') ?? units[0]?.unit.publicId ?? ''
  return <NewUnitForm units={units} today={today} parent={parent} {...form} />
}

async function findEditable(c: WebContext, id: string) {
  const { db, who } = c.var.ctx
  const unit = await findOpenUnit(db.reader, id)
  refuseUnless(unit, 'missing')
  refuseUnless(can(who, 'unit.edit', unit), 'forbidden')
  return unit
}

/** The list of places leaves out the unit itself and all below it: it cannot stand there. */
async function editForm(c: WebContext, unit: UnitRow, typed: Typed, errors?: Errors) {
  const { db, who, version } = c.var.ctx
  const places = (await unitsWhere(db.reader, who, 'unit.add')).filter((node) => !node.unit.path.startsWith(unit.path))
  const isRoot = unit.parentId === null
  return (
    <EditUnitForm id={unit.publicId} version={version ?? unit.version} units={places} {...{ isRoot, typed, errors }} />
  )
}

const pageOf = ({ publicId, name }: UnitRow) => ({
  title: 'Sửa đơn vị',
  section: 'units',
  crumbs: [...crumbs, { href: `/units/${publicId}`, label: name }],
})

async function valuesOf(c: WebContext, { name, shortName, code, parentId, position }: UnitRow) {
  const parent = parentId === null ? undefined : await unitById(c.var.ctx.db.reader, parentId)
  return { name, shortName, code: code ?? '', parent: parent?.publicId ?? '', position: String(position) }
}

/** Somebody changed the unit while the form was open. */
async function stale(c: WebContext, id: string, typed: Typed) {
  const now = await findEditable(c, id)
  const units = flat(await unitTree(c.var.ctx.db.reader))
  const { name, shortName, code, parent, position } = unitLabels
  const at = `/units/${id}`
  return conflict(
    c,
    {
      kind: 'unit',
      publicId: id,
      version: now.version,
      action: `${at}/edit`,
      discard: at,
      labels: { name, shortName, code, ...(now.parentId !== null && { parent }), position },
      theirs: await valuesOf(c, now),
      typed,
      show: (field, value) =>
        field === 'parent' ? (units.find((node) => node.unit.publicId === value)?.unit.name ?? value) : value,
      along: 'day',
    },
    pageOf(now),
  )
}
