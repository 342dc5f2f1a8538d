import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { CamelCasePlugin, Kysely } from 'kysely'
import { isPostgres } from './address.ts'
import { openPostgres } from './postgres.ts'
import type { Db, Schema } from './schema.ts'
import { openSqlite } from './sqlite.ts'

/**
 * Opens the database that the address names: `postgres://...`, or else the path of a SQLite file, made with its folder
 * when it is not there. Nothing but this folder knows which of the two it is.
 */
export async function openDb(address: string): Promise<Db> {
  if (isPostgres(address)) {
    const dialect = await openPostgres(address)
    const pool = new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] })
    return { dialect: 'postgres', reader: pool, writer: pool, close: () => pool.destroy() }
  }
  mkdirSync(dirname(address), { recursive: true })
  const { write, read } = openSqlite(address)
  const writer = new Kysely<Schema>({ dialect: write, plugins: [new CamelCasePlugin()] })
  const reader = new Kysely<Schema>({ dialect: read, plugins: [new CamelCasePlugin()] })
  const close = async () => {
    await reader.destroy()
    await writer.destroy()
  }
  return { dialect: 'sqlite', reader, writer, close }
}
