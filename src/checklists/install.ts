import { shippedChecklists } from '../data/checklists.ts'
import type { Tx } from '../db/schema.ts'
import { checklistBody } from './body.ts'
import { insertChecklist } from './rows.ts'

/** Gives an office the shipped checklists, written by the system person. Inside the caller's transaction. */
export async function installChecklists(tx: Tx, unitId: number, byId: number, at: string): Promise<void> {
  for (const { key, name, ...body } of shippedChecklists)
    await insertChecklist(tx, { unitId, key, name, body: checklistBody.parse(body), byId, at })
}
