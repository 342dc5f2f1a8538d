import type { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { toCursor } from '../../src/cursor.ts'
import { migrateToLatest } from '../../src/db/migrate.ts'
import { openDb } from '../../src/db/open.ts'
import type { Db } from '../../src/db/schema.ts'
import { taskShows, taskSorts, taskViews } from '../../src/rules/task-lists.ts'
import { readAsked } from '../../src/tasks/doing/asked.ts'
import { countTasks, visibleTasks } from '../../src/tasks/lists/lists.ts'
import { type Office, openOffice, type Viewer } from '../bench/office.ts'
import { questionsOf } from '../bench/questions.ts'
import { seed } from '../bench/seed.ts'
import { fullScans, listening } from '../query-plans.ts'
import { type FreshDatabase, freshDatabase } from '../setup/databases.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let database: FreshDatabase
let db: Db
let office: Office
let asked: CompiledQuery[]
beforeAll(async () => {
  database = await freshDatabase()
  const plain = await openDb(database.url)
  await migrateToLatest(plain)
  await seed(plain, 2000)
  const heard = listening(plain)
  db = plain
  asked = heard.asked
  office = await openOffice(heard.db)
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

/** Reading from one end is right where a page is full soon, or where there is no other way to the answer. */
const allowed: { table: string; sql: RegExp; because: string }[] = [
  { table: 'people', sql: /order by ("people"\.)?"sort_key", ("people"\.)?"id" limit/, because: 'people in order' },
  { table: 'people', sql: /order by assignee\.sort_key/, because: 'a small set of tasks, by people' },
  { table: 'people', sql: /^select "unit_id", count\(\*\)/, because: 'the tree says how many people each unit has' },
  {
    table: 'audit',
    sql: /where \(?1 = 1.*order by "id" desc limit/s,
    because: 'who inspects all sees the newest rows',
  },
  { table: 'audit', sql: /^with recursive paths/, because: 'from each path of units to the next' },
  {
    table: 'audit',
    sql: /^select count.* where "position" is null$/,
    because: 'an index holds what is not sealed yet',
  },
  { table: 'tasks', sql: /^select "id" from "tasks" limit/, because: 'whether there is any' },
  { table: 'tasks', sql: /tasks\.children > 0/, because: 'an index holds those and few others' },
  { table: 'tasks', sql: /join "plan_items"/, because: 'an index holds the tasks of plans, none here' },
]

async function scansIn(work: () => Promise<unknown>) {
  asked.length = 0
  await work()
  expect(asked.length).toBeGreaterThan(0)
  const found = await fullScans(db, asked)
  return found.filter(({ table, sql }) => !allowed.some((one) => one.table === table && one.sql.test(sql)))
}

test('no page, search or figure reads a large table from one end to the other', async () => {
  const questions = await questionsOf(office, /^(Figures|Search|Pages)/)
  expect(questions.length).toBeGreaterThan(80)
  const found = await scansIn(async () => {
    for (const { ask } of questions) await ask()
  })
  expect(found).toEqual([])
})

const filters: Record<string, string>[] = [
  {},
  { q: 'bao cao' },
  { person: 'nguyen' },
  { person: 'nguyen van lan' },
  { kind: 'opinion' },
  { dueFrom: '2026-01-01', dueTo: '2026-01-31' },
  { issuedFrom: '2026-10-01', issuedTo: '2026-12-31' },
]

/** So that nothing is gathered, as where there are a million tasks. */
const nothingIsSmall = { tasks: 0, people: 0, first: 0, doers: 0 }

test.each(taskSorts)('nor does a list by any filter, by %s', async (sort) => {
  const after = toCursor(['2026-01-15', 'task1000'])
  const units = { '': '', own: office.department.publicId }
  const found = await scansIn(async () => {
    for (const viewer of ['chair', 'director', 'officer'] as Viewer[]) {
      for (const view of taskViews)
        for (const unit of Object.values(units)) await ask(viewer, { view, unit, show: 'all', sort })
      for (const show of taskShows) await ask(viewer, { show, sort, after })
      for (const filter of filters) await ask(viewer, { show: 'all', sort, ...filter })
    }
  })
  expect(found).toEqual([])
})

async function ask(viewer: Viewer, query: Record<string, string>) {
  const ctx = office.ctx(viewer)
  const { filter } = await readAsked(ctx, (name) => query[name])
  await visibleTasks(ctx.db, ctx.who, filter, 51)
  await visibleTasks(ctx.db, ctx.who, filter, 51, nothingIsSmall)
  await countTasks(ctx.db, ctx.who, filter, 1000)
}

test('a missing index is noticed', async () => {
  const lost = 'tasks_by_unit_id_issued_on_state_due_submitted_on_done_on'
  const figures = (await questionsOf(office, /buckets of the province, all/)).at(-1)
  const scans = () => scansIn(async () => figures?.ask())
  expect(await scans()).toEqual([])
  await db.writer.schema.dropIndex(lost).execute()
  expect(await scans()).toMatchObject([{ table: 'tasks' }])
})
