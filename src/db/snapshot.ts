import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely'
import { isPostgres } from './address.ts'
import { openPostgres } from './postgres.ts'
import type { Schema, Tx } from './schema.ts'

/**
 * Reads everything as it stood at one moment, on a connection of its own, while people go on working: what is written
 * meanwhile is not seen, and no writer waits. The connection cannot write. Throws where there is no database.
 */
export async function inSnapshot<T>(address: string, read: (db: Tx) => Promise<T>): Promise<T> {
  const dialect = isPostgres(address) ? await openPostgres(address) : openReadOnly(address)
  const db = new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] })
  try {
    return await oneMoment(db, isPostgres(address)).execute(read)
  } finally {
    await db.destroy()
  }
}

function openReadOnly(file: string) {
  if (!existsSync(file)) throw new Error(`There is no database at ${file}.`)
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 })
  return new SqliteDialect({ database })
}

/** On SQLite the first read of any transaction fixes the moment. */
function oneMoment(db: Kysely<Schema>, isPostgres: boolean) {
  const plain = db.transaction()
  return isPostgres ? plain.setIsolationLevel('repeatable read').setAccessMode('read only') : plain
}
