import { type Kysely, Migrator } from 'kysely'
import { migrations } from '../../migrations/index.ts'
import type { Db } from './schema.ts'

const migrator = (db: Db) => new Migrator({ db: db.writer, provider: { getMigrations: async () => migrations } })

/** Brings the database to the newest shape, forward only; several processes may try at once. Throws what went wrong. */
export async function migrateToLatest(db: Db): Promise<void> {
  const { error } = await migrator(db).migrateToLatest()
  if (error) throw error
}

/** Whether every listed migration has run: what `/readyz` asks, of the reading side, so that it never waits for a writer. */
export async function isAtHead(db: Db): Promise<boolean> {
  const reader = db.reader as Kysely<{ kyselyMigration: { name: string } }> & Db['reader']
  const run = await reader.selectFrom('kyselyMigration').select('name').execute()
  return Object.keys(migrations).every((name) => run.some((row) => row.name === name))
}
