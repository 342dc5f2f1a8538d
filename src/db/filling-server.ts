import { setTimeout as pause } from 'node:timers/promises'
import { CamelCasePlugin, Kysely, sql } from 'kysely'
import { Occupied, transact } from './occupied.ts'
import { openPostgres } from './postgres.ts'
import type { Schema, Tx } from './schema.ts'

/** Fills a PostgreSQL database that is empty, or that was started on once and has no people yet. */
export const fillOnServer = <T>(address: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  onServer(address, async (tx) => {
    const tables = await freeTables(tx)
    // What an interrupted first run may have left.
    if (tables.length > 0)
      await sql`truncate ${sql.join(tables.map((name) => sql.id(name)))} restart identity`.execute(tx)
    return work(tx)
  })

/** Throws `Occupied` where there is an office, a program at work, or tables of something else. */
export const serverMustBeFree = (address: string): Promise<void> => onServer(address, freeTables).then(() => undefined)

async function onServer<T>(address: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const db = new Kysely<Schema>({ dialect: await openPostgres(address), plugins: [new CamelCasePlugin()] })
  try {
    return await transact(db, work)
  } finally {
    await db.destroy()
  }
}

/** The tables of ours that are there already. */
async function freeTables(tx: Tx): Promise<string[]> {
  await mustBeAlone(tx)
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = current_schema() and tablename not like 'kysely%'`.execute(tx)
  const names = rows.map(({ name }) => name)
  if (names.length === 0) return []
  if (!names.includes('people')) throw new Occupied('This database holds tables of something else.')
  const person = await tx.selectFrom('people').select('id').where('system', '=', 0).limit(1).executeTakeFirst()
  if (person) throw new Occupied('This database holds an office already. Restore only into an empty installation.')
  return names
}

const tries = 10
const betweenTries = 200

/** A server that was stopped a moment ago takes a little to be gone. */
async function mustBeAlone(tx: Tx) {
  for (let left = tries; left > 0; left--) {
    await sql`select pg_stat_clear_snapshot()`.execute(tx)
    const others = await sql`select 1 from pg_stat_activity where datname = current_database()
      and pid <> pg_backend_pid() and backend_type = 'client backend'`.execute(tx)
    if (others.rows.length === 0) return
    await pause(betweenTries)
  }
  throw new Occupied('Another program is connected to this database: stop the server first.')
}
