import { audit } from './cli/audit.ts'
import { backup } from './cli/backup.ts'
import { demo } from './cli/demo.ts'
import { exportOffice } from './cli/export.ts'
import { importOffice } from './cli/import.ts'
import { migrate } from './cli/migrate.ts'
import { restore } from './cli/restore.ts'
import { serve } from './cli/serve.ts'
import { type Config, readConfig } from './config.ts'
import { openDb } from './db/open.ts'
import type { Db } from './db/schema.ts'

/** The command line: `node dist/src/main.js VERB ...`. Each verb returns the exit code, or nothing while it serves. */
const verbs: Record<string, (args: string[], config: Readonly<Config>) => Promise<number | undefined>> = {
  serve,
  demo,
  migrate: async (_args, config) => withDb(config, migrate),
  audit: async (args, config) => withDb(config, (db) => audit(args, { db, config })),
  backup: (args, config) => backup(args, config),
  restore: (args, config) => restore(args, config),
  export: (args, config) => exportOffice(args, config),
  import: (args, config) => importOffice(args, config),
}

const [name = 'serve', ...args] = process.argv.slice(2)
const verb = verbs[name]
if (!verb) {
  console.error(`Unknown command "${name}". There are: ${Object.keys(verbs).join(', ')}.`)
  process.exitCode = 2
} else {
  try {
    const code = await verb(args, readConfig(process.env))
    if (code !== undefined) process.exitCode = code
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

/** Opens the database for one piece of work. */
async function withDb<T>(config: Readonly<Config>, work: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDb(config.database)
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}
