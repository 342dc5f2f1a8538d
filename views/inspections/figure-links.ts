import type { MetricKey } from '../../src/rules/inspection-figures.ts'
import { type FindingQuery, findingsHref } from './findings.tsx'

type Within = { from: string; to: string; unit: string }
type Narrow = Partial<FindingQuery>

/** The rows a number of findings counts: of own rounds and not withdrawn, unless it says otherwise. */
export const rowsHref = (narrow: Narrow): string => findingsHref({ show: 'open', outside: '0', ...narrow })

const outside: Narrow = { outside: '1' }

/** What narrows the list of findings to the numerator and the denominator of a figure; nothing where it counts something else. */
const behind: Partial<Record<MetricKey, { part: Narrow; whole?: Narrow }>> = {
  findings: { part: {} },
  heavy: { part: { severity: 'heavy' }, whole: {} },
  medium: { part: { severity: 'medium' }, whole: {} },
  light: { part: { severity: 'light' }, whole: {} },
  repeats: { part: { repeat: '1' }, whole: {} },
  remedied: { part: { remedy: 'done' }, whole: {} },
  remediedInTime: { part: { remedy: 'inTime' }, whole: { remedy: 'due' } },
  overdue: { part: { remedy: 'overdue' }, whole: { remedy: 'due' } },
  outside: { part: outside },
  outsideInTime: { part: { ...outside, remedy: 'inTime' }, whole: { ...outside, remedy: 'due' } },
  withdrawn: { part: { show: 'withdrawn', outside: '' } },
}

/** What is no number of findings stands further down on the page itself. */
const elsewhere: Partial<Record<MetricKey, string>> = {
  coverage: 'do-phu',
  present: 'quan-so',
  excused: 'quan-so',
  unexcused: 'quan-so',
}

/** The addresses of the rows behind a figure; `isPageOf` when the page of its year shows the very span. */
export function rowsBehind(key: MetricKey, within: Within, isPageOf = true): { part?: string; whole?: string } {
  const place = elsewhere[key]
  if (place && !isPageOf) return {}
  if (place) {
    const asked = new URLSearchParams({ year: within.from.slice(0, 4), ...(within.unit && { unit: within.unit }) })
    const href = `/inspections/figures?${asked}#${place}`
    return { part: href, whole: href }
  }
  const found = behind[key]
  return {
    part: found && rowsHref({ ...within, ...found.part }),
    whole: found?.whole && rowsHref({ ...within, ...found.whole }),
  }
}
