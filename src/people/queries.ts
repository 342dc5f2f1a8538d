import { sql } from 'kysely'
import type { Db, Reader } from '../db/schema.ts'
import { finds } from '../db/search.ts'
import type { HeldRole, Person, Role } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'

/** The person with roles as they stand on `today`, or undefined when unknown or gone. Two queries. */
export async function findWho(db: Reader, id: number, today: Day, actorId = id): Promise<Person | undefined> {
  const person = await peopleWithUnit(db).where('people.id', '=', id).where('leftOn', 'is', null).executeTakeFirst()
  return person && { ...person, actorId, roles: await rolesOf(db, id, today) }
}

/** The roles a person holds on that day, each with the unit it is held in. */
export async function rolesOf(db: Reader, personId: number, today: Day): Promise<HeldRole[]> {
  const rows = await activeGrants(db, today).select(['role', 'unitId']).where('personId', '=', personId).execute()
  return rows.map(({ role, unitId }) => ({ role: role as Role, unitId }))
}

/** Role grants that hold on that day; `toDay` is the first day on which one no longer does. */
export function activeGrants(db: Reader, today: Day) {
  return db
    .selectFrom('roleGrants')
    .where('roleGrants.fromDay', '<=', today)
    .where((is) => is.or([is('roleGrants.toDay', 'is', null), is('roleGrants.toDay', '>', today)]))
}

/** People beside the unit they belong to today. */
export function peopleWithUnit(db: Reader) {
  return db
    .selectFrom('people')
    .innerJoin('units', 'units.id', 'people.unitId')
    .select([
      'people.id',
      'people.publicId',
      'people.name',
      'people.code',
      'people.post',
      'people.unitId',
      'people.leftOn',
      'people.version',
      'units.path',
      'units.publicId as unitPublicId',
      'units.name as unitName',
      'units.shortName as unitShort',
    ])
}

export type PersonRow = NonNullable<Awaited<ReturnType<typeof findPerson>>>

/** One person by public id, gone or not. */
export function findPerson(db: Reader, publicId: string) {
  return peopleWithUnit(db)
    .select(['people.email', 'people.phone', 'people.sortKey'])
    .where('people.publicId', '=', publicId)
    .where('people.system', '=', 0)
    .executeTakeFirst()
}

/** Active people whose names fit the text, with marks or without, in Vietnamese order; `within` is a unit's path. */
export function matchingPeople(db: Db, text: string, most: number, within?: { path: string }) {
  const { path } = within ?? { path: '/' }
  return peopleWithUnit(db.reader)
    .select(['people.email', 'people.phone', 'people.sortKey'])
    .where(finds(db.dialect, 'people', text))
    .where(liesIn(path))
    .where('people.leftOn', 'is', null)
    .where('people.system', '=', 0)
    .orderBy('people.sortKey')
    .orderBy('people.id')
    .limit(most)
    .execute()
}

/** For queries with `units`: the unit of that path and all below. ':' follows the figures, which are all that can come next. */
export const liesIn = (path: string) => sql<boolean>`units.path >= ${path} and units.path < ${`${path}:`}`

export interface PeopleFilter {
  /** Words of the name, with or without marks. */
  search?: string
  /** Only in this unit and below. */
  unit?: { path: string }
  /** Those who left instead of those who are here. */
  gone?: boolean
  /** The public id of the last person of the page before. */
  after?: string
}

/** People in Vietnamese order by given name, at most `limit`. One indexed query. */
export function listPeople(db: Db, { search, unit, gone, after }: PeopleFilter, limit: number) {
  const here = sql<boolean>`(people.sort_key, people.id) > (select sort_key, id from people as last where last.public_id = ${after})`
  return peopleWithUnit(db.reader)
    .where('people.system', '=', 0)
    .where('people.leftOn', gone ? 'is not' : 'is', null)
    .$if(search !== undefined, (query) => query.where(finds(db.dialect, 'people', search ?? '')))
    .$if(unit !== undefined, (query) => query.where(liesIn(unit?.path ?? '/')))
    .$if(after !== undefined, (query) => query.where(here))
    .orderBy('people.sortKey')
    .orderBy('people.id')
    .limit(limit)
    .execute()
}

/** The roles these people hold on that day, with the unit each is held in. One query. */
export function grantsOf(db: Reader, personIds: readonly number[], today: Day) {
  return activeGrants(db, today)
    .innerJoin('units', 'units.id', 'roleGrants.unitId')
    .select([
      'roleGrants.id',
      'roleGrants.publicId',
      'roleGrants.personId',
      'roleGrants.unitId',
      'roleGrants.fromDay',
      'units.path',
      'units.publicId as unitPublicId',
      'units.name as unitName',
      'units.shortName as unitShort',
    ])
    .select((is) => is.ref('roleGrants.role').$castTo<Role>().as('role'))
    .where('roleGrants.personId', 'in', personIds.length > 0 ? personIds : [0])
    .orderBy('units.path')
    .orderBy('roleGrants.id')
    .execute()
}
export type GrantRow = Awaited<ReturnType<typeof grantsOf>>[number]

/** Where a person has worked, newest first, each unit under the name it had when the person came there. */
export function postingsOf(db: Reader, personId: number) {
  return db
    .selectFrom('postings')
    .innerJoin('units', 'units.id', 'postings.unitId')
    .leftJoin('unitSpans', (join) =>
      join
        .onRef('unitSpans.unitId', '=', 'postings.unitId')
        .onRef('unitSpans.fromDay', '<=', 'postings.fromDay')
        .on((is) => is.or([is('unitSpans.toDay', 'is', null), is('unitSpans.toDay', '>', is.ref('postings.fromDay'))])),
    )
    .select(['postings.post', 'postings.fromDay', 'postings.toDay', 'units.publicId as unitPublicId'])
    .select((is) => is.fn.coalesce('unitSpans.name', 'units.name').as('unitName'))
    .where('postings.personId', '=', personId)
    .orderBy('postings.fromDay', 'desc')
    .execute()
}

/** The posting that holds now: every active person has one. */
export const currentPosting = (db: Reader, personId: number) =>
  db.selectFrom('postings').selectAll().where('personId', '=', personId).where('toDay', 'is', null).executeTakeFirst()

/** What a unit was called, and under which unit it stood, on that day; undefined when it did not exist. */
export const unitOn = (db: Reader, unitId: number, day: Day) =>
  db
    .selectFrom('unitSpans')
    .leftJoin('unitSpans as above', (join) =>
      join
        .onRef('above.unitId', '=', 'unitSpans.parentId')
        .on('above.fromDay', '<=', day)
        .on((is) => is.or([is('above.toDay', 'is', null), is('above.toDay', '>', day)])),
    )
    .select(['unitSpans.unitId', 'unitSpans.name', 'unitSpans.shortName', 'unitSpans.parentId', 'unitSpans.fromDay'])
    .select(['unitSpans.toDay', 'above.name as parentName'])
    .where('unitSpans.unitId', '=', unitId)
    .where('unitSpans.fromDay', '<=', day)
    .where((is) => is.or([is('unitSpans.toDay', 'is', null), is('unitSpans.toDay', '>', day)]))
    .executeTakeFirst()

/** Delegations in which one of these people gives or receives, newest first; all of them when no ids are given. */
export function delegationsOf(db: Reader, personId?: number) {
  return db
    .selectFrom('delegations')
    .innerJoin('people as principal', 'principal.id', 'delegations.principalId')
    .innerJoin('people as substitute', 'substitute.id', 'delegations.substituteId')
    .innerJoin('units', 'units.id', 'principal.unitId')
    .select([
      'delegations.id',
      'delegations.publicId',
      'delegations.principalId',
      'delegations.substituteId',
      'delegations.fromDay',
      'delegations.toDay',
      'delegations.reason',
      'delegations.endedAt',
      'principal.name as principalName',
      'principal.publicId as principalPublicId',
      'substitute.name as substituteName',
      'substitute.publicId as substitutePublicId',
      'units.path',
    ])
    .$if(personId !== undefined, (query) =>
      query.where((is) =>
        is.or([is('delegations.principalId', '=', personId ?? 0), is('delegations.substituteId', '=', personId ?? 0)]),
      ),
    )
    .orderBy('delegations.fromDay', 'desc')
    .orderBy('delegations.id', 'desc')
}
export type DelegationRow = Awaited<ReturnType<ReturnType<typeof delegationsOf>['execute']>>[number]

/** Who changed a thing last, and when: for the page that shows two versions of it. */
export const lastChange = (db: Reader, kind: string, publicId: string) =>
  db
    .selectFrom('audit')
    .innerJoin('people', 'people.id', 'audit.actorId')
    .select(['audit.at', 'people.name'])
    .where('audit.subjectKind', '=', kind)
    .where('audit.subject', '=', publicId)
    .orderBy('audit.id', 'desc')
    .executeTakeFirst()

/** The office (cơ quan) a unit belongs to: the nearest one upward that numbers its own tasks. */
export async function officeOf(db: Reader, path: string) {
  const ids = path.split('/').filter(Boolean).map(Number)
  const offices = await db.selectFrom('units').selectAll().where('id', 'in', ids).where('kind', '=', 'office').execute()
  return offices.sort((a, b) => b.path.length - a.path.length)[0]
}

/** Who has delegated to this person today, the one that ends last. One indexed query. */
export const delegatedTo = (db: Reader, personId: number, today: Day) =>
  db
    .selectFrom('delegations')
    .innerJoin('people', 'people.id', 'delegations.principalId')
    .select(['people.name', 'toDay as until', 'delegations.publicId as delegation'])
    .where('substituteId', '=', personId)
    .where('fromDay', '<=', today)
    .where('toDay', '>=', today)
    .where('endedAt', 'is', null)
    .orderBy('toDay', 'desc')
    .executeTakeFirst()
