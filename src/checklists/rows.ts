import type { Tx } from '../db/schema.ts'
import { Refusal } from '../refusal.ts'
import { searchText } from '../rules/names.ts'
import { newPublicId } from '../secrets.ts'
import type { ChecklistBody } from './body.ts'

/** The rows of checklists and their versions: nothing else writes them. */

interface NewChecklist {
  unitId: number
  key: string
  name: string
  body: ChecklistBody
  byId: number
  at: string
}

/** A checklist with its first version. Returns its public id. */
export async function insertChecklist(tx: Tx, { unitId, key, name, ...first }: NewChecklist): Promise<string> {
  const row = { publicId: newPublicId(), unitId, key, name, folded: searchText(name) }
  const { id } = await tx.insertInto('checklists').values(row).returning('id').executeTakeFirstOrThrow()
  await insertVersion(tx, { checklistId: id, number: 1, ...first })
  return row.publicId
}

const insertVersion = (
  tx: Tx,
  { body, ...version }: { checklistId: number; number: number; body: ChecklistBody; byId: number; at: string },
) =>
  tx
    .insertInto('checklistVersions')
    .values({ ...version, publicId: newPublicId(), body: JSON.stringify(body) })
    .execute()

interface Newest {
  id: number
  versionId: number
  number: number
  usedAt: string | null
}

/**
 * Puts a body in force: in the place of the newest version while no round has used it, else as the next one. Returns
 * its number. A round that starts meanwhile wins: then `Refusal('stale')`, and nothing is written.
 */
export async function putBody(
  tx: Tx,
  { id, versionId, number, usedAt }: Newest,
  body: ChecklistBody,
  by: { byId: number; at: string },
): Promise<number> {
  if (usedAt) {
    await insertVersion(tx, { checklistId: id, number: number + 1, body, ...by })
    return number + 1
  }
  const { numUpdatedRows } = await tx
    .updateTable('checklistVersions')
    .set({ body: JSON.stringify(body), ...by })
    .where('id', '=', versionId)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Refusal('stale')
  return number
}

/**
 * A round starts with this version: from now on it says what it says, whatever is edited later. `now` is a UTC instant.
 * Inside the transaction of the start; one that is used already stays as it is.
 */
export const useVersion = (tx: Tx, versionId: number, now: string) =>
  tx
    .updateTable('checklistVersions')
    .set({ usedAt: now })
    .where('id', '=', versionId)
    .where('usedAt', 'is', null)
    .execute()
