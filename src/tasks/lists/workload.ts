import { sql } from 'kysely'
import type { Reader } from '../../db/schema.ts'
import { addDays, type Day, weekday } from '../../rules/days.ts'
import { counting, isLate } from './buckets.ts'
import { type Figures, figuresOfPeople, noFigures, type When } from './figures.ts'

/** What somebody has in hand now, whenever it was issued, beside the figures of the period. */
export interface Load {
  publicId: string
  name: string
  unitShort: string
  open: number
  late: number
  /** Due from today to Sunday. */
  week: number
  figures: Figures
}

/** A table of more people than this is of no use: then it holds those of the unit itself. */
const most = 400

/**
 * The people of a unit and of all below with what they have in hand, the heaviest load first; only the unit's own people
 * where there would be too many (`direct`). Four queries.
 */
export async function workloadOf(db: Reader, unit: { id: number; path: string }, when: When) {
  const all = await peopleIn(db, unit.path)
  const people = all.length > most ? all.filter(({ unitId }) => unitId === unit.id) : all
  const ids = people.map(({ id }) => id)
  const [hands, figures] = [await inHand(db, ids, when.today), await figuresOfPeople(db, ids, when)]
  const rows = people.map(({ id, publicId, name, unitShort }): Load => {
    const { open = 0, late = 0, week = 0 } = hands.get(id) ?? {}
    return { publicId, name, unitShort, open, late, week, figures: figures.get(id) ?? noFigures }
  })
  const busy = rows.filter(({ open, figures }) => open > 0 || figures.doneInTime + figures.doneLate > 0)
  return { rows: busy.sort((a, b) => b.open - a.open || b.late - a.late), direct: people.length < all.length }
}

const peopleIn = (db: Reader, path: string) =>
  db
    .selectFrom('people')
    .innerJoin('units', 'units.id', 'people.unitId')
    .select(['people.id', 'people.publicId', 'people.name', 'people.unitId', 'units.shortName as unitShort'])
    .where('units.path', '>=', path)
    .where('units.path', '<', `${path}:`)
    .where('people.leftOn', 'is', null)
    .where('people.system', '=', 0)
    .orderBy('people.sortKey')
    .execute()

async function inHand(db: Reader, ids: readonly number[], today: Day) {
  if (ids.length === 0) return new Map<number, never>()
  const count = (what: unknown) => sql<number>`count(case when ${what} then 1 end)`
  const rows = await db
    .selectFrom('tasks')
    .select((is) => [
      'assigneeId',
      is.fn.countAll<number>().as('open'),
      count(isLate(today)).as('late'),
      count(sql`due >= ${today} and due <= ${sundayOf(today)}`).as('week'),
    ])
    .where('assigneeId', 'in', [...ids])
    .where(counting)
    .groupBy('assigneeId')
    .execute()
  return new Map(rows.map((row) => [row.assigneeId, row]))
}

export const sundayOf = (day: Day): Day => addDays(day, (7 - weekday(day)) % 7)
