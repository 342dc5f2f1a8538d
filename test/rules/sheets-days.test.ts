import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/rules/days.ts'
import { dayOf } from '../../src/sheets/read.ts'

test.each([
  ['31/12/2026', '2026-12-31', 'with slashes'],
  ['31-12-2026', '2026-12-31', 'with dashes'],
  ['31.12.2026', '2026-12-31', 'with points'],
  ['2026-12-31', '2026-12-31', 'the year first'],
  ['2026/1/5', '2026-01-05', 'the year first, with slashes and without zeros'],
  ['ngày 31 tháng 12 năm 2026', '2026-12-31', 'in words'],
  ['Ngày 5 tháng 1 năm 2026', '2026-01-05', 'in words, with a capital'],
  ['31 tháng 12 năm 2026', '2026-12-31', 'in words, without the first'],
  ['ngày 31/12/2026', '2026-12-31', 'with the word for day'],
  ['NGÀY 31 THÁNG 12 NĂM 2026', '2026-12-31', 'in capitals'],
  ['ngày 31 tháng 12 năm 2026'.normalize('NFD'), '2026-12-31', 'in letters and marks apart'],
  ['  1/2/2026 ', '2026-02-01', 'space around it'],
  ['31 / 12 / 2026', '2026-12-31', 'space inside it'],
  ['1/2/26', '2026-02-01', 'two figures of a year are 20xx, the day is first'],
  ['1/2/58', '2058-02-01', 'two figures are 20xx whatever they are, as in every field'],
  ['31/12/2026 17:00', '2026-12-31', 'a time of day'],
  ['31/12/2026 17:00:30', '2026-12-31', 'a time of day with seconds'],
  ['31/12/2026 05:00 PM', '2026-12-31', 'a time of day of twelve hours'],
  ['17h00 ngày 31/12/2026', '2026-12-31', 'the time before the day'],
  ['17 giờ 30, ngày 31 tháng 12 năm 2026', '2026-12-31', 'the time before the day, in words'],
  ['2026-12-31T23:59:59', '2026-12-31', 'a time without a zone is of here'],
  ['2026-12-31T16:59:59Z', '2026-12-31', 'an instant before midnight in Vietnam'],
  ['2026-12-31T17:00:00Z', '2027-01-01', 'midnight in Vietnam'],
  ['2026-12-31T23:30:00+07:00', '2026-12-31', 'an instant with the zone of Vietnam'],
  ['29/02/2028', '2028-02-29', 'a leap day'],
])('%s is %s: %s', (text, day) => {
  expect(dayOf(text)).toBe(day)
})

test.each([
  ['31/02/2026', 'February has no 31st'],
  ['29/02/2027', 'no leap year'],
  ['31 tháng 4 năm 2026', 'April has 30 days'],
  ['2026-02-31', 'no such day, year first'],
  ['12/31/2026', 'the month first is never guessed'],
  ['2026-31-12', 'the day before the month after the year is never guessed'],
  ['31/12', 'without a year, since nobody says which'],
  ['12/2026', 'a month'],
  ['trước ngày 31/12/2026', 'words that change the meaning'],
  ['quý IV/2026', 'a quarter'],
  ['31/12/126', 'a year of three figures'],
  ['31//12/2026', 'signs doubled'],
  ['46387', 'a bare number in a text'],
  ['2026-12-31T25:00:00Z', 'no such hour'],
  ['', 'nothing'],
])('%s is no day: %s', (text) => {
  expect(dayOf(text)).toBeUndefined()
})

test.each([46387, 0, true, null])('%s, a cell that is no text, is no day', (cell) => {
  expect(dayOf(cell)).toBeUndefined()
})

test('a real date is the day it is', () => {
  expect(dayOf({ day: '2026-12-31' })).toBe('2026-12-31')
})

describe('whatever day it is', () => {
  const someDay = fc.integer({ min: 0, max: 300_000 }).map((count) => addDays('1950-01-01', count))
  const shapes: ((day: string) => string)[] = [
    (day) => day,
    (day) => day.split('-').reverse().join('/'),
    (day) => day.split('-').reverse().map(Number).join('-'),
    (day) => `ngày ${Number(day.slice(8))} tháng ${Number(day.slice(5, 7))} năm ${day.slice(0, 4)}`,
  ]
  test.each(shapes.map((shape) => [shape('2026-02-05'), shape] as const))('%s is read back', (_, shape) => {
    fc.assert(fc.property(someDay, (day) => dayOf(shape(day)) === day))
  })
})

test('whatever the text, it is a day or none', () => {
  const isDayOrNone = (text: string) => /^\d{4}-\d\d-\d\d$/.test(dayOf(text) ?? '2026-12-31')
  fc.assert(fc.property(fc.string(), isDayOrNone))
  fc.assert(fc.property(fc.stringMatching(/^(ngay )?\d{0,4}[/. -]\d{0,3}[/. -]\d{0,5}( \d\dh\d\d)?$/), isDayOrNone))
  expect(dayOf('9'.repeat(100_000))).toBeUndefined()
})
