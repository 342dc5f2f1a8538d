import { type Kysely, sql } from 'kysely'
import type { Db, Schema } from '../../src/db/schema.ts'
import { addDays, type Day } from '../../src/rules/days.ts'
import { fold } from '../../src/rules/names.ts'
import { withoutIndexes } from './apart.ts'
import { type Doer, inSlices, seedProvince } from './province.ts'
import { taskRows } from './task-rows.ts'

const firstDay: Day = '2024-01-01'
/** From the first day to today. */
const days = 1059

const titles = [
  'Báo cáo kết quả cải cách hành chính',
  'Báo cáo tình hình tiếp công dân',
  'Thẩm định hồ sơ đất đai',
  'Đôn đốc thoát nước tổ dân phố',
  'Xây dựng kế hoạch tuyên truyền',
  'Rà soát hộ nghèo và hộ cận nghèo',
  'Kiểm tra an toàn thực phẩm',
  'Trả lời đơn thư của công dân',
]

/**
 * An office the size of a province with so many tasks, given over three years, most of them done and every twentieth late
 * and forgotten. The same every time; more tasks have the same shape.
 */
export async function seed(db: Db, tasks: number, tell = (_: string) => {}) {
  const doers = await seedProvince(db)
  const rows = taskRows({ tasks, days, doers: doers.length })
  await withoutIndexes(db, [...new Set(rows.map(([table]) => table))], async (one) => {
    await helpers(one, doers)
    for (const [table, statement] of rows) {
      const start = performance.now()
      await sql.raw(statement).execute(one)
      tell(`${table}: ${Math.round(performance.now() - start)} ms`)
    }
    for (const table of ['doers', 'days', 'titles']) await sql`drop table ${sql.table(table)}`.execute(one)
  })
}

/** The small tables that the tasks are drawn from. */
async function helpers(one: Kysely<Schema>, doers: Doer[]) {
  const people = ['id', 'unitId', 'officeId', 'headId', 'leaderId', 'clerkId', 'chairId'] as const
  const columns = ['id', 'unit_id', 'office_id', 'head_id', 'leader_id', 'clerk_id', 'chair_id']
  const table = async (name: string, columns: string, rows: unknown[][]) => {
    await sql.raw(`create temporary table ${name} (no integer primary key, ${columns})`).execute(one)
    await inSlices(rows, (slice) => {
      const tuples = slice.map((values, at) => sql`(${sql.join([rows.indexOf(slice[0] ?? []) + at, ...values])})`)
      return sql`insert into ${sql.table(name)} values ${sql.join(tuples)}`.execute(one)
    })
    await sql.raw(`analyze ${name}`).execute(one)
  }
  await table(
    'doers',
    `${columns.map((column) => `${column} integer`).join(', ')}, folded text`,
    doers.map((doer) => [...people.map((key) => doer[key]), doer.folded]),
  )
  await table(
    'days',
    'day text',
    Array.from({ length: days + 60 }, (_, n) => [addDays(firstDay, n)]),
  )
  await table(
    'titles',
    'title text, folded text',
    titles.map((title) => [title, fold(title)]),
  )
}
