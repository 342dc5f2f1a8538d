import { setTimeout as pause } from 'node:timers/promises'
import { CamelCasePlugin, Kysely, sql } from 'kysely'
import { Occupied, transact } from './occupied.ts'
import { openPostgres } from './postgres.ts'
import type { Schema, Tx } from './schema.ts'

/** Fills a PostgreSQL database that is empty, or that was started on once and has no people yet. */
export const fillOnServer = <T>(address: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  onServer(address, async (tx) => {
    await mustHoldNobody(tx)
    return work(tx)
  })

/** Throws `Occupied` where there is an office, a program at work, or tables of something else. */
export const serverMustBeFree = (address: string): Promise<void> => onServer(address, mustHoldNobody)

async function onServer<T>(address: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const db = new Kysely<Schema>({ dialect: await openPostgres(address), plugins: [new CamelCasePlugin()] })
  try {
    return await transact(db, work)
  } finally {
    await db.destroy()
  }
}

async function mustHoldNobody(tx: Tx) {
  await mustBeAlone(tx)
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace
      and not exists (select 1 from pg_depend where objid = pg_class.oid and deptype = 'e')`.execute(tx)
  if (rows.length === 0) return
  if (!rows.some(({ name }) => name === 'people')) throw new Occupied('This database holds tables of something else.')
  const person = await tx.selectFrom('people').select('id').where('system', '=', 0).limit(1).executeTakeFirst()
  if (person) throw new Occupied('This database holds an office already. Restore only into an empty installation.')
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
