import { Hono } from 'hono'
import { z } from 'zod'
import { DelegationsPage } from '../../views/people/delegations.tsx'
import { pickProblems } from '../../views/people/picker.tsx'
import { refuseUnless } from '../refusal.ts'
import { holds } from '../rules/access.ts'
import { allow, done, type Errors, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { attempt } from './attempt.ts'
import { delegate, endDelegation, findDelegation, startActing, stopActing } from './delegation-commands.ts'
import { type DelegationForm, delegationForm } from './forms.ts'
import { type Picked, resolvePerson } from './pick.ts'
import { officeOf } from './queries.ts'
import { seenDelegations } from './seen-delegations.ts'

const nothing = z.object({})

/** Ủy quyền: given, received, and begun to act under. */
export const delegations = new Hono<Web>()
  .get('/', allow('delegation.see'), (c) => show(c))
  .post('/', allow('person.delegate'), async (c) => {
    const form = await readForm(c, delegationForm(c.var.ctx.today))
    const people = await pickBoth(c, form.typed)
    const wrong = { ...form.errors, ...errorsOf(people) }
    if (!form.ok || Object.keys(wrong).length > 0) return show(c, { errors: wrong, typed: form.typed, people })
    const { errors } = await attempt(() => delegate(c.var.ctx, inputOf(form.value, people, c.var.ctx.who.publicId)))
    if (errors) return show(c, { errors, typed: form.typed, people })
    return done(c, '/delegations', 'Đã ghi ủy quyền.')
  })
  .post('/:id/end', allow('delegation.end'), async (c) => {
    await readForm(c, nothing)
    await endDelegation(c.var.ctx, c.req.param('id'))
    return done(c, '/delegations', 'Đã chấm dứt ủy quyền.')
  })
  .post('/:id/acting', allow('delegation.actUnder'), async (c) => {
    const { ctx, session } = c.var
    refuseUnless(session.sessionId, 'forbidden')
    await readForm(c, nothing)
    const id = await startActing(ctx, c.req.param('id'), session.sessionId)
    const delegation = await findDelegation(ctx.db.reader, id)
    return done(c, '/', `Đồng chí đang làm thay đồng chí ${delegation?.principalName ?? ''}.`)
  })

/** Mounted at /acting: while one acts for another, nothing asked 'in person' is within reach, and ending must be. */
export const acting = new Hono<Web>().post('/end', allow('person.see'), async (c) => {
  const { ctx, session } = c.var
  await readForm(c, nothing)
  if (session.actingFor && session.sessionId) await stopActing(ctx, session.actingFor.delegation, session.sessionId)
  return done(c, '/', 'Đồng chí đã thôi làm thay.')
})

interface Both {
  /** None: whoever is at the keys. */
  principal?: Picked
  substitute: Picked
}

/** Both people by name; among the people of the viewer's office. */
async function pickBoth(c: WebContext, typed: Typed): Promise<Both> {
  const { ctx } = c.var
  const office = await officeOf(ctx.db.reader, ctx.who.path)
  const pick = (name: string) =>
    resolvePerson(ctx, { text: textOf(typed[name]), id: textOf(typed[`${name}Id`]) || undefined }, office)
  const isForOther = holds(ctx.who, 'admin') && (textOf(typed.principal) || textOf(typed.principalId))
  return { substitute: await pick('substitute'), ...(isForOther && { principal: await pick('principal') }) }
}

const textOf = (typed: unknown) => (typeof typed === 'string' ? typed : '')

const errorsOf = ({ principal, substitute }: Both): Errors => ({
  ...(principal?.problem && { principal: pickProblems[principal.problem] }),
  ...(substitute.problem && { substitute: pickProblems[substitute.problem] }),
})

const inputOf = ({ fromDay, toDay, reason }: DelegationForm, { principal, substitute }: Both, self: string) => ({
  principal: principal?.person?.publicId ?? self,
  substitute: substitute.person?.publicId ?? '',
  fromDay,
  toDay,
  reason,
})

async function show(c: WebContext, form?: { errors: Errors; typed: Typed; people: Both }) {
  const { ctx } = c.var
  const { who, today } = ctx
  const { rows, next } = await seenDelegations(ctx, c.req.query('after'))
  const office = await officeOf(ctx.db.reader, who.path)
  const candidates = form && {
    principal: choicesOf(form.people.principal),
    substitute: choicesOf(form.people.substitute),
  }
  if (form) c.status(422)
  return c.render(
    <DelegationsPage
      {...{ rows, who, today, candidates }}
      next={next && `/delegations?after=${next}`}
      forOthers={holds(who, 'admin')}
      office={office?.publicId}
      errors={form?.errors}
      typed={form?.typed}
    />,
    { title: 'Ủy quyền', section: 'delegations' },
  )
}

const choicesOf = (picked?: Picked) => (picked?.person ? [picked.person] : picked?.candidates)
