import type { Config } from './config.ts'
import type { Db } from './db/schema.ts'
import type { Log } from './log.ts'

/** What one running process holds: made once in main.ts or a test, handed to the app. */
export interface Site {
  config: Readonly<Config>
  db: Db
  log: Log
  /** UTC instant with milliseconds; a test sets its own. */
  clock: () => string
  /** Printed at the start while the database is empty; the first-run page asks for it. */
  setupCode: string
}

export const systemClock = (): string => new Date().toISOString()
