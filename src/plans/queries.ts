import { sql } from 'kysely'
import type { Ctx } from '../act.ts'
import type { Db, Reader } from '../db/schema.ts'
import { finds } from '../db/search.ts'
import { closureOf, readUnits, unitsLed, type WorkUnit } from '../people/work-units.ts'
import type { Person } from '../rules/access.ts'
import { documentName } from '../rules/plan-documents.ts'

const plans = (db: Reader) =>
  db
    .selectFrom('plans')
    .innerJoin('units', 'units.id', 'plans.unitId')
    .selectAll('plans')
    .select(['units.path', 'units.publicId as unitPublicId', 'units.name as unitName'])

export type PlanRow = NonNullable<Awaited<ReturnType<typeof findPlan>>>

/** One plan by public id, with the units from which it is seen: a subject for `act`. Two queries. */
export async function findPlan(db: Reader, publicId: string) {
  const plan = await plans(db).where('plans.publicId', '=', publicId).executeTakeFirst()
  return plan && { ...plan, scopes: scopesOfUnit(await readUnits(db), plan.unitId) }
}

/** The same document brought in before for this unit, or for one that was merged into it. Two queries. */
export async function planOfKey(db: Reader, unitId: number, key: string) {
  const ids = mergedInto(await readUnits(db), unitId)
  return plans(db).where('plans.unitId', 'in', ids).where('plans.key', '=', key).orderBy('plans.id').executeTakeFirst()
}

/** The unit and all that became part of it. */
function mergedInto(units: readonly WorkUnit[], id: number): number[] {
  const found = new Set([id])
  for (const one of found) for (const unit of units) if (unit.successorId === one) found.add(unit.id)
  return [...found]
}

/** The unit, those above it, those it was merged into, and those above these. */
function scopesOfUnit(units: readonly WorkUnit[], id: number): string[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const found = new Set([id])
  for (const one of found) {
    const { parentId = null, successorId = null } = byId.get(one) ?? {}
    for (const next of [parentId, successorId]) if (next !== null) found.add(next) // a set walks what is added on the way
  }
  return [...found].map((unit) => `u${unit}`)
}

export interface PlanFilter {
  /** Words of the number, the issuer or the summary. */
  search?: string
  /** Where the page before ended: day and public id of its last plan. */
  after?: { day: string; publicId: string }
}

/**
 * The plans that this person follows, as leader or clerk of their units, the newest document first. Two queries; none for
 * somebody who leads and follows nothing.
 */
export async function visiblePlans(db: Db, who: Person, { search, after }: PlanFilter, limit: number) {
  const ids = await followedUnits(db.reader, who)
  if (ids.length === 0) return []
  return plans(db.reader)
    .where('plans.unitId', 'in', ids)
    .$if(Boolean(search), (q) => q.where(finds(db.dialect, 'plans', search ?? '')))
    .$if(after !== undefined, (q) =>
      q.where(
        sql<boolean>`(coalesce(plans.day, ''), plans.id) < (${after?.day},
          (select last.id from plans as last where last.public_id = ${after?.publicId}))`,
      ),
    )
    .orderBy(sql`coalesce(plans.day, '')`, 'desc')
    .orderBy('plans.id', 'desc')
    .limit(limit)
    .execute()
}

async function followedUnits(db: Reader, who: Person): Promise<number[]> {
  const units = await readUnits(db)
  return closureOf(
    units,
    unitsLed(units, who).map(({ id }) => id),
  )
}

/** The newest plans this person follows, as a form offers them. Two queries. */
export async function plansToGiveFor({ db, who }: Pick<Ctx, 'db' | 'who'>) {
  const rows = await visiblePlans(db, who, {}, 30)
  return rows.map((plan) => ({ publicId: plan.publicId, name: documentName(plan) }))
}

/** The versions of a plan, newest first, with who brought each in. */
export const versionsOf = (db: Reader, planId: number) =>
  db
    .selectFrom('planVersions')
    .innerJoin('people', 'people.id', 'planVersions.byId')
    .select(['planVersions.id', 'number', 'fileName', 'at', 'people.name as by'])
    .where('planId', '=', planId)
    .orderBy('number', 'desc')
    .execute()
export type PlanVersion = Awaited<ReturnType<typeof versionsOf>>[number]

const lines = (db: Reader) =>
  db
    .selectFrom('planLines')
    .innerJoin('planItems', 'planItems.id', 'planLines.itemId')
    .leftJoin('people', 'people.id', 'planLines.assigneeId')
    .leftJoin('units', 'units.id', 'people.unitId')
    .selectAll('planLines')
    .select(['planItems.publicId', 'people.name as assigneeName', 'units.id as unitId', 'units.shortName as unitShort'])

export type PlanLine = Awaited<ReturnType<typeof linesOf>>[number]

/** The lines of one version in their order. One query. */
export const linesOf = (db: Reader, versionId: number) =>
  lines(db).where('versionId', '=', versionId).orderBy('position').execute()

/** Every line the plan ever had, as it last was, in order. One query. */
export const lastLines = (db: Reader, planId: number) =>
  lines(db)
    .where('planItems.planId', '=', planId)
    .where('planLines.versionId', '=', (is) =>
      is
        .selectFrom('planLines as newest')
        .select((of) => of.fn.max('newest.versionId').as('id'))
        .whereRef('newest.itemId', '=', 'planLines.itemId'),
    )
    .orderBy('versionId', 'desc')
    .orderBy('position')
    .execute()

/** One line of a plan as it last was; `item` is its public id. One query. */
export const lastLine = async (db: Reader, planId: number, item: string) =>
  (await lastLines(db, planId)).find(({ publicId }) => publicId === item)
