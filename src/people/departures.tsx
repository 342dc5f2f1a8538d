import { Hono } from 'hono'
import { day as shownDay } from '../../views/format.ts'
import { DeparturePage } from '../../views/people/departure.tsx'
import { pickProblems } from '../../views/people/picker.tsx'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { allow, done, type Errors, firstErrors, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { attemptEdit } from './attempt.ts'
import { depart } from './departure.ts'
import { foreseeDeparture, type Handing, parts } from './departure-plan.ts'
import { departureForm } from './forms.ts'
import { type Picked, resolvePerson } from './pick.ts'
import { findPerson, officeOf, type PersonRow } from './queries.ts'

/** Thôi công tác: shown first (GET, as often as wanted, with a successor to try), then done in one act. */
export const departures = new Hono<Web>()
  .get('/:id/departure', allow('person.depart'), async (c) => {
    const person = await findLeaver(c, c.req.param('id'))
    refuseUnless(person.leftOn === null, 'person.hasLeft')
    const typed = c.req.query()
    const read = departureForm(c.var.ctx.today).safeParse(typed)
    const isAsked = Object.values(typed).some(Boolean)
    return show(c, person, { typed: isAsked ? typed : undefined, errors: read.error ? firstErrors(read.error) : {} })
  })
  .post('/:id/departure', allow('person.depart'), async (c) => {
    const person = await findLeaver(c, c.req.param('id'))
    const form = await readForm(c, departureForm(c.var.ctx.today))
    if (!form.ok) return show(c, person, form, 422)
    const { day, seen } = form.value
    const picked = await pickBoth(c, person, form.typed)
    if (isUnclear(picked.heir) || isUnclear(picked.leader)) return show(c, person, { ...form, errors: {} }, 422)
    const [successorId, leaderId] = [picked.heir.person?.publicId, picked.leader.person?.publicId]
    const answer = await attemptEdit(() => depart(c.var.ctx, person.publicId, { day, successorId, leaderId, seen }))
    if (answer.stale) return show(c, person, { ...form, errors: {} }, 409)
    if (answer.errors) return show(c, person, { ...form, errors: answer.errors }, 422)
    return done(c, `/people/${person.publicId}`, `Đã cho đồng chí ${person.name} thôi công tác.`)
  })

async function findLeaver(c: WebContext, id: string) {
  const { db, who } = c.var.ctx
  const person = await findPerson(db.reader, id)
  refuseUnless(person, 'missing')
  refuseUnless(can(who, 'person.depart', person), 'forbidden')
  return person
}

/** Who takes over, of the same office, and who approves where the successor cannot, of anywhere. */
async function pickBoth(c: WebContext, person: PersonRow, typed: Typed) {
  const { ctx } = c.var
  const said = (name: string) => ({
    text: String(typed[name] ?? ''),
    id: String(typed[`${name}Id`] ?? '') || undefined,
  })
  const heir = await resolvePerson(ctx, said('successor'), await officeOf(ctx.db.reader, person.path))
  return { heir, leader: await resolvePerson(ctx, said('leader')) }
}

const isUnclear = ({ problem }: Picked) => problem !== undefined && problem !== 'missing'

type Form = { typed?: Typed; errors: Errors }

/** With 409: something has changed since it was shown, and what would happen now stands here. */
async function show(c: WebContext, person: PersonRow, { typed, errors }: Form, status: 200 | 422 | 409 = 200) {
  const { db, today } = c.var.ctx
  const picked = typed && (await pickBoth(c, person, typed))
  const read = departureForm(today).safeParse(typed ?? {})
  const [heir, leader] = [picked?.heir.person, picked?.leader.person]
  const foreseen = await foreseeDeparture(db.reader, today, person, { day: read.data?.day ?? today, heir, leader })
  c.status(status)
  return c.render(
    <DeparturePage
      {...{ person, foreseen, heir, leader, today }}
      byPart={byPart(foreseen.tasks)}
      errors={picked && { ...foreseen.errors, ...pickErrors(picked), ...errors }}
      candidates={{
        successor: picked?.heir.candidates,
        leader: picked?.leader.candidates?.length ? picked.leader.candidates : foreseen.leaders,
      }}
      office={(await officeOf(db.reader, person.path))?.publicId}
      typed={typed && { ...typed, day: typed.day || shownDay(today) }}
      overtaken={status === 409}
    />,
    {
      title: 'Thôi công tác',
      section: 'people',
      crumbs: [
        { href: '/people', label: 'Người' },
        { href: `/people/${person.publicId}`, label: person.name },
      ],
    },
  )
}

/** A name that is nobody, or several people. */
const pickErrors = (picked: { heir: Picked; leader: Picked }): Errors => ({
  ...(isUnclear(picked.heir) && { successor: pickProblems[picked.heir.problem ?? 'unknown'] }),
  ...(isUnclear(picked.leader) && { leader: pickProblems[picked.leader.problem ?? 'unknown'] }),
})

/** The open tasks, each once, under the first part the leaver has in it. */
const byPart = (tasks: readonly Handing[]) =>
  parts
    .map((part) => ({ part, tasks: tasks.filter((task) => task.parts[0] === part) }))
    .filter((group) => group.tasks.length > 0)
