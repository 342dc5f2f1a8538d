import { sql } from 'kysely'
import { shortDay } from '../../views/format.ts'
import type { Ctx } from '../act.ts'
import type { Reader, Tx } from '../db/schema.ts'
import { Invalid, Refusal, refuseUnless } from '../refusal.ts'
import type { Day } from '../rules/days.ts'
import { endedStates, lastDueOf, mostLevels, mostParts } from '../rules/parts.ts'
import { next, type TaskKind, type TaskState } from '../rules/tasks.ts'
import type { Parties } from './giving/draft.ts'

/** What a part may be, as far as it depends on its whole. A part never changes its whole, so there are no circles. */

const wholes = (db: Reader, id: number) =>
  db
    .selectFrom('tasks')
    .select(['id', 'publicId', 'code', 'parentId', 'assigneeId', 'approverId', 'due', 'children'])
    .select((is) => [is.ref('state').$castTo<TaskState>().as('state'), is.ref('kind').$castTo<TaskKind>().as('kind')])
    .where('id', '=', id)
    .executeTakeFirst()

/**
 * The whole that a new part is for. Refuses with 'task.wrongState' when it is not in hand, 'task.tooDeep', 'task.tooManyParts';
 * throws `Invalid` when the part would be due after it.
 */
export async function wholeFor(tx: Tx, ctx: Ctx, id: number, due: Day) {
  const whole = await wholes(tx, id)
  refuseUnless(whole && next('task.passDown', whole), 'task.wrongState')
  refuseUnless(whole.children < mostParts, 'task.tooManyParts')
  refuseUnless((await levelOf(tx, whole)) < mostLevels, 'task.tooDeep')
  const errors = partDueErrors(whole, due, ctx.today)
  if (errors.due) throw new Invalid(errors)
  return whole
}

/** 1 for a task that is no part. */
export async function levelOf(db: Reader, task: { parentId: number | null }): Promise<number> {
  let level = 1
  for (let at = task.parentId; at !== null && level < mostLevels; level += 1)
    at = (await wholes(db, at))?.parentId ?? null
  return level
}

/** The sentence beside the deadline of a part that would end after its whole. */
export function partDueErrors(whole: { due: Day }, due: Day | undefined, today: Day): { due?: string } {
  const last = lastDueOf(whole, today)
  if (!due || !last || due <= last) return {}
  const day = shortDay(last, today)
  return { due: `Việc chung có hạn ${day}, phần này không xong sau ngày đó. Chọn ${day} hoặc sớm hơn.` }
}

/**
 * More time for a part stays within the whole, unless whoever decides it also approves the whole, or its deadline has gone
 * by. Throws `Invalid` beside the deadline.
 */
export async function refuseBeyondWhole(tx: Tx, ctx: Ctx, { parentId }: { parentId: number | null }, due: Day) {
  const whole = parentId === null ? undefined : await wholes(tx, parentId)
  if (!whole || whole.approverId === ctx.who.id) return
  const errors = partDueErrors(whole, due, ctx.today)
  if (errors.due) throw new Invalid(errors)
}

/** Whoever answers for the whole follows a part that nobody else was named to follow. */
export function followedBy(parties: Parties, responsible: Parties['follower']): Parties {
  const { assignee, assigner, approver, follower, coordinators } = parties
  const involved = [assignee, assigner, approver, ...coordinators.map(({ person }) => person)]
  const isIn = involved.some(({ id }) => id === responsible?.id)
  return { ...parties, follower: follower ?? (isIn ? undefined : responsible) }
}

/** Everything below a task that is not over, the deepest first: parts, their parts, and so on. */
export async function openBelow(tx: Tx, id: number) {
  const rows = await tx
    .withRecursive('below(id, level)', (db) =>
      db
        .selectFrom('tasks')
        .select(['tasks.id', sql<number>`1`.as('level')])
        .where('tasks.parentId', '=', id)
        .unionAll((all) =>
          all
            .selectFrom('tasks')
            .innerJoin('below', 'below.id', 'tasks.parentId')
            .select(['tasks.id', sql<number>`below.level + 1`.as('level')]),
        ),
    )
    .selectFrom('below')
    .innerJoin('tasks', 'tasks.id', 'below.id')
    .select(['tasks.publicId', 'tasks.state'])
    .where('tasks.state', 'not in', endedStates)
    .orderBy('below.level', 'desc')
    .orderBy('tasks.id')
    .execute()
  return rows
}

/** A part that was handed in wants an answer first: whoever did the work is not told that it was for nothing. */
export function refuseSubmitted(parts: readonly { state: string }[]) {
  const count = parts.filter(({ state }) => state === 'submitted').length
  if (count > 0) throw new Refusal('task.submittedParts', { count: String(count) })
}
