/**
 * Measures lists, figures, search and pages of a province with ten thousand and with a million tasks, on SQLite and on
 * PostgreSQL, and writes RESULTS.md: `npm run bench`. Takes a quarter of an hour and 6 GB in the temporary folder.
 * `npm run bench -- 1000 10000 5` measures smaller ones, five times each, and only prints.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateToLatest } from '../../src/db/migrate.ts'
import { openDb } from '../../src/db/open.ts'
import { ask, databaseAt } from '../setup/ask.ts'
import { startPostgres } from '../setup/postgres-server.ts'
import { expectSound } from './check.ts'
import { type Crowd, crowdsOf } from './crowd.ts'
import { type ImportMeasured, measureImport } from './import.ts'
import { type Office, openOffice } from './office.ts'
import { type Question, questionsOf } from './questions.ts'
import { line, report } from './report.ts'
import { seed } from './seed.ts'

const usual = [10_000, 1_000_000, 20] as const
const [small, large, times] = usual.map((number, at) => Number(process.argv[2 + at] ?? number)) as [
  number,
  number,
  number,
]

/** Milliseconds of one question at both sizes, sorted. */
export interface Measured extends Question {
  small: number[]
  large: number[]
}

export interface Results {
  sizes: [number, number]
  databases: { name: string; measured: Measured[] }[]
  crowds: Crowd[]
  imports: { name: string; measured: ImportMeasured }[]
}

const folder = mkdtempSync(join(tmpdir(), 'nam-ro-bench-'))
const given = process.env.TEST_DATABASE_URL
const server = given ? { url: given, stop: async () => {} } : await startPostgres()
const made: string[] = []

try {
  const sqlite = await measureOn('SQLite', (name) => join(folder, `${name}.db`))
  const postgres = await measureOn('PostgreSQL', databaseOn)
  const crowds = await withOffice(databaseAt(server.url, made[0] ?? ''), crowdsOf)
  const imports = [
    { name: 'SQLite', measured: await importedInto(join(folder, 'nam_ro_bench_import.db')) },
    { name: 'PostgreSQL', measured: await importedInto(await databaseOn('nam_ro_bench_import')) },
  ]
  const text = report({ sizes: [small, large], databases: [sqlite, postgres], crowds, imports })
  console.log(text)
  const isUsual = small === usual[0] && large === usual[1]
  if (isUsual) writeFileSync(join(import.meta.dirname, 'RESULTS.md'), text)
} finally {
  rmSync(folder, { recursive: true, force: true })
  for (const name of made) await ask(server.url, `drop database ${name}`)
  await server.stop()
}

async function databaseOn(name: string): Promise<string> {
  await ask(server.url, `create database ${name}`)
  made.push(name)
  return databaseAt(server.url, name)
}

/** Both sizes are measured by turns, so that whatever else the machine does falls on both. */
async function measureOn(name: string, place: (name: string) => string | Promise<string>) {
  const urls = [
    await filled(await place(`nam_ro_bench_${small}`), small),
    await filled(await place(`nam_ro_bench_${large}`), large),
  ]
  return withOffice(urls[0] ?? '', (little) =>
    withOffice(urls[1] ?? '', async (big) => {
      const before = new Map((await questionsOf(little)).map((question) => [question.name, question]))
      const measured: Measured[] = []
      for (const question of await questionsOf(big)) {
        const same = before.get(question.name) ?? question
        measured.push({ ...question, ...(await byTurns(same, question)) })
        console.log(line(measured.at(-1) as Measured))
      }
      return { name, measured }
    }),
  )
}

async function byTurns(little: Question, big: Question) {
  const took = { small: [] as number[], large: [] as number[] }
  for (let turn = -1; turn < times; turn++) {
    for (const [size, { ask }] of [
      ['small', little],
      ['large', big],
    ] as const) {
      const start = performance.now()
      await ask()
      if (turn >= 0) took[size].push(performance.now() - start) // the first time it is read from disk
    }
  }
  for (const list of Object.values(took)) list.sort((a, b) => a - b)
  return took
}

/** A new database with so many tasks in it, compared with the rules row by row. */
async function filled(url: string, tasks: number): Promise<string> {
  const db = await openDb(url)
  await migrateToLatest(db)
  const start = performance.now()
  await seed(db, tasks)
  console.log(`${db.dialect}: ${tasks} tasks in ${Math.round((performance.now() - start) / 1000)} s`)
  await db.close()
  await withOffice(url, expectSound)
  return url
}

async function importedInto(url: string): Promise<ImportMeasured> {
  const db = await openDb(url)
  await migrateToLatest(db)
  return measureImport(db).finally(() => db.close())
}

async function withOffice<T>(url: string, work: (office: Office) => Promise<T>): Promise<T> {
  const db = await openDb(url)
  try {
    return await work(await openOffice(db))
  } finally {
    await db.close()
  }
}
