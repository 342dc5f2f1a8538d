import { expect, test } from 'vitest'
import { shippedDays } from '../../src/data/calendar.ts'
import { plannedYear, readPlanDeadline } from '../../src/rules/plan-deadlines.ts'
import { workCalendar } from '../../src/rules/working-days.ts'

const calendar = workCalendar(shippedDays)
/** A plan of 12/01/2026, brought in on 25/11/2026. */
const dated = { issued: '2026-01-12', today: '2026-11-25', calendar }

test.each<[written: string, means: string]>([
  // days
  ['15/12/2026', '2026-12-15'],
  ['15-12-2026', '2026-12-15'],
  ['15.12.2026', '2026-12-15'],
  ['2026-12-15', '2026-12-15'],
  ['15/12', '2026-12-15'],
  ['ngày 15/12/2026', '2026-12-15'],
  ['ngày 15 tháng 12 năm 2026', '2026-12-15'],
  ['15/3', '2026-03-15'], // gone by: said as it is
  ['05/12/2026', '2026-12-05'], // a Saturday: said as it is
  ['Trước ngày 15/12/2026', '2026-12-14'],
  ['trước 15/12', '2026-12-14'],
  ['chậm nhất 15/12', '2026-12-15'],
  ['Chậm nhất ngày 30/11/2026', '2026-11-30'],
  ['Hoàn thành trước ngày 20/12/2026', '2026-12-18'],
  ['thời hạn: 15/12/2026', '2026-12-15'],
  ['đến 31/12/2026', '2026-12-31'],
  ['trước 17 giờ ngày 15/12', '2026-12-15'],
  // spans of time
  ['Quý IV/2026', '2026-12-31'],
  ['quý IV', '2026-12-31'],
  ['Quý 4 năm 2026', '2026-12-31'],
  ['trong quý III/2026', '2026-09-30'],
  ['Hoàn thành trong quý I/2027', '2027-03-31'],
  ['Q4/2026', '2026-12-31'],
  ['IV/2026', '2026-12-31'],
  ['Tháng 12/2026', '2026-12-31'],
  ['tháng 12 năm 2026', '2026-12-31'],
  ['tháng 12', '2026-12-31'],
  ['trong tháng 10/2026', '2026-10-30'], // the last working day
  ['12/2026', '2026-12-31'],
  ['Năm 2026', '2026-12-31'],
  ['trong năm 2026', '2026-12-31'],
  ['hết năm 2026', '2026-12-31'],
  ['2026', '2026-12-31'],
  ['cuối năm', '2026-12-31'],
  ['6 tháng đầu năm 2027', '2027-06-30'],
  ['6 tháng đầu năm', '2026-06-30'],
  ['6 tháng cuối năm 2026', '2026-12-31'],
  ['9 tháng đầu năm 2026', '2026-09-30'],
  ['Tháng 10 - 12/2026', '2026-12-31'],
  ['Từ tháng 10 đến tháng 12/2026', '2026-12-31'],
  ['Quý III - IV/2026', '2026-12-31'],
  ['Quý III đến quý IV năm 2026', '2026-12-31'],
  ['giai đoạn 2026-2030', '2030-12-31'],
  ['Năm 2025-2026', '2026-12-31'],
  ['01/12/2026 - 15/12/2026', '2026-12-15'],
  ['từ 01/12 đến 15/12/2026', '2026-12-15'],
  // terms, counted from the document
  ['sau 5 ngày làm việc', '2026-01-19'],
  ['trong vòng 30 ngày', '2026-03-02'],
  // none
  ['', 'nothing'],
  ['-', 'nothing'],
  ['Thường xuyên', 'standing'],
  ['thường xuyên trong năm 2026', 'standing'],
  ['Hằng tháng', 'standing'],
  ['Hàng quý', 'standing'],
  ['Định kỳ 6 tháng', 'standing'],
  ['Trước ngày 20 hằng tháng', 'standing'],
  ['theo yêu cầu', 'standing'],
  ['31/02/2026', 'noSuchDay'],
  ['trước ngày 31/11', 'noSuchDay'],
  ['32/12/2026', 'noSuchDay'],
  ['15/13/2026', 'noSuchDay'],
  ['sau khi có hướng dẫn', 'words'],
  ['ngay khi Sở Nội vụ yêu cầu', 'words'],
  ['Trước ngày 20 tháng cuối quý', 'words'],
])('%s: %s', (written, means) => {
  const read = readPlanDeadline(written, dated)
  expect(read.says === 'day' ? read.day : read.says).toBe(means)
})

test('of several days it is not said which', () => {
  expect(readPlanDeadline('15/12/2026 hoặc 20/12/2026', dated)).toEqual({
    says: 'several',
    days: ['2026-12-15', '2026-12-20'],
  })
})

test('a plan made in December for the next year means that year', () => {
  const late = { issued: '2026-12-20', today: '2026-12-22', calendar }
  expect(readPlanDeadline('quý IV', late)).toEqual({ says: 'day', day: '2026-12-31' })
  expect(readPlanDeadline('quý IV', { ...late, year: 2027 })).toEqual({ says: 'day', day: '2027-12-31' })
  expect(readPlanDeadline('trước 15/3', { ...late, year: 2027 })).toEqual({ says: 'day', day: '2027-03-12' })
})

test.each<[summary: string, issued: string | undefined, year: number | undefined]>([
  ['Cải cách hành chính năm 2027', '2026-12-20', 2027],
  ['Cải cách hành chính năm 2026', '2026-01-12', 2026],
  ['Tổng kết năm 2025, nhiệm vụ năm 2026', '2026-01-12', undefined],
  ['Khắc phục tồn tại năm 2024', '2026-01-12', undefined],
  ['Cải cách hành chính', '2026-01-12', undefined],
])('%s plans for %s: %s', (summary, issued, year) => expect(plannedYear(summary, issued)).toBe(year))
