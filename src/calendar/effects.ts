import { createHash } from 'node:crypto'
import type { Reader } from '../db/schema.ts'
import type { Person } from '../rules/access.ts'
import { type CalendarChange, changed, type Effects, effectsOf } from '../rules/calendar-effects.ts'
import type { Day } from '../rules/days.ts'
import { readCalendar, type TaskAcross, tasksAcross } from './queries.ts'

/** What a change would do to open tasks, and a digest of it: whoever confirms confirms these effects and no others. */
export interface Foreseen extends Effects<TaskAcross> {
  digest: string
}

/** The effects of a change as the office stands now; writes nothing. Two queries, the rest in memory. */
export async function foresee(db: Reader, who: Person, today: Day, change: CalendarChange): Promise<Foreseen> {
  const calendar = await readCalendar(db)
  const tasks = await tasksAcross(db, who, change.day)
  const effects = effectsOf(tasks, calendar, changed(calendar, change), today)
  return { ...effects, digest: digestOf(change, effects) }
}

function digestOf({ day, special }: CalendarChange, { moved, stranded, kept }: Effects<TaskAcross>): string {
  const effects = [
    [day, special?.active && [special.kind, special.name]],
    moved.map(({ task, from, to }) => [task.publicId, from, to]),
    stranded.map(({ task, due, next }) => [task.publicId, due, next]),
    kept,
  ]
  return createHash('sha256').update(JSON.stringify(effects)).digest('base64url')
}
