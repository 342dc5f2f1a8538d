import { sql } from 'kysely'
import { type AnyDb, isPostgres } from './columns.ts'

/**
 * Keeps `tasks.children`, the number of uncancelled parts of a task, whoever issues, cancels or restores one. Counted anew
 * each time, so that it is right in whatever order rows come back from an archive.
 */
export async function up(db: AnyDb) {
  await (isPostgres(db) ? triggersOnPostgres(db) : triggersOnSqlite(db))
}

const recount = (row: 'old' | 'new') =>
  sql.raw(`update tasks set children =
      (select count(*) from tasks as part where part.parent_id = ${row}.parent_id and part.state <> 'cancelled')
    where id = ${row}.parent_id`)

const isPart = sql.raw('new.parent_id is not null')
const wasPart = sql.raw('old.parent_id is not null')
const differs = sql.raw(`(old.state = 'cancelled') <> (new.state = 'cancelled')
  or coalesce(old.parent_id, 0) <> coalesce(new.parent_id, 0)`)

async function triggersOnSqlite(db: AnyDb) {
  await sql`create trigger task_children_in after insert on tasks when ${isPart} begin ${recount('new')}; end`.execute(
    db,
  )
  await sql`create trigger task_children_up after update of state, parent_id on tasks when ${differs}
    begin ${recount('old')}; ${recount('new')}; end`.execute(db)
  await sql`create trigger task_children_out after delete on tasks when ${wasPart} begin ${recount('old')}; end`.execute(
    db,
  )
}

async function triggersOnPostgres(db: AnyDb) {
  await sql`create function task_children_in() returns trigger language plpgsql as $$ begin
    ${recount('new')}; return null; end $$`.execute(db)
  await sql`create function task_children_up() returns trigger language plpgsql as $$ begin
    ${recount('old')}; ${recount('new')}; return null; end $$`.execute(db)
  await sql`create function task_children_out() returns trigger language plpgsql as $$ begin
    ${recount('old')}; return null; end $$`.execute(db)
  await sql`create trigger task_children_in after insert on tasks for each row when (${isPart})
    execute function task_children_in()`.execute(db)
  await sql`create trigger task_children_up after update of state, parent_id on tasks for each row when (${differs})
    execute function task_children_up()`.execute(db)
  await sql`create trigger task_children_out after delete on tasks for each row when (${wasPart})
    execute function task_children_out()`.execute(db)
}
