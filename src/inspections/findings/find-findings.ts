import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../../db/schema.ts'
import { readUnits, scopesOfUnit, type WorkUnit } from '../../people/work-units.ts'
import type { Person } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'
import { isRepeat, type Severity, type Terms } from '../../rules/inspections.ts'
import type { FindingAnswer, FindingState } from '../../rules/rounds.ts'
import type { TaskState } from '../../rules/tasks.ts'
import { type Member, teamOf } from '../queries.ts'
import { type FigureFilter, meetsFigure } from './finding-conditions.ts'

/** Findings beside their unit, their round and the people in them. */
const findings = (db: Reader) =>
  db
    .selectFrom('findings')
    .innerJoin('units', 'units.id', 'findings.unitId')
    .innerJoin('inspectionRounds', 'inspectionRounds.id', 'findings.roundId')
    .innerJoin('units as held', 'held.id', 'inspectionRounds.unitId')
    .leftJoin('inspectionSheets', 'inspectionSheets.id', 'findings.sheetId')
    .leftJoin('people as concerned', 'concerned.id', 'findings.personId')
    .leftJoin('people as remedier', 'remedier.id', 'findings.remedierId')
    .leftJoin('people as answerer', 'answerer.id', 'findings.answeredById')
    .leftJoin('findings as earlier', 'earlier.id', 'findings.repeatOfId')
    .leftJoin('tasks', 'tasks.id', 'findings.taskId')
    .select([
      'findings.id',
      'findings.publicId',
      'findings.roundId',
      'findings.sheetId',
      'findings.item',
      'findings.number',
      'findings.text',
      'findings.conclusion',
      'findings.unitId',
      'findings.personId',
      'findings.foundOn',
      'findings.remedy',
      'findings.remedierId',
      'findings.due',
      'findings.repeatOfId',
      'findings.putAt',
      'findings.answerBy',
      'findings.answerText',
      'findings.answeredAt',
      'findings.taskId',
      'findings.version',
      'units.path',
      'units.publicId as unitPublicId',
      'units.name as unitName',
      'units.shortName as unitShort',
      'inspectionRounds.publicId as roundPublicId',
      'inspectionRounds.name as roundName',
      'inspectionRounds.state as roundState',
      'inspectionRounds.form as roundForm',
      'inspectionRounds.outsideBody',
      'held.path as roundPath',
      'inspectionSheets.publicId as sheetPublicId',
      'concerned.name as personName',
      'concerned.publicId as personPublicId',
      'remedier.name as remedierName',
      'remedier.publicId as remedierPublicId',
      'answerer.name as answererName',
      'earlier.foundOn as repeatedFrom',
      'earlier.publicId as repeatedPublicId',
      'tasks.publicId as taskPublicId',
      'tasks.code as taskCode',
      'tasks.due as taskDue',
      'tasks.submittedOn as taskSubmittedOn',
      'tasks.doneOn as taskDoneOn',
      'tasks.children as taskChildren',
    ])
    .select((is) => [
      is.ref('findings.severity').$castTo<Severity>().as('severity'),
      is.ref('findings.state').$castTo<FindingState>().as('state'),
      is.ref('findings.answer').$castTo<FindingAnswer | null>().as('answer'),
      is.ref('tasks.state').$castTo<TaskState | null>().as('taskState'),
    ])

export type FindingRow = Awaited<ReturnType<ReturnType<typeof findings>['execute']>>[number]
export type Finding = ReturnType<typeof withParties>

/** Whether the side inspected may know of it: it was put to them, or the round is signed off. */
export const isKnown = ({ putAt, roundState }: Pick<FindingRow, 'putAt' | 'roundState'>) =>
  putAt !== null || roundState === 'signed'

/** One finding with what `finding.see` asks: the team of its round, and the inspected side once it may know. Three queries. */
export async function findFinding(db: Reader, publicId: string) {
  const row = await findings(db).where('findings.publicId', '=', publicId).executeTakeFirst()
  if (!row) return undefined
  return withParties(row, await teamOf(db, row.roundId), await readUnits(db))
}

/** A finding with what `can` asks of it, from the team of its round and all units, closed ones too. */
export function withParties(row: FindingRow, team: readonly Pick<Member, 'id' | 'part'>[], units: readonly WorkUnit[]) {
  const known = isKnown(row)
  return {
    ...row,
    memberIds: team.map(({ id }) => id),
    headId: team.find(({ part }) => part === 'head')?.id ?? 0,
    scopes: known ? scopesOfUnit(units, row.unitId) : [],
    concernedId: known ? row.personId : null,
  }
}

/** For queries with `findings` and `inspection_rounds`: those this person may know of, the list's side of `finding.see`. */
export function isFindingSeenBy(who: Person) {
  const reach = who.roles
    .filter(({ role }) => ['leader', 'clerk', 'inspector'].includes(role))
    .map(({ unitId }) => unitId)
  const below = reach.length > 0 ? [isFoundUnder(sql`units.id in (${sql.join(reach)})`)] : []
  const inspected = sql.join([sql`findings.person_id = ${who.id}`, ...below], sql` or `)
  return sql<boolean>`(exists (select 1 from round_members as mine
      where mine.round_id = findings.round_id and mine.person_id = ${who.id})
    or ((findings.put_at is not null or inspection_rounds.state = 'signed') and (${inspected})))`
}

/**
 * Findings of the units that `top` selects, of all below, and of what was merged into one of these: they keep the name of
 * the unit in which they were noted, and are its successor's to answer and to remedy.
 */
const isFoundUnder = (top: RawBuilder<unknown>) => sql<boolean>`findings.unit_id in (
  with recursive reached (id) as (
    select units.id from units where ${top}
    union select below.id from reached join units as below on reached.id in (below.parent_id, below.successor_id)
  ) select id from reached)`

export interface FindingFilter {
  /** A unit, all below and all that was merged into these, by its path. */
  path?: string
  severity?: Severity
  /** Noted in that year. */
  year?: string
  /** Only those not withdrawn. */
  open?: boolean
  /** Those that concern this person: found, to be remedied, or about them. */
  mine?: boolean
  /** Put, and not yet answered. */
  waiting?: boolean
  /** To be answered on that day or later. */
  answerFrom?: Day
  /** Those a figure counts, as of `today`. */
  figure?: FigureFilter & { today: Day }
  roundId?: number
  sheetId?: number
  /** The public id of the last one of the page before. */
  after?: string
}

/** Findings this person may know of, newest first. One query. */
export function findingsSeen(db: Reader, who: Person, filter: FindingFilter, limit: number) {
  const { path, severity, year, open, mine, waiting, answerFrom, figure, roundId, sheetId, after } = filter
  return findings(db)
    .where(isFindingSeenBy(who))
    .$if(path !== undefined, (q) => q.where(isFoundUnder(sql`units.path >= ${path} and units.path < ${`${path}:`}`)))
    .$if(severity !== undefined, (q) => q.where('findings.severity', '=', severity ?? ''))
    .$if(year !== undefined, (q) =>
      q.where('findings.foundOn', '>=', `${year}-01-01`).where('findings.foundOn', '<=', `${year}-12-31`),
    )
    .$if(open === true, (q) => q.where('findings.state', '=', 'open'))
    .$if(mine === true, (q) =>
      q.where((is) =>
        is.or([
          is('findings.personId', '=', who.id),
          is('findings.remedierId', '=', who.id),
          is('findings.foundById', '=', who.id),
        ]),
      ),
    )
    .$if(waiting === true, (q) =>
      q
        .where('findings.putAt', 'is not', null)
        .where('findings.answeredAt', 'is', null)
        .where('findings.state', '=', 'open'),
    )
    .$if(answerFrom !== undefined, (q) => q.where('findings.answerBy', '>=', answerFrom ?? ''))
    .$if(figure !== undefined, (q) => q.where(meetsFigure(figure ?? {}, figure?.today ?? '')))
    .$if(roundId !== undefined, (q) => q.where('findings.roundId', '=', roundId ?? 0))
    .$if(sheetId !== undefined, (q) => q.where('findings.sheetId', '=', sheetId ?? 0))
    .$if(after !== undefined, (q) =>
      q.where(
        sql<boolean>`(findings.found_on, findings.id) <
          (select last.found_on, last.id from findings as last where last.public_id = ${after})`,
      ),
    )
    .orderBy('findings.foundOn', 'desc')
    .orderBy('findings.id', 'desc')
    .limit(limit)
    .execute()
}

/** All of one round, in the order they were numbered, as far as this person may know of them. */
export const findingsOfRound = async (db: Reader, who: Person, roundId: number) =>
  (await findingsSeen(db, who, { roundId }, 2000)).sort((a, b) => a.number - b.number)

/** The same with what `can` asks of each. */
export async function wholeFindingsOf(db: Reader, who: Person, round: { id: number; team: readonly Member[] }) {
  const [rows, units] = [await findingsOfRound(db, who, round.id), await readUnits(db)]
  return rows.map((row) => withParties(row, round.team, units))
}

/** All of one round whoever asks, in the order they were numbered: for its sign-off and its papers. */
export const findingsIn = (db: Reader, roundId: number) =>
  findings(db).where('findings.roundId', '=', roundId).orderBy('findings.number').execute()

/** The round and the unit that a repeat is looked for in; what was merged into a unit repeats with it. */
interface Place {
  roundId: number
  unitId: number
}

/**
 * The last finding of the same item in the same unit that makes one of `today` a repeat (tái phạm): of another round with
 * the same checklist, in any of its versions, and not withdrawn. One indexed query.
 */
export async function repeatedIn(db: Reader, { item, ...place }: Place & { item: string }, today: Day, terms: Terms) {
  const rows = await earlierFindings(db, place, today).where('item', '=', item).limit(1).execute()
  return rows.find(({ foundOn }) => isRepeat(foundOn, today, terms))
}

/** The same for every item of a sheet at once: by item, the day of the finding that would be repeated. */
export async function repeatsIn(db: Reader, place: Place, today: Day, terms: Terms): Promise<Map<string, Day>> {
  const rows = await earlierFindings(db, place, today).execute()
  const repeats = rows.filter(({ foundOn }) => isRepeat(foundOn, today, terms))
  return new Map(repeats.reverse().map(({ item, foundOn }) => [item, foundOn]))
}

/** Newest first. */
function earlierFindings(db: Reader, { roundId, unitId }: Place, today: Day) {
  const listOf = (id: RawBuilder<unknown>) => sql`(select checklist_id
    from inspection_rounds as held join checklist_versions on checklist_versions.id = held.checklist_version_id
    where held.id = ${id})`
  return db
    .selectFrom('findings')
    .select(['id', 'publicId', 'item', 'foundOn'])
    .where(sql<boolean>`unit_id in (
      with recursive own (id) as (
        select units.id from units where units.id = ${unitId}
        union select merged.id from own join units as merged on merged.successor_id = own.id
      ) select id from own)`)
    .where('state', '!=', 'withdrawn')
    .where('roundId', '!=', roundId)
    .where('foundOn', '<', today)
    .where(sql<boolean>`${listOf(sql`findings.round_id`)} = ${listOf(sql`${roundId}`)}`)
    .orderBy('foundOn', 'desc')
}

/** The evidence of a finding, by the side that brought it. */
export const evidenceOf = (db: Reader, findingId: number) =>
  db
    .selectFrom('findingFiles')
    .innerJoin('files', 'files.id', 'findingFiles.fileId')
    .select(['findingFiles.side', 'files.publicId', 'files.name', 'files.size', 'files.hash', 'files.mediaType'])
    .where('findingId', '=', findingId)
    .orderBy('files.id')
    .execute()
