import { Hono } from 'hono'
import { day as shownDay } from '../../views/format.ts'
import { DeparturePage } from '../../views/people/departure.tsx'
import { pickProblems } from '../../views/people/picker.tsx'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { allow, done, type Errors, firstErrors, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { attempt } from './attempt.ts'
import { depart, foreseeDeparture, type OpenTask, parts, partsOf } from './departure.ts'
import { departureForm } from './forms.ts'
import { resolvePerson } from './pick.ts'
import { findPerson, officeOf, type PersonRow } from './queries.ts'

/** Thôi công tác: shown first (GET, as often as wanted, with a successor to try), then done in one act. */
export const departures = new Hono<Web>()
  .get('/:id/departure', allow('person.depart'), async (c) => {
    const person = await findLeaver(c, c.req.param('id'))
    refuseUnless(person.leftOn === null, 'person.hasLeft')
    const typed = c.req.query()
    const read = departureForm(c.var.ctx.today).safeParse(typed)
    const asked = typed.successor || typed.successorId
    return show(c, person, {
      typed: asked || typed.day ? typed : undefined,
      errors: read.success ? {} : firstErrors(read.error),
    })
  })
  .post('/:id/departure', allow('person.depart'), async (c) => {
    const person = await findLeaver(c, c.req.param('id'))
    const form = await readForm(c, departureForm(c.var.ctx.today))
    if (!form.ok) return show(c, person, form, 422)
    const picked = await pick(c, person, form.typed)
    const isAmbiguous = picked.problem !== undefined && picked.problem !== 'missing'
    if (isAmbiguous) return show(c, person, { typed: form.typed, errors: {} }, 422)
    const { day } = form.value
    const { errors } = await attempt(() =>
      depart(c.var.ctx, person.publicId, { day, successorId: picked.person?.publicId }),
    )
    if (errors) return show(c, person, { typed: form.typed, errors }, 422)
    return done(c, `/people/${person.publicId}`, `Đã cho đồng chí ${person.name} thôi công tác.`)
  })

async function findLeaver(c: WebContext, id: string) {
  const { db, who } = c.var.ctx
  const person = await findPerson(db.reader, id)
  refuseUnless(person, 'missing')
  refuseUnless(can(who, 'person.depart', person), 'forbidden')
  return person
}

/** The successor that the typed name and the ticked chip mean, among the people of the same office. */
async function pick(c: WebContext, person: PersonRow, typed: Typed) {
  const { ctx } = c.var
  const input = { text: String(typed.successor ?? ''), id: String(typed.successorId ?? '') || undefined }
  return resolvePerson(ctx, input, await officeOf(ctx.db.reader, person.path))
}

async function show(
  c: WebContext,
  person: PersonRow,
  form: { typed?: Typed; errors: Errors },
  status: 200 | 422 = 200,
) {
  const { db, today } = c.var.ctx
  const picked = form.typed ? await pick(c, person, form.typed) : undefined
  const successor = picked?.person?.id === person.id ? undefined : picked?.person
  const foreseen = await foreseeDeparture(db.reader, today, person, successor)
  const errors = { ...pickErrors(picked?.problem, foreseen.tasks.length), ...form.errors }
  c.status(status)
  return c.render(
    <DeparturePage
      {...{ person, foreseen, successor, today, errors }}
      byPart={byPart(foreseen.tasks, person.id)}
      candidates={picked?.candidates}
      office={(await officeOf(db.reader, person.path))?.publicId}
      typed={form.typed && { ...form.typed, day: form.typed.day || shownDay(today) }}
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

const pickErrors = (problem: keyof typeof pickProblems | undefined, tasks: number): Errors =>
  problem && tasks > 0 ? { successor: pickProblems[problem] } : {}

/** The open tasks under each part the leaver has in them; one with nothing but a step comes last. */
function byPart(tasks: readonly OpenTask[], personId: number) {
  const held = parts.map((part) => ({ part, tasks: tasks.filter((task) => partsOf(task, personId).includes(part)) }))
  const steps = { part: 'doer' as const, tasks: tasks.filter((task) => partsOf(task, personId).length === 0) }
  return [...held, steps].filter((group) => group.tasks.length > 0)
}
