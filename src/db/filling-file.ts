import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely'
import { settle } from '../files.ts'
import { Occupied, transact } from './occupied.ts'
import type { Schema, Tx } from './schema.ts'

/** Fills a new SQLite file, which takes its place only when it is whole. */
export async function fillFile<T>(file: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  await fileMustBeFree(file)
  await mkdir(dirname(file), { recursive: true })
  const part = `${file}.${randomUUID()}.part`
  try {
    const result = await inFile(part, work)
    await fileMustBeFree(file)
    await rename(part, file)
    await settle(dirname(file))
    return result
  } finally {
    for (const end of ['', '-journal']) await rm(part + end, { force: true })
  }
}

async function inFile<T>(file: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const database = new Database(file)
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = OFF') // rows come in any order; `withoutReferences` looks at all of them at the end
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }), plugins: [new CamelCasePlugin()] })
  try {
    return await transact(db, work)
  } finally {
    await db.destroy()
  }
}

/** Throws `Occupied` where there is an office, a program at work, or the log of a database that is gone. */
export async function fileMustBeFree(file: string): Promise<void> {
  if (existsSync(file)) return mustBeEmpty(file)
  for (const end of ['-wal', '-shm', '-journal'])
    if (existsSync(file + end))
      throw new Occupied(`There is ${file}${end} without ${file}: move it away, it would spoil what is restored.`)
}

function mustBeEmpty(file: string) {
  const database = new Database(file, { timeout: 0 })
  try {
    if (hasPeople(database))
      throw new Occupied(`${file} holds an office already. Restore only into an empty installation.`)
    database.pragma('journal_mode = DELETE') // refused while anybody else has it open; takes the -wal and -shm away
  } catch (error) {
    throw isBusy(error) ? new Occupied(`${file} is open in another program: stop the server first.`) : error
  } finally {
    database.close()
  }
}

function hasPeople(database: Database.Database): boolean {
  const isMigrated = database.prepare("select 1 from sqlite_master where name = 'people'").get()
  return Boolean(isMigrated && database.prepare('select 1 from people where system = 0 limit 1').get())
}

const isBusy = (error: unknown) => error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
