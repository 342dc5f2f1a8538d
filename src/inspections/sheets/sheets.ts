import { type ChecklistItem, itemsOf, readChecklist } from '../../checklists/body.ts'
import type { Reader } from '../../db/schema.ts'
import { readUnits, scopesOfUnit } from '../../people/work-units.ts'
import { can, holdsOver, type Person } from '../../rules/access.ts'
import { type Counts, countResults, type Measured, type Result } from '../../rules/inspections.ts'
import { checklistOf, type Round, roundById, type SheetLine } from '../queries.ts'

/** What stands in a sheet for one item. */
export interface Answer {
  item: string
  result: Result | null
  value: Measured
  note: string
  version: number
  byId: number
  by: string
  at: string
}

export interface Photo {
  item: string
  publicId: string
  name: string
  size: number
}

export type InspectionSheet = NonNullable<Awaited<ReturnType<typeof findSheet>>>

/**
 * A sheet (phiếu kiểm tra) with its round, as this person may know of it. Whoever is not of the team sees what is in it
 * only once the round is signed off: until then a finding is put to the side inspected, not the sheet. Five queries.
 */
export async function findSheet(db: Reader, who: Person, publicId: string) {
  const sheet = await db
    .selectFrom('inspectionSheets')
    .innerJoin('units', 'units.id', 'inspectionSheets.unitId')
    .leftJoin('people', 'people.id', 'inspectionSheets.personId')
    .selectAll('inspectionSheets')
    .select(['units.path as sheetPath', 'units.publicId as unitPublicId', 'units.name as unitName'])
    .select(['people.name as personName', 'people.publicId as personPublicId'])
    .where('inspectionSheets.publicId', '=', publicId)
    .executeTakeFirst()
  const round = sheet && (await roundById(db, who, sheet.roundId))
  return round && { ...sheet, round }
}

/** Where a sheet lies and whom it is about. */
type Inspected = Pick<SheetLine, 'unitId' | 'personId'>

/**
 * Which of the sheets of a round this person may read: the team all of them; once it was signed off also who ordered it,
 * whoever leads or inspects over the unit or what that was merged into, and the person inspected. A unit does not read the
 * sheet of another one. At most one query.
 */
export async function readableSheets<S extends Inspected>(
  db: Reader,
  who: Person,
  round: Round,
  sheets: readonly S[],
  isSigned = round.state === 'signed',
): Promise<S[]> {
  if (round.state === 'planned') return []
  if (can(who, 'round.inspect', round) || (isSigned && who.id === round.orderedById)) return [...sheets]
  if (!isSigned) return []
  const units = await readUnits(db)
  return sheets.filter(({ unitId, personId }) => who.id === personId || isOver(who, scopesOfUnit(units, unitId)))
}

/** Whether somebody leads or inspects one of the units in these scopes. */
export const isOver = (who: Person, scopes: readonly string[]): boolean =>
  holdsOver(who, 'leader', { path: '', scopes }) || holdsOver(who, 'inspector', { path: '', scopes })

/** What the checklist of a round says, group by group; none while no checklist is chosen. */
export async function bodyOfRound(db: Reader, { checklistVersionId }: Pick<Round, 'checklistVersionId'>) {
  const row = await checklistOf(db, checklistVersionId)
  return row ? readChecklist(row.body) : { partial: false, note: '', groups: [] }
}

/** The answers of these sheets, each by sheet and item. One query. */
export async function answersOf(db: Reader, sheetIds: readonly number[]): Promise<Map<number, Map<string, Answer>>> {
  const rows = await db
    .selectFrom('sheetAnswers')
    .innerJoin('people', 'people.id', 'sheetAnswers.byId')
    .select(['sheetId', 'item', 'value', 'note', 'sheetAnswers.version', 'at', 'byId', 'people.name as by'])
    .select((is) => is.ref('sheetAnswers.result').$castTo<Result | null>().as('result'))
    .where('sheetId', 'in', [0, ...sheetIds])
    .execute()
  const bySheet = new Map<number, Map<string, Answer>>()
  for (const { sheetId, value, ...row } of rows) {
    const answers = bySheet.get(sheetId) ?? new Map<string, Answer>()
    answers.set(row.item, { ...row, value: value ? (JSON.parse(value) as Measured) : {} })
    bySheet.set(sheetId, answers)
  }
  return bySheet
}

/** The photos of a sheet, by the item they belong to. */
export const photosOf = (db: Reader, sheetId: number): Promise<Photo[]> =>
  db
    .selectFrom('answerFiles')
    .innerJoin('files', 'files.id', 'answerFiles.fileId')
    .select(['answerFiles.item', 'files.publicId', 'files.name', 'files.size'])
    .where('answerFiles.sheetId', '=', sheetId)
    .orderBy('files.id')
    .execute()

/** A photo of a sheet as it is kept on the disk. */
export const findPhoto = (db: Reader, sheetId: number, publicId: string) =>
  db
    .selectFrom('answerFiles')
    .innerJoin('files', 'files.id', 'answerFiles.fileId')
    .select(['files.hash', 'files.name', 'files.mediaType', 'files.size'])
    .where('answerFiles.sheetId', '=', sheetId)
    .where('files.publicId', '=', publicId)
    .executeTakeFirst()

/** How far a sheet has come: how many of its items have which result. */
export const progressOf = (items: readonly ChecklistItem[], answers: ReadonlyMap<string, Answer> = new Map()): Counts =>
  countResults(
    items.map(({ code }) => code),
    new Map([...answers].map(([item, { result }]) => [item, result])),
  )

/** Counts of every sheet of a round, for its page. Two queries. */
export async function progressOfSheets(db: Reader, round: Round, sheetIds: readonly number[]) {
  const items = itemsOf(await bodyOfRound(db, round))
  const answers = await answersOf(db, sheetIds)
  return new Map(sheetIds.map((id) => [id, progressOf(items, answers.get(id))]))
}
