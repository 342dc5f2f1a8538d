import { PostgresAdapter, sql } from 'kysely'
import type { Tx } from './schema.ts'

/** Rows point to rows that are not there. */
export class BrokenReference extends Error {
  override readonly name = 'BrokenReference'
}

/**
 * Runs `work` while rows may come in any order, then looks whether each points to rows that are there. On PostgreSQL the
 * foreign keys are taken out and put back as they were; a new SQLite file of `fillDatabase` does not enforce them yet.
 * Throws `BrokenReference`.
 */
export const withoutReferences = (tx: Tx, work: () => Promise<void>): Promise<void> =>
  isPostgres(tx) ? outAndBack(tx, work) : lookAfter(tx, work)

/** Takes out of tables what an interrupted first run may have left there; a new SQLite file has nothing. */
export async function emptyTables(tx: Tx, names: readonly string[]): Promise<void> {
  if (!isPostgres(tx)) return
  await sql`truncate ${sql.join(names.map((name) => sql.table(name)))} restart identity`.execute(tx)
}

/** Goes on counting ids after the highest one that is there; SQLite does so by itself. */
export async function restartKeys(tx: Tx): Promise<void> {
  if (!isPostgres(tx)) return
  const tables = await tx.introspection.getTables()
  for (const { name, columns } of tables.filter(({ columns }) => columns.some((column) => column.isAutoIncrementing))) {
    const key = columns.find((column) => column.isAutoIncrementing)?.name ?? 'id'
    await sql`select setval(pg_get_serial_sequence(${name}, ${key}), coalesce(max(${sql.id(key)}), 0) + 1, false)
      from ${sql.id(name)}`.execute(tx)
  }
}

/** Throws unless the search indexes of SQLite hold exactly what their tables say; PostgreSQL keeps its own in step. */
export async function checkSearch(tx: Tx): Promise<void> {
  if (isPostgres(tx)) return
  const found = await sql<{
    name: string
  }>`select name from sqlite_master where sql like 'create virtual table%fts5%'`.execute(tx)
  for (const { name } of found.rows)
    await sql`insert into ${sql.id(name)} (${sql.id(name)}, rank) values ('integrity-check', 1)`.execute(tx)
}

const isPostgres = (tx: Tx) => tx.getExecutor().adapter instanceof PostgresAdapter

interface Reference {
  on: string
  name: string
  definition: string
}

async function outAndBack(tx: Tx, work: () => Promise<void>) {
  const { rows } = await sql<Reference>`select conrelid::regclass::text as "on", conname as name,
    pg_get_constraintdef(oid) as definition from pg_constraint
    where contype = 'f' and connamespace = current_schema()::regnamespace order by 1, 2`.execute(tx)
  for (const { on, name } of rows) await sql`alter table ${sql.raw(on)} drop constraint ${sql.id(name)}`.execute(tx)
  await work()
  for (const { on, name, definition } of rows) {
    const back = sql`alter table ${sql.raw(on)} add constraint ${sql.id(name)} ${sql.raw(definition)}`
    await back.execute(tx).catch((error) => broken(error, on))
  }
}

function broken(error: unknown, on: string): never {
  const isForeignKey = error instanceof Error && 'code' in error && error.code === '23503'
  throw isForeignKey ? new BrokenReference(`Rows of ${on} point to rows that are not there: ${error.message}`) : error
}

async function lookAfter(tx: Tx, work: () => Promise<void>) {
  await work()
  const { rows } = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(tx)
  const [first] = rows
  if (first) throw new BrokenReference(`Rows of ${first.table} point to rows of ${first.parent} that are not there.`)
}
