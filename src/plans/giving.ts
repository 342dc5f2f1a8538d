import type { Ctx, Entry } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { insertAll } from '../db/slices.ts'
import { Invalid, Refusal, refuseUnless } from '../refusal.ts'
import type { Action } from '../rules/access.ts'
import { newPublicId } from '../secrets.ts'
import { draftTitle } from '../tasks/giving/draft-rows.ts'
import type { TaskForm } from '../tasks/giving/form.ts'
import { issueWithin } from '../tasks/giving/issuing.ts'
import { rememberedLookUps } from '../tasks/giving/look-ups.ts'
import type { PlannedRow } from './answering.ts'
import type { Items } from './keeping.ts'
import { liveTask } from './linking.ts'

/*
 * Everything here was clear when the file was checked. What is no more has moved meanwhile, and is answered with 'stale':
 * nothing is written and the file is checked again.
 */

/** Issues the tasks of a document, wholes before their parts. Returns their rows of the record. */
export async function issueTasks(tx: Tx, ctx: Ctx, rows: readonly PlannedRow[], items: Items) {
  const taskOf = new Map(rows.map(({ number, taskId }) => [number, taskId]))
  const look = rememberedLookUps(ctx, tx)
  const waiting = rows.filter(({ becomes }) => becomes === 'task')
  const also: (Entry & { action: Action })[] = []
  while (waiting.length > 0) {
    const isNext = ({ wholeRow }: PlannedRow) => wholeRow === undefined || taskOf.get(wholeRow) !== undefined
    const [row] = waiting.splice(Math.max(0, waiting.findIndex(isNext)), 1) as [PlannedRow]
    const place = { parentId: taskOf.get(row.wholeRow ?? 0), planItemId: items.get(row.number), look }
    const { id, entry } = await issueRow(tx, ctx, row, place)
    taskOf.set(row.number, id)
    also.push({ ...entry, action: 'person.giveTask' })
  }
  return also
}

type Place = Parameters<typeof issueWithin>[3]

async function issueRow(tx: Tx, ctx: Ctx, row: PlannedRow, place: Place) {
  const { input, draftId, itemId } = row
  refuseUnless(input && !(itemId && (await liveTask(tx, itemId))), 'stale')
  if (draftId !== undefined) await dropDraft(tx, draftId)
  try {
    return await issueWithin(tx, ctx, input, place)
  } catch (error) {
    throw error instanceof Invalid || error instanceof Refusal ? new Refusal('stale') : error
  }
}

async function dropDraft(tx: Tx, id: number) {
  const { numDeletedRows } = await tx.deleteFrom('drafts').where('id', '=', id).executeTakeFirstOrThrow()
  refuseUnless(numDeletedRows > 0n, 'stale')
}

/** New drafts are the importer's own; one that the document changes stays whose it is. Returns how many are new. */
export async function keepDrafts(tx: Tx, ctx: Ctx, rows: readonly PlannedRow[], items: Items): Promise<number> {
  const drafts = rows.filter(({ becomes }) => becomes === 'draft')
  for (const { draftId, form, outcome } of drafts)
    if (draftId !== undefined && form && outcome !== 'same') await changeDraft(tx, ctx, draftId, form)
  const fresh = drafts.flatMap(({ number, draftId, form }) => {
    if (draftId !== undefined || !form) return []
    const own = { publicId: newPublicId(), ownerId: ctx.who.id, planItemId: items.get(number) as number }
    return [{ ...own, ...valuesOf(ctx, form) }]
  })
  await insertAll(tx, 'drafts', fresh)
  return fresh.length
}

async function changeDraft(tx: Tx, ctx: Ctx, id: number, form: TaskForm) {
  const changed = tx.updateTable('drafts').set(valuesOf(ctx, form)).where('id', '=', id)
  const { numUpdatedRows } = await changed.executeTakeFirstOrThrow()
  refuseUnless(numUpdatedRows > 0n, 'stale')
}

const valuesOf = ({ now }: Ctx, form: TaskForm) => {
  return { form: JSON.stringify({ ...form, draft: '' }), title: draftTitle(form), updatedAt: now }
}
