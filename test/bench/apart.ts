import { type Kysely, sql } from 'kysely'
import type { Db, Schema } from '../../src/db/schema.ts'

/**
 * Fills large tables with their indexes and triggers set aside, which takes minutes less; then makes both again as they
 * were. `fill` does what the triggers would have done. Runs on one connection; foreign keys are not asked meanwhile.
 */
export async function withoutIndexes(db: Db, tables: string[], fill: (one: Kysely<Schema>) => Promise<void>) {
  await db.writer.connection().execute(async (one) => {
    const run = (line: string) => sql.raw(line).execute(one)
    const on = db.dialect === 'sqlite' ? sqlite : postgres
    for (const line of on.before) await run(line)
    const { rows } = await sql<{ drop: string; make: string }>`${sql.raw(on.apart(tables))}`.execute(one)
    for (const { drop } of rows) await run(drop)
    await fill(one)
    for (const { make } of rows) await run(make)
    for (const line of on.after) await run(line)
  })
}

const quoted = (tables: string[]) => tables.map((table) => `'${table}'`).join(', ')

const sqlite = {
  before: ['pragma foreign_keys = off', 'pragma synchronous = off', 'pragma cache_size = -1000000'],
  apart: (tables: string[]) => `select 'drop ' || type || ' ' || name as "drop", sql as make from sqlite_master
    where type in ('index', 'trigger') and sql is not null and tbl_name in (${quoted(tables)})`,
  after: [
    `insert into tasks_search (tasks_search) values ('rebuild')`,
    'pragma wal_checkpoint(truncate)',
    'pragma foreign_keys = on',
    'pragma synchronous = full',
    'pragma cache_size = -2000',
  ],
}

const postgres = {
  before: ['set session_replication_role = replica', `set maintenance_work_mem = '512MB'`, `set work_mem = '256MB'`],
  apart: (tables: string[]) => `select 'drop index ' || indexname as drop, indexdef as make from pg_indexes
    where tablename in (${quoted(tables)}) and indexname not in (select conname from pg_constraint)`,
  after: [
    `do $$ declare t record; begin
      for t in select table_name as name from information_schema.columns where is_identity = 'YES' loop
        execute format('select setval(pg_get_serial_sequence(%L, ''id''), coalesce(max(id), 0) + 1) from %I', t.name, t.name);
      end loop; end $$`,
    'reset session_replication_role',
    'reset work_mem',
    'vacuum analyze',
  ],
}
