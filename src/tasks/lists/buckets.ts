import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../rules/days.ts'
import type { TaskState } from '../../rules/tasks.ts'
import type { Bucket } from '../../rules/timeliness.ts'

/**
 * Timeliness in SQL, for queries with `tasks`: `bucket` of src/rules/timeliness.ts, clock and all; a test compares the two
 * over every combination. States and parts are written out, so that both databases see that a partial index fits.
 */
export const counting = sql<boolean>`tasks.state in ('issued', 'in_progress', 'submitted') and tasks.children = 0`

/** Open and past its deadline, whether it counts or has parts that do: `isPast` of the rules. */
export const isPast = (today: Day) =>
  sql<boolean>`tasks.state in ('issued', 'in_progress', 'submitted') and ${isLate(today)}`

/** The day the clock shows: stopped at the submission that was approved or waits, otherwise today. */
const clock = (today: Day) =>
  sql`coalesce(tasks.done_on, case when tasks.state = 'submitted' then tasks.submitted_on end, ${today})`

export const isLate = (today: Day): RawBuilder<boolean> => sql`${clock(today)} > tasks.due`

const conditions: Record<Bucket, (today: Day) => RawBuilder<boolean>> = {
  openInTime: (today) => sql`${counting} and not ${isLate(today)}`,
  openLate: (today) => sql`${counting} and ${isLate(today)}`,
  doneInTime: (today) => sql`tasks.state = 'completed' and tasks.children = 0 and not ${isLate(today)}`,
  doneLate: (today) => sql`tasks.state = 'completed' and tasks.children = 0 and ${isLate(today)}`,
}

/** A condition for `where`: the task counts in this bucket on that day. */
export const isIn = (bucket: Bucket, today: Day): RawBuilder<boolean> => conditions[bucket](today)

/** The same by the task's own deadline, whether it has parts or not: the lines of a plan are followed so. */
export const standsIn: Record<Bucket, (today: Day) => RawBuilder<boolean>> = {
  openInTime: (today) => sql`tasks.state in ('issued', 'in_progress', 'submitted') and not ${isLate(today)}`,
  openLate: (today) => sql`tasks.state in ('issued', 'in_progress', 'submitted') and ${isLate(today)}`,
  doneInTime: (today) => sql`tasks.state = 'completed' and not ${isLate(today)}`,
  doneLate: (today) => sql`tasks.state = 'completed' and ${isLate(today)}`,
}

/** The states of a bucket's tasks. */
export const statesIn: Record<Bucket, readonly TaskState[]> = {
  openInTime: ['issued', 'in_progress', 'submitted'],
  openLate: ['issued', 'in_progress', 'submitted'],
  doneInTime: ['completed'],
  doneLate: ['completed'],
}
