import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/schema.ts'

/**
 * Writes down anew who finds a task in a list, after people or units have moved: its parties, the units they belong to
 * today, the unit it was issued in, what that was merged into, and every unit above one of these. Two statements for all
 * tasks in the scopes given ('p12', 'u5'), as `scopesOfParties` says it for one at its issue.
 */
export async function rescope(tx: Tx, scopes: RawBuilder<unknown>) {
  const found = needed(scopes)
  await sql`${found}
    insert into task_scopes (scope, task_id) select scope, task_id from needed where true on conflict do nothing`.execute(
    tx,
  )
  await sql`${found}
    delete from task_scopes where task_id in (select task_id from affected)
    and (scope, task_id) not in (select scope, task_id from needed)`.execute(tx)
}

/** Scopes for `rescope`: every task in which this person has a part. */
export const scopeOfPerson = (id: number) => sql`${`p${id}`}`

/** Every task that somebody over this path or below it can find; the path as it stands now. */
export const scopesOfSubtree = (path: string) =>
  sql`select 'u' || id from units where path >= ${path} and path < ${`${path}:`}`

const needed = (scopes: RawBuilder<unknown>) => sql`
  with recursive
  affected (task_id) as (select distinct task_id from task_scopes where scope in (${scopes})),
  party (task_id, person_id) as (
    select tasks.id, assignee_id from tasks join affected on task_id = tasks.id
    union select tasks.id, assigner_id from tasks join affected on task_id = tasks.id
    union select tasks.id, approver_id from tasks join affected on task_id = tasks.id
    union select tasks.id, follower_id from tasks join affected on task_id = tasks.id where follower_id is not null
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
