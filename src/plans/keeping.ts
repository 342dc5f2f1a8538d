import type { Ctx } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { insertAll } from '../db/slices.ts'
import { searchText } from '../rules/names.ts'
import { documentKey, type PlanDocument } from '../rules/plan-documents.ts'
import { newPublicId } from '../secrets.ts'
import type { PlannedRow } from './answering.ts'
import { planOfKey } from './queries.ts'

/** The inner id of each row's item, by row of the file. */
export type Items = Map<number, number>

/** The plan of that document: a new one, or the known one with what the file says of it now. */
export async function keepPlan(tx: Tx, document: PlanDocument, unitId: number) {
  const { number, day, issuer, summary } = document
  const known = await planOfKey(tx, unitId, documentKey(document))
  const said = { number, day, issuer, summary: summary || known?.summary || '' }
  const values = { ...said, folded: searchText(number, issuer, said.summary) }
  if (known) {
    await tx
      .updateTable('plans')
      .set({ ...values, unitId, version: known.version + 1 })
      .where('id', '=', known.id)
      .execute()
    return known
  }
  return tx
    .insertInto('plans')
    .values({ ...values, publicId: newPublicId(), unitId, key: documentKey(document) })
    .returning(['id', 'publicId'])
    .executeTakeFirstOrThrow()
}

/** The version that this file is. */
export async function addVersion(tx: Tx, ctx: Ctx, planId: number, { name, hash }: { name: string; hash: string }) {
  const versions = tx.selectFrom('planVersions').where('planId', '=', planId)
  const last = await versions.select((is) => is.fn.max('number').as('number')).executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  return tx
    .insertInto('planVersions')
    .values({ planId, number, fileName: name, fileHash: hash, at: ctx.now, byId: ctx.who.actorId })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow()
}

/** The items of the rows: known ones, and new ones for lines that were not there before. */
export async function keepItems(tx: Tx, planId: number, rows: readonly PlannedRow[]): Promise<Items> {
  const items = new Map(rows.flatMap(({ number, itemId }) => (itemId === undefined ? [] : [[number, itemId] as const])))
  const fresh = rows
    .filter(({ itemId }) => itemId === undefined)
    .map(({ number }) => ({ number, publicId: newPublicId() }))
  await insertAll(
    tx,
    'planItems',
    fresh.map(({ publicId }) => ({ publicId, planId })),
  )
  const known = await tx.selectFrom('planItems').select(['id', 'publicId']).where('planId', '=', planId).execute()
  const idOf = new Map(known.map(({ id, publicId }) => [publicId, id]))
  for (const { number, publicId } of fresh) items.set(number, idOf.get(publicId) as number)
  return items
}

export const insertLines = (tx: Tx, versionId: number, rows: readonly PlannedRow[], items: Items) =>
  insertAll(
    tx,
    'planLines',
    rows.map(({ number, parentRow, text, heading, due, assigneeId }, at) => ({
      ...text,
      versionId,
      itemId: items.get(number) as number,
      parentItemId: items.get(parentRow ?? 0) ?? null,
      position: at + 1,
      heading: heading ? 1 : 0,
      due: due ?? null,
      assigneeId: assigneeId ?? null,
    })),
  )
