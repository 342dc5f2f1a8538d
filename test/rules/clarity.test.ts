import { describe, expect, test } from 'vitest'
import { shippedDays } from '../../src/data/calendar.ts'
import {
  type DraftPeople,
  dueGaps,
  dueOf,
  type Gap,
  type GapCode,
  gapsOf,
  isAbsence,
  type TaskDraft,
  withoutIn,
} from '../../src/rules/clarity.ts'
import { taskKinds } from '../../src/rules/tasks.ts'
import { workCalendar } from '../../src/rules/working-days.ts'

const calendar = workCalendar(shippedDays)
const today = '2026-11-25' // a Wednesday

const clear: TaskDraft = {
  kind: 'action',
  title: 'Báo cáo CCHC quý IV',
  content: 'Tổng hợp số liệu, dự thảo báo cáo.',
  steps: [{ name: 'Thu số liệu', days: 3 }, { name: 'Dự thảo', days: 5 }, { name: 'Trình ký' }],
  product: 'báo cáo',
  quantity: 1,
  dueTyped: '2026-12-15',
}
const people: DraftPeople = {
  assignee: { id: 1 },
  assigner: { id: 2 },
  approver: { id: 3 },
  coordinators: [{ id: 4 }, { id: 5 }],
  mayGive: true,
  mayAssign: true,
  mayApprove: true,
}
const gaps = (draft: Partial<TaskDraft> = {}, who: Partial<DraftPeople> = {}) =>
  gapsOf({ ...clear, ...draft }, { ...people, ...who }, today, calendar)

type Case = [GapCode, Gap['field'], Partial<TaskDraft>, Partial<DraftPeople>?]
const cases: Case[] = [
  ['noAssignee', 'assignee', {}, { assignee: undefined }],
  ['outOfReach', 'assignee', {}, { mayGive: false }],
  ['coordinatorGone', 'coordinators', {}, { coordinators: [{ id: 4 }, undefined] }],
  ['coordinatorTwice', 'coordinators', {}, { coordinators: [{ id: 4 }, { id: 4 }] }],
  ['coordinatorTwice', 'coordinators', {}, { coordinators: [{ id: 1 }] }],
  ['noTitle', 'title', { title: '' }],
  ['noContent', 'content', { content: '' }],
  ['noStep', 'steps', { steps: [] }],
  [
    'stepsBackward',
    'steps',
    {
      steps: [
        { name: 'Một', days: 5 },
        { name: 'Hai', days: 3 },
      ],
    },
  ],
  ['stepsBackward', 'steps', { steps: [{ name: 'Đến hạn' }, { name: 'Sau đó', days: 3 }] }],
  ['stepAfterDue', 'steps', { steps: [{ name: 'Một', days: 15 }] }],
  ['noAssigner', 'assigner', {}, { assigner: undefined }],
  ['assignerWithoutRight', 'assigner', {}, { mayAssign: false }],
  ['noApprover', 'approver', {}, { approver: undefined }],
  ['selfApproval', 'approver', {}, { approver: { id: 1 } }],
  ['approverWithoutRight', 'approver', {}, { mayApprove: false }],
  ['noProduct', 'product', { product: '' }],
  ['noQuantity', 'quantity', { quantity: 0 }],
  ['noDue', 'due', { dueTyped: undefined }],
  ['duePast', 'due', { dueTyped: '2026-11-24', steps: [{ name: 'Làm' }] }],
  ['dueOff', 'due', { dueTyped: '2026-12-12' }],
]

describe('one gap at a time, beside its field', () => {
  test.each(cases)('%s', (code, field, draft, who) => {
    expect(gaps(draft, who)).toMatchObject([{ field, code }])
    expect(gaps(draft, who)).toHaveLength(1)
  })

  test('what is merely absent is told from what is wrong', () => {
    const absent = cases.filter(([code, field]) => isAbsence({ code, field })).map(([code]) => code)
    expect(absent).toEqual([
      'noAssignee',
      'noTitle',
      'noContent',
      'noStep',
      'noAssigner',
      'noApprover',
      'noProduct',
      'noQuantity',
      'noDue',
    ])
  })
})

describe('what an issued task was given without', () => {
  const cases: [string, Partial<TaskDraft>, number, GapCode[]][] = [
    ['nothing', {}, 1, []],
    ['steps', {}, 0, ['noStep']],
    ['a product', { product: '' }, 2, ['noProduct']],
    ['content and product', { content: '', product: '' }, 1, ['noContent', 'noProduct']],
  ]
  test.each(cases)('%s', (_, draft, steps, codes) => {
    expect(withoutIn({ ...clear, ...draft }, steps).map(({ code }) => code)).toEqual(codes)
  })
})

describe('what is clear', () => {
  const fine: [string, Partial<TaskDraft>, Partial<DraftPeople>?][] = [
    ['all of it', {}],
    ['a task without coordinators', {}, { coordinators: [] }],
    ['one step that ends with the task', { steps: [{ name: 'Làm' }] }],
    [
      'two steps of one day',
      {
        steps: [
          { name: 'Một', days: 3 },
          { name: 'Hai', days: 3 },
        ],
      },
    ],
    ['a step on the very deadline', { steps: [{ name: 'Làm', days: 14 }] }],
    ['due today', { dueTyped: today, steps: [{ name: 'Làm', days: 0 }] }],
    ['a counted deadline', { dueTyped: undefined, dueCounted: 10 }],
    ['a counted deadline over a typed one gone by', { dueTyped: '2026-01-01', dueCounted: 10 }],
    ['who gives accepts the result too', {}, { approver: { id: 2 } }],
    ['who gives also does it', {}, { assigner: { id: 1 } }],
  ]
  test.each(fine)('%s', (_, draft, who) => expect(gaps(draft, who)).toEqual([]))
  test.each(taskKinds)('a task of kind %s', (kind) => expect(gaps({ kind })).toEqual([]))

  test('rights are not asked before there is somebody to do it', () => {
    const nobody = { assignee: undefined, mayGive: false, mayAssign: false, mayApprove: false }
    expect(gaps({}, nobody).map(({ code }) => code)).toEqual(['noAssignee'])
  })

  test('an empty draft lacks all that can be absent', () => {
    const empty: TaskDraft = { kind: 'action', title: '', content: '', steps: [], product: '', quantity: 0 }
    const nobody: DraftPeople = { coordinators: [], mayGive: false, mayAssign: false, mayApprove: false }
    const found = gapsOf(empty, nobody, today, calendar)
    expect([found.length, found.every(isAbsence)]).toEqual([9, true])
  })
})

describe('the deadline', () => {
  const off: [string, string, Gap['offer']][] = [
    ['a Saturday', '2026-12-12', { why: 'thứ Bảy', days: ['2026-12-11', '2026-12-14'] }],
    ['a Sunday', '2026-12-13', { why: 'Chủ nhật', days: ['2026-12-11', '2026-12-14'] }],
    ['New Year', '2027-01-01', { why: 'Tết Dương lịch', days: ['2026-12-31', '2027-01-04'] }],
  ]
  test.each(off)('typed on %s: why, and the two nearest working days', (_, due, offer) => {
    expect(dueGaps(due, today, calendar)).toEqual([{ field: 'due', code: 'dueOff', offer }])
  })

  test('never offers a day gone by', () => {
    expect(dueGaps('2026-11-28', '2026-11-28', calendar)).toMatchObject([{ offer: { days: ['2026-11-30'] } }])
  })

  test('on the worked Saturday 10/01/2026 stands, on the swapped Friday 02/01/2026 does not', () => {
    expect(dueGaps('2026-01-10', '2025-12-30', calendar)).toEqual([])
    expect(dueGaps('2026-01-02', '2025-12-30', calendar)).toMatchObject([{ code: 'dueOff' }])
  })

  const counted: [string, number, string, string][] = [
    ['2026-11-25', 0, '2026-11-25', 'today'],
    ['2026-11-28', 0, '2026-11-30', 'today is a Saturday'],
    ['2026-11-25', 3, '2026-11-30', 'over a weekend'],
    ['2026-02-13', 1, '2026-02-23', 'over Tết'],
    ['2026-01-08', 2, '2026-01-10', 'to the worked Saturday'],
  ]
  test.each(counted)('%s and %i working days is %s: %s', (from, dueCounted, due) => {
    expect(dueOf({ ...clear, dueTyped: undefined, dueCounted }, from, calendar)).toBe(due)
    expect(dueGaps(due, from, calendar)).toEqual([])
  })
})
