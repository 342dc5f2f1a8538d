import { sql } from 'kysely'
import type { Reader } from '../../db/schema.ts'
import { type Person, unitsOf } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'
import type { Span } from '../../rules/inspection-figures.ts'
import { isRoundSeenBy } from '../queries.ts'

/**
 * The units there were on a day that ought to be inspected, offices left out: all of them, or those this person leads or
 * inspects. One query.
 */
export async function unitsInScope(db: Reader, who: Person | undefined, day: Day) {
  const reach = who?.roles.filter(({ role }) => role === 'leader' || role === 'inspector').map(({ unitId }) => unitId)
  const open = await db
    .selectFrom('units')
    .select(['id', 'publicId', 'name', 'path'])
    .where(
      sql<boolean>`exists (select 1 from unit_spans where unit_spans.unit_id = units.id
        and unit_spans.from_day <= ${day} and (unit_spans.to_day is null or unit_spans.to_day > ${day}))`,
    )
    .where('kind', '!=', 'office')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return reach ? open.filter(({ path }) => reach.some((id) => unitsOf(path).has(id))) : open
}

/** The units that the office’s own rounds begun in the span have a sheet for, of those this person may know of. One query. */
export async function unitsInspected(db: Reader, who: Person | undefined, { from, to }: Span): Promise<number[]> {
  const rows = await db
    .selectFrom('inspectionSheets')
    .innerJoin('inspectionRounds', 'inspectionRounds.id', 'inspectionSheets.roundId')
    .select('inspectionSheets.unitId')
    .$if(who !== undefined, (q) => q.where(isRoundSeenBy(who as Person)))
    .where('inspectionRounds.state', '!=', 'planned')
    .where('inspectionRounds.form', '!=', 'outside')
    .where('inspectionRounds.fromDay', '>=', from)
    .where('inspectionRounds.fromDay', '<=', to)
    .distinct()
    .execute()
  return rows.map(({ unitId }) => unitId)
}
