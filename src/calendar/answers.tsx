import { DayConflict } from '../../views/calendar/day-conflict.tsx'
import { DayForm } from '../../views/calendar/day-form.tsx'
import { Preview } from '../../views/calendar/preview.tsx'
import { day as shown } from '../../views/format.ts'
import { Invalid, Refusal, refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { backTo, done, type Errors, type Typed, type WebContext } from '../web.tsx'
import { EffectsChanged } from './commands.ts'
import { foresee } from './effects.ts'
import { actionOf, changeOf, type Proposal, placeOf, rowOf, sentenceOf, valuesOf } from './proposals.ts'
import { type DayRow, findDay, findRoot, lastEditOf } from './queries.ts'

const section = 'calendar'
const crumbs = [{ href: '/calendar', label: 'Lịch làm việc' }]

/** An administrator of some unit may open the route; the calendar is the whole office's. */
export async function onlyForEditors({ var: { ctx } }: WebContext) {
  const root = await findRoot(ctx.db.reader)
  refuseUnless(root && can(ctx.who, 'calendar.edit', root), 'forbidden')
}

export async function theDay({ var: { ctx } }: WebContext, id: string): Promise<DayRow> {
  const row = await findDay(ctx.db.reader, id)
  refuseUnless(row, 'missing')
  return row
}

/** The form, empty, as the day stands, or as typed with what is wrong. */
export function form(c: WebContext, shows: { row?: DayRow; typed: Typed; errors?: Errors }) {
  if (shows.errors) c.status(422)
  const title = shows.row ? `Sửa ngày ${shown(shows.row.day)}` : 'Thêm ngày vào lịch'
  return c.render(<DayForm {...shows} />, { title, section, crumbs })
}

/** What the change would do, to be confirmed; 409 when it is no longer what was confirmed. */
export async function preview(c: WebContext, proposal: Proposal, changedMeanwhile = false) {
  const { ctx } = c.var
  const change = changeOf(proposal)
  if (changedMeanwhile) c.status(409)
  return c.render(
    <Preview
      sentence={sentenceOf(proposal)}
      foreseen={await foresee(ctx.db.reader, ctx.who, ctx.today, change)}
      action={actionOf(proposal)}
      values={valuesOf(proposal)}
      version={rowOf(proposal) && (ctx.version ?? rowOf(proposal)?.version)}
      removal={proposal.kind === 'remove'}
      back={placeOf(proposal)}
      changedMeanwhile={changedMeanwhile}
    />,
    { title: `Xem trước ngày ${shown(change.day)}`, section, crumbs },
  )
}

/** Somebody else was faster: what differs, to choose from. */
export async function conflict(c: WebContext, row: DayRow, typed: Typed) {
  const edit = await lastEditOf(c.var.ctx.db.reader, row.publicId)
  c.status(409)
  const page = { title: `Sửa ngày ${shown(row.day)}`, section, crumbs }
  return c.render(<DayConflict row={row} typed={typed} edit={edit} />, page)
}

interface Confirmed {
  /** Does it, if its effects are still those of the digest. */
  apply: (seen: string) => Promise<string>
  /** The sentence to show once. */
  said: string
  /** What to show again; read only when it is needed, since a form sent twice may find the day gone. */
  proposal: () => Promise<Proposal>
}

/** Does what was confirmed, or shows again what has to be looked at. */
export async function settle(c: WebContext, typed: Typed, { apply, said, proposal }: Confirmed) {
  try {
    await apply(typeof typed.seen === 'string' ? typed.seen : '')
  } catch (error) {
    if (error instanceof EffectsChanged) return preview(c, await proposal(), true)
    if (error instanceof Invalid) return form(c, { row: rowOf(await proposal()), typed, errors: error.errors })
    if (!(error instanceof Refusal && error.code === 'stale')) throw error
    const proposed = await proposal()
    if (proposed.kind !== 'edit') throw error
    return conflict(c, proposed.row, typed)
  }
  return done(c, backTo(typed, '/calendar'), said)
}
