import { migrateToLatest } from '../db/migrate.ts'
import type { Db } from '../db/schema.ts'

/** Brings the database to the newest shape and stops. */
export async function migrate(db: Db): Promise<number> {
  await migrateToLatest(db)
  console.log('The database is in the newest shape.')
  return 0
}
