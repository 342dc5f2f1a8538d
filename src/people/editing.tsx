import { Hono } from 'hono'
import { day } from '../../views/format.ts'
import { EditPersonForm, personLabels } from '../../views/people/form.tsx'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { again, allow, done, type Errors, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { attemptEdit } from './attempt.ts'
import { editPerson } from './commands.ts'
import { conflict } from './conflict.tsx'
import { personEditForm } from './forms.ts'
import { findPerson, type PersonRow } from './queries.ts'
import { unitsWhere } from './reach.ts'
import { flat, unitTree } from './tree.ts'

/** Sửa thông tin, điều động sang đơn vị hoặc chức vụ khác. */
export const editing = new Hono<Web>()
  .get('/:id/edit', allow('person.edit'), async (c) => {
    const person = await findEditable(c, c.req.param('id'))
    return c.render(await editForm(c, person, { ...valuesOf(person), day: day(c.var.ctx.today) }), pageOf(person))
  })
  .post('/:id/edit', allow('person.edit'), async (c) => {
    const person = await findEditable(c, c.req.param('id'))
    const form = await readForm(c, personEditForm(c.var.ctx.today))
    if (!form.ok) return again(c, await editForm(c, person, form.typed, form.errors), pageOf(person))
    const edited = await attemptEdit(() => editPerson(c.var.ctx, person.publicId, form.value))
    if (edited.stale) return stale(c, person.publicId, form.typed)
    if (edited.errors) return again(c, await editForm(c, person, form.typed, edited.errors), pageOf(person))
    return done(c, `/people/${person.publicId}`, `Đã lưu thông tin của đồng chí ${form.value.name}.`)
  })

async function findEditable(c: WebContext, id: string) {
  const { db, who } = c.var.ctx
  const person = await findPerson(db.reader, id)
  refuseUnless(person, 'missing')
  refuseUnless(can(who, 'person.edit', person), 'forbidden')
  refuseUnless(person.leftOn === null, 'person.hasLeft')
  return person
}

async function editForm(c: WebContext, person: PersonRow, typed: Typed, errors?: Errors) {
  const { db, who, version } = c.var.ctx
  const units = await unitsWhere(db.reader, who, 'unit.addPerson')
  return (
    <EditPersonForm
      id={person.publicId}
      version={version ?? person.version}
      units={units}
      typed={typed}
      errors={errors}
    />
  )
}

const pageOf = ({ publicId, name }: PersonRow) => ({
  title: 'Sửa thông tin',
  section: 'people',
  crumbs: [
    { href: '/people', label: 'Người' },
    { href: `/people/${publicId}`, label: name },
  ],
})

const valuesOf = ({ name, unitPublicId, post, code, email, phone }: PersonRow) => ({
  name,
  unit: unitPublicId,
  post,
  code: code ?? '',
  email: email ?? '',
  phone: phone ?? '',
})

/** Somebody changed the person while the form was open. */
async function stale(c: WebContext, id: string, typed: Typed) {
  const now = await findEditable(c, id)
  const units = flat(await unitTree(c.var.ctx.db.reader))
  const { name, unit, post, code, email, phone } = personLabels
  const at = `/people/${id}`
  return conflict(
    c,
    {
      kind: 'person',
      publicId: id,
      version: now.version,
      action: `${at}/edit`,
      discard: at,
      labels: { name, unit, post, code, email, phone },
      theirs: valuesOf(now),
      typed,
      show: (field, value) =>
        field === 'unit' ? (units.find((node) => node.unit.publicId === value)?.unit.name ?? value) : value,
      along: 'day',
    },
    pageOf(now),
  )
}
