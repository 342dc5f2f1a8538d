import type { Ctx } from '../act.ts'
import type { Reader } from '../db/schema.ts'
import type { Person } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { countLines, type LineCounts, type LineState, lineState, totalOf } from '../rules/plan-lines.ts'
import { type Became, becameOf } from './became.ts'
import { lastLines, linesOf, type PlanLine, type PlanRow, type PlanVersion, versionsOf } from './queries.ts'

/** A line as the page of its plan shows it. */
export interface FollowedLine extends Became {
  /** The public id of its item. */
  publicId: string
  line: PlanLine
  depth: number
  /** None for a heading. */
  state?: LineState
}

/** A task of the plan that no line of the version in force is: its line was left out, or it was given beside the document. */
export interface Outside extends Became {
  publicId: string
  line?: PlanLine
  state: LineState
}

export interface Followed {
  versions: PlanVersion[]
  lines: FollowedLine[]
  outside: Outside[]
  /** Lines of the version in force that are work, and what stands outside it with a task or a draft. */
  counts: LineCounts
  headings: number
  /** Tasks that were cancelled; they are in no count. */
  cancelled: number
}

/** A plan as it stands today. Six queries, whatever it has. */
export async function followPlan({ db, who, today }: Ctx, plan: Pick<PlanRow, 'id'>): Promise<Followed> {
  const { reader } = db
  const versions = await versionsOf(reader, plan.id)
  const lines = await linesOf(reader, versions[0]?.id ?? 0)
  const became = await becameOf(reader, [plan.id], who)
  const depths = depthsOf(lines)
  const followed = lines.map((line): FollowedLine => {
    const own = became.get(line.itemId) ?? { cancelled: [] }
    const isHeading = line.heading === 1 && !own.task && !own.draft
    const state = isHeading ? undefined : lineState(own, today)
    return { ...own, publicId: line.publicId, line, depth: depths.get(line.itemId) ?? 0, state }
  })
  const outside = await outsideOf(reader, plan.id, lines, became, today)
  const states = [...followed, ...outside].flatMap(({ state }) => state ?? [])
  return {
    versions,
    lines: followed,
    outside,
    counts: countLines(states),
    headings: followed.filter(({ state }) => state === undefined).length,
    cancelled: [...became.values()].flatMap(({ cancelled }) => cancelled).filter(({ seen }) => seen).length,
  }
}

export function depthsOf(lines: readonly Pick<PlanLine, 'itemId' | 'parentItemId'>[]): Map<number, number> {
  const parents = new Map(lines.map(({ itemId, parentItemId }) => [itemId, parentItemId]))
  const depthOf = (itemId: number): number => {
    const parent = parents.get(itemId)
    return parent ? depthOf(parent) + 1 : 0
  }
  return new Map(lines.map(({ itemId }) => [itemId, depthOf(itemId)]))
}

async function outsideOf(
  db: Reader,
  planId: number,
  lines: readonly PlanLine[],
  became: Map<number, Became>,
  today: Day,
): Promise<Outside[]> {
  const inForce = new Set(lines.map(({ itemId }) => itemId))
  const ids = [...became].filter(([id, { task, draft }]) => !inForce.has(id) && (task || draft)).map(([id]) => id)
  if (ids.length === 0) return []
  const last = new Map((await lastLines(db, planId)).map((line) => [line.itemId, line]))
  const items = await db
    .selectFrom('planItems')
    .select(['id', 'publicId'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  return items.map(({ id, publicId }) => {
    const own = became.get(id) as Became
    const line = last.get(id)
    return { ...own, publicId, ...(line && { line }), state: lineState(own, today) }
  })
}

/** How far some plans have come, by inner id: the same counts as on the page of each. Three queries. */
export async function progressOf(db: Reader, who: Person, planIds: readonly number[], today: Day) {
  const found = new Map<number, { counts: LineCounts; total: number; version: number }>()
  if (planIds.length === 0) return found
  const became = await becameOf(db, planIds, who)
  const items = await db.selectFrom('planItems').select(['id', 'planId']).where('planId', 'in', planIds).execute()
  const inForce = await workInForce(db, planIds)
  for (const planId of planIds) {
    const { version = 0, work = new Set<number>() } = inForce.get(planId) ?? {}
    const own = items.filter((item) => item.planId === planId)
    const states = own.flatMap(({ id }) => {
      const one = became.get(id) ?? { cancelled: [] }
      return work.has(id) || one.task || one.draft ? [lineState(one, today)] : []
    })
    const counts = countLines(states)
    found.set(planId, { counts, total: totalOf(counts), version })
  }
  return found
}

/** The items that are work in the newest version of each plan. One query. */
async function workInForce(db: Reader, planIds: readonly number[]) {
  const rows = await db
    .selectFrom('planLines')
    .innerJoin('planVersions', 'planVersions.id', 'planLines.versionId')
    .select(['planVersions.planId', 'planVersions.number', 'planLines.itemId', 'planLines.heading'])
    .where('planVersions.planId', 'in', planIds)
    .where('planVersions.number', '=', (is) =>
      is
        .selectFrom('planVersions as newest')
        .select((of) => of.fn.max('newest.number').as('number'))
        .whereRef('newest.planId', '=', 'planVersions.planId'),
    )
    .execute()
  const found = new Map<number, { version: number; work: Set<number> }>()
  for (const { planId, number, itemId, heading } of rows) {
    const one = found.get(planId) ?? { version: number, work: new Set<number>() }
    if (heading === 0) one.work.add(itemId)
    found.set(planId, one)
  }
  return found
}
