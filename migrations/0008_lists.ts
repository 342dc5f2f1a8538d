import { sql } from 'kysely'
import { type AnyDb, index, isPostgres, text } from './columns.ts'

/**
 * What keeps lists and figures fast at a million tasks: a scope row carries what its list is sorted by, and finished work
 * is counted by the month of its issue. Triggers keep both in step, so that no writer of tasks can forget them.
 */
export async function up(db: AnyDb) {
  const t = text(db)
  for (const column of ['state', 'due']) {
    await db.schema
      .alterTable('task_scopes')
      .addColumn(column, t, (c) => c.notNull().defaultTo(''))
      .execute()
  }
  await db.schema
    .alterTable('task_scopes')
    .addColumn('assignee_id', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await index(db, 'task_scopes', ['scope', 'state', 'due', 'task_id'])
  await index(db, 'task_scopes', ['scope', 'assignee_id', 'state', 'task_id'])

  // Completed tasks of a unit ('u5') or a responsible person ('p12'), by the month of issue ('2026-11') and lateness.
  await db.schema
    .createTable('task_tallies')
    .addColumn('scope', t, (c) => c.notNull())
    .addColumn('month', t, (c) => c.notNull())
    .addColumn('late', 'integer', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('task_tallies_key', ['scope', 'month', 'late'])
    .$call((made) => (isPostgres(db) ? made : made.modifyEnd(sql`without rowid`)))
    .execute()
  await (isPostgres(db) ? triggersOnPostgres(db) : triggersOnSqlite(db))

  // What counts while it is open, and what is in no bucket: work that rests, and work that counts by its parts.
  const open = `state in ('issued', 'in_progress', 'submitted') and children = 0`
  await index(db, 'tasks', ['unit_id', 'issued_on', 'state', 'due', 'submitted_on', 'done_on'], { where: open })
  const beside = `state in ('paused', 'declined', 'cancelled') or children > 0`
  await index(db, 'tasks', ['unit_id', 'state', 'issued_on', 'children'], { where: beside })
  await index(db, 'tasks', ['kind'], { where: `kind <> 'action'` })
  await index(db, 'tasks', ['id'], { where: 'children > 0' })

  // The record by what was done and by day, for those who see all of it.
  await index(db, 'audit', ['action', 'id'])
  await index(db, 'audit', ['at', 'id'])
}

/** Adds one to, or takes one from, the tallies of a row's unit and person; nothing for a task not completed or with parts. */
const tally = (row: 'old' | 'new', by: 1 | -1) =>
  sql.raw(`insert into task_tallies (scope, month, late, count)
    select scope, substr(${row}.issued_on, 1, 7), case when ${row}.done_on <= ${row}.due then 0 else 1 end, ${by}
    from (select 'u' || ${row}.unit_id as scope union all select 'p' || ${row}.assignee_id) as scopes
    where ${row}.state = 'completed' and ${row}.children = 0
    on conflict (scope, month, late) do update set count = task_tallies.count + excluded.count`)

const tallied = sql.raw('state, children, due, done_on, issued_on, unit_id, assignee_id')
const hasMoved = sql.raw('old.state <> new.state or old.due <> new.due or old.assignee_id <> new.assignee_id')
const copied = sql.raw('state, due, assignee_id')
const kept = sql.raw('state = new.state, due = new.due, assignee_id = new.assignee_id')

async function triggersOnSqlite(db: AnyDb) {
  await sql`create trigger task_scopes_in after insert on task_scopes begin
    update task_scopes set (${copied}) = (select ${copied} from tasks where id = new.task_id)
      where scope = new.scope and task_id = new.task_id;
    end`.execute(db)
  await sql`create trigger task_scopes_up after update of ${copied} on tasks when ${hasMoved} begin
    update task_scopes set ${kept} where task_id = new.id;
    end`.execute(db)
  await sql`create trigger task_tallies_in after insert on tasks begin ${tally('new', 1)}; end`.execute(db)
  await sql`create trigger task_tallies_up after update of ${tallied} on tasks
    when old.state = 'completed' or new.state = 'completed' begin ${tally('old', -1)}; ${tally('new', 1)}; end`.execute(
    db,
  )
}

async function triggersOnPostgres(db: AnyDb) {
  await sql`create function task_scopes_in() returns trigger language plpgsql as $$ begin
    select ${copied} into new.state, new.due, new.assignee_id from tasks where id = new.task_id;
    return new; end $$`.execute(db)
  await sql`create trigger task_scopes_in before insert on task_scopes
    for each row execute function task_scopes_in()`.execute(db)
  await sql`create function task_scopes_up() returns trigger language plpgsql as $$ begin
    update task_scopes set ${kept} where task_id = new.id;
    return null; end $$`.execute(db)
  await sql`create trigger task_scopes_up after update of ${copied} on tasks for each row when (${hasMoved})
    execute function task_scopes_up()`.execute(db)
  await sql`create function task_tallies_in() returns trigger language plpgsql as $$ begin
    ${tally('new', 1)}; return null; end $$`.execute(db)
  await sql`create trigger task_tallies_in after insert on tasks for each row when (new.state = 'completed')
    execute function task_tallies_in()`.execute(db)
  await sql`create function task_tallies_up() returns trigger language plpgsql as $$ begin
    ${tally('old', -1)}; ${tally('new', 1)}; return null; end $$`.execute(db)
  await sql`create trigger task_tallies_up after update of ${tallied} on tasks for each row
    when (old.state = 'completed' or new.state = 'completed') execute function task_tallies_up()`.execute(db)
}
