import { describe, expect, test } from 'vitest'
import {
  authorityOf,
  type ClosingFinding,
  type ClosingItem,
  type ClosingSheet,
  isWaivable,
  lacksOf,
  placeOf,
  roundFigures,
} from '../../src/rules/sign-off.ts'

const today = '2026-11-25'
const item = (code: string, more: Partial<ClosingItem> = {}): ClosingItem => ({
  ...{ code, severity: 'medium', photo: false, measure: { type: 'passFail' }, result: 'pass', value: {}, photos: 0 },
  ...more,
})
const bothSigned = [
  { side: 'team', stands: true },
  { side: 'unit', stands: true },
] as const
const sheet = (items: ClosingItem[], more: Partial<ClosingSheet> = {}): ClosingSheet => ({
  ...{ id: 's1', title: 'Phòng Kinh tế', items, found: [], signatures: bothSigned },
  ...more,
})
const finding = (more: Partial<ClosingFinding> = {}): ClosingFinding => ({
  ...{ id: 'f1', number: 1, severity: 'medium', repeat: false, state: 'open' },
  ...{ putAt: null, answerBy: null, answeredAt: null, atSignOff: false },
  ...more,
})
const put = { putAt: '2026-11-20T02:00:00.000Z', answerBy: '2026-11-27' }
const lacks = (one: ClosingSheet, findings: ClosingFinding[] = []) =>
  lacksOf({ form: 'planned', sheets: [one], findings }, today).map(({ kind, items, side, finding }) => [
    kind,
    ...(items ? [items.join()] : []),
    ...(side ? [side] : []),
    ...(finding ? [finding.number] : []),
  ])

describe('what keeps a round from being signed off', () => {
  const headcount: Partial<ClosingItem> = {
    measure: { type: 'headcount', labels: { staff: 'b', present: 'c', excused: 'd', unexcused: 'e' } },
    result: 'fail',
    value: {
      headcount: { staff: 3, present: 1, excused: 1, unexcused: 1 },
      people: [{ name: 'Bình', state: 'excused' }],
    },
  }

  test.each<[string, ClosingSheet, ClosingFinding[], unknown[]]>([
    ['nothing, when all is there', sheet([item('A1')]), [], []],
    ['an item without a result', sheet([item('A1'), item('A2', { result: null })]), [], [['unanswered', 'A2']]],
    [
      'several of them in one',
      sheet([item('A1', { result: null }), item('A2', { result: null })]),
      [],
      [['unanswered', 'A1,A2']],
    ],
    ['a failing item without a finding', sheet([item('A1', { result: 'fail' })]), [], [['noFinding', 'A1']]],
    ['nothing for one with a finding', sheet([item('A1', { result: 'fail' })], { found: ['A1'] }), [], []],
    ['nothing for one that passes in part', sheet([item('A1', { result: 'partial' })]), [], []],
    [
      'a photo an item asks for',
      sheet([item('A1', { result: 'fail', photo: true })], { found: ['A1'] }),
      [],
      [['photo', 'A1']],
    ],
    ['no photo where it passes', sheet([item('A1', { photo: true })]), [], []],
    [
      'no photo where there is one',
      sheet([item('A1', { result: 'fail', photo: true, photos: 1 })], { found: ['A1'] }),
      [],
      [],
    ],
    ['the names of the absent', sheet([item('A1', headcount)], { found: ['A1'] }), [], [['names', 'A1']]],
    [
      'names are no matter while there is no result',
      sheet([item('A1', { ...headcount, result: null })]),
      [],
      [['unanswered', 'A1']],
    ],
    ['a side that did not sign', sheet([item('A1')], { signatures: [bothSigned[0]] }), [], [['unsigned', 'unit']]],
    [
      'both of them',
      sheet([item('A1')], { signatures: [] }),
      [],
      [
        ['unsigned', 'team'],
        ['unsigned', 'unit'],
      ],
    ],
    [
      'a sheet changed after a side signed',
      sheet([item('A1')], { signatures: [bothSigned[0], { side: 'unit', stands: false }] }),
      [],
      [['changed', 'unit']],
    ],
    ['a finding that waits for its answer', sheet([]), [finding(put)], [['waiting', 1]]],
    ['the last day of the term is still in it', sheet([]), [finding({ ...put, answerBy: today })], [['waiting', 1]]],
    ['nothing once the term is past', sheet([]), [finding({ ...put, answerBy: '2026-11-24' })], []],
    ['nothing once it is answered', sheet([]), [finding({ ...put, answeredAt: '2026-11-24T02:00:00.000Z' })], []],
    ['nothing for one that an earlier sign-off put', sheet([]), [finding({ ...put, atSignOff: true })], []],
    ['nothing for one withdrawn', sheet([]), [finding({ ...put, state: 'withdrawn' })], []],
    ['nothing for one that the sign-off will put', sheet([]), [finding()], []],
  ])('%s', (_, one, findings, expected) => {
    expect(lacks(one, findings)).toEqual(expected)
  })

  test('a round of an outside body has no sheet of ours to fill in or sign', () => {
    const bare = sheet([item('A1', { result: null })], { signatures: [] })
    expect(lacksOf({ form: 'outside', sheets: [bare], findings: [] }, today)).toEqual([])
    const waiting = lacksOf({ form: 'outside', sheets: [bare], findings: [finding(put)] }, today)
    expect(waiting.map(({ kind }) => kind)).toEqual(['waiting'])
  })

  test('what could not be looked at may be waived; findings, signatures and answers may not', () => {
    const kinds = lacksOf(
      {
        form: 'planned',
        sheets: [
          sheet([item('A1', { result: null }), item('A2', { result: 'fail', photo: true }), item('A3', headcount)], {
            signatures: [{ side: 'team', stands: false }],
          }),
        ],
        findings: [finding(put)],
      },
      today,
    )
    expect(kinds.filter(isWaivable).map(({ kind }) => kind)).toEqual(['unanswered', 'photo', 'names'])
    expect(kinds.filter((lack) => !isWaivable(lack)).map(({ kind }) => kind)).toEqual([
      'noFinding',
      'changed',
      'unsigned',
      'waiting',
    ])
  })
})

test('figures count items, findings and heads; a withdrawn finding counts nothing, whole-day leave as the office has it', () => {
  const counted = item('A1', {
    value: {
      headcount: { staff: 10, present: 8, excused: 1, unexcused: 1 },
      people: [{ name: 'Bình', state: 'excused', wholeDay: true }],
    },
    result: 'fail',
  })
  const closing = {
    sheets: [sheet([counted, item('A2', { result: null })]), sheet([item('A1', { result: 'na' })])],
    findings: [
      finding({ severity: 'heavy', repeat: true }),
      finding({ severity: 'light' }),
      finding({ severity: 'light', repeat: true, state: 'withdrawn' }),
    ],
  }
  const figures = roundFigures(closing, { wholeDayLeave: 'excused' })
  expect(figures).toEqual({
    sheets: 2,
    results: { pass: 0, partial: 0, fail: 1, na: 1, open: 1 },
    findings: { counted: 2, withdrawn: 1, repeats: 1, bySeverity: { light: 1, medium: 0, heavy: 1 } },
    headcount: { staff: 10, present: 8, excused: 1, unexcused: 1 },
    shares: { present: 8000, excused: 1000, unexcused: 1000 },
  })
  expect(roundFigures(closing, { wholeDayLeave: 'leftOut' })).toMatchObject({
    headcount: { staff: 9, present: 8, excused: 0, unexcused: 1 },
    shares: { present: 8889, excused: 0, unexcused: 1111 },
  })
  expect(roundFigures({ sheets: [], findings: [] }, { wholeDayLeave: 'excused' })).toMatchObject({
    headcount: null,
    shares: null,
  })
})

test.each([
  ['Phường Minh Thụy', 'Minh Thụy'],
  ['Xã Cư M’gar', 'Cư M’gar'],
  ['Thành phố Hải Phòng', 'Hải Phòng'],
  ['Phường 5', 'Phường 5'],
  ['Sở Nội vụ', undefined],
  ['', undefined],
])('the place of %s is %s', (office, place) => {
  expect(placeOf(office)).toBe(place)
})

test.each([
  ['Ủy ban nhân dân', 'Chủ tịch', ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']],
  ['Ủy ban nhân dân', 'Phó Chủ tịch', ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']],
  ['Ủy ban nhân dân', 'Chánh Văn phòng', ['CHÁNH VĂN PHÒNG']],
  ['Bộ Nội vụ', 'Chủ tịch Hội đồng', ['CHỦ TỊCH HỘI ĐỒNG']],
])('%s, %s signs as %s', (superior, post, lines) => {
  expect(authorityOf(superior, post)).toEqual(lines)
})
