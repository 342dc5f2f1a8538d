import { PersonPage } from '../../views/people/person.tsx'
import { refuseUnless } from '../refusal.ts'
import { can, could } from '../rules/access.ts'
import type { Errors, Typed, WebContext } from '../web.tsx'
import { usernameOf } from './passwords.ts'
import { delegationsOf, findPerson, grantsOf, postingsOf } from './queries.ts'
import { unitsWhere } from './reach.ts'

/** The page of one person; with errors it is the answer to a form on it. */
export async function showPerson(c: WebContext, id: string, form?: { errors: Errors; typed: Typed }) {
  const { ctx } = c.var
  const { who, today } = ctx
  const db = ctx.db.reader
  const person = await findPerson(db, id)
  refuseUnless(person && can(who, 'person.see', person), 'missing')
  const [roles, postings, delegations, units, username] = await Promise.all([
    grantsOf(db, [person.id], today),
    postingsOf(db, person.id),
    delegationsOf(db, person.id).execute(),
    could(who, 'unit.grantRole') ? unitsWhere(db, who, 'unit.grantRole') : [],
    can(who, 'person.edit', person) ? usernameOf(db, person.id) : undefined,
  ])
  const seen = delegations.filter((row) => can(who, 'delegation.see', row))
  if (form) c.status(422)
  return c.render(
    <PersonPage {...{ person, username, roles, postings, units, who, today }} delegations={seen} {...form} />,
    {
      title: person.name,
      section: 'people',
      crumbs: [{ href: '/people', label: 'Người' }],
      sub: `${person.post}, ${person.unitName}`,
    },
  )
}
