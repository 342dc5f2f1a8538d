import { sql } from 'kysely'
import type { Reader } from '../db/schema.ts'
import { activeGrants } from '../people/queries.ts'
import type { Day } from '../rules/days.ts'
import type { SeenStep, StartStep } from '../rules/start.ts'

/** What the administrator has said of the guide; each is done once. */
export type Said = Partial<Record<SeenStep | 'hidden', true>>

export interface Start {
  done: Record<StartStep, boolean>
  /** How many accounts and units there are, the office itself left out. */
  people: number
  units: number
  hidden: boolean
}

/** How far an installation has come: counted from what is there, so that nothing done by another way is asked for again. */
export async function findStart(db: Reader, today: Day): Promise<Start> {
  const [said, counts, leader, task] = await Promise.all([
    saidOf(db),
    countOffice(db),
    activeGrants(db, today).select('id').where('role', '=', 'leader').limit(1).executeTakeFirst(),
    db.selectFrom('tasks').select('id').limit(1).executeTakeFirst(),
  ])
  const { people, units } = counts
  const seen = { calendar: said.calendar === true, templates: said.templates === true }
  const done = { office: true, people: people > 1, leader: leader !== undefined, ...seen, task: task !== undefined }
  return { done, people, units, hidden: said.hidden === true }
}

const guide = 'guide'

export async function saidOf(db: Reader): Promise<Said> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', guide).executeTakeFirst()
  return row ? JSON.parse(row.value) : {}
}

export const saidRow = (said: Said) => ({ key: guide, value: JSON.stringify(said) })

async function countOffice(db: Reader) {
  const people = db.selectFrom('logins') // who may sign in: the short side of people
  const units = db.selectFrom('units').where('parentId', 'is not', null).where('closedOn', 'is', null)
  const count = sql<number>`count(*)`.as('count')
  const [some, all] = await Promise.all([
    people.select(count).executeTakeFirstOrThrow(),
    units.select(count).executeTakeFirstOrThrow(),
  ])
  return { people: some.count, units: all.count }
}
