import { describe, expect, test } from 'vitest'
import { shippedDays } from '../../src/data/calendar.ts'
import { type TaskState, taskStates } from '../../src/rules/tasks.ts'
import { type Bucket, bucket, buckets, isOverdue, isPast, type Timed, timeliness } from '../../src/rules/timeliness.ts'
import { workCalendar } from '../../src/rules/working-days.ts'

const calendar = workCalendar(shippedDays)
const due = '2026-11-25' // a Wednesday
const task = (state: TaskState, more: Partial<Timed> = {}): Timed => ({
  state,
  due,
  submittedOn: null,
  doneOn: null,
  children: 0,
  ...more,
})

describe('the bucket of every state the day before, on and after the deadline', () => {
  const days = ['2026-11-24', '2026-11-25', '2026-11-26'] as const
  const open = ['openInTime', 'openInTime', 'openLate'] as const
  const none = [undefined, undefined, undefined] as const
  const expected: Record<TaskState, readonly (Bucket | undefined)[]> = {
    issued: open,
    in_progress: open,
    submitted: open,
    completed: ['doneInTime', 'doneInTime', 'doneLate'],
    declined: none,
    paused: none,
    cancelled: none,
  }
  test.each(taskStates)('%s', (state) => {
    const found = days.map((day) => {
      const handedIn = state === 'submitted' ? { submittedOn: day } : {}
      const done = state === 'completed' ? { submittedOn: day, doneOn: day } : {}
      return bucket(task(state, { ...handedIn, ...done }), day)
    })
    expect(found).toEqual(expected[state])
    expect(days.map((day) => isOverdue(task(state, state === 'submitted' ? { submittedOn: day } : {}), day))).toEqual(
      expected[state].map((one) => one === 'openLate'),
    )
  })
})

describe('the clock', () => {
  const cases: [string, Timed, string, Bucket | undefined][] = [
    [
      'stands still on the day of handing in',
      task('submitted', { submittedOn: '2026-11-25' }),
      '2026-12-30',
      'openInTime',
    ],
    ['of a late result stays late', task('submitted', { submittedOn: '2026-11-26' }), '2026-12-30', 'openLate'],
    ['runs on once the result came back', task('in_progress'), '2026-11-26', 'openLate'],
    [
      'counts the day of handing in, not of approval',
      task('completed', { submittedOn: '2026-11-25', doneOn: '2026-11-25' }),
      '2026-12-30',
      'doneInTime',
    ],
    [
      'of what was done late is late for good',
      task('completed', { submittedOn: '2026-11-26', doneOn: '2026-11-26' }),
      '2026-11-26',
      'doneLate',
    ],
    ['of a notice read in time', task('completed', { doneOn: '2026-11-20' }), '2027-01-01', 'doneInTime'],
    ['does not run while paused', task('paused'), '2026-12-30', undefined],
    ['does not count what was declined', task('declined'), '2026-12-30', undefined],
    ['does not count what was cancelled', task('cancelled'), '2026-12-30', undefined],
  ]
  test.each(cases)('%s', (_, one, today, expected) => expect(bucket(one, today)).toBe(expected))
})

test('the four buckets partition what counts: each task without parts in one at most, and one of the four', () => {
  for (const state of taskStates)
    for (const submittedOn of [null, '2026-11-24', '2026-11-26'])
      for (const today of ['2026-11-20', '2026-11-25', '2026-11-26', '2026-12-31'])
        for (const children of [0, 1, 12]) {
          const doneOn = state === 'completed' ? (submittedOn ?? today) : null
          const found = bucket(task(state, { submittedOn, doneOn, children }), today)
          const counts = children === 0 && !['declined', 'paused', 'cancelled'].includes(state)
          expect(found !== undefined && buckets.includes(found), `${state} ${submittedOn} ${today}`).toBe(counts)
        }
})

test('a task with parts is late in no figure; past its deadline it is all the same, for who waits for it', () => {
  for (const children of [0, 3]) {
    const one = task('in_progress', { children })
    expect([isOverdue(one, '2026-11-26'), isPast(one, '2026-11-26')]).toEqual([children === 0, true])
    expect([isPast(one, due), isPast(task('paused', { children }), '2026-12-30')]).toEqual([false, false])
  }
})

/** What the badge says, in working days. */
describe('the badge', () => {
  const cases: [string, TaskState, string, string, ReturnType<typeof timeliness>, number?][] = [
    ['a week away', 'issued', '2026-12-02', '2026-11-25', { kind: 'open', days: 5 }],
    ['four working days away', 'in_progress', '2026-12-01', '2026-11-25', { kind: 'open', days: 4 }],
    ['three working days away', 'in_progress', '2026-11-30', '2026-11-25', { kind: 'soon', days: 3 }],
    ['tomorrow', 'in_progress', '2026-11-26', '2026-11-25', { kind: 'soon', days: 1 }],
    ['over a weekend it is one day', 'in_progress', '2026-11-30', '2026-11-27', { kind: 'soon', days: 1 }],
    ['seen on a Sunday', 'in_progress', '2026-11-30', '2026-11-29', { kind: 'soon', days: 1 }],
    ['today', 'issued', '2026-11-25', '2026-11-25', { kind: 'today', days: 0 }],
    ['yesterday', 'in_progress', '2026-11-24', '2026-11-25', { kind: 'overdue', days: 1 }],
    ['late since Friday, seen on Saturday', 'in_progress', '2026-11-27', '2026-11-28', { kind: 'overdue', days: 1 }],
    ['late since Friday, seen on Monday', 'in_progress', '2026-11-27', '2026-11-30', { kind: 'overdue', days: 1 }],
    ['late since Friday, seen on Tuesday', 'in_progress', '2026-11-27', '2026-12-01', { kind: 'overdue', days: 2 }],
    ['late over Tết counts no holiday', 'in_progress', '2026-02-13', '2026-02-24', { kind: 'overdue', days: 2 }],
    ['due after Tết is near', 'in_progress', '2026-02-23', '2026-02-13', { kind: 'soon', days: 1 }],
    [
      'the swapped Friday 02/01/2026 is no working day',
      'in_progress',
      '2026-01-05',
      '2025-12-31',
      { kind: 'soon', days: 1 },
    ],
    ['the swapped Saturday 10/01/2026 is one', 'in_progress', '2026-01-10', '2026-01-09', { kind: 'soon', days: 1 }],
    ['due that Saturday, seen on Monday', 'in_progress', '2026-01-10', '2026-01-12', { kind: 'overdue', days: 1 }],
    ['late since that Friday, seen on Monday', 'in_progress', '2026-01-09', '2026-01-12', { kind: 'overdue', days: 2 }],
    ['paused says no day', 'paused', '2026-11-24', '2026-11-25', { kind: 'paused', days: 0 }],
    ['declined says nothing', 'declined', '2026-11-24', '2026-11-25', { kind: 'none', days: 0 }],
    ['with parts it says that they count', 'in_progress', '2026-11-24', '2026-11-25', { kind: 'parts', days: 0 }, 3],
    ['cancelled says nothing', 'cancelled', '2026-11-24', '2026-11-25', { kind: 'none', days: 0 }],
  ]
  test.each(cases)('%s', (_, state, due, today, expected, children = 0) => {
    expect(timeliness(task(state, { due, children }), today, calendar)).toEqual(expected)
  })

  const settled: [string, string, string, ReturnType<typeof timeliness>][] = [
    ['two days early', '2026-11-25', '2026-11-23', { kind: 'early', days: 2 }],
    ['on the day', '2026-11-25', '2026-11-25', { kind: 'onTime', days: 0 }],
    ['a day late', '2026-11-25', '2026-11-26', { kind: 'late', days: 1 }],
    ['on a Saturday after a Friday: late all the same, by one', '2026-11-27', '2026-11-28', { kind: 'late', days: 1 }],
    ['on a Sunday before a Monday: early by one', '2026-11-30', '2026-11-29', { kind: 'early', days: 1 }],
    ['late over the worked Saturday', '2026-01-09', '2026-01-12', { kind: 'late', days: 2 }],
    ['late over Tết', '2026-02-13', '2026-02-23', { kind: 'late', days: 1 }],
  ]
  test.each(settled)('handed in or done %s', (_, due, day, expected) => {
    const today = '2027-03-01' // however long ago
    expect(timeliness(task('submitted', { due, submittedOn: day }), today, calendar)).toEqual(expected)
    expect(timeliness(task('completed', { due, submittedOn: day, doneOn: day }), today, calendar)).toEqual(expected)
  })

  test('says late wherever the bucket does', () => {
    for (const state of ['issued', 'in_progress', 'submitted', 'completed'] as const)
      for (const day of ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-28']) {
        const one = task(state, { submittedOn: day, doneOn: state === 'completed' ? day : null })
        const late = ['overdue', 'late'].includes(timeliness(one, day, calendar).kind)
        expect(late, `${state} ${day}`).toBe(bucket(one, day)?.endsWith('Late'))
      }
  })
})
