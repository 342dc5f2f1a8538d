import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { foreignOf, inOurWords, sheetInOurWords } from '../../src/imports/foreign.ts'
import { dayOrderOf, foreignDay } from '../../src/imports/foreign-days.ts'
import { peopleSaid } from '../../src/imports/foreign-people.ts'
import { headingsOf } from '../../src/imports/headings.ts'
import { planFields } from '../../src/plans/fields.ts'
import { type Cell, readSheets } from '../../src/sheets/read.ts'

/** The rows of an export by the plan's fields, in our words. */
async function read(name: string) {
  const bytes = await readFile(join(import.meta.dirname, '../fixtures', name))
  const [sheet] = await readSheets(bytes, name)
  const foreign = foreignOf(headingsOf(sheet?.rows[0]))
  if (!sheet || !foreign) throw new Error('not recognised')
  const fields = Object.entries(foreign.mapping)
  const below = sheetInOurWords(sheet).rows.slice(1)
  const values = below.map(({ cells }) => Object.fromEntries(fields.map(([key, at]) => [key, cells[at] ?? null])))
  return { name: foreign.name, mapping: foreign.mapping, values, faults: below.flatMap(({ faults }) => faults) }
}

test('a task export of Kanboard, month first, with a login where the name is missing and closed work told apart', async () => {
  const { name, values, faults } = await read('kanboard-tasks.csv')
  expect(name).toBe('Kanboard')
  expect(faults).toEqual([])
  expect(values).toEqual([
    {
      mark: '3',
      title: 'Rà soát, công bố thủ tục hành chính',
      responsible: 'Nguyễn Văn Minh',
      deadline: { day: '2026-12-31' },
      note: 'Thủ tục hành chính',
      status: 'Open',
      summary: 'Cải cách hành chính 2026',
    },
    expect.objectContaining({
      mark: '4',
      title: 'Báo cáo "một cửa" quý I',
      responsible: 'lan.tt',
      deadline: { day: '2027-04-03' },
    }),
    expect.objectContaining({ mark: '5', status: 'Đã đóng', deadline: { day: '2026-06-30' } }),
    expect.objectContaining({ mark: '6', status: 'Hoàn thành', deadline: null, responsible: null }),
  ])
})

test('an issue list of Redmine in Vietnamese, with parents, texts of several lines and states', async () => {
  const { name, values, faults } = await read('redmine-issues.csv')
  expect(name).toBe('Redmine')
  expect(faults).toEqual([])
  expect(values[0]).toEqual({
    mark: '118',
    title: 'Lập danh sách hộ chưa có định danh mức 2',
    content: 'Rà theo từng tổ dân phố.\nGửi kèm số điện thoại chủ hộ.',
    responsible: 'Thị Lan Trần',
    deadline: { day: '2026-12-05' },
    status: 'Đang tiến hành',
    parent: '115',
    summary: 'Chuyển đổi số phường',
  })
  expect(values.map(({ status }) => status)).toEqual(['Đang tiến hành', 'Đã đóng', 'Đã hủy', 'Mới'])
})

test('fields are those of the plan', async () => {
  const known = planFields.map(({ key }) => key)
  for (const name of ['kanboard-tasks.csv', 'redmine-issues.csv']) {
    expect(known).toEqual(expect.arrayContaining(Object.keys((await read(name)).mapping)))
  }
})

test('a sheet of anything else stays as it is', async () => {
  const [sheet] = await readSheets(Buffer.from('STT,Nhiệm vụ,Thời hạn\n1,Báo cáo,03/04/2026'), 'ke-hoach.csv')
  expect(sheetInOurWords(sheet!)).toBe(sheet)
})

describe('headings', () => {
  test.each<[string, string[], string | undefined, Record<string, number>]>([
    [
      'Kanboard in Vietnamese: the later of two "Chức vụ" is the title',
      [
        'Nhiệm vụ Id',
        'Dự án',
        'Trạng thái',
        'Thể loại',
        'Swimlane',
        'Cột',
        'Chức vụ',
        'Màu',
        'Ngày đáo hạn',
        'Người sáng tạo',
        'Assignee Username',
        'Người được chuyển nhượng',
        'Sự phức tạp',
        'Chức vụ',
      ],
      'Kanboard',
      { mark: 0, summary: 1, status: 2, note: 3, deadline: 8, responsible: 11, title: 13 },
    ],
    [
      'Kanboard of long ago, without a reference in front',
      [
        'Task Id',
        'Project',
        'Status',
        'Category',
        'Swimlane',
        'Column',
        'Position',
        'Color',
        'Due date',
        'Creator',
        'Assignee Username',
        'Assignee Name',
        'Complexity',
        'Title',
      ],
      'Kanboard',
      { mark: 0, summary: 1, status: 2, note: 3, deadline: 8, responsible: 11, title: 13 },
    ],
    [
      'Redmine in English',
      [
        '#',
        'Project',
        'Tracker',
        'Parent task',
        'Parent task subject',
        'Status',
        'Priority',
        'Subject',
        'Author',
        'Assignee',
        'Updated',
        'Category',
        'Target version',
        'Start date',
        'Due date',
        '% Done',
        'Created',
        'Closed',
      ],
      'Redmine',
      { mark: 0, summary: 1, parent: 3, status: 5, title: 7, responsible: 9, deadline: 14 },
    ],
    [
      'Redmine with the words it used before: "Tiến độ" is no deadline',
      ['#', 'Dòng vấn đề', 'Trạng thái', 'Ưu tiên', 'Chủ đề', 'Gán cho', 'Tiến độ', 'Hết hạn'],
      'Redmine',
      { mark: 0, status: 2, title: 4, responsible: 5, deadline: 7 },
    ],
    ['a plan of ours', planFields.map(({ label }) => label), undefined, {}],
    ['a list of anything', ['#', 'Họ và tên', 'Trạng thái'], undefined, {}],
  ])('%s', (_, headings, name, mapping) => {
    const foreign = foreignOf(headings)
    expect(foreign?.name).toBe(name)
    expect(foreign?.mapping ?? {}).toEqual(mapping)
  })
})

describe('days', () => {
  test.each([
    [['01/02/2026', '31/01/2026 08:00'], 'dayFirst'],
    [['01/02/2026', '01/31/2026 8:00 am', ''], 'monthFirst'],
    [['01/02/2026', '03/04/2026'], 'unknown'],
    [['31/01/2026', '01/31/2026'], 'unknown'],
    [['31-12-2026', '31.12.2026', '2026-12-31'], 'unknown'],
    [[], 'unknown'],
  ] as const)('%j are %s', (texts, order) => {
    expect(dayOrderOf(texts)).toBe(order)
  })

  test.each<[Cell, 'dayFirst' | 'monthFirst' | 'unknown', string | undefined, string]>([
    ['03/04/2026', 'dayFirst', '2026-04-03', 'as here'],
    ['03/04/2026', 'monthFirst', '2026-03-04', 'as in America'],
    ['03/04/2026 17:30', 'unknown', undefined, 'nobody can tell'],
    ['03/03/2026', 'unknown', '2026-03-03', 'it does not matter'],
    ['12/31/2026', 'unknown', '2026-12-31', 'it shows by itself'],
    ['31/12/2026', 'unknown', '2026-12-31', 'it shows by itself'],
    ['31/12/2026', 'monthFirst', undefined, 'no month 31'],
    ['03-04-2026', 'monthFirst', '2026-04-03', 'dashes have the day first'],
    ['03.04.2026', 'unknown', '2026-04-03', 'points have the day first'],
    ['2026-04-03', 'monthFirst', '2026-04-03', 'the year first'],
    ['2026/04/03 17:30', 'unknown', '2026-04-03', 'the year first, with slashes'],
    ['31 Dec 2026', 'unknown', '2026-12-31', 'the month by name'],
    ['December 1, 2026', 'unknown', '2026-12-01', 'the month by name, first'],
    ['31 Feb 2026', 'unknown', undefined, 'no such day'],
    ['soon', 'dayFirst', undefined, 'no day'],
    [{ day: '2026-12-31' }, 'monthFirst', '2026-12-31', 'a real date'],
  ])('%j, %s: %s, %s', (cell, order, day) => {
    expect(foreignDay(cell, order)).toBe(day)
  })

  test('what cannot be told apart is a fault of its row, naming the cell', () => {
    const foreign = foreignOf(['#', 'Subject', 'Status', 'Tracker', 'Due date'])!
    const row = (number: number, due: string) => ({
      number,
      cells: [String(number), 'a', 'New', 'Bug', due],
      faults: [],
    })
    const [, unclear, clear] = inOurWords(foreign, [row(1, 'Due date'), row(2, '03/04/2026'), row(3, '2026-04-03')], 1)
    expect(unclear?.faults).toEqual([{ column: 4, text: expect.stringMatching(/^Ô E2 ghi 03\/04\/2026: không rõ/) }])
    expect(unclear?.cells[4]).toBe('03/04/2026')
    expect(clear).toMatchObject({ cells: ['3', 'a', 'New', 'Bug', { day: '2026-04-03' }], faults: [] })
  })
})

describe('people', () => {
  const people = [
    { name: 'Trần Thị Lan', email: 'lan.tt@tinh.gov.vn' },
    { name: 'Nguyễn Văn Minh', email: 'minh.nv@tinh.gov.vn' },
    { name: 'Nguyễn Văn Minh', email: 'minh2@tinh.gov.vn' },
    { name: 'Lê Văn Lan', email: 'lan@tinh.gov.vn' },
  ]
  test.each([
    ['lan.tt', ['lan.tt@tinh.gov.vn'], 'a login that begins an address'],
    ['LAN.TT@tinh.gov.vn', ['lan.tt@tinh.gov.vn'], 'an address'],
    ['Trần Thị Lan', ['lan.tt@tinh.gov.vn'], 'a name'],
    ['tran thi lan', ['lan.tt@tinh.gov.vn'], 'a name without its marks'],
    ['Thị Lan Trần', ['lan.tt@tinh.gov.vn'], 'a name with the surname last'],
    ['Trần, Thị Lan', ['lan.tt@tinh.gov.vn'], 'a name with a comma'],
    ['Nguyễn Văn Minh', ['minh.nv@tinh.gov.vn', 'minh2@tinh.gov.vn'], 'two of one name'],
    ['lan', ['lan@tinh.gov.vn'], 'a whole login before anything else'],
    ['Lan', ['lan@tinh.gov.vn'], 'a login in capitals'],
    ['Thị', [], 'part of a name is nobody'],
    ['', [], 'nothing is nobody'],
  ])('%s: %j, %s', (said, emails) => {
    expect(peopleSaid(said, people).map(({ email }) => email)).toEqual(emails)
  })
})
