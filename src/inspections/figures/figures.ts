import { itemsOf, readChecklist } from '../../checklists/body.ts'
import type { Reader } from '../../db/schema.ts'
import type { Person } from '../../rules/access.ts'
import { countsBy, type Figure, figuresOf, type MetricKey, yearToDate } from '../../rules/inspection-figures.ts'
import { type Severity, severities } from '../../rules/inspections.ts'
import { type CountedRows, type FindingCounted, figureRows } from './figure-rows.ts'

/** Findings of a year as this person may know of them, counted over their rows: what the page of rounds shows. */
export interface FindingFigures {
  /** Those that count: a withdrawn one counts nothing, what outside bodies recommend is told apart. */
  all: number
  withdrawn: number
  outside: number
  repeats: number
  bySeverity: Record<Severity, number>
  byUnit: { publicId: string; name: string; count: number }[]
}

/** Counts findings noted in the year, each once. */
export async function findingFigures(db: Reader, who: Person, year: number): Promise<FindingFigures> {
  const today = `${year}-12-31`
  const rows = await figureRows(db, { span: { from: `${year}-01-01`, to: today }, today, who })
  const figures = figuresOf(rows)
  return {
    all: figures.findings.value,
    withdrawn: figures.withdrawn.value,
    outside: figures.outside.value,
    repeats: figures.repeats.value,
    bySeverity: Object.fromEntries(severities.map((one) => [one, figures[one].value])) as Record<Severity, number>,
    byUnit: unitsIn(rows),
  }
}

/** A line of a table of findings: how many this year, and the year before up to the same day. */
export interface Counted {
  key: string
  name: string
  count: number
  before: number
}

/** The figures of a year beside those of the year before up to the same day. */
export interface YearFigures {
  year: number
  spans: ReturnType<typeof yearToDate>
  now: Record<MetricKey, Figure>
  before: Record<MetricKey, Figure>
  bySeverity: Counted[]
  /** `key` is 'checklist/item', both empty for findings of no item. */
  byItem: Counted[]
  byUnit: Counted[]
  /** What coverage and the shares of headcounts are counted over. */
  units: CountedRows['units']
  headcounts: CountedRows['headcounts']
}

export interface YearAsked {
  year: number
  today: string
  who?: Person
  unitId?: number
  signedOnly?: boolean
}

/** All figures of a year, as far as this person may know, with the same of the year before. A dozen queries. */
export async function figuresOfYear(db: Reader, { year, ...asked }: YearAsked): Promise<YearFigures> {
  const spans = yearToDate(year, asked.today)
  const rows = await figureRows(db, { ...asked, span: spans.span })
  const earlier = await figureRows(db, { ...asked, span: spans.before })
  const names = await itemNames(db, [...rows.findings, ...earlier.findings])
  const units = new Map([...earlier.findings, ...rows.findings].map((one) => [one.unitPublicId, one.unitName]))
  const [now, before] = [figuresOf(rows), figuresOf(earlier)]
  return {
    ...{ year, spans, now, before, units: rows.units, headcounts: rows.headcounts },
    bySeverity: [...severities].reverse().map((key) => ({
      ...{ key, name: key, count: now[key].value, before: before[key].value },
    })),
    byItem: counted(rows, earlier, itemKey, (key) => names.get(key) ?? ''),
    byUnit: counted(
      rows,
      earlier,
      ({ unitPublicId }) => unitPublicId,
      (key) => units.get(key) ?? '',
    ),
  }
}

const itemKey = ({ checklist, item }: FindingCounted) => `${checklist}/${item}`

function counted(
  now: CountedRows,
  earlier: CountedRows,
  keyOf: (finding: FindingCounted) => string,
  nameOf: (key: string) => string,
): Counted[] {
  const [counts, before] = [countsBy(now.findings, keyOf), countsBy(earlier.findings, keyOf)]
  const keys = [...new Set([...counts.keys(), ...before.keys()])]
  return keys
    .map((key) => ({ key, name: nameOf(key), count: counts.get(key) ?? 0, before: before.get(key) ?? 0 }))
    .sort((a, b) => b.count - a.count || b.before - a.before || (a.name < b.name ? -1 : 1))
}

/** 'C1 Niêm yết …' by 'checklist/item', as the newest version that has the item calls it. One query. */
async function itemNames(db: Reader, findings: readonly FindingCounted[]): Promise<Map<string, string>> {
  const ids = [...new Set(findings.map(({ checklist }) => checklist).filter(Boolean))]
  const versions = await db
    .selectFrom('checklistVersions')
    .innerJoin('checklists', 'checklists.id', 'checklistVersions.checklistId')
    .select(['checklists.publicId', 'checklistVersions.body'])
    .where('checklists.publicId', 'in', ['', ...ids])
    .orderBy('checklistVersions.number')
    .execute()
  return new Map(
    versions.flatMap(({ publicId, body }) =>
      itemsOf(readChecklist(body)).map(({ code, name }): [string, string] => [
        `${publicId}/${code}`,
        `${code} ${name}`,
      ]),
    ),
  )
}

/** The most findings first. */
function unitsIn({ findings }: CountedRows): FindingFigures['byUnit'] {
  const names = new Map(findings.map(({ unitPublicId, unitName }) => [unitPublicId, unitName]))
  return [...countsBy(findings, ({ unitPublicId }) => unitPublicId)]
    .map(([publicId, count]) => ({ publicId, name: names.get(publicId) ?? '', count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}
