import type { Db } from '../db/schema.ts'
import { serially } from '../db/serially.ts'

/**
 * Slows down guessing without locking anybody out: failures count per account, never per address (a whole office shares one),
 * and a device that has signed in to the account before has a count of its own, so that a stranger cannot use up its tries.
 * Counts live in the database and survive a restart.
 */
export const triesBeforeWaiting = 5
const longestWait = 15 * 60 * 1000
const forgetAfter = 24 * 3600 * 1000

/** Milliseconds to wait before the next try under this key; 0 when it may be made now. */
export async function waitFor(db: Db, key: string, now: string): Promise<number> {
  const row = await db.reader.selectFrom('attempts').selectAll().where('key', '=', key).executeTakeFirst()
  if (!row || row.failures < triesBeforeWaiting) return 0
  return Math.max(0, Date.parse(row.lastAt) + waitAfter(row.failures) - Date.parse(now))
}

/** 30 seconds after the fifth failure, doubled by each further one, up to a quarter of an hour. */
export const waitAfter = (failures: number): number =>
  failures < triesBeforeWaiting ? 0 : Math.min(longestWait, 30_000 * 2 ** (failures - triesBeforeWaiting))

/** Counts a failure; one that is a day old is forgotten first. */
export function countFailure(db: Db, key: string, now: string) {
  const old = new Date(Date.parse(now) - forgetAfter).toISOString()
  return serially(db, async (tx) => {
    await tx.deleteFrom('attempts').where('lastAt', '<', old).execute()
    await tx
      .insertInto('attempts')
      .values({ key, failures: 1, lastAt: now })
      .onConflict((on) =>
        on.column('key').doUpdateSet((is) => ({ failures: is('attempts.failures', '+', 1), lastAt: now })),
      )
      .execute()
  })
}

export const forgetFailures = (db: Db, key: string) =>
  serially(db, (tx) => tx.deleteFrom('attempts').where('key', '=', key).execute())
