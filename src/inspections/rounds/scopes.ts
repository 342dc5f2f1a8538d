import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../db/schema.ts'

/**
 * Writes down anew who finds these rounds, after they were planned or begun, or people or units have moved: the team and
 * who ordered it, and, once a round may be known, its own unit, the units inspected, what these were merged into, and every
 * unit above one of them. Two statements for all rounds that `rounds` selects.
 */
export async function rescopeRounds(tx: Tx, rounds: RawBuilder<unknown>) {
  const found = needed(rounds)
  await sql`${found}
    insert into round_scopes (scope, round_id) select scope, round_id from needed where true
      on conflict do nothing`.execute(tx)
  await sql`${found}
    delete from round_scopes where (scope, round_id) in
      (select scope, round_id from round_scopes where round_id in (select round_id from affected)
      except select scope, round_id from needed)`.execute(tx)
}

/** For `rescopeRounds`: these rounds and no others. */
export const roundsOf = (ids: readonly number[]) => sql`select id from inspection_rounds where id in (${list(ids)})`

/** For `rescopeRounds`: every round that somebody over one of these units can find. A secret one has no unit to lose. */
export const roundsOfUnits = (ids: readonly number[]) =>
  sql`select distinct round_id from round_scopes where scope in (${list(ids.map((id) => `u${id}`))})`

/** For `rescopeRounds`: the rounds in which one of these persons is inspected, and which have not begun. */
export const roundsToInspect = (personIds: readonly number[]) => sql`
  select round_id from inspection_sheets join inspection_rounds on inspection_rounds.id = round_id
    where person_id in (${list(personIds)}) and state = 'planned'`

const list = (values: readonly (number | string)[]) => sql.join(values.length > 0 ? [...values] : [0])

/** Đợt không báo trước, before its start: no unit finds it. */
const mayBeKnown = sql`not (rounds.form = 'unannounced' and rounds.state = 'planned')`

const needed = (rounds: RawBuilder<unknown>) => sql`
  with recursive
  affected (round_id) as (${rounds}),
  party (round_id, person_id) as (
    select round_members.round_id, person_id from round_members join affected on affected.round_id = round_members.round_id
    union select rounds.id, ordered_by_id from inspection_rounds as rounds join affected on round_id = rounds.id
  ),
  place (round_id, unit_id) as (
    select rounds.id, rounds.unit_id from inspection_rounds as rounds
      join affected on affected.round_id = rounds.id where ${mayBeKnown}
    union select rounds.id, sheets.unit_id from inspection_sheets as sheets
      join affected on affected.round_id = sheets.round_id
      join inspection_rounds as rounds on rounds.id = sheets.round_id where ${mayBeKnown}
    union select place.round_id, above.id from place
      join units as here on here.id = place.unit_id
      join units as above on above.id in (here.parent_id, here.successor_id)
  ),
  needed (scope, round_id) as (
    select 'p' || person_id, round_id from party union select 'u' || unit_id, round_id from place
  )`

/**
 * A person moves: a sheet about them that has not begun goes along, and is found from over their new unit. After the
 * person's own row is written.
 */
export async function moveSheetsOf(tx: Tx, personIds: readonly number[]) {
  if (personIds.length === 0) return
  await sql`update inspection_sheets
    set unit_id = (select people.unit_id from people where people.id = inspection_sheets.person_id)
    where person_id in (${list(personIds)})
      and round_id in (select id from inspection_rounds where state = 'planned')`.execute(tx)
  await rescopeRounds(tx, roundsToInspect(personIds))
}
