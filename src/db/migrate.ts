import { type Kysely, Migrator } from 'kysely'
import { migrations } from '../../migrations/index.ts'
import type { Db, Reader, Tx } from './schema.ts'

const migrator = (db: Db) => new Migrator({ db: db.writer, provider: { getMigrations: async () => migrations } })

/** Brings the database to the newest shape, forward only; several processes may try at once. Throws what went wrong. */
export async function migrateToLatest(db: Db): Promise<void> {
  const { error } = await migrator(db).migrateToLatest()
  if (error) throw error
}

/** The migrations of this program, in order. */
export const allMigrations = Object.keys(migrations)

/**
 * Brings an empty or older database to the shape that these first migrations make, inside a transaction of `fillDatabase`.
 * Throws where the database is further already.
 */
export async function migrateTo(tx: Tx, names: readonly string[]): Promise<void> {
  const some = Object.fromEntries(Object.entries(migrations).filter(([name]) => names.includes(name)))
  const provider = { getMigrations: async () => some }
  const { error } = await new Migrator({ db: tx, provider, disableTransactions: true }).migrateToLatest()
  if (error) throw error
}

/** The migrations that have run, in order. */
export async function migrationsRun(reader: Reader): Promise<string[]> {
  const db = reader as Kysely<{ kyselyMigration: { name: string } }> & Reader
  const run = await db.selectFrom('kyselyMigration').select('name').orderBy('name').execute()
  return run.map(({ name }) => name)
}

/** Whether every listed migration has run: what `/readyz` asks, of the reading side, so that it never waits for a writer. */
export async function isAtHead(db: Db): Promise<boolean> {
  const run = await migrationsRun(db.reader)
  return allMigrations.every((name) => run.includes(name))
}
