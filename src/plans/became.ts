import { sql } from 'kysely'
import type { Reader } from '../db/schema.ts'
import type { Person } from '../rules/access.ts'
import { isSeenBy } from '../tasks/doing/parts.ts'
import { tasksWithPeople } from '../tasks/queries.ts'

/** What became of a line of a plan: the task it is carried out by, or the draft it waits in. */
export interface Became {
  /** The newest that was not cancelled. */
  task?: PlanTask
  draft?: PlanDraft
  /** Tasks of the line that were cancelled. */
  cancelled: PlanTask[]
}
export type PlanTask = Awaited<ReturnType<typeof tasksOfPlans>>[number]
export type PlanDraft = Awaited<ReturnType<typeof draftsOfPlans>>[number]

/** What became of the lines of some plans, by the item's inner id; a task says whether this person sees it. Two queries. */
export async function becameOf(db: Reader, planIds: readonly number[], who: Person): Promise<Map<number, Became>> {
  const found = new Map<number, Became>()
  if (planIds.length === 0) return found
  const of = (itemId: number | null) => {
    const became = found.get(itemId ?? 0) ?? { cancelled: [] }
    found.set(itemId ?? 0, became)
    return became
  }
  for (const task of await tasksOfPlans(db, planIds, who)) {
    const became = of(task.planItemId)
    if (task.state === 'cancelled') became.cancelled.push(task)
    else became.task = task
  }
  for (const draft of await draftsOfPlans(db, planIds)) of(draft.planItemId).draft = draft
  return found
}

async function tasksOfPlans(db: Reader, planIds: readonly number[], who: Person) {
  const rows = await tasksWithPeople(db)
    .select(['tasks.planItemId', 'tasks.unitId'])
    .select(sql<number>`case when ${isSeenBy(who)} then 1 else 0 end`.as('isSeen'))
    .where('tasks.planItemId', 'in', itemsOf(db, planIds))
    .orderBy('tasks.id')
    .execute()
  return rows.map((row) => ({ ...row, seen: row.isSeen === 1 }))
}

const draftsOfPlans = (db: Reader, planIds: readonly number[]) =>
  db
    .selectFrom('drafts')
    .innerJoin('people', 'people.id', 'drafts.ownerId')
    .select([
      'drafts.id',
      'drafts.publicId',
      'drafts.ownerId',
      'drafts.title',
      'drafts.form',
      'drafts.planItemId',
      'people.name as owner',
    ])
    .where('drafts.planItemId', 'in', itemsOf(db, planIds))
    .execute()

const itemsOf = (db: Reader, planIds: readonly number[]) =>
  db.selectFrom('planItems').select('id').where('planId', 'in', planIds)
