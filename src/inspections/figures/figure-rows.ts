import { sql } from 'kysely'
import type { Reader } from '../../db/schema.ts'
import { closureOf, readUnits, scopesOfUnit, type WorkUnit } from '../../people/work-units.ts'
import type { Person } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'
import type { CountedFinding, FigureRows, Span } from '../../rules/inspection-figures.ts'
import { countedHeadcount, type Headcount, type Measured, type Severity, type Terms } from '../../rules/inspections.ts'
import { remedyStateOf } from '../../rules/remedies.ts'
import type { TaskState } from '../../rules/tasks.ts'
import { isFindingSeenBy } from '../findings/find-findings.ts'
import { isRoundSeenBy } from '../queries.ts'
import { unitsInScope, unitsInspected } from '../rounds/coverage.ts'
import { isOver } from '../sheets/sheets.ts'
import { termsFor } from '../terms/terms.ts'

/** What figures are asked about. */
export interface FiguresAsked {
  span: Span
  today: Day
  /** As far as this person may know; without one everything but what has not begun: for scoring. */
  who?: Person
  /** A unit, all below and all that was merged into these; everything without one. */
  unitId?: number
  /** Only rounds signed off: a score rests on conclusions, not on what was merely noted. */
  signedOnly?: boolean
}

/** A finding that figures count, with what they are grouped by. */
export interface FindingCounted extends CountedFinding {
  publicId: string
  item: string
  /** The checklist of the item, by its public id; '' of none. */
  checklist: string
  unitPublicId: string
  unitName: string
}

/** A headcount with the sheet it stands in. */
export interface HeadcountCounted extends Headcount {
  sheetPublicId: string
  inspected: string
  roundName: string
  day: Day
}

/** A unit that ought to be inspected, and whether it was. */
export interface UnitCovered {
  publicId: string
  name: string
  inspected: boolean
}

export interface CountedRows extends FigureRows {
  findings: readonly FindingCounted[]
  headcounts: readonly HeadcountCounted[]
  units: readonly UnitCovered[]
}

/** The rows the figures of a span are counted over. Secret rounds have none: nothing of them counts before they begin. Six queries. */
export async function figureRows(db: Reader, asked: FiguresAsked): Promise<CountedRows> {
  const { who, unitId, span } = asked
  const tree = await readUnits(db)
  const within = unitId === undefined ? undefined : new Set(closureOf(tree, [unitId]))
  const isWithin = (id: number) => !within || within.has(id)
  const units = (await unitsInScope(db, who, span.to)).filter(({ id }) => isWithin(id))
  const inspected = await unitsInspected(db, who, span)
  return {
    scope: units.map(({ id }) => id),
    inspected,
    units: units.map(({ id, publicId, name }) => ({ publicId, name, inspected: inspected.includes(id) })),
    findings: (await findingRows(db, asked)).filter((row) => isWithin(row.unitId)),
    headcounts: (await headcountRows(db, asked, tree)).filter((row) => isWithin(row.unitId)),
  }
}

async function findingRows(db: Reader, { span, today, who, signedOnly }: FiguresAsked): Promise<FindingCounted[]> {
  const rows = await db
    .selectFrom('findings')
    .innerJoin('units', 'units.id', 'findings.unitId')
    .innerJoin('inspectionRounds', 'inspectionRounds.id', 'findings.roundId')
    .leftJoin('checklistVersions', 'checklistVersions.id', 'inspectionRounds.checklistVersionId')
    .leftJoin('checklists', 'checklists.id', 'checklistVersions.checklistId')
    .leftJoin('tasks', 'tasks.id', 'findings.taskId')
    .select(['findings.publicId', 'findings.unitId', 'findings.item', 'findings.state', 'findings.repeatOfId'])
    .select(['findings.due', 'inspectionRounds.form', 'checklists.publicId as checklist'])
    .select(['units.publicId as unitPublicId', 'units.name as unitName'])
    .select(['tasks.due as taskDue', 'tasks.submittedOn as taskSubmittedOn', 'tasks.doneOn as taskDoneOn'])
    .select((is) => [
      'tasks.children as taskChildren',
      is.ref('findings.severity').$castTo<Severity>().as('severity'),
      is.ref('tasks.state').$castTo<TaskState | null>().as('taskState'),
    ])
    .$if(who !== undefined, (q) => q.where(isFindingSeenBy(who as Person)))
    .$if(signedOnly === true, (q) => q.where('inspectionRounds.state', '=', 'signed'))
    .where('findings.foundOn', '>=', span.from)
    .where('findings.foundOn', '<=', span.to)
    .orderBy('findings.id')
    .execute()
  return rows.map((row) => ({
    ...{ publicId: row.publicId, unitId: row.unitId, item: row.item, severity: row.severity },
    ...{ unitPublicId: row.unitPublicId, unitName: row.unitName },
    checklist: row.item === '' ? '' : (row.checklist ?? ''),
    withdrawn: row.state === 'withdrawn',
    outside: row.form === 'outside',
    repeat: row.repeatOfId !== null,
    remedy: remedyStateOf(row, today),
  }))
}

/** Headcounts in the sheets this person may read: `readableSheets` of src/inspections/sheets/sheets.ts over many rounds at once. */
async function headcountRows(db: Reader, { span, who, signedOnly }: FiguresAsked, tree: readonly WorkUnit[]) {
  const rows = await db
    .selectFrom('sheetAnswers')
    .innerJoin('inspectionSheets', 'inspectionSheets.id', 'sheetAnswers.sheetId')
    .innerJoin('inspectionRounds', 'inspectionRounds.id', 'inspectionSheets.roundId')
    .innerJoin('units as held', 'held.id', 'inspectionRounds.unitId')
    .innerJoin('units', 'units.id', 'inspectionSheets.unitId')
    .leftJoin('people', 'people.id', 'inspectionSheets.personId')
    .select(['sheetAnswers.value', 'inspectionSheets.unitId', 'held.path', 'inspectionRounds.fromDay'])
    .select(['inspectionSheets.publicId as sheetPublicId', 'inspectionRounds.name as roundName'])
    .select(['units.name as unitName', 'people.name as personName', 'inspectionSheets.personId'])
    .select(['inspectionRounds.orderedById', 'inspectionRounds.state'])
    .select(isMember(who).as('isMember'))
    .where('sheetAnswers.value', 'like', '%"headcount"%')
    .where('inspectionRounds.state', '!=', 'planned')
    .$if(who !== undefined, (q) => q.where(isRoundSeenBy(who as Person)))
    .$if(signedOnly === true, (q) => q.where('inspectionRounds.state', '=', 'signed'))
    .where('inspectionRounds.fromDay', '>=', span.from)
    .where('inspectionRounds.fromDay', '<=', span.to)
    .orderBy('inspectionSheets.id')
    .execute()
  const counted: (HeadcountCounted & { unitId: number })[] = []
  const terms = new Map<string, Terms>()
  const isReadable = (row: (typeof rows)[number]) =>
    !who ||
    row.isMember > 0 ||
    (row.state === 'signed' &&
      ([row.orderedById, row.personId].includes(who.id) || isOver(who, scopesOfUnit(tree, row.unitId))))
  for (const { value, unitId, path, fromDay, sheetPublicId, roundName, unitName, personName } of rows.filter(
    isReadable,
  )) {
    const { headcount, people = [] } = JSON.parse(value ?? '{}') as Measured
    if (!headcount) continue
    const inForce = terms.get(`${path} ${fromDay}`) ?? (await termsFor(db, path, fromDay))
    terms.set(`${path} ${fromDay}`, inForce)
    const sheet = { unitId, sheetPublicId, roundName, inspected: personName ?? unitName, day: fromDay }
    counted.push({ ...sheet, ...countedHeadcount(headcount, people, inForce) })
  }
  return counted
}

const isMember = (who: Person | undefined) => sql<number>`(select count(*) from round_members as mine
  where mine.round_id = inspection_rounds.id and mine.person_id = ${who?.id ?? 0})`
