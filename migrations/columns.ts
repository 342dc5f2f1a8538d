import { type CreateTableBuilder, type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of no table but its own
export type AnyDb = Kysely<any>
export type Table = CreateTableBuilder<string, string>

export const isPostgres = (db: AnyDb): boolean => db.getExecutor().adapter instanceof PostgresAdapter

/** A table with the integer key that never leaves the server. */
export function table(db: AnyDb, name: string): Table {
  return db.schema
    .createTable(name)
    .addColumn('id', 'integer', (c) =>
      (isPostgres(db) ? c.generatedByDefaultAsIdentity() : c.autoIncrement()).primaryKey(),
    )
}

/** Text that both databases compare byte by byte, so that days, sort keys and cursors order alike. */
export function text(db: AnyDb): RawBuilder<string> {
  return isPostgres(db) ? sql`text collate "C"` : sql`text`
}

/** An index over some columns, named after them; `where` makes it partial. */
export async function index(
  db: AnyDb,
  on: string,
  columns: string[],
  options: { unique?: boolean; where?: string } = {},
) {
  const unique = options.unique ? sql`unique ` : sql``
  const where = options.where ? sql` where ${sql.raw(options.where)}` : sql``
  const list = sql.join(columns.map((column) => sql.ref(column)))
  await sql`create ${unique}index ${sql.ref(`${on}_by_${columns.join('_')}`)} on ${sql.table(on)} (${list})${where}`.execute(
    db,
  )
}

/**
 * Prefix search over the column `folded` of a table: FTS5 kept in step by triggers on SQLite, a GIN index on PostgreSQL.
 * `src/db/search.ts` asks it.
 */
export async function searchable(db: AnyDb, on: string) {
  const t = sql.table(on)
  if (isPostgres(db)) {
    await sql`create index ${sql.ref(`${on}_search`)} on ${t} using gin (to_tsvector('simple', folded))`.execute(db)
    return
  }
  const search = sql.table(`${on}_search`)
  const leave = sql`insert into ${search} (${search}, rowid, folded) values ('delete', old.id, old.folded);`
  const enter = sql`insert into ${search} (rowid, folded) values (new.id, new.folded);`
  await sql`create virtual table ${search} using fts5 (folded, content=${sql.lit(on)}, content_rowid='id', tokenize='unicode61', prefix='1 2 3')`.execute(
    db,
  )
  await sql`create trigger ${sql.ref(`${on}_search_in`)} after insert on ${t} begin ${enter} end`.execute(db)
  await sql`create trigger ${sql.ref(`${on}_search_out`)} after delete on ${t} begin ${leave} end`.execute(db)
  await sql`create trigger ${sql.ref(`${on}_search_up`)} after update of folded on ${t} begin ${leave} ${enter} end`.execute(
    db,
  )
}
