import type { Entry } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { rescopeRounds, roundsOfUnits } from '../inspections/rounds/scopes.ts'
import type { Action } from '../rules/access.ts'
import { type Inspected, type OpenSheet, openSheets } from './closure-inspections.ts'
import type { Placing } from './closure-rows.ts'
import type { Closing, Taker } from './merger-tree.ts'
import { officeOf } from './queries.ts'

/**
 * Puts sheets that nobody has begun where the unit went; what is begun stays, and is found from over there. A round that
 * is still secret goes along without a row of the record: that of its start says whom it inspects. After people and units
 * have moved.
 */
export async function moveInspections(tx: Tx, closings: readonly Closing[], place: Placing) {
  const ids = closings.map(({ unit }) => unit.id)
  const into = new Map(closings.map(({ unit, into }) => [unit.id, into && place(into).id]))
  for (const sheet of (await openSheets(tx, ids, { secret: true })).filter(({ isBegun }) => !isBegun))
    await moveSheet(tx, sheet, into.get(sheet.unitId))
  for (const { unit, into } of closings)
    if (unit.kind === 'office' && into) await movePlannedRounds(tx, unit.id, place(into).path)
  await rescopeRounds(tx, roundsOfUnits(ids))
}

/** What takes over has one sheet in a round, not two; with nothing that takes over, a planned one is dropped. */
async function moveSheet(tx: Tx, { id, roundId, personId, state }: OpenSheet, into: number | undefined) {
  const other =
    into !== undefined &&
    personId === null &&
    (await tx
      .selectFrom('inspectionSheets')
      .select('id')
      .where('roundId', '=', roundId)
      .where('unitId', '=', into)
      .where('personId', 'is', null)
      .executeTakeFirst())
  if (state === 'planned' && (into === undefined || other))
    await tx.deleteFrom('inspectionSheets').where('id', '=', id).execute()
  else if (into !== undefined && !other)
    await tx.updateTable('inspectionSheets').set({ unitId: into }).where('id', '=', id).execute()
}

/** A round that has begun keeps its office and its number; one that has not is numbered by what takes over. */
async function movePlannedRounds(tx: Tx, officeId: number, path: string) {
  const office = await officeOf(tx, path)
  if (!office) return
  await tx
    .updateTable('inspectionRounds')
    .set({ unitId: office.id })
    .where('unitId', '=', officeId)
    .where('state', '=', 'planned')
    .execute()
}

/** The rows of the record: one for every sheet that goes over. */
export const sheetsMoved = ({ going }: Inspected, closings: readonly Closing[]): (Entry & { action: Action })[] => {
  const into = new Map<number, Taker | undefined>(closings.map(({ unit, into }) => [unit.id, into]))
  return going
    .filter(({ personId }) => personId === null)
    .map(({ roundPublicId, path, unitId, unitName }) => ({
      action: 'unit.close',
      subject: { kind: 'round', publicId: roundPublicId, path },
      facts: { units: [unitName, into.get(unitId)?.name ?? null] },
    }))
}
