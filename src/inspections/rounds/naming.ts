import type { Reader } from '../../db/schema.ts'
import { can, type Person } from '../../rules/access.ts'
import { findFinding, isFindingSeenBy } from '../findings/find-findings.ts'
import { isRoundSeenBy } from '../queries.ts'

/** What rounds of these public ids are called, as far as this person may open them. One query. */
export async function roundsNamed(db: Reader, who: Person, publicIds: readonly string[]) {
  if (publicIds.length === 0) return []
  return db
    .selectFrom('inspectionRounds')
    .select(['publicId', 'name'])
    .where('publicId', 'in', [...publicIds])
    .where(isRoundSeenBy(who))
    .execute()
}

/** The same for findings, each called by its text. */
export async function findingsNamed(db: Reader, who: Person, publicIds: readonly string[]) {
  if (publicIds.length === 0) return []
  return db
    .selectFrom('findings')
    .innerJoin('units', 'units.id', 'findings.unitId')
    .innerJoin('inspectionRounds', 'inspectionRounds.id', 'findings.roundId')
    .select(['findings.publicId', 'findings.text as name'])
    .where('findings.publicId', 'in', [...publicIds])
    .where(isFindingSeenBy(who))
    .execute()
}

/** The finding a task remedies: its address for those who may know of it, its number and round for everybody with the task. */
export async function findingOfTask(db: Reader, who: Person, taskId: number) {
  const row = await db.selectFrom('findings').select('publicId').where('taskId', '=', taskId).executeTakeFirst()
  const finding = row && (await findFinding(db, row.publicId))
  if (!finding) return undefined
  const { publicId, number, roundForm, roundName } = finding
  return { number, roundForm, roundName, ...(can(who, 'finding.see', finding) && { href: `/findings/${publicId}` }) }
}
