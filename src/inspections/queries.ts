import { sql } from 'kysely'
import type { Reader } from '../db/schema.ts'
import { type Person, type RoundParties, roundScopesOf } from '../rules/access.ts'
import { isSecret, type MemberPart, type RoundForm, type RoundState } from '../rules/inspections.ts'

/** Rounds beside the unit they belong to and who ordered them. */
const rounds = (db: Reader) =>
  db
    .selectFrom('inspectionRounds')
    .innerJoin('units', 'units.id', 'inspectionRounds.unitId')
    .innerJoin('people as orderer', 'orderer.id', 'inspectionRounds.orderedById')
    .select([
      'inspectionRounds.id',
      'inspectionRounds.publicId',
      'inspectionRounds.unitId',
      'inspectionRounds.name',
      'inspectionRounds.outsideBody',
      'inspectionRounds.document',
      'inspectionRounds.orderedById',
      'inspectionRounds.checklistVersionId',
      'inspectionRounds.fromDay',
      'inspectionRounds.toDay',
      'inspectionRounds.ownReason',
      'inspectionRounds.number',
      'inspectionRounds.startedAt',
      'inspectionRounds.version',
      'units.path',
      'units.name as unitName',
      'orderer.name as orderedBy',
      'orderer.publicId as orderedByPublicId',
      'orderer.post as orderedByPost',
    ])
    .select((is) => [
      is.ref('inspectionRounds.form').$castTo<RoundForm>().as('form'),
      is.ref('inspectionRounds.state').$castTo<RoundState>().as('state'),
    ])

export type RoundRow = Awaited<ReturnType<ReturnType<typeof rounds>['execute']>>[number]
export type Round = NonNullable<Awaited<ReturnType<typeof findRound>>>

/**
 * One round with its team and the scopes it lies in, for `act` and its page. A secret one is there only for its team and
 * who ordered it, in person: whoever stands in for one of them is told nothing. Three queries.
 */
export const findRound = (db: Reader, who: Person, publicId: string) => roundWhere(db, who, { publicId })

/** The same by the key inside. */
export const roundById = (db: Reader, who: Person, id: number) => roundWhere(db, who, { id })

async function roundWhere(db: Reader, who: Person, { publicId, id }: { publicId?: string; id?: number }) {
  const row = await rounds(db)
    .$if(publicId !== undefined, (q) => q.where('inspectionRounds.publicId', '=', publicId ?? ''))
    .$if(id !== undefined, (q) => q.where('inspectionRounds.id', '=', id ?? 0))
    .executeTakeFirst()
  if (!row) return undefined
  const team = await teamOf(db, row.id)
  const scopes = await db.selectFrom('roundScopes').select('scope').where('roundId', '=', row.id).execute()
  const round = { ...row, team, ...partiesOf(row, team), scopes: scopes.map(({ scope }) => scope) }
  return isSecret(row) && !isInOnIt(who, round) ? undefined : round
}

/** Whether the one at the keys is of the team, or ordered the round. */
const isInOnIt = ({ actorId }: Person, { memberIds, orderedById }: Pick<RoundParties, 'memberIds' | 'orderedById'>) =>
  memberIds.includes(actorId) || orderedById === actorId

const partiesOf = ({ orderedById }: { orderedById: number }, team: readonly Member[]) => ({
  orderedById,
  memberIds: team.map(({ id }) => id),
  headId: team.find(({ part }) => part === 'head')?.id ?? 0,
  secretaryId: team.find(({ part }) => part === 'secretary')?.id ?? null,
})

export type Member = Awaited<ReturnType<typeof teamOf>>[number]

/** The team of a round: its head, its members, its secretary. One query. */
export async function teamOf(db: Reader, roundId: number) {
  const rows = await db
    .selectFrom('roundMembers')
    .innerJoin('people', 'people.id', 'roundMembers.personId')
    .innerJoin('units', 'units.id', 'people.unitId')
    .select(['people.id', 'people.publicId', 'people.name', 'people.post', 'people.leftOn'])
    .select(['units.path', 'units.name as unitName'])
    .select((is) => is.ref('roundMembers.part').$castTo<MemberPart>().as('part'))
    .where('roundId', '=', roundId)
    .orderBy('people.sortKey')
    .execute()
  return rows.sort((a, b) => order[a.part] - order[b.part])
}
const order: Record<MemberPart, number> = { head: 0, member: 1, secretary: 2 }

/** Who heads the team of each of these rounds, by the round. One query. */
export async function headsIn(db: Reader, roundIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('roundMembers')
    .innerJoin('people', 'people.id', 'roundMembers.personId')
    .select(['roundId', 'people.name'])
    .where('roundId', 'in', [0, ...roundIds])
    .where('part', '=', 'head')
    .execute()
  return new Map(rows.map(({ roundId, name }) => [roundId, name]))
}

/**
 * For queries with `inspection_rounds`: those in one of this person's scopes, the list's side of `round.see`. Secret ones
 * only for the one at the keys.
 */
export const isRoundSeenBy = (who: Person) => sql<boolean>`exists (select 1 from round_scopes as seen
  where seen.round_id = inspection_rounds.id and seen.scope in (${sql.join(roundScopesOf(who))}))
  and (${who.id === who.actorId ? 1 : 0} = 1 or inspection_rounds.form <> 'unannounced'
    or inspection_rounds.state <> 'planned' or exists (select 1 from round_scopes as own
      where own.round_id = inspection_rounds.id and own.scope = ${`p${who.actorId}`}))`

/** The rounds of a year that this person may know of, newest first. One query joined on their scopes. */
export const roundsSeen = (db: Reader, who: Person, year: number) =>
  rounds(db)
    .where(isRoundSeenBy(who))
    .where('inspectionRounds.fromDay', '>=', `${year}-01-01`)
    .where('inspectionRounds.fromDay', '<=', `${year}-12-31`)
    .orderBy('inspectionRounds.fromDay', 'desc')
    .orderBy('inspectionRounds.id', 'desc')
    .execute()

/** The years in which this person may know of a round, newest first. */
export async function yearsSeen(db: Reader, who: Person): Promise<number[]> {
  const rows = await db
    .selectFrom('inspectionRounds')
    .select(sql<string>`substr(from_day, 1, 4)`.as('year'))
    .where(isRoundSeenBy(who))
    .distinct()
    .execute()
  return rows.map(({ year }) => Number(year)).sort((a, b) => b - a)
}

/** The units and persons inspected in these rounds, in the order they were chosen. One query. */
export async function sheetsIn(db: Reader, roundIds: readonly number[]) {
  if (roundIds.length === 0) return []
  return db
    .selectFrom('inspectionSheets')
    .innerJoin('units', 'units.id', 'inspectionSheets.unitId')
    .leftJoin('people', 'people.id', 'inspectionSheets.personId')
    .select([
      'inspectionSheets.id',
      'inspectionSheets.publicId',
      'inspectionSheets.roundId',
      'inspectionSheets.unitId',
      'inspectionSheets.personId',
      'inspectionSheets.openedAt',
      'inspectionSheets.closedAt',
      'units.path',
      'units.publicId as unitPublicId',
      'units.name as unitName',
      'units.shortName as unitShort',
      'people.name as personName',
      'people.publicId as personPublicId',
    ])
    .where('roundId', 'in', [...roundIds])
    .orderBy('inspectionSheets.id')
    .execute()
}
export type SheetLine = Awaited<ReturnType<typeof sheetsIn>>[number]

/** The version of a checklist a round is made with; null while none is chosen. */
export async function checklistOf(db: Reader, versionId: number | null) {
  if (versionId === null) return undefined
  return db
    .selectFrom('checklistVersions')
    .innerJoin('checklists', 'checklists.id', 'checklistVersions.checklistId')
    .select(['checklistVersions.id', 'checklistVersions.number', 'checklistVersions.body'])
    .select(['checklists.name', 'checklists.publicId'])
    .where('checklistVersions.id', '=', versionId)
    .executeTakeFirst()
}
