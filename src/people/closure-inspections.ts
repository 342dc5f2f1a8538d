import { sql } from 'kysely'
import type { Reader } from '../db/schema.ts'
import type { Closing } from './merger-tree.ts'

/** What of self-inspection (tự kiểm tra) a closure touches: in `Closure` as it is shown, then done. */
export interface Inspected {
  /** Sheets nobody has begun: they go over to what takes over. */
  going: OpenSheet[]
  /** Sheets that were begun, in rounds not signed off: they keep the name of the unit. */
  staying: OpenSheet[]
  /** Findings the unit knows of and has not remedied: they keep its name, and are answered and remedied by what takes over. */
  findings: number
}
export type OpenSheet = Awaited<ReturnType<typeof openSheets>>[number]

/**
 * Counts what whoever closes a unit may know of: a round before its start that is not announced is in no count, and no
 * finding before it is put. Two queries.
 */
export async function foreseeInspections(db: Reader, closings: readonly Closing[]): Promise<Inspected> {
  const ids = closings.map(({ unit }) => unit.id)
  const sheets = await openSheets(db, ids, { secret: false })
  const into = new Map(closings.map(({ unit, into }) => [unit.id, into]))
  const goes = ({ state, unitId, isBegun }: OpenSheet) => !isBegun && (state === 'planned' || into.get(unitId))
  return {
    going: sheets.filter(goes),
    staying: sheets.filter((sheet) => !goes(sheet)),
    findings: await countFindings(db, ids),
  }
}

/** Sheets of rounds that are not signed off, in these units; with `secret` those too that must not be told of. One query. */
export async function openSheets(db: Reader, unitIds: readonly number[], { secret }: { secret: boolean }) {
  const rows = await db
    .selectFrom('inspectionSheets as sheets')
    .innerJoin('inspectionRounds as rounds', 'rounds.id', 'sheets.roundId')
    .innerJoin('units', 'units.id', 'rounds.unitId')
    .innerJoin('units as own', 'own.id', 'sheets.unitId')
    .select(['sheets.id', 'sheets.roundId', 'sheets.unitId', 'sheets.personId', 'rounds.state', 'rounds.form'])
    .select(['rounds.publicId as roundPublicId', 'rounds.name as roundName', 'units.path', 'own.name as unitName'])
    .select(
      sql<number>`case when sheets.opened_at is not null or sheets.closed_at is not null
      or exists (select 1 from sheet_answers where sheet_answers.sheet_id = sheets.id)
      or exists (select 1 from findings where findings.sheet_id = sheets.id) then 1 else 0 end`.as('begun'),
    )
    .where('sheets.unitId', 'in', [0, ...unitIds])
    .where('rounds.state', '!=', 'signed')
    .$if(!secret, (q) => q.where((is) => is.or([is('form', '!=', 'unannounced'), is('state', '!=', 'planned')])))
    .orderBy('sheets.id')
    .execute()
  return rows.map(({ begun, ...row }) => ({ ...row, isBegun: begun === 1 }))
}

async function countFindings(db: Reader, unitIds: readonly number[]): Promise<number> {
  const { count } = await db
    .selectFrom('findings')
    .innerJoin('inspectionRounds as rounds', 'rounds.id', 'findings.roundId')
    .leftJoin('tasks', 'tasks.id', 'findings.taskId')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('findings.unitId', 'in', [0, ...unitIds])
    .where('findings.state', '=', 'open')
    .where((is) => is.or([is('putAt', 'is not', null), is('rounds.state', '=', 'signed')]))
    .where((is) => is.or([is('taskId', 'is', null), is('tasks.state', '!=', 'completed')]))
    .executeTakeFirstOrThrow()
  return Number(count)
}
