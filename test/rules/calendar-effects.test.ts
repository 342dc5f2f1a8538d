import { expect, test } from 'vitest'
import { shippedDays } from '../../src/data/calendar.ts'
import { type CalendarChange, changed, type Dated, effectsOf } from '../../src/rules/calendar-effects.ts'
import { workCalendar } from '../../src/rules/working-days.ts'

const calendar = workCalendar(shippedDays)
const today = '2026-11-16'

const off = (day: string, active = true): CalendarChange => {
  return { day, special: { day, kind: 'holiday', name: 'Ngày Văn hóa Việt Nam', active } }
}
const worked = (day: string): CalendarChange => ({
  day,
  special: { day, kind: 'swap_work', name: 'Làm bù', active: true },
})
const plain = (day: string): CalendarChange => ({ day, special: undefined })

const counted = (issuedOn: string, countedDays: number, due: string): Dated => ({
  issuedOn,
  countedDays,
  due,
  reset: false,
})
const typed = (due: string): Dated => ({ issuedOn: '2026-11-02', countedDays: null, due, reset: false })
const extended = (due: string): Dated => ({ issuedOn: '2026-11-02', countedDays: 5, due, reset: true })

/** Why the line exists; the change; one task; where it moves, 'kept', 'stranded then the next working day', or nothing. */
const cases: [string, CalendarChange, Dated, string | undefined][] = [
  [
    'a day off inside the span pushes the deadline on',
    off('2026-11-24'),
    counted('2026-11-20', 5, '2026-11-27'),
    '2026-11-30',
  ],
  ['a day off on the deadline itself', off('2026-11-27'), counted('2026-11-20', 5, '2026-11-27'), '2026-11-30'],
  ['a day off after the deadline', off('2026-11-30'), counted('2026-11-20', 5, '2026-11-27'), undefined],
  ['a day off before the day of issue', off('2026-11-19'), counted('2026-11-20', 5, '2026-11-27'), undefined],
  ['the day of issue is not counted', off('2026-11-20'), counted('2026-11-20', 5, '2026-11-27'), undefined],
  [
    'within no days, the day of issue itself must be worked',
    off('2026-11-20'),
    counted('2026-11-20', 0, '2026-11-20'),
    '2026-11-23',
  ],
  ['a day off on a Saturday changes nothing', off('2026-11-21'), counted('2026-11-20', 5, '2026-11-27'), undefined],
  [
    'a worked Saturday brings the deadline forward',
    worked('2026-11-21'),
    counted('2026-11-20', 5, '2026-11-27'),
    '2026-11-26',
  ],
  ['a holiday taken back brings it forward', plain('2027-01-01'), counted('2026-12-30', 2, '2027-01-04'), '2027-01-01'],
  [
    'a day kept in the table but not in force',
    off('2026-11-24', false),
    counted('2026-11-20', 5, '2026-11-27'),
    undefined,
  ],
  [
    'switching a holiday off is taking it back',
    off('2027-01-01', false),
    counted('2026-12-30', 2, '2027-01-04'),
    '2027-01-01',
  ],
  ['a past deadline never moves', off('2026-11-12'), counted('2026-11-10', 3, '2026-11-13'), 'kept'],
  ['nor does one move into the past', worked('2026-11-14'), counted('2026-11-12', 2, '2026-11-16'), 'kept'],
  ['due today, it may still move on', off('2026-11-16'), counted('2026-11-12', 2, '2026-11-16'), '2026-11-17'],
  [
    'what the calendar would not have counted now is left as it is',
    off('2026-11-24'),
    counted('2026-11-20', 1, '2026-11-27'),
    undefined,
  ],
  ['already moved once and moved back', plain('2026-11-24'), counted('2026-11-20', 5, '2026-11-30'), undefined],
  ['typed, on the new day off', off('2026-11-24'), typed('2026-11-24'), 'stranded 2026-11-25'],
  ['typed, the next working day is behind the week-end', off('2026-11-27'), typed('2026-11-27'), 'stranded 2026-11-30'],
  ['typed, elsewhere', off('2026-11-24'), typed('2026-11-25'), undefined],
  ['typed, on a day off long since', off('2026-11-28'), typed('2026-11-28'), undefined],
  ['typed, on a worked Saturday that is worked no more', plain('2026-08-22'), typed('2026-08-22'), undefined],
  ['typed and past', off('2026-11-12'), typed('2026-11-12'), undefined],
  ['extended, it is a typed day', off('2026-11-24'), extended('2026-11-25'), undefined],
  ['extended to the new day off', off('2026-11-24'), extended('2026-11-24'), 'stranded 2026-11-25'],
]

test.each(cases)('%s', (_, change, task, expected) => {
  const { moved, stranded, kept } = effectsOf([task], calendar, changed(calendar, change), today)
  const said = [
    ...moved.map(({ to }) => to),
    ...stranded.map(({ next }) => `stranded ${next}`),
    ...Array(kept).fill('kept'),
  ]
  expect(said).toEqual(expected === undefined ? [] : [expected])
  expect(moved.every(({ from }) => from === task.due)).toBe(true)
})

test('a holiday taken back after it moved a deadline gives the first day again', () => {
  const wrong = changed(calendar, off('2026-11-24'))
  const task = counted('2026-11-20', 5, '2026-11-30')
  expect(effectsOf([task], wrong, calendar, today).moved).toEqual([{ task, from: '2026-11-30', to: '2026-11-27' }])
})

test('each task is told once, in the order given', () => {
  const tasks = [counted('2026-11-20', 5, '2026-11-27'), typed('2026-11-24'), counted('2026-11-20', 6, '2026-11-30')]
  const { moved, stranded, kept } = effectsOf(tasks, calendar, changed(calendar, off('2026-11-24')), today)
  expect(moved.map(({ to }) => to)).toEqual(['2026-11-30', '2026-12-01'])
  expect(stranded).toMatchObject([{ due: '2026-11-24', why: 'Ngày Văn hóa Việt Nam', next: '2026-11-25' }])
  expect(kept).toBe(0)
})
