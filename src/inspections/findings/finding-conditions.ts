import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../rules/days.ts'
import type { RemedyState } from '../../rules/remedies.ts'

/** Which findings a figure counts, for the list behind it. */
export interface FigureFilter {
  /** Noted from that day on, and until that day. */
  from?: Day
  to?: Day
  /** Of that item; '' of none. With the checklist the item belongs to, by its public id. */
  item?: string
  checklist?: string
  repeat?: boolean
  /** Recommendations of outside bodies only, or none of them. */
  outside?: boolean
  withdrawn?: boolean
  remedy?: readonly RemedyState[]
  /** Of that very unit, by its public id. */
  own?: string
}

/** For queries with `findings`, `inspection_rounds`, `units` and `tasks` beside them: what a filter asks for. */
export function meetsFigure(filter: FigureFilter, today: Day): RawBuilder<boolean> {
  const { from, to, item, checklist, repeat, outside, withdrawn, remedy, own } = filter
  const asked = [
    from !== undefined && sql`findings.found_on >= ${from}`,
    to !== undefined && sql`findings.found_on <= ${to}`,
    item !== undefined && sql`findings.item = ${item}`,
    checklist !== undefined && isOf(checklist),
    repeat && sql`findings.repeat_of_id is not null`,
    outside !== undefined && sql`inspection_rounds.form ${outside ? sql`=` : sql`<>`} 'outside'`,
    withdrawn !== undefined && sql`findings.state ${withdrawn ? sql`=` : sql`<>`} 'withdrawn'`,
    remedy && sql`${remedyStateIn(today)} in (${sql.join(remedy)})`,
    own !== undefined && sql`units.public_id = ${own}`,
  ]
  return sql`(${sql.join([sql`1 = 1`, ...asked.filter((one) => one !== undefined && one !== false)], sql` and `)})`
}

const isOf = (checklist: string) => sql`exists (select 1 from checklist_versions
  join checklists on checklists.id = checklist_versions.checklist_id
  where checklist_versions.id = inspection_rounds.checklist_version_id and checklists.public_id = ${checklist})`

/** `remedyOf` of src/rules/remedies.ts in SQL; a test walks every case of both. */
export const remedyStateIn = (today: Day) => sql<RemedyState>`case
  when tasks.id is null or tasks.state = 'cancelled' then
    case when findings.due < ${today} then 'overdue' when tasks.id is null then 'none' else 'cancelled' end
  when tasks.state = 'completed' then case when ${clock(today)} <= tasks.due then 'inTime' else 'late' end
  when tasks.state in ('issued', 'in_progress', 'submitted') and ${clock(today)} > tasks.due then 'overdue'
  when tasks.state = 'submitted' then 'reported'
  when tasks.state in ('issued', 'declined') then 'giving'
  else 'doing' end`

const clock = (today: Day) => sql`coalesce(tasks.done_on,
  case when tasks.state = 'submitted' then tasks.submitted_on end, ${today})`
