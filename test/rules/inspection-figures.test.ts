import { expect, test } from 'vitest'
import { type CountedFinding, figuresOf, metricKeys, metrics, yearToDate } from '../../src/rules/inspection-figures.ts'

const finding = (more: Partial<CountedFinding> = {}): CountedFinding => ({
  ...{ unitId: 1, severity: 'medium', withdrawn: false, outside: false, repeat: false, remedy: 'none' },
  ...more,
})

test.each([
  [2026, '2026-11-25', ['2026-01-01', '2026-11-25'], ['2025-01-01', '2025-11-25']],
  [2025, '2026-11-25', ['2025-01-01', '2025-12-31'], ['2024-01-01', '2024-12-31']],
  [2028, '2028-02-29', ['2028-01-01', '2028-02-29'], ['2027-01-01', '2027-02-28']],
  [2029, '2029-02-28', ['2029-01-01', '2029-02-28'], ['2028-01-01', '2028-02-28']],
])('the year %i on %s and the year before up to the same day', (year, today, span, before) => {
  const both = yearToDate(year, today)
  expect([Object.values(both.span), Object.values(both.before)]).toEqual([span, before])
})

test('every metric says what it counts and out of what', () => {
  expect(metrics.map(({ key }) => key)).toEqual([...metricKeys])
  for (const { key, name, definition, numerator, denominator, unit, figure } of metrics) {
    expect([key, name && definition && numerator]).toEqual([key, numerator])
    const { of } = figure({ scope: [], inspected: [], findings: [], headcounts: [] })
    expect([key, of === null, denominator === null]).toEqual([key, unit === 'count', unit === 'count'])
  }
})

test('what is withdrawn counts nothing but itself, what outside bodies recommend is told apart', () => {
  const findings = [
    finding({ remedy: 'inTime', repeat: true }),
    finding({ remedy: 'late', severity: 'heavy' }),
    finding({ remedy: 'overdue' }),
    finding({ remedy: 'reported', severity: 'light' }),
    finding({ remedy: 'inTime', withdrawn: true, repeat: true }),
    finding({ remedy: 'inTime', outside: true }),
    finding({ remedy: 'overdue', outside: true }),
    finding({ outside: true, withdrawn: true }),
  ]
  const headcounts = [
    { staff: 10, present: 8, excused: 1, unexcused: 1 },
    { staff: 5, present: 5, excused: 0, unexcused: 0 },
  ]
  expect(figuresOf({ scope: [1, 2, 3], inspected: [1, 1, 9], findings, headcounts })).toEqual({
    coverage: { value: 1, of: 3 },
    findings: { value: 4, of: null },
    heavy: { value: 1, of: 4 },
    medium: { value: 2, of: 4 },
    light: { value: 1, of: 4 },
    repeats: { value: 1, of: 4 },
    remedied: { value: 2, of: 4 },
    remediedInTime: { value: 1, of: 3 },
    overdue: { value: 1, of: 3 },
    present: { value: 13, of: 15 },
    excused: { value: 1, of: 15 },
    unexcused: { value: 1, of: 15 },
    outside: { value: 2, of: null },
    outsideInTime: { value: 1, of: 2 },
    withdrawn: { value: 2, of: null },
  })
})
