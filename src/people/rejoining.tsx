import { Hono } from 'hono'
import { RejoinForm } from '../../views/people/rejoin.tsx'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { again, allow, type Form, readForm, type Web, type WebContext } from '../web.tsx'
import { attempt } from './attempt.ts'
import { rejoiningForm } from './forms.ts'
import { showPassword } from './joining.tsx'
import { findPerson, type PersonRow } from './queries.ts'
import { unitsWhere } from './reach.ts'
import { rejoin } from './rejoin.ts'

/** Nhận lại công tác. */
export const rejoining = new Hono<Web>()
  .get('/:id/return', allow('person.rejoin'), async (c) => {
    const person = await findGone(c)
    refuseUnless(person.leftOn !== null, 'missing')
    return c.render(await formOf(c, person), pageOf(person))
  })
  .post('/:id/return', allow('person.rejoin'), async (c) => {
    const person = await findGone(c)
    const form = await readForm(c, rejoiningForm(c.var.ctx.today))
    if (!form.ok) return again(c, await formOf(c, person, form), pageOf(person))
    const { done, errors } = await attempt(() => rejoin(c.var.ctx, person.publicId, form.value))
    if (errors) return again(c, await formOf(c, person, { ...form, errors }), pageOf(person))
    return showPassword(c, done, 'Đã nhận lại')
  })

async function findGone(c: WebContext) {
  const { db, who } = c.var.ctx
  const person = await findPerson(db.reader, c.req.param('id') ?? '')
  refuseUnless(person, 'missing')
  refuseUnless(can(who, 'person.rejoin', person), 'forbidden')
  return person
}

async function formOf(
  c: WebContext,
  person: PersonRow,
  form?: Pick<Form<unknown>, 'typed'> & { errors?: Record<string, string> },
) {
  const { db, who, today } = c.var.ctx
  const units = await unitsWhere(db.reader, who, 'unit.addPerson')
  return <RejoinForm {...{ person, units, today }} {...form} />
}

const pageOf = ({ publicId, name }: PersonRow) => ({
  title: 'Nhận lại công tác',
  section: 'people',
  crumbs: [
    { href: '/people', label: 'Người' },
    { href: `/people/${publicId}`, label: name },
  ],
})
