import type { Reader } from '../db/schema.ts'
import type { Person } from '../rules/access.ts'
import { type Severity, severities } from '../rules/inspections.ts'
import { isFindingSeenBy } from './find-findings.ts'

/** Findings of a year as this person may know of them, counted over their rows. */
export interface FindingFigures {
  /** Those that count: a withdrawn one counts nothing. */
  all: number
  withdrawn: number
  repeats: number
  bySeverity: Record<Severity, number>
  byUnit: { publicId: string; name: string; count: number }[]
}

/** Counts findings noted in the year, each once. One query over the rows this person may see. */
export async function findingFigures(db: Reader, who: Person, year: number): Promise<FindingFigures> {
  const rows = await db
    .selectFrom('findings')
    .innerJoin('units', 'units.id', 'findings.unitId')
    .innerJoin('inspectionRounds', 'inspectionRounds.id', 'findings.roundId')
    .select(['findings.state', 'findings.repeatOfId', 'units.publicId', 'units.name'])
    .select((is) => is.ref('findings.severity').$castTo<Severity>().as('severity'))
    .where(isFindingSeenBy(who))
    .where('findings.foundOn', '>=', `${year}-01-01`)
    .where('findings.foundOn', '<=', `${year}-12-31`)
    .execute()
  const counted = rows.filter(({ state }) => state !== 'withdrawn')
  const bySeverity = Object.fromEntries(
    severities.map((one) => [one, counted.filter(({ severity }) => severity === one).length]),
  ) as Record<Severity, number>
  return {
    all: counted.length,
    withdrawn: rows.length - counted.length,
    repeats: counted.filter(({ repeatOfId }) => repeatOfId !== null).length,
    bySeverity,
    byUnit: unitsIn(counted),
  }
}

/** The most findings first. */
function unitsIn(rows: readonly { publicId: string; name: string }[]): FindingFigures['byUnit'] {
  const units = new Map<string, FindingFigures['byUnit'][number]>()
  for (const { publicId, name } of rows) {
    const unit = units.get(publicId) ?? { publicId, name, count: 0 }
    unit.count += 1
    units.set(publicId, unit)
  }
  return [...units.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}
