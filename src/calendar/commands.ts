import { day as shown } from '../../views/format.ts'
import { act, type Ctx, type Facts } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import type { CalendarChange } from '../rules/calendar-effects.ts'
import type { CalendarDay } from '../rules/working-days.ts'
import { newPublicId } from '../secrets.ts'
import { type Foreseen, foresee } from './effects.ts'
import { faultsOf, faultsOfNew, refuseFaults } from './faults.ts'
import type { DayInput, NewDayInput } from './forms.ts'
import { moveDeadlines } from './moves.ts'
import { type DayRow, findDay, findRoot } from './queries.ts'

/** The effects are no longer those that were shown: they are shown again, and nothing has been written. */
export class EffectsChanged extends Error {
  override readonly name = 'EffectsChanged'
}

/** Puts a special day into the calendar. `seen` is the digest of the effects that were shown; throws as below. */
export const addDay = (ctx: Ctx, input: NewDayInput, seen: string) =>
  act(ctx, 'calendar.edit', findRoot, async (tx, root) => {
    refuseFaults(await faultsOfNew(tx, input))
    const also = await settle(tx, ctx, { day: input.day, special: input }, seen, `có thêm ${called(input)}`)
    const publicId = newPublicId()
    await tx
      .insertInto('calendarDays')
      .values({ ...stored(input), day: input.day, publicId })
      .execute()
    return { subject: { kind: 'calendar', publicId, path: root.path }, facts: { ...input }, also }
  })

/** Changes what a special day is; the day itself stays. Throws `EffectsChanged` when `seen` is not what it would do now. */
export const editDay = (ctx: Ctx, id: string, input: DayInput, seen: string) =>
  act(
    ctx,
    'calendar.edit',
    (tx) => findPlaced(tx, id),
    async (tx, row) => {
      refuseFaults(faultsOf(input, row.day))
      const special = { ...input, day: row.day }
      const also = await settle(tx, ctx, { day: row.day, special }, seen, `sửa ${called(special)}`)
      const version = row.version + 1
      await tx
        .updateTable('calendarDays')
        .set({ ...stored(input), version })
        .where('id', '=', row.id)
        .execute()
      return { subject: subjectOf(row), facts: { day: row.day, ...differences(row, input) }, also }
    },
  )

/** Makes a special day an ordinary day of the week again. Throws `EffectsChanged` as above. */
export const removeDay = (ctx: Ctx, id: string, seen: string) =>
  act(
    ctx,
    'calendar.edit',
    (tx) => findPlaced(tx, id),
    async (tx, row) => {
      const also = await settle(tx, ctx, { day: row.day, special: undefined }, seen, `bỏ ${called(row)}`)
      await tx.deleteFrom('calendarDays').where('id', '=', row.id).execute()
      const { day, kind, name, source, confidence, active } = row
      return { subject: subjectOf(row), facts: { removed: true, day, kind, name, source, confidence, active }, also }
    },
  )

/** Does to open tasks what was shown, and nothing else. */
async function settle(tx: Tx, ctx: Ctx, change: CalendarChange, seen: string, what: string) {
  const foreseen: Foreseen = await foresee(tx, ctx.who, ctx.today, change)
  if (foreseen.digest !== seen) throw new EffectsChanged()
  return moveDeadlines(tx, ctx, foreseen.moved, `Lịch làm việc ${what}.`)
}

async function findPlaced(tx: Tx, id: string) {
  const row = await findDay(tx, id)
  const root = await findRoot(tx)
  return row && root && { ...row, path: root.path }
}

const subjectOf = ({ publicId, path }: { publicId: string; path: string }) => ({ kind: 'calendar', publicId, path })
const called = ({ day, name }: Pick<CalendarDay, 'day' | 'name'>) => `${shown(day)} (${name})`

const stored = ({ kind, name, source, confidence, active }: DayInput) => {
  return { kind, name, source, confidence, active: active ? 1 : 0 }
}

/** From what to what, of the fields that differ. */
function differences(row: DayRow, input: DayInput): Facts {
  const fields = Object.keys(input) as (keyof DayInput)[]
  return Object.fromEntries(fields.filter((f) => row[f] !== input[f]).map((f) => [f, [row[f], input[f]]]))
}
