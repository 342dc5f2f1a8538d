import type { Ctx, Deed } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import type { Moved } from '../rules/calendar-effects.ts'
import type { Day } from '../rules/days.ts'
import type { DeadlineCause } from '../rules/tasks.ts'
import type { TaskAcross } from './queries.ts'

type Move = Moved<TaskAcross>

// SQLite binds at most 32,766 values in one statement, PostgreSQL 65,535; a deadline takes six.
const atOnce = 1000

/**
 * Gives each task its new deadline: a row beside the first one, which never changes, and the deadline in force.
 * Returns the entries for the record. One statement per thousand rows, and one per new day.
 */
export async function moveDeadlines(tx: Tx, ctx: Ctx, moved: readonly Move[], reason: string) {
  const cause: DeadlineCause = 'calendar'
  const common = { cause, reason, setAt: ctx.now, setById: ctx.who.actorId }
  for (const part of parts(moved)) {
    const rows = part.map(({ task, to }) => ({ taskId: task.id, due: to, ...common }))
    await tx.insertInto('taskDeadlines').values(rows).execute()
  }
  for (const [due, tasks] of byNewDay(moved)) for (const ids of parts(tasks)) await setDue(tx, ids, due)
  return moved.map(entryOf)
}

const setDue = (tx: Tx, ids: number[], due: Day) =>
  tx
    .updateTable('tasks')
    .set((is) => ({ due, version: is('version', '+', 1) }))
    .where('id', 'in', ids)
    .execute()

function byNewDay(moved: readonly Move[]): Map<Day, number[]> {
  const days = new Map<Day, number[]>()
  for (const { task, to } of moved) {
    const tasks = days.get(to) ?? []
    tasks.push(task.id)
    days.set(to, tasks)
  }
  return days
}

const parts = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / atOnce) }, (_, part) => list.slice(part * atOnce, (part + 1) * atOnce))

const entryOf = ({ task, from, to }: Move): NonNullable<Deed['also']>[number] => ({
  action: 'calendar.edit',
  subject: { kind: 'task', publicId: task.publicId, path: task.path },
  facts: { due: [from, to] },
  about: task.assigneeId,
})
