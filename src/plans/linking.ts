import type { Ctx } from '../act.ts'
import type { Reader, Tx } from '../db/schema.ts'
import { refuseUnless } from '../refusal.ts'
import { can, type Person } from '../rules/access.ts'
import { dueOf } from '../rules/clarity.ts'
import { lastDueOf, mostLevels } from '../rules/parts.ts'
import { documentCited } from '../rules/plan-documents.ts'
import { next, type TaskKind, type TaskState } from '../rules/tasks.ts'
import { newPublicId } from '../secrets.ts'
import type { TaskInput } from '../tasks/giving/draft.ts'
import { levelOf } from '../tasks/tree.ts'
import { findPlan } from './queries.ts'

/** Where a task that is being issued stands in a plan: the line it carries out, and the task it is a part of. */
export interface PlaceInPlan {
  planItemId?: number
  parentId?: number
}

/**
 * The place of a task issued from a draft that came out of a plan, or given for a plan by hand: then it is an item of its
 * own beside the document's lines. Refuses with 'missing' a plan that the giver does not see, with
 * 'plan.givenAlready' a line that is a task.
 */
export async function placeInPlan(tx: Tx, ctx: Ctx, input: TaskInput, draft?: string): Promise<PlaceInPlan> {
  const kept = draft ? await itemOfDraft(tx, ctx, draft) : undefined
  if (kept) return lineGiven(tx, ctx, kept, input)
  if (!input.plan) return {}
  const plan = await findPlan(tx, input.plan)
  refuseUnless(plan && can(ctx.who, 'plan.see', plan), 'missing')
  if (input.planLine) return lineGiven(tx, ctx, await itemOfLine(tx, plan.id, input.planLine), input)
  const item = { publicId: newPublicId(), planId: plan.id }
  const { id } = await tx.insertInto('planItems').values(item).returning('id').executeTakeFirstOrThrow()
  return { planItemId: id }
}

/** A line is given once; again only when its task was cancelled. */
async function lineGiven(tx: Tx, ctx: Ctx, planItemId: number, input: TaskInput): Promise<PlaceInPlan> {
  refuseUnless(!(await liveTask(tx, planItemId)), 'plan.givenAlready')
  return { planItemId, parentId: await wholeOf(tx, ctx, planItemId, input) }
}

async function itemOfLine(tx: Tx, planId: number, publicId: string): Promise<number> {
  const items = tx.selectFrom('planItems').select('id').where('planId', '=', planId).where('publicId', '=', publicId)
  const item = await items.executeTakeFirst()
  refuseUnless(item, 'missing')
  return item.id
}

/** A task given for a plan cites its document, unless it cites another. */
export async function citing<I extends { plan?: string; document: string }>(db: Reader, input: I): Promise<I> {
  const plan = input.plan && !input.document ? await findPlan(db, input.plan) : undefined
  return plan ? { ...input, document: documentCited(plan) } : input
}

/** Of a draft of one's own: nobody issues another's. */
async function itemOfDraft(tx: Tx, { who }: Ctx, publicId: string): Promise<number | undefined> {
  if (who.id !== who.actorId) return undefined
  const own = tx.selectFrom('drafts').select('planItemId').where('ownerId', '=', who.id)
  const drafts = own.where('publicId', '=', publicId)
  return (await drafts.executeTakeFirst())?.planItemId ?? undefined
}

/** The task of the nearest line above that is work, while that can still have a part due by then. */
async function wholeOf(tx: Tx, ctx: Ctx, itemId: number, input: TaskInput): Promise<number | undefined> {
  const line = await lastLineOf(tx, itemId)
  if (!line?.parentItemId) return undefined
  const above = await lastLineOf(tx, line.parentItemId)
  if (above?.heading === 1) return wholeOf(tx, ctx, line.parentItemId, input)
  const task = await liveTask(tx, line.parentItemId)
  if (!task || !next('task.passDown', task) || (await levelOf(tx, task)) >= mostLevels) return undefined
  const [due, last] = [dueOf(input, ctx.today, ctx.calendar), lastDueOf(task, ctx.today)]
  return due && last && due > last ? undefined : task.id
}

const lastLineOf = (db: Reader, itemId: number) =>
  db
    .selectFrom('planLines')
    .select(['parentItemId', 'heading'])
    .where('itemId', '=', itemId)
    .orderBy('versionId', 'desc')
    .executeTakeFirst()

/** The newest task of an item that was not cancelled. */
export const liveTask = (db: Reader, itemId: number) =>
  db
    .selectFrom('tasks')
    .select(['id', 'publicId', 'due', 'parentId'])
    .select((is) => [is.ref('state').$castTo<TaskState>().as('state'), is.ref('kind').$castTo<TaskKind>().as('kind')])
    .where('planItemId', '=', itemId)
    .where('state', '<>', 'cancelled')
    .orderBy('id', 'desc')
    .executeTakeFirst()

/** The plan a task carries out: its address for those who follow the plan, its number and summary for everybody else. */
export async function planOfTask(db: Reader, who: Person, taskId: number) {
  const row = await db
    .selectFrom('tasks')
    .innerJoin('planItems', 'planItems.id', 'tasks.planItemId')
    .innerJoin('plans', 'plans.id', 'planItems.planId')
    .select([
      'plans.publicId',
      'plans.number',
      'plans.day',
      'plans.issuer',
      'plans.summary',
      'planItems.publicId as item',
    ])
    .where('tasks.id', '=', taskId)
    .executeTakeFirst()
  if (!row) return undefined
  const plan = await findPlan(db, row.publicId)
  const { publicId, item, ...document } = row
  const isSeen = plan !== undefined && can(who, 'plan.see', plan)
  return { ...document, ...(isSeen && { href: `/plans/${publicId}#${item}` }) }
}
