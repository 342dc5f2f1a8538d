import { Hono } from 'hono'
import { day as shownDay } from '../../views/format.ts'
import { ClosurePage } from '../../views/people/closure.tsx'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { allow, done, type Errors, firstErrors, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { attemptEdit } from './attempt.ts'
import { closeUnit } from './closure.ts'
import { figuresOfMerger } from './closure-figures.ts'
import { foreseeClosure } from './closure-plan.ts'
import { type ClosureInput, closureForm } from './forms.ts'
import { unitsWhere } from './reach.ts'
import { findUnit, type UnitRow, unitById } from './tree.ts'

/** Kết thúc, sáp nhập đơn vị: shown first (GET, as often as wanted), then done in one act. */
export const closing = new Hono<Web>()
  .get('/:id/closure', allow('unit.close'), async (c) => {
    const unit = await findClosable(c, c.req.param('id'))
    refuseUnless(unit.closedOn === null, 'missing')
    return show(c, unit, { typed: asked(c.req.queries()), errors: {} })
  })
  .post('/:id/closure', allow('unit.close'), async (c) => {
    const unit = await findClosable(c, c.req.param('id'))
    const form = await readForm(c, closureForm(c.var.ctx.today))
    if (!form.ok) return show(c, unit, form, 422)
    const answer = await attemptEdit(() => closeUnit(c.var.ctx, unit.publicId, form.value))
    if (answer.stale) return show(c, unit, { ...form, errors: {} }, 409)
    if (answer.errors) return show(c, unit, { ...form, errors: answer.errors }, 422)
    return finished(c, unit)
  })

async function findClosable(c: WebContext, id: string) {
  const { db, who } = c.var.ctx
  const unit = await findUnit(db.reader, id)
  refuseUnless(unit, 'missing')
  refuseUnless(can(who, 'unit.close', unit), 'forbidden')
  return unit
}

/** What an address asks for; undefined when it asks for nothing. */
function asked(queries: Record<string, string[]>): Typed | undefined {
  const said = Object.entries(queries).map(([name, values]) => [name, values.length > 1 ? values : values[0]])
  return said.length > 0 ? Object.fromEntries(said) : undefined
}

/** On to what took over. */
async function finished(c: WebContext, { id }: UnitRow) {
  const { reader } = c.var.ctx.db
  const unit = await unitById(reader, id)
  const heir = unit?.successorId ? await unitById(reader, unit.successorId) : undefined
  const said = heir ? `Đã sáp nhập vào ${heir.name}.` : `Đã kết thúc ${unit?.name}.`
  return done(c, `/units/${(heir ?? unit)?.publicId}`, said)
}

type Form = { typed?: Typed; errors: Errors }

/** With 409: something has changed since it was shown, and what would happen now stands here. */
async function show(c: WebContext, unit: UnitRow, { typed, errors }: Form, status: 200 | 422 | 409 = 200) {
  const { db, who, today } = c.var.ctx
  const read = closureForm(today).safeParse(typed ?? {})
  const input = read.data ?? withoutFaults(today, typed)
  const foreseen = await foreseeClosure(db.reader, { who, today }, unit, input)
  const figures = await figuresOfMerger(db.reader, today, foreseen.roots, foreseen.successor)
  const units = await unitsWhere(db.reader, who, 'unit.addPerson')
  const parents = await unitsWhere(db.reader, who, 'unit.add')
  const wrong = { ...foreseen.errors, ...(read.error && firstErrors(read.error)), ...errors }
  c.status(status)
  return c.render(
    <ClosurePage
      {...{ unit, foreseen, figures, units, parents, input, today }}
      errors={typed && wrong}
      typed={typed && { ...typed, day: typed.day || shownDay(today) }}
      overtaken={status === 409}
    />,
    {
      title: 'Kết thúc, sáp nhập',
      section: 'units',
      crumbs: [
        { href: '/units', label: 'Đơn vị' },
        { href: `/units/${unit.publicId}`, label: unit.name },
      ],
    },
  )
}

/** What of a form can be read, so that everything wrong with it is told at once. */
function withoutFaults(today: string, typed: Typed = {}): ClosureInput {
  const fields = Object.entries(typed).filter(
    ([name, value]) => closureForm(today).safeParse({ [name]: value }).success,
  )
  return closureForm(today).parse(Object.fromEntries(fields))
}
