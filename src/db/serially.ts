import { setTimeout as pause } from 'node:timers/promises'
import type { Db, Tx } from './schema.ts'

const patience = 10_000

/**
 * Runs `work` in a transaction as if nobody else were writing, and again from the start when another writer was faster.
 * So `work` must be safe to run twice: no mail, no files, nothing outside `tx`. Gives up after ten seconds.
 */
export async function serially<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const start = Date.now()
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(db).execute(work)
    } catch (error) {
      if (!isCollision(error) || Date.now() - start > patience) throw error
      await pause(Math.random() * Math.min(100, 5 * 2 ** attempt))
    }
  }
}

function transaction(db: Db) {
  const plain = db.writer.transaction()
  return db.dialect === 'postgres' ? plain.setIsolationLevel('serializable') : plain
}

const collisions = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', '40001', '40P01'])
const clashes = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'])

export const isCollision = (error: unknown): boolean => collisions.has(codeOf(error))
/** Another row already holds this value in a unique column. */
export const isUniqueViolation = (error: unknown): boolean => clashes.has(codeOf(error))

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
