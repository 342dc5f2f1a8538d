import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayIn, daysBetween, isDay, nextDay, readDay, weekday, weekdayName } from '../../src/rules/days.ts'

const today = '2026-11-21'
const someDay = fc
  .integer({ min: 0, max: daysBetween('1900-01-01', '2999-12-31') })
  .map((n) => addDays('1900-01-01', n))

test.each([
  ['2026-09-01T16:59:59.999Z', '2026-09-01', 'the last moment of the day in Vietnam'],
  ['2026-09-01T17:00:00.000Z', '2026-09-02', 'midnight in Vietnam is 17:00 UTC'],
  ['2026-12-31T23:00:00.000Z', '2027-01-01', 'the new year begins seven hours earlier'],
  ['2026-09-01T00:00:00+07:00', '2026-09-01', 'an instant with its own offset'],
])('%s falls on %s: %s', (instant, day) => {
  expect(dayIn(instant)).toBe(day)
})

test('what is no instant is a fault of ours', () => {
  expect(() => dayIn('yesterday')).toThrow(RangeError)
})

test.each([
  ['2026-02-28', '2026-03-01', 'no leap year'],
  ['2028-02-28', '2028-02-29', 'a leap year'],
  ['2026-12-31', '2027-01-01', 'over the new year'],
])('after %s comes %s: %s', (day, next) => {
  expect(nextDay(day)).toBe(next)
  expect(daysBetween(day, next)).toBe(1)
  expect(daysBetween(next, day)).toBe(-1)
})

test.each([
  ['2026-09-02', true, 'a day'],
  ['2028-02-29', true, 'a leap day'],
  ['2026-02-29', false, 'no leap day'],
  ['2026-04-31', false, 'April has 30 days'],
  ['2026-13-01', false, 'no 13th month'],
  ['2026-00-10', false, 'no month 0'],
  ['2026-01-00', false, 'no day 0'],
  ['2026-9-2', false, 'figures missing'],
  ['0026-09-02', false, 'a year typed short'],
  ['2026-09-02T00:00', false, 'an instant'],
  ['', false, 'nothing'],
])('isDay(%s) is %s: %s', (text, is) => {
  expect(isDay(text)).toBe(is)
})

test.each([
  ['2026-11-20', 'thứ Sáu'],
  ['2026-11-21', 'thứ Bảy'],
  ['2026-11-22', 'Chủ nhật'],
  ['2026-11-23', 'thứ Hai'],
])('%s is a %s', (day, name) => {
  expect(weekdayName(day)).toBe(name)
})

describe('readDay, on 21/11/2026', () => {
  test.each([
    ['15/12/2026', '2026-12-15', 'as people write it'],
    ['5/1/2027', '2027-01-05', 'without zeros'],
    ['15-12-2026', '2026-12-15', 'with hyphens'],
    ['15.12.2026', '2026-12-15', 'with dots'],
    ['2026-12-15', '2026-12-15', 'from a date field'],
    [' 15 / 12 / 2026 ', '2026-12-15', 'with spaces'],
    ['15/12/26', '2026-12-15', 'a year of two figures'],
    ['01/02/2020', '2020-02-01', 'a past day keeps its year; the day comes first, then the month'],
    ['15/12', '2026-12-15', 'still to come this year'],
    ['21/11', '2026-11-21', 'today counts as to come'],
    ['20/11', '2027-11-20', 'gone by this year, so next year'],
    ['1/1', '2027-01-01', 'next year'],
    ['29/02/2028', '2028-02-29', 'a leap day'],
  ])('%s is %s: %s', (text, day) => {
    expect(readDay(text, today)).toBe(day)
  })

  test.each([
    ['31/02/2026', 'February is short'],
    ['30/2', 'in any year'],
    ['29/02/2027', 'not a leap year'],
    ['29/2', 'neither this year nor the next has it'],
    ['31/4', 'April has 30 days'],
    ['15/13/2026', 'no 13th month'],
    ['12/15/2026', 'the American order is not guessed at'],
    ['0/12/2026', 'no day 0'],
    ['32/1', 'no day 32'],
    ['15/12-2026', 'two kinds of sign'],
    ['15/12/202', 'a year of three figures'],
    ['15/12/0026', 'the year 26'],
    ['2026/12/15', 'not a form we know'],
    ['15', 'a number'],
    ['mai', 'a word'],
    ['', 'nothing'],
  ])('%s is refused: %s', (text) => {
    expect(readDay(text, today)).toBeUndefined()
  })

  test('29/2 is understood in the year before a leap year, and in it', () => {
    expect(readDay('29/2', '2027-03-01')).toBe('2028-02-29')
    expect(readDay('29/2', '2028-02-29')).toBe('2028-02-29')
  })

  test('every day from 2020 to 2035 reads back as itself, in every form', () => {
    for (let day = '2020-01-01'; day <= '2035-12-31'; day = nextDay(day)) {
      const [year, month, date] = day.split('-')
      const forms = [day, `${date}/${month}/${year}`, `${Number(date)}-${Number(month)}-${year}`, `${date}/${month}`]
      expect(forms.map((form) => readDay(form, day))).toEqual([day, day, day, day])
    }
  })
})

test('days add and subtract, and the week goes round', () => {
  fc.assert(
    fc.property(someDay, fc.integer({ min: -800, max: 800 }), (day, count) => {
      fc.pre(isDay(addDays(day, count)))
      expect(daysBetween(day, addDays(day, count))).toBe(count)
      expect(weekday(addDays(day, 7))).toBe(weekday(day))
    }),
  )
})
