import { describe, expect, test } from 'vitest'
import writeExcel, { type SheetData } from 'write-excel-file/node'
import { type Cell, cellName, columnName, readSheets } from '../../src/sheets/read.ts'
import { xlsxOf } from '../../src/xlsx.ts'
import { bookOf, bookParts, dayStyle, ownDayStyle, shareStyle, textCell, timeStyle, zipOf } from '../made-sheets.ts'

const read = async (bytes: Uint8Array) => (await readSheets(bytes, 'tệp.xlsx'))[0]!
const cellsOf = async (bytes: Uint8Array): Promise<Cell[]> => (await read(bytes)).rows[0]?.cells ?? []
const excel = (rows: SheetData) => writeExcel(rows, { sheet: 'Cán bộ' }).toBuffer()

test('names of cells are those of the spreadsheet', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnName)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ])
  expect(cellName(2, 5)).toBe('C5')
})

test('a file made by another library is read with its texts, numbers, days and answers', async () => {
  const due = { value: new Date('2026-12-31T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' }
  const file = await excel([['Họ và tên', 'Số', 'Hạn', 'Có'], ['Đỗ Thị Ánh', 7, due, true], [], [null, 0.5]])
  expect(await read(file)).toEqual({
    name: 'Cán bộ',
    rows: [
      { number: 1, cells: ['Họ và tên', 'Số', 'Hạn', 'Có'], faults: [] },
      { number: 2, cells: ['Đỗ Thị Ánh', 7, { day: '2026-12-31' }, true], faults: [] },
      { number: 4, cells: [null, 0.5], faults: [] },
    ],
  })
})

test('a file of our own comes back as it went out', async () => {
  const columns = [
    { name: 'Việc', width: 20, text: (row: { title: string }) => row.title },
    { name: 'Hạn', width: 12, day: () => '2026-12-31' },
    { name: 'Điểm', width: 8, number: () => 9.5 },
  ]
  const { rows } = await read(await xlsxOf('Việc', columns, [{ title: '=1+1 & "hai" < ba\nhai dòng' }]))
  expect(rows[1]?.cells).toEqual(['=1+1 & "hai" < ba\nhai dòng', { day: '2026-12-31' }, 9.5])
})

test('several sheets come in their order, empty and hidden ones not at all', async () => {
  const parts = bookParts([
    { name: 'Một', rows: `<row r="3">${textCell('B3', 'a')}</row>` },
    { name: 'Trống', rows: '<row r="1"><c r="A1" s="1"/></row>' },
    { name: 'Danh mục', rows: `<row r="1">${textCell('A1', 'ẩn')}</row>`, state: 'hidden' },
    { name: 'Hai &amp; ba', rows: `<row>${textCell('A1', 'b')}</row>` },
  ])
  const sheets = await readSheets(await zipOf(parts), 'x.xlsx')
  expect(sheets.map(({ name }) => name)).toEqual(['Một', 'Hai & ba'])
  expect(sheets[0]?.rows).toEqual([{ number: 3, cells: [null, 'a'], faults: [] }])
  expect(sheets[1]?.rows[0]?.number).toBe(1)
})

describe('text', () => {
  test.each([
    ['Nguyễn'.normalize('NFD'), 'Nguyễn', 'letters and marks apart are put together'],
    ['\u00a0Trần\u00a0Thị\u202fLan ', 'Trần Thị Lan', 'spaces that do not break are spaces'],
    ['hai_x000D_\ndòng', 'hai\ndòng', 'line breaks are of one kind'],
    ['\u200ba\u00adb\ufeff', 'ab', 'what has no width is left out'],
    ['&#272;&#x1ED7; &lt;A&gt; &quot;b&apos;&amp;', 'Đỗ <A> "b\'&', 'letters written by number'],
    ['=SUM(A1)', '=SUM(A1)', 'a text that looks like a formula is a text'],
    ['_x005F_x000D_', '_x000D_', 'an escape that is escaped'],
  ])('%j is %j: %s', async (written, means) => {
    expect(await cellsOf(await bookOf(`<row r="1">${textCell('A1', written)}</row>`))).toEqual([means])
  })

  test('is the same shared, in pieces of several typefaces, and with a reading aid beside it', async () => {
    const strings = [
      '<t>Một</t>',
      '<r><rPr><b/></rPr><t>Ha</t></r><r><t xml:space="preserve">i ba</t></r><rPh><t>x</t></rPh>',
      '<t> </t>',
    ]
    const rows =
      '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><r><t>Bố</t></r><r><t>n</t></r></is></c></row>'
    expect(await cellsOf(await bookOf(rows, {}, { strings }))).toEqual(['Hai ba', 'Một', null, 'Bốn'])
  })

  test('stands in CDATA and behind prefixes, in any quotation marks', async () => {
    const parts = bookParts([{ rows: '' }])
    const sheet = `<?xml version='1.0'?><!-- a > b --><x:worksheet xmlns:x='m'><x:sheetData><x:row r='1'><x:c r='A1' t = 'inlineStr'><x:is><x:t><![CDATA[<Đỗ> & ]]]]><![CDATA[>]]></x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`
    expect(await cellsOf(await zipOf({ ...parts, 'xl/worksheets/sheet1.xml': sheet }))).toEqual(['<Đỗ> & ]]>'])
  })

  test('a link on a cell is harmless: its text is taken', async () => {
    const parts = bookParts([
      {
        rows: `<row r="1">${textCell('A1', 'lan@tinh.gov.vn')}</row>`,
        after: '<hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks>',
      },
    ])
    const links = `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="mailto:lan@tinh.gov.vn" TargetMode="External"/></Relationships>`
    expect(await cellsOf(await zipOf({ ...parts, 'xl/worksheets/_rels/sheet1.xml.rels': links }))).toEqual([
      'lan@tinh.gov.vn',
    ])
  })
})

describe('days', () => {
  const cell = (style: number, value: number | string, type = '') =>
    `<row r="1"><c r="A1" s="${style}"${type}><v>${value}</v></c></row>`
  test.each<[number, number, Cell, string]>([
    [dayStyle, 46387, { day: '2026-12-31' }, 'a day'],
    [ownDayStyle, 46387, { day: '2026-12-31' }, 'a day in a format of its own'],
    [dayStyle, 46387.99999, { day: '2026-12-31' }, 'the last second of a day'],
    [timeStyle, 46387.25, { day: '2026-12-31' }, 'a day of which only the time is shown'],
    [timeStyle, 0.75, 0.75, 'a time without a day is a number'],
    [dayStyle, 1, { day: '1900-01-01' }, 'the first day'],
    [dayStyle, 61, { day: '1900-03-01' }, 'after the leap day that never was'],
    [dayStyle, -3, -3, 'before the first day'],
    [dayStyle, 9e9, 9e9, 'after all days'],
    [0, 46387, 46387, 'a number'],
    [shareStyle, 0.5, 0.5, 'a share'],
    [99, 46387, 46387, 'a style that is not there'],
  ])('style %i, %f: %j, %s', async (style, value, means) => {
    expect(await cellsOf(await bookOf(cell(style, value)))).toEqual([means])
  })

  test.each([
    [46387 - 1462, { day: '2026-12-31' }],
    [0, { day: '1904-01-01' }],
  ])('counted from 1904, %i is %j', async (value, means) => {
    expect(await cellsOf(await bookOf(cell(dayStyle, value), {}, { settings: 'date1904="1"' }))).toEqual([means])
  })

  test('written out, as the strict edition of the format has them', async () => {
    expect(await cellsOf(await bookOf(cell(0, '2026-12-31T17:30:00', ' t="d"')))).toEqual([{ day: '2026-12-31' }])
  })
})

test('an answer is yes or no, an empty one nothing', async () => {
  const rows =
    '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1"><v></v></c><c t="n"><v>1E3</v></c></row>'
  expect(await cellsOf(await bookOf(rows))).toEqual([true, false, null, 1000])
})
