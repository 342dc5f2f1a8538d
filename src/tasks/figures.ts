import { sql } from 'kysely'
import type { Reader } from '../db/schema.ts'
import type { Day } from '../rules/days.ts'
import { monthsOf, type Period } from '../rules/task-lists.ts'
import type { Bucket } from '../rules/timeliness.ts'
import { counting, isLate } from './buckets.ts'

/** How many tasks are in each bucket, and how many are in none because they rest: tạm dừng, từ chối nhận, đã hủy. */
export type Figures = Record<Bucket | Resting, number>
export const resting = ['paused', 'declined', 'cancelled'] as const
export type Resting = (typeof resting)[number]

export interface When {
  period: Period
  today: Day
}

/** Figures of the tasks issued in a period, by the unit whose work they are. Two queries; units without any are left out. */
export const figuresOfUnits = (db: Reader, unitIds: readonly number[], when: When) =>
  figuresBy(db, { column: 'unit_id', letter: 'u' }, unitIds, when)

/** The same by responsible person. */
export const figuresOfPeople = (db: Reader, personIds: readonly number[], when: When) =>
  figuresBy(db, { column: 'assignee_id', letter: 'p' }, personIds, when)

interface By {
  column: 'unit_id' | 'assignee_id'
  /** What their scopes begin with in the tallies. */
  letter: 'u' | 'p'
}

async function figuresBy(db: Reader, by: By, ids: readonly number[], when: When): Promise<Map<number, Figures>> {
  const found = new Map<number, Figures>()
  if (ids.length === 0) return found
  const of = (id: number) => {
    const figures = found.get(id) ?? { ...noFigures }
    found.set(id, figures)
    return figures
  }
  for (const { id, ...open } of await unfinished(db, by, ids, when)) Object.assign(of(id), open)
  for (const { scope, late, count } of await finished(db, by, ids, when)) {
    of(Number(scope.slice(1)))[late ? 'doneLate' : 'doneInTime'] = count
  }
  return found
}

export const noFigures: Figures = {
  ...{ openInTime: 0, openLate: 0, doneInTime: 0, doneLate: 0 },
  ...{ paused: 0, declined: 0, cancelled: 0 },
}

export const sumOf = (all: Iterable<Figures>): Figures => {
  const sum = { ...noFigures }
  for (const figures of all) for (const key of Object.keys(sum) as (keyof Figures)[]) sum[key] += figures[key]
  return sum
}

/** Counted in an index that holds nothing but unfinished work; the state is written out so that it fits. */
async function unfinished(db: Reader, { column }: By, ids: readonly number[], { period, today }: When) {
  const [from, to] = monthsOf(period, today)
  const count = (what: unknown) => sql<number>`count(case when ${what} then 1 end)`
  const state = (name: Resting) => count(sql`tasks.state = ${sql.lit(name)}`).as(name)
  return db
    .selectFrom('tasks')
    .select([
      sql<number>`${sql.ref(column)}`.as('id'),
      count(sql`${counting} and not ${isLate(today)}`).as('openInTime'),
      count(sql`${counting} and ${isLate(today)}`).as('openLate'),
      ...resting.map(state),
    ])
    .where(sql<boolean>`tasks.state <> 'completed'`)
    .where(sql<boolean>`${sql.ref(column)} in (${sql.join(ids)})`)
    .where('issuedOn', '>=', `${from}-01`)
    .where('issuedOn', '<=', `${to}-31`)
    .groupBy(sql`${sql.ref(column)}`)
    .execute()
}

async function finished(db: Reader, { letter }: By, ids: readonly number[], { period, today }: When) {
  const [from, to] = monthsOf(period, today)
  const scopes = ids.map((id) => `${letter}${id}`)
  const rows = db.selectFrom('taskTallies').select((is) => ['scope', 'late', is.fn.sum<number>('count').as('count')])
  return rows
    .where('scope', 'in', scopes)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .groupBy(['scope', 'late'])
    .execute()
}
