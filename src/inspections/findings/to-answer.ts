import type { Ctx } from '../../act.ts'
import type { Reader } from '../../db/schema.ts'
import { readUnits, unitNow, type WorkUnit } from '../../people/work-units.ts'
import { can, type Person } from '../../rules/access.ts'
import type { MemberPart } from '../../rules/inspections.ts'
import { findingsSeen, withParties } from './find-findings.ts'

/** So many that are put and not answered are looked through; of a province on one day there are some dozens. */
const most = 500

/**
 * Findings that wait for this person's answer while its term runs (chờ giải trình), the nearest term first: about
 * themselves, or of the very unit they lead or are clerk of. Who leads above may answer too, and finds them in the list of
 * findings. One query, three where there are any.
 */
export async function findingsToAnswer({ db, who, today }: Pick<Ctx, 'db' | 'who' | 'today'>) {
  const rows = await findingsSeen(db.reader, who, { waiting: true, answerFrom: today }, most)
  if (rows.length === 0) return []
  const [members, units] = [await membersOf(db.reader, rows), await readUnits(db.reader)]
  return rows
    .map((row) =>
      withParties(
        row,
        members.filter(({ roundId }) => roundId === row.roundId),
        units,
      ),
    )
    .filter((finding) => isOwn(who, finding, units) && can(who, 'finding.answer', finding))
    .sort((a, b) =>
      (a.answerBy ?? '') < (b.answerBy ?? '') ? -1 : a.answerBy === b.answerBy ? a.number - b.number : 1,
    )
}

export type FindingToAnswer = Awaited<ReturnType<typeof findingsToAnswer>>[number]

const membersOf = (db: Reader, rows: readonly { roundId: number }[]) =>
  db
    .selectFrom('roundMembers')
    .select(['roundId', 'personId as id'])
    .select((is) => is.ref('part').$castTo<MemberPart>().as('part'))
    .where(
      'roundId',
      'in',
      rows.map(({ roundId }) => roundId),
    )
    .execute()

function isOwn(
  who: Person,
  { personId, unitId }: { personId: number | null; unitId: number },
  units: readonly WorkUnit[],
) {
  const unit = unitNow(units, unitId)
  return personId === who.id || who.roles.some((held) => held.unitId === unit)
}
