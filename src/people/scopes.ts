import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/schema.ts'

/**
 * Writes down anew who finds a task in a list, after people or units have moved: its parties, the units they belong to
 * today, the unit whose work it is, what that was merged into, and every unit above one of these. Two statements for all
 * tasks that `tasks` selects, as `scopesOfParties` says it for one at its issue.
 */
export async function rescope(tx: Tx, tasks: RawBuilder<unknown>) {
  const found = needed(tasks)
  await sql`${found}
    insert into task_scopes (scope, task_id) select scope, task_id from needed where true on conflict do nothing`.execute(
    tx,
  )
  await sql`${found}
    delete from task_scopes where (scope, task_id) in
      (select scope, task_id from task_scopes where task_id in (select task_id from affected)
      except select scope, task_id from needed)`.execute(tx)
}

/** For `rescope`: every task in which this person has a part. */
export const tasksOfPerson = (id: number) => sql`select task_id from task_scopes where scope = ${`p${id}`}`

/** For `rescope`: every task that somebody over one of these units can find, whoever it is, the units below included. */
export const tasksOfUnits = (ids: readonly number[]) =>
  sql`select distinct task_id from task_scopes where scope in (${sql.join(ids.map((id) => `u${id}`))})`

/** For `rescope`: these tasks and no others. */
export const tasksOf = (ids: readonly number[]) => sql`select id from tasks where id in (${sql.join(ids)})`

const needed = (tasks: RawBuilder<unknown>) => sql`
  with recursive
  affected (task_id) as (${tasks}),
  party (task_id, person_id) as (
    select tasks.id, assignee_id from tasks join affected on task_id = tasks.id
    union select tasks.id, assigner_id from tasks join affected on task_id = tasks.id
    union select tasks.id, approver_id from tasks join affected on task_id = tasks.id
    union select tasks.id, follower_id from tasks join affected on task_id = tasks.id where follower_id is not null
    union select affected.task_id, person_id from task_coordinators
      join affected on affected.task_id = task_coordinators.task_id
  ),
  place (task_id, unit_id) as (
    select tasks.id, tasks.unit_id from tasks join affected on task_id = tasks.id
    union select party.task_id, people.unit_id from party join people on people.id = party.person_id
    union select place.task_id, above.id from place
      join units as here on here.id = place.unit_id
      join units as above on above.id in (here.parent_id, here.successor_id)
  ),
  needed (scope, task_id) as (
    select 'p' || person_id, task_id from party union select 'u' || unit_id, task_id from place
  )`
