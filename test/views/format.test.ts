import { expect, test } from 'vitest'
import * as format from '../../views/format.ts'

const nbsp = /\u00a0/g

test.each([
  ['a day', format.day('2026-12-15'), '15/12/2026'],
  ['a day of this year', format.shortDay('2026-12-15', '2026-11-25'), '15/12'],
  ['a day of another year', format.shortDay('2027-01-05', '2026-11-25'), '05/01/2027'],
  ['a day to plan for', format.longDay('2026-11-27'), 'Thứ Sáu, 27/11/2026'],
  ['a Sunday', format.weekday('2026-11-29'), 'Chủ Nhật'],
  ['an instant', format.moment('2026-11-24T09:05:00.000Z'), '24/11 16:05'],
  ['an instant after midnight here, before it in UTC', format.moment('2026-11-24T17:30:00.000Z'), '25/11 00:30'],
  ['an instant of last year', format.moment('2025-11-24T09:05:00.000Z', '2026-01-02'), '24/11/2025 16:05'],
  [
    'an instant of last year in UTC, of this year here',
    format.moment('2025-12-31T17:30:00.000Z', '2026-01-02'),
    '01/01 00:30',
  ],
  ['the moment of a set of figures', format.fullMoment('2026-11-25T03:30:00.000Z'), '10:30 ngày 25/11/2026'],
  ['a time', format.time('2026-11-25T02:14:00.000Z'), '09:14'],
  ['bytes', format.bytes(214), '214 B'],
  ['a little over a kilobyte', format.bytes(1234), '1,2 KB'],
  ['many kilobytes', format.bytes(214 * 1024), '214 KB'],
  ['megabytes', format.bytes(1_258_291), '1,2 MB'],
  ['a number', format.number(1234.5), '1.234,5'],
  ['a score', format.number(91.591, 2), '91,59'],
  ['a share', format.share(61, 79), '77,22%'],
  ['a share of nothing', format.share(0, 0), '–'],
  ['initials', format.initials('Nguyễn Thị Lan'), 'NL'],
  ['initials with đ', format.initials('Đặng Quốc Thịnh'), 'ĐT'],
  ['initials typed in pieces', format.initials('Ấu  Thị ánh'.normalize('NFD')), 'ẤÁ'],
  ['one word', format.initials('Lan'), 'L'],
  ['a given name', format.givenName('Lê Thị Ngọc Diệp'), 'Diệp'],
])('%s', (_, shown, wanted) => {
  expect(shown.replace(nbsp, ' ')).toBe(wanted)
})
