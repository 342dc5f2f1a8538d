import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answerDue,
  countedHeadcount,
  countResults,
  coverageOf,
  type Headcount,
  headcountShares,
  isBehind,
  isRepeat,
  isSecret,
  type Measure,
  type Measured,
  measureProblem,
  namesMissing,
  offeredResults,
  type Result,
  remedyDue,
  resultOf,
  roundForms,
  roundStates,
  type Seen,
  usualTerms,
} from '../../src/rules/inspections.ts'
import { isWorkingDay, workCalendar } from '../../src/rules/working-days.ts'

const calendar = workCalendar([
  { day: '2026-04-30', kind: 'holiday', name: 'Ngày Chiến thắng', active: true },
  { day: '2026-05-01', kind: 'holiday', name: 'Quốc tế Lao động', active: true },
])

test('only an unannounced round that has not begun is secret', () => {
  const secret = roundForms.flatMap((form) => roundStates.map((state) => ({ form, state }))).filter(isSecret)
  expect(secret).toEqual([{ form: 'unannounced', state: 'planned' }])
})

test('"Đạt một phần" is offered where the checklist knows it', () => {
  expect(offeredResults({ partial: false })).toEqual(['pass', 'fail', 'na'])
  expect(offeredResults({ partial: true })).toEqual(['pass', 'partial', 'fail', 'na'])
})

describe('the day a remedy is due', () => {
  test.each([
    ['a light finding of a Wednesday, five working days', '2026-11-25', 'light', 5, '2026-12-02'],
    ['across a long holiday', '2026-04-28', 'light', 5, '2026-05-07'],
    ['about a month for a heavy one', '2026-11-25', 'heavy', 22, '2026-12-25'],
    ['at once, on a working day, is the same day', '2026-11-25', 'medium', 0, '2026-11-25'],
    ['at once, found on a Saturday, is Monday', '2026-11-28', 'medium', 0, '2026-11-30'],
    ['at once, found on a holiday before a weekend', '2026-04-30', 'heavy', 0, '2026-05-04'],
  ] as const)('%s', (_, found, severity, days, due) => {
    const terms = { ...usualTerms, remedyDays: { ...usualTerms.remedyDays, [severity]: days } }
    expect(remedyDue(found, severity, terms, calendar)).toBe(due)
    expect(isWorkingDay(due, calendar)).toBe(true)
  })

  test.each([
    ['from a Friday', '2026-11-27', 5, '2026-12-04'],
    ['from a Sunday', '2026-11-29', 1, '2026-11-30'],
    ['no days, put on a Sunday: the first working day', '2026-11-29', 0, '2026-11-30'],
  ])('and the answer of the side inspected: %s', (_, put, answerDays, due) => {
    expect(answerDue(put, { ...usualTerms, answerDays }, calendar)).toBe(due)
  })
})

describe('a repeat finding', () => {
  test.each([
    ['a month ago', '2026-10-25', '2026-11-25', 12, true],
    ['twelve months ago to the day', '2025-11-25', '2026-11-25', 12, true],
    ['a day more than twelve months', '2025-11-24', '2026-11-25', 12, false],
    ['the same day is one finding, not two', '2026-11-25', '2026-11-25', 12, false],
    ['a later one does not make an earlier one a repeat', '2026-11-26', '2026-11-25', 12, false],
    ['from 29 February the year ends on 28 February', '2024-02-29', '2025-02-28', 12, true],
    ['and not on 1 March', '2024-02-29', '2025-03-01', 12, false],
    ['an office with a shorter span', '2026-05-24', '2026-11-25', 6, false],
    ['at its end', '2026-05-25', '2026-11-25', 6, true],
  ])('%s', (_, earlier, today, repeatMonths, answer) => {
    expect(isRepeat(earlier, today, { ...usualTerms, repeatMonths })).toBe(answer)
  })
})

const headcount: Measure = {
  type: 'headcount',
  labels: { staff: 'biên chế', present: 'có mặt', excused: 'vắng có lý do', unexcused: 'vắng không lý do' },
}
const count: Measure = { type: 'count', label: 'người không đeo thẻ' }
const named: Measure = { ...count, names: true }
const ratio: Measure = { type: 'ratio', labels: { part: 'đã niêm yết', whole: 'phải niêm yết' } }
const sample: Measure = { type: 'sample', labels: { part: 'hồ sơ sai', whole: 'hồ sơ kiểm tra' } }
const minutes: Measure = { type: 'number', unit: 'phút', most: 15 }
const degrees: Measure = { type: 'number', unit: 'độ', least: -5, most: 26.5 }
const free: Measure = { type: 'number', unit: 'm²' }
const choice: Measure = {
  type: 'choice',
  options: [
    { label: 'Tốt', result: 'pass' },
    { label: 'Trung bình', result: 'partial' },
    { label: 'Kém', result: 'fail' },
    { label: 'Không có', result: 'na' },
  ],
}
const passFail: Measure = { type: 'passFail', names: true }
const heads = (staff: number, present: number, excused: number, unexcused: number): Headcount => ({
  staff,
  present,
  excused,
  unexcused,
})
const excused = (name: string, more: Partial<Seen> = {}): Seen => ({ name, state: 'excused', reason: 'họp', ...more })
const unexcused = (name: string): Seen => ({ name, state: 'unexcused' })

describe('what a measured value calls for', () => {
  test.each<[string, Measure, Measured, Result | undefined]>([
    ['everybody there', headcount, { headcount: heads(20, 20, 0, 0) }, 'pass'],
    ['absent with reason only', headcount, { headcount: heads(20, 18, 2, 0) }, 'pass'],
    ['one without reason', headcount, { headcount: heads(20, 18, 1, 1) }, 'fail'],
    ['nobody to be there', headcount, { headcount: heads(0, 0, 0, 0) }, 'na'],
    ['no headcount yet', headcount, {}, undefined],
    ['a headcount that does not add up', headcount, { headcount: heads(20, 18, 1, 0) }, undefined],
    ['none counted', count, { count: 0 }, 'pass'],
    ['one counted', count, { count: 1 }, 'fail'],
    ['not counted yet', count, {}, undefined],
    ['less than none', count, { count: -1 }, undefined],
    ['all posted', ratio, { part: 12, whole: 12 }, 'pass'],
    ['one missing', ratio, { part: 11, whole: 12 }, 'fail'],
    ['nothing to post', ratio, { part: 0, whole: 0 }, 'na'],
    ['more than all', ratio, { part: 13, whole: 12 }, undefined],
    ['half of the pair', ratio, { part: 11 }, undefined],
    ['none wrong in the sample', sample, { part: 0, whole: 30 }, 'pass'],
    ['one wrong in the sample', sample, { part: 1, whole: 30 }, 'fail'],
    ['no file to look at', sample, { part: 0, whole: 0 }, 'na'],
    ['more wrong than looked at', sample, { part: 2, whole: 1 }, undefined],
    ['a number at its upper end', minutes, { number: 15 }, 'pass'],
    ['over it', minutes, { number: 15.1 }, 'fail'],
    ['a number without a lower end', minutes, { number: -3 }, 'pass'],
    ['between two ends', degrees, { number: 26.5 }, 'pass'],
    ['under the lower', degrees, { number: -5.5 }, 'fail'],
    ['a number nobody set ends to', free, { number: 40 }, undefined],
    ['no number yet', minutes, {}, undefined],
    ['no number at all', minutes, { number: Number.NaN }, undefined],
    ['a choice says its result', choice, { choice: 'Tốt' }, 'pass'],
    ['also a partial one', choice, { choice: 'Trung bình' }, 'partial'],
    ['and one that does not apply', choice, { choice: 'Không có' }, 'na'],
    ['a choice that is none', choice, { choice: 'Rất tốt' }, undefined],
    ['đạt / không đạt is for the inspector to say', passFail, { people: [{ name: 'A', state: 'named' }] }, undefined],
    ['so is a document', { type: 'document' }, { text: '12/KH-UBND' }, undefined],
    ['so is a text', { type: 'text' }, { text: 'ghi nhận' }, undefined],
  ])('%s', (_, measure, value, result) => {
    expect(resultOf(measure, value)).toBe(result)
  })
})

describe('what is wrong with a measured value', () => {
  test.each<[string, Measure, Measured, RegExp]>([
    ['does not add up', headcount, { headcount: heads(20, 17, 1, 1) }, /Biên chế 20 phải bằng có mặt 17/],
    ['adds up by a negative', headcount, { headcount: heads(1, 2, -1, 0) }, /số nguyên từ 0/],
    ['half a person', headcount, { headcount: heads(1.5, 1.5, 0, 0) }, /số nguyên từ 0/],
    [
      'more named than absent',
      headcount,
      { headcount: heads(9, 8, 1, 0), people: [excused('A'), excused('B')] },
      /nhiều hơn số vắng/,
    ],
    [
      'one named on the wrong side',
      headcount,
      { headcount: heads(9, 8, 1, 0), people: [unexcused('A')] },
      /nhiều hơn số vắng/,
    ],
    [
      'no reason where there is one',
      headcount,
      { headcount: heads(9, 8, 1, 0), people: [excused('A', { reason: ' ' })] },
      /Ghi lý do/,
    ],
    [
      'on leave, yet without reason',
      headcount,
      { headcount: heads(9, 8, 0, 1), people: [{ ...unexcused('A'), wholeDay: true }] },
      /cả ngày là người vắng có lý do/,
    ],
    ['a negative count', count, { count: -1 }, /số nguyên từ 0/],
    ['a fraction of a case', count, { count: 2.5 }, /số nguyên từ 0/],
    ['more named than counted', named, { count: 1, people: [unexcused('A'), unexcused('B')] }, /nhiều hơn số đếm được/],
    ['more posted than is to be', ratio, { part: 13, whole: 12 }, /đã niêm yết không lớn hơn số phải niêm yết/],
    ['more wrong than sampled', sample, { part: 2, whole: 1 }, /hồ sơ sai không lớn hơn số hồ sơ kiểm tra/],
    ['a negative part', ratio, { part: -1, whole: 12 }, /số nguyên từ 0/],
    ['one half of a pair, and that not whole', sample, { whole: 1.5 }, /số nguyên từ 0/],
    ['no number', minutes, { number: Number.POSITIVE_INFINITY }, /Ghi số phút/],
    ['none of the choices', choice, { choice: 'Rất tốt' }, /một trong các mức/],
    ['an empty choice', choice, { choice: '' }, /một trong các mức/],
  ])('%s', (_, measure, value, sentence) => {
    expect(measureProblem(measure, value)).toMatch(sentence)
    expect(resultOf(measure, value)).toBeUndefined()
  })

  test.each<[string, Measure, Measured]>([
    ['nothing given yet', headcount, {}],
    ['not all named yet', headcount, { headcount: heads(9, 7, 1, 1), people: [unexcused('A')] }],
    [
      'all named',
      headcount,
      { headcount: heads(9, 7, 1, 1), people: [excused('A', { wholeDay: true }), unexcused('B')] },
    ],
    ['one half of a pair', ratio, { part: 13 }],
    ['a text', { type: 'text' }, { text: '' }],
  ])('nothing, when %s', (_, measure, value) => {
    expect(measureProblem(measure, value)).toBeUndefined()
  })
})

test.each<[string, Measure, Measured, number]>([
  ['two of three absent', headcount, { headcount: heads(9, 6, 2, 1), people: [excused('A')] }, 2],
  ['all absent', headcount, { headcount: heads(9, 8, 0, 1), people: [unexcused('A')] }, 0],
  [
    'somebody named who is not absent',
    headcount,
    { headcount: heads(9, 8, 0, 1), people: [{ name: 'A', state: 'named' }] },
    1,
  ],
  ['no headcount yet', headcount, {}, 0],
  ['those counted, where names are asked', named, { count: 3, people: [{ name: 'A', state: 'named' }] }, 2],
  ['those counted, where they are not', count, { count: 3 }, 0],
  ['nobody, of a document', { type: 'document' }, {}, 0],
])('still to be named: %s', (_, measure, value, missing) => {
  expect(namesMissing(measure, value)).toBe(missing)
})

describe('the headcount', () => {
  test.each([
    ['thirds', heads(3, 1, 1, 1), { present: 3333, excused: 3333, unexcused: 3333 }],
    ['two thirds round up', heads(3, 2, 1, 0), { present: 6667, excused: 3333, unexcused: 0 }],
    ['a half rounds up: 1/32 is 3,125%', heads(32, 31, 1, 0), { present: 9688, excused: 313, unexcused: 0 }],
    ['and 3/160 is 1,875%', heads(160, 157, 0, 3), { present: 9813, excused: 0, unexcused: 188 }],
    ['everybody', heads(20, 20, 0, 0), { present: 10_000, excused: 0, unexcused: 0 }],
    ['no staff, no shares', heads(0, 0, 0, 0), undefined],
  ])('has shares of the staff in hundredths of a per cent: %s', (_, counted, shares) => {
    expect(headcountShares(counted)).toEqual(shares)
  })

  test('a share is never off by more than half a hundredth, and upward at the half', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), fc.nat(5000), (present, excused, unexcused) => {
        const staff = present + excused + unexcused
        const shares = headcountShares({ staff, present, excused, unexcused })
        if (!shares) return staff === 0
        return ([present, excused, unexcused] as const).every((part, at) => {
          const off = Object.values(shares)[at]! * staff - part * 10_000
          return 2 * off <= staff && 2 * off > -staff
        })
      }),
    )
  })

  const people = [excused('A', { wholeDay: true }), excused('B'), unexcused('C')]
  test.each([
    ['counted as absent with reason', 'excused', heads(20, 17, 2, 1)],
    ['left out of the base', 'leftOut', heads(19, 17, 1, 1)],
  ] as const)('whoever is on leave all day is %s, as the office has it', (_, wholeDayLeave, counted) => {
    expect(countedHeadcount(heads(20, 17, 2, 1), people, { wholeDayLeave })).toEqual(counted)
    expect(measureProblem(headcount, { headcount: counted })).toBeUndefined()
  })
})

test('a sheet counts its results; what has none is open', () => {
  const answers = new Map<string, Result | null>([
    ['A1', 'pass'],
    ['A2', 'fail'],
    ['A3', 'na'],
    ['A4', 'partial'],
    ['A5', null],
    ['gone', 'fail'],
  ])
  const items = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6']
  expect(countResults(items, answers)).toEqual({ pass: 1, partial: 1, fail: 1, na: 1, open: 2 })
  expect(countResults([], answers)).toEqual({ pass: 0, partial: 0, fail: 0, na: 0, open: 0 })
})

describe('coverage', () => {
  test.each([
    ['a unit inspected twice counts once', [1, 2, 3, 4], [2, 2, 3], { done: 2, of: 4 }],
    ['one outside the scope does not', [1, 2], [2, 9], { done: 1, of: 2 }],
    ['nor a unit named twice in the scope', [1, 1, 2], [1], { done: 1, of: 2 }],
    ['nothing in scope', [], [1], { done: 0, of: 0 }],
  ])('%s', (_, scope, inspected, coverage) => {
    expect(coverageOf(scope, inspected)).toEqual(coverage)
  })

  test.each([
    ['none of ten in January, half to be done', { done: 0, of: 10 }, 50, '2026-01-05', true],
    ['half of the half by the middle of the year', { done: 3, of: 10 }, 50, '2026-07-02', false],
    ['a little less', { done: 2, of: 10 }, 50, '2026-07-02', true],
    ['on the last day the target itself', { done: 5, of: 10 }, 50, '2026-12-31', false],
    ['just under the target on the last day', { done: 4, of: 10 }, 50, '2026-12-31', true],
    ['on 30 December of a leap year', { done: 499, of: 1000 }, 50, '2028-12-30', false],
    ['nothing in scope', { done: 0, of: 0 }, 50, '2026-12-31', false],
  ])('against the plan: %s', (_, coverage, target, today, behind) => {
    expect(isBehind(coverage, target, today)).toBe(behind)
  })
})
