import { sql } from 'kysely'
import type { Reader } from '../../db/schema.ts'
import type { Day } from '../../rules/days.ts'
import { monthsOf, type Period } from '../../rules/task-lists.ts'
import type { Bucket } from '../../rules/timeliness.ts'
import { counting, isLate } from './buckets.ts'

/**
 * How many tasks are in each bucket, and how many are in none: because they rest (tạm dừng, từ chối nhận, đã hủy), or because
 * their parts count in their stead (`wholes`).
 */
export type Figures = Record<Bucket | Resting | 'wholes', number>
export const resting = ['paused', 'declined', 'cancelled'] as const
export type Resting = (typeof resting)[number]

export interface When {
  period: Period
  today: Day
}

/** Figures of the tasks issued in a period, by the unit whose work they are. Three queries; units without any are left out. */
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
  const counts = [openWork(db, by, ids, when), doneWork(db, by, ids, when), otherWork(db, by, ids, when)] as const
  const [open, done, other] = await Promise.all(counts)
  for (const { id, count, late } of open) Object.assign(of(id), { openInTime: count - late, openLate: late })
  for (const { scope, count, late } of done) {
    Object.assign(of(Number(scope.slice(1))), { doneInTime: count - late, doneLate: late })
  }
  for (const { id, state, count } of other) of(id)[resting.find((known) => known === state) ?? 'wholes'] += count
  return found
}

export const noFigures: Figures = {
  ...{ openInTime: 0, openLate: 0, doneInTime: 0, doneLate: 0 },
  ...{ paused: 0, declined: 0, cancelled: 0, wholes: 0 },
}

export const sumOf = (all: Iterable<Figures>): Figures => {
  const sum = { ...noFigures }
  for (const figures of all) for (const key of Object.keys(sum) as (keyof Figures)[]) sum[key] += figures[key]
  return sum
}

/** Counted in an index that holds nothing but open work; what it holds is written out in the query too, so that it fits. */
const openWork = (db: Reader, { column }: By, ids: readonly number[], when: When) =>
  issuedIn(db, when)
    .select([
      sql<number>`${sql.ref(column)}`.as('id'),
      sql<number>`count(*)`.as('count'),
      sql<number>`count(case when ${isLate(when.today)} then 1 end)`.as('late'),
    ])
    .where(counting)
    .where(sql<boolean>`${sql.ref(column)} in (${sql.join(ids)})`)
    .groupBy(sql`${sql.ref(column)}`)
    .execute()

/** What is in no bucket, out of an index that holds nothing else. What has parts and rests rests. */
const otherWork = (db: Reader, { column }: By, ids: readonly number[], when: When) =>
  issuedIn(db, when)
    .select((is) => [sql<number>`${sql.ref(column)}`.as('id'), 'state', is.fn.countAll<number>().as('count')])
    .where(sql<boolean>`(tasks.state in ('paused', 'declined', 'cancelled') or tasks.children > 0)`)
    .where(sql<boolean>`${sql.ref(column)} in (${sql.join(ids)})`)
    .groupBy([sql`${sql.ref(column)}`, 'state'])
    .execute()

function issuedIn(db: Reader, { period, today }: When) {
  const [from, to] = monthsOf(period, today)
  return db.selectFrom('tasks').where('issuedOn', '>=', `${from}-01`).where('issuedOn', '<=', `${to}-31`)
}

/** Added up where triggers keep count; grouped in the order of the key, so that nothing is sorted. */
async function doneWork(db: Reader, { letter }: By, ids: readonly number[], { period, today }: When) {
  const [from, to] = monthsOf(period, today)
  const scopes = ids.map((id) => `${letter}${id}`)
  return db
    .selectFrom('taskTallies')
    .select((is) => ['scope', is.fn.sum<number>('count').as('count'), sql<number>`sum(late * count)`.as('late')])
    .where('scope', 'in', scopes)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .groupBy('scope')
    .execute()
}
