import { Migrator } from 'kysely'
import { migrations } from '../../migrations/index.ts'
import type { Db } from './schema.ts'

const migrator = (db: Db) => new Migrator({ db: db.writer, provider: { getMigrations: async () => migrations } })

/** Brings the database to the newest shape, forward only; several processes may try at once. Throws what went wrong. */
export async function migrateToLatest(db: Db): Promise<void> {
  const { error } = await migrator(db).migrateToLatest()
  if (error) throw error
}

/** Whether every listed migration has run: what `/readyz` asks. */
export async function isAtHead(db: Db): Promise<boolean> {
  const known = await migrator(db).getMigrations()
  return known.every((migration) => migration.executedAt !== undefined)
}
