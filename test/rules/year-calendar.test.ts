import { expect, test } from 'vitest'
import { shippedDays } from '../../src/data/calendar.ts'
import { workCalendar } from '../../src/rules/working-days.ts'
import { monthsOf, passedOver } from '../../src/rules/year-calendar.ts'

const calendar = workCalendar(shippedDays)

test('a year is twelve months of whole weeks from Monday, every day once', () => {
  for (const year of [2024, 2026, 2027]) {
    const months = monthsOf(year, calendar)
    const weeks = months.flatMap(({ weeks }) => weeks)
    expect(weeks.every((week) => week.length === 7)).toBe(true)
    expect(weeks.flat().filter(Boolean)).toHaveLength(year === 2024 ? 366 : 365)
  }
  expect(monthsOf(2026, calendar)[1]?.weeks[0]?.map((cell) => cell?.day.slice(8))).toEqual([...Array(6), '01'])
})

test('working days per month, with holidays, days in lieu and swapped days', () => {
  const counts = monthsOf(2026, calendar).map(({ workingDays }) => workingDays)
  expect(counts).toEqual([21, 15, 22, 20, 20, 22, 23, 21, 20, 22, 21, 23])
})

test('a special day carries its name, one not in force does not', () => {
  const cells = monthsOf(2027, calendar).flatMap(({ weeks }) => weeks.flat())
  expect(cells.find((cell) => cell?.day === '2027-04-16')).toMatchObject({ off: true, special: { kind: 'holiday' } })
  expect(cells.find((cell) => cell?.day === '2027-11-24')).toMatchObject({ off: false, special: undefined })
})

test('what a count passed over, day by day and as stretches', () => {
  expect(passedOver('2025-12-31', '2026-01-12', calendar)).toEqual([
    { from: '2026-01-01', to: '2026-01-01', why: 'Tết Dương lịch', worked: false },
    { from: '2026-01-02', to: '2026-01-02', why: 'Nghỉ hoán đổi', worked: false },
    { from: '2026-01-03', to: '2026-01-03', why: 'thứ Bảy', worked: false },
    { from: '2026-01-04', to: '2026-01-04', why: 'Chủ nhật', worked: false },
    { from: '2026-01-10', to: '2026-01-10', why: 'Làm bù cho 02/01/2026', worked: true },
    { from: '2026-01-11', to: '2026-01-11', why: 'Chủ nhật', worked: false },
  ])
  const tet = passedOver('2026-02-13', '2026-02-23', calendar)
  expect(tet.find(({ why }) => why.startsWith('Tết'))).toMatchObject({ from: '2026-02-16', to: '2026-02-20' })
  expect(passedOver('2026-11-16', '2026-11-16', calendar)).toEqual([])
})
