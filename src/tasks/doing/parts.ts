import { sql } from 'kysely'
import type { Ctx } from '../../act.ts'
import type { Reader } from '../../db/schema.ts'
import { type Person, scopesOf } from '../../rules/access.ts'
import { endedStates, type RollUp } from '../../rules/parts.ts'
import type { TaskState } from '../../rules/tasks.ts'
import { isPast } from '../lists/buckets.ts'
import { liesIn } from '../lists/list-conditions.ts'
import { tasksWithPeople } from '../queries.ts'

/*
 * Wholes and parts as somebody sees them. A part, or the whole, that this person may not see is not there: sums are of the
 * parts seen, and nothing else says how many there are. Only who hands in, approves or cancels the whole is told how many
 * of its parts are open, seen or not: it waits for them, or takes them along.
 */

/** Lies in one of this person's scopes: the list's side of `task.see`. */
export const isSeenBy = (who: Person) => liesIn(scopesOf(who))

/** The parts this person sees, cancelled ones too, by deadline. One query. */
export const partsOf = (db: Reader, who: Person, taskId: number) =>
  tasksWithPeople(db)
    .where('tasks.parentId', '=', taskId)
    .where(isSeenBy(who))
    .orderBy('tasks.due')
    .orderBy('units.position')
    .orderBy('tasks.id')
    .execute()
export type Part = Awaited<ReturnType<typeof partsOf>>[number]

/** The whole of which a task is a part, for those who see it. One query; none for a task that is no part. */
export async function wholeOf(db: Reader, who: Person, { parentId }: { parentId: number | null }) {
  if (parentId === null) return undefined
  const whole = db.selectFrom('tasks').select(['publicId', 'title', 'code', 'due']).where('id', '=', parentId)
  return whole.where(isSeenBy(who)).executeTakeFirst()
}

/** What a list says of a task beside it: the whole it is a part of, how far its own parts have come. */
export interface TreeMark {
  partOf?: { publicId: string; title: string }
  parts?: RollUp
}

/** The marks of a page of tasks, by their inner id. Two queries at most, none where no task has to do with another. */
export async function treeMarks(ctx: Ctx, tasks: readonly { id: number; parentId: number | null; children: number }[]) {
  const marks = new Map<number, TreeMark>()
  const mark = (id: number, more: TreeMark) => marks.set(id, { ...marks.get(id), ...more })
  const wholes = await titlesOf(ctx, tasks)
  for (const { id, parentId } of tasks) {
    const partOf = wholes.get(parentId ?? 0)
    if (partOf) mark(id, { partOf })
  }
  for (const { id, ...parts } of await rollUps(ctx, tasks)) mark(id, { parts })
  return marks
}

async function titlesOf({ db, who }: Ctx, tasks: readonly { parentId: number | null }[]) {
  const ids = tasks.flatMap(({ parentId }) => parentId ?? [])
  if (ids.length === 0) return new Map<number, never>()
  const wholes = db.reader.selectFrom('tasks').select(['id', 'publicId', 'title']).where('id', 'in', ids)
  return new Map((await wholes.where(isSeenBy(who)).execute()).map(({ id, ...whole }) => [id, whole]))
}

/** `rollUp` of src/rules/parts.ts in SQL; a test compares the two. */
async function rollUps({ db, who, today }: Ctx, tasks: readonly { id: number; children: number }[]) {
  const ids = tasks.filter(({ children }) => children > 0).map(({ id }) => id)
  if (ids.length === 0) return []
  const count = (what: unknown) => sql<number>`count(case when ${what} then 1 end)`
  return db.reader
    .selectFrom('tasks')
    .select((is) => [
      is.ref('parentId').$notNull().as('id'),
      is.fn.countAll<number>().as('all'),
      count(sql`tasks.state = 'completed'`).as('done'),
      count(isPast(today)).as('late'),
    ])
    .where('parentId', 'in', ids)
    .where('state', '<>', 'cancelled' satisfies TaskState)
    .where(isSeenBy(who))
    .groupBy('parentId')
    .execute()
}

/** Which of these tasks still wait for a part, seen or not: their doers can do nothing about them yet. One query. */
export async function waitingForParts(db: Reader, tasks: readonly { id: number; children: number }[]) {
  const ids = tasks.filter(({ children }) => children > 0).map(({ id }) => id)
  if (ids.length === 0) return new Set<number>()
  const open = db.selectFrom('tasks').select('parentId').distinct().where('parentId', 'in', ids)
  const rows = await open.where('state', 'not in', endedStates).execute()
  return new Set(rows.flatMap(({ parentId }) => parentId ?? []))
}
