import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lunarYears, shippedDays } from '../../src/data/calendar.ts'
import { addDays, daysBetween, isDay, nextDay, weekday } from '../../src/rules/days.ts'
import {
  addWorkingDays,
  checkTypedDeadline,
  countedDeadline,
  coversYear,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  settleCalendarDay,
  type TypedDeadline,
  whyOff,
  workCalendar,
  workingDaysBetween,
} from '../../src/rules/working-days.ts'

const calendar = workCalendar(shippedDays)

/** From 'from', that many working days, due. */
const deadlines: [string, number, string, string][] = [
  ['2025-01-24', 3, '2025-02-05', 'across Tết 2025'],
  ['2025-04-25', 3, '2025-04-29', 'worked Saturday 26/04 counts, 30/04 starts the holiday'],
  ['2025-04-28', 3, '2025-05-06', 'across the swapped Friday'],
  ['2026-02-13', 1, '2026-02-23', 'last working day before Tết 2026'],
  ['2026-02-13', 10, '2026-03-06', 'ten working days across Tết 2026'],
  ['2025-12-31', 5, '2026-01-09', 'swap 02/01/2026, Saturday 10/01 is later'],
  ['2026-01-08', 2, '2026-01-10', 'Saturday 10/01/2026 is a working day'],
  ['2026-08-21', 2, '2026-08-24', 'Saturday 22/08/2026 is a working day'],
  ['2026-08-28', 1, '2026-09-03', 'swap Monday and national day'],
  ['2026-04-24', 1, '2026-04-28', 'Giỗ Tổ compensation on Monday'],
]

const workingDaysPerMonth: [string, number][] = [
  ['2025-01', 17],
  ['2025-02', 20],
  ['2025-03', 21],
  ['2025-04', 21],
  ['2025-05', 20],
  ['2025-06', 21],
  ['2025-07', 23],
  ['2025-08', 21],
  ['2025-09', 20],
  ['2025-10', 23],
  ['2025-11', 20],
  ['2025-12', 23],
  ['2026-01', 21],
  ['2026-02', 15],
  ['2026-03', 22],
  ['2026-04', 20],
  ['2026-05', 20],
  ['2026-06', 22],
  ['2026-07', 23],
  ['2026-08', 21],
  ['2026-09', 20],
  ['2026-10', 22],
  ['2026-11', 21],
  ['2026-12', 23],
]

describe('with the calendar that is shipped', () => {
  test.each(deadlines)('%s and %i working days is %s: %s', (from, count, due) => {
    expect(addWorkingDays(from, count, calendar)).toBe(due)
    expect(countedDeadline(from, count, calendar)).toBe(due)
    expect(workingDaysBetween(from, due, calendar)).toBe(count)
  })

  test.each(workingDaysPerMonth)('%s has %i working days', (month, count) => {
    const lastBefore = addDays(`${month}-01`, -1)
    const last = addDays(`${addDays(`${month}-01`, 31).slice(0, 7)}-01`, -1)
    expect(workingDaysBetween(lastBefore, last, calendar)).toBe(count)
  })

  test.each<[string, string | undefined, string]>([
    ['2026-11-20', undefined, 'an ordinary Friday'],
    ['2026-11-21', 'thứ Bảy', 'a plain Saturday'],
    ['2026-11-22', 'Chủ nhật', 'a plain Sunday'],
    ['2026-09-02', 'Quốc khánh', 'a holiday says its name'],
    ['2026-01-02', 'Nghỉ hoán đổi', 'a Friday swapped away'],
    ['2026-01-10', undefined, 'the Saturday worked for it'],
    ['2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương (26/04/2026 là Chủ nhật)', 'a day in lieu'],
    ['2026-11-24', undefined, 'a holiday whose legal effect is not verified is off'],
    ['2027-11-24', undefined, 'in the next year too'],
  ])('why nobody works on %s: %s (%s)', (day, why) => {
    expect(whyOff(day, calendar)).toBe(why)
    expect(isWorkingDay(day, calendar)).toBe(why === undefined)
  })

  test.each<[string, TypedDeadline, string]>([
    ['2026-09-03', { ok: true }, 'a working day'],
    ['2026-08-22', { ok: true }, 'a Saturday that is worked'],
    ['2026-11-21', { ok: false, why: 'thứ Bảy', before: '2026-11-20', after: '2026-11-23' }, 'a weekend'],
    ['2026-09-02', { ok: false, why: 'Quốc khánh', before: '2026-08-28', after: '2026-09-03' }, 'a long holiday'],
    ['2026-02-21', { ok: false, why: 'thứ Bảy', before: '2026-02-13', after: '2026-02-23' }, 'the end of Tết'],
  ])('a deadline typed as %s is answered %o: %s', (day, answer) => {
    expect(checkTypedDeadline(day, calendar)).toEqual(answer)
  })

  test.each([
    ['2026-11-20', { day: '2026-11-20', moved: false }, 'a working day stays'],
    ['2026-11-21', { day: '2026-11-23', moved: true }, 'over the weekend'],
    ['2026-02-16', { day: '2026-02-23', moved: true }, 'over Tết'],
  ])('a term of calendar days that ends on %s is settled as %o: %s', (day, settled) => {
    expect(settleCalendarDay(day, calendar)).toEqual(settled)
  })

  test.each([
    ['2026-11-20', '2026-11-20', 'a working day is itself'],
    ['2026-11-21', '2026-11-23', 'given on a Saturday, due today means Monday'],
  ])('after no days, %s is due %s: %s', (from, due) => {
    expect(countedDeadline(from, 0, calendar)).toBe(due)
  })

  test.each([
    [2024, false, 'nothing known'],
    [2025, true, 'known'],
    [2026, true, 'published'],
    [2027, false, 'only computed: no notice yet'],
    [2028, false, 'nothing known'],
  ])('%i is covered: %s (%s)', (year, covered) => {
    expect(coversYear(year, calendar)).toBe(covered)
  })
})

describe('the calendar as data', () => {
  test('a year without rows goes by weekends alone', () => {
    expect(addWorkingDays('2031-12-31', 3, calendar)).toBe('2032-01-05')
  })

  test('a row not in force counts as if it were not there; once in force it is a day off', () => {
    const holiday = { day: '2026-11-24', kind: 'holiday', name: 'Ngày Văn hóa Việt Nam' } as const
    expect(isWorkingDay('2026-11-24', workCalendar([{ ...holiday, active: false }]))).toBe(true)
    expect(whyOff('2026-11-24', workCalendar([{ ...holiday, active: true }]))).toBe('Ngày Văn hóa Việt Nam')
  })

  test('a year is covered by rows of the office itself, and not by rows out of force', () => {
    const row = { day: '2029-01-01', kind: 'holiday', name: 'Tết Dương lịch' } as const
    expect(coversYear(2029, workCalendar([{ ...row, active: true }]))).toBe(true)
    expect(coversYear(2029, workCalendar([{ ...row, active: false }]))).toBe(false)
  })

  test.each([-1, 0.5, Number.NaN, 10_001])('%d is no count of working days', (count) => {
    expect(() => addWorkingDays('2026-11-20', count, calendar)).toThrow(RangeError)
  })

  test('every shipped row is a day, once, with a known kind, a name and its source', () => {
    expect(shippedDays.map((row) => row.day)).toEqual([...new Set(shippedDays.map((row) => row.day))].sort())
    for (const row of shippedDays) {
      expect(isDay(row.day)).toBe(true)
      expect(row.kind).toMatch(/^(holiday|compensation|swap_off|swap_work)$/)
      expect(row.confidence).toMatch(/^(verified|memory|computed)$/)
      expect(row.name && row.source).toBeTruthy()
    }
  })

  test('a Saturday or Sunday is worked only when swapped, and every swap taken is worked for', () => {
    const kinds = (kind: string) => shippedDays.filter((row) => row.kind === kind)
    expect(kinds('swap_work').map((row) => weekday(row.day))).toEqual([6, 6, 6])
    expect(kinds('swap_work')).toHaveLength(kinds('swap_off').length)
  })

  test('the computed lunar days are days off, or fall on a weekend, in the years that are shipped', () => {
    for (const { newYear, hungKings } of lunarYears.filter(({ year }) => year <= 2027)) {
      expect(whyOff(newYear, calendar)).toMatch(/Tết Nguyên đán|thứ Bảy/)
      expect(whyOff(hungKings, calendar)).toMatch(/Giỗ Tổ|Chủ nhật/)
    }
  })
})

describe('for any day from 2024 to 2029', () => {
  const anyDay = fc
    .integer({ min: 0, max: daysBetween('2024-01-01', '2029-12-31') })
    .map((n) => addDays('2024-01-01', n))
  const anyCount = fc.integer({ min: 0, max: 300 })

  test('adding and counting are each other undone', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (day, count) => {
        const due = addWorkingDays(day, count, calendar)
        expect(workingDaysBetween(day, due, calendar)).toBe(count)
        expect(workingDaysBetween(due, day, calendar)).toBe(0 - count)
      }),
    )
  })

  test('counting and adding lead to the last working day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 400 }), (from, length) => {
        const to = addDays(from, length)
        const count = workingDaysBetween(from, to, calendar)
        if (count > 0) expect(addWorkingDays(from, count, calendar)).toBe(previousWorkingDay(to, calendar))
      }),
    )
  })

  test('a deadline is a working day, no earlier than the start, and more days never come sooner', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (day, count) => {
        const due = countedDeadline(day, count, calendar)
        expect(isWorkingDay(due, calendar)).toBe(true)
        expect(due >= day).toBe(true)
        expect(addWorkingDays(day, count + 1, calendar) > addWorkingDays(day, count, calendar)).toBe(true)
        expect(countedDeadline(nextDay(day), count, calendar) >= due).toBe(true)
      }),
    )
  })

  test('what is offered for a day off are its neighbours, with no working day between', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [before, after] = [previousWorkingDay(day, calendar), nextWorkingDay(day, calendar)]
        const answer = checkTypedDeadline(day, calendar)
        expect(answer.ok).toBe(before === after)
        if (!answer.ok) expect(workingDaysBetween(before, after, calendar)).toBe(1)
      }),
    )
  })
})
