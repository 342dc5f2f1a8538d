import { Hono } from 'hono'
import { z } from 'zod'
import { NewPersonForm } from '../../views/people/form.tsx'
import { TemporaryPassword } from '../../views/people/password.tsx'
import { refuseUnless } from '../refusal.ts'
import { again, allow, type Errors, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { attempt } from './attempt.ts'
import { addPerson, resetPassword, type WithPassword } from './commands.ts'
import { personForm } from './forms.ts'
import { usernameOf } from './passwords.ts'
import { findPerson } from './queries.ts'
import { unitsWhere } from './reach.ts'

const page = { title: 'Thêm người', section: 'people', crumbs: [{ href: '/people', label: 'Người' }] }

/** Taking people in, and new passwords for those who forgot theirs. */
export const joining = new Hono<Web>()
  .get('/new', allow('unit.addPerson'), async (c) => c.render(await newPerson(c), page))
  .post('/', allow('unit.addPerson'), async (c) => {
    const form = await readForm(c, personForm(c.var.ctx.today))
    if (!form.ok) return again(c, await newPerson(c, form), page)
    const added = await attempt(() => addPerson(c.var.ctx, form.value))
    if (added.errors) return again(c, await newPerson(c, { errors: added.errors, typed: form.typed }), page)
    return showPassword(c, added.done, 'Đã thêm')
  })
  .post('/:id/password', allow('person.resetPassword'), async (c) => {
    await readForm(c, z.object({})) // nothing is typed, but the sending has its key
    return showPassword(c, await resetPassword(c.var.ctx, c.req.param('id')), 'Đã đặt lại mật khẩu của')
  })

async function newPerson(c: WebContext, form?: { errors: Errors; typed: Typed }) {
  const { db, who, today } = c.var.ctx
  const units = await unitsWhere(db.reader, who, 'unit.addPerson')
  const only = units.length === 1 ? units[0]?.unit.publicId : undefined
  return <NewPersonForm units={units} today={today} unit={c.req.query('unit') ?? only} {...form} />
}

/** The answer itself shows the password: it goes through no cookie, no address and no log. */
export async function showPassword(c: WebContext, { id, password }: WithPassword, did: string) {
  const db = c.var.ctx.db.reader
  const person = await findPerson(db, id)
  refuseUnless(person, 'missing')
  const username = (await usernameOf(db, person.id)) ?? ''
  const said = `${did} đồng chí ${person.name}.`
  const view = <TemporaryPassword person={person} username={username} password={password} said={said} />
  return c.render(view, { ...page, title: 'Mật khẩu tạm' })
}
