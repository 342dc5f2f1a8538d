import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import writeExcel, { type SheetData } from 'write-excel-file/node'
import { limits, readSheets } from '../../src/sheets/read.ts'
import { faulty } from '../../src/sheets/refusals.ts'
import { bookOf, type MadeSheet, textCell } from '../made-sheets.ts'

const rowsOf = async (bytes: Uint8Array) => (await readSheets(bytes, 'tệp.xlsx'))[0]?.rows ?? []
/** The faults of each row by its number; rows without any are left out. */
async function faultsOf(bytes: Uint8Array) {
  const rows = await rowsOf(bytes)
  return Object.fromEntries(
    rows.filter(({ faults }) => faults.length > 0).map(({ number, faults }) => [number, faults]),
  )
}
const made = (rows: string, sheet?: Partial<MadeSheet>) => bookOf(rows, sheet)
const excel = (rows: SheetData) => writeExcel(rows).toBuffer()

describe('a formula is named by its cell and its result not taken', () => {
  test('as another library writes it', async () => {
    const file = await excel([
      ['Số', 'Tổng'],
      [1, { type: 'Formula', value: '=A2+1' }],
    ])
    expect(await faultsOf(file)).toEqual({ 2: [{ column: 1, text: faulty.formula('B2') }] })
    expect((await rowsOf(file))[1]?.cells).toEqual([1, null])
    expect(faulty.formula('B2')).toBe(
      'Ô B2 là công thức. Chọn vùng, sao chép rồi dán dạng giá trị (Paste Values), lưu và nộp lại.',
    )
  })

  test.each([
    ['<c r="C5"><f>A1+1</f><v>2</v></c>', 'with its result'],
    ['<c r="C5" t="str"><f>A1&amp;"x"</f><v>x</v></c>', 'whose result is a text'],
    ['<c r="C5"><f t="shared" si="0"/><v>2</v></c>', 'shared with the cell above'],
    ['<c r="C5"><f>A1</f></c>', 'never worked out'],
  ])('%s: %s', async (cell) => {
    expect(await faultsOf(await made(`<row r="5">${cell}</row>`))).toEqual({
      5: [{ column: 2, text: faulty.formula('C5') }],
    })
  })

  test('one that shows nothing is nothing', async () => {
    const rows = `<row r="5">${textCell('A5', 'a')}<c r="C5" t="str"><f>IF(A1="","",A1)</f><v></v></c></row><row r="6"><c r="C6" t="str"><f>B6</f><v/></c></row>`
    expect(await rowsOf(await made(rows))).toEqual([{ number: 5, cells: ['a'], faults: [] }])
  })

  test('one for a whole block is named for all its rows', async () => {
    const rows =
      '<row r="5"><c r="C5"><f t="array" ref="C5:C6">A5:A6</f><v>1</v></c></row><row r="6"><c r="C6"><v>2</v></c></row>'
    const range = { column: 2, text: faulty.formulaRange('C5:C6') }
    expect(await faultsOf(await made(rows))).toEqual({
      5: [{ column: 2, text: faulty.formula('C5') }, range],
      6: [range],
    })
  })
})

test('an error of the spreadsheet is named, as a value and as the result of a formula', async () => {
  const rows = '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
  expect(await faultsOf(await made(rows))).toEqual({
    2: [
      { column: 0, text: faulty.error('A2', '#REF!') },
      { column: 1, text: faulty.formulaError('B2', '#DIV/0!') },
    ],
  })
})

describe('merged cells', () => {
  test('in the data are a fault of each row they touch', async () => {
    const file = await excel([
      ['Đơn vị', 'Họ và tên'],
      [{ value: 'Văn phòng', rowSpan: 2 }, 'Lan'],
      [null, 'Minh'],
      ['Địa chính', 'Hoa'],
    ])
    const merged = { column: 0, text: faulty.merged('A2:A3') }
    expect(await faultsOf(file)).toEqual({ 2: [merged], 3: [merged] })
  })

  test('of a title above the headings leave the data alone', async () => {
    const file = await excel([
      [{ value: 'DANH SÁCH CÁN BỘ', columnSpan: 3 }, null, null],
      ['Họ và tên', 'Thư điện tử', 'Chức vụ'],
      ['Lan', 'lan@tinh.gov.vn', 'Chuyên viên'],
    ])
    const merged = { text: faulty.merged('A1:C1') }
    expect(await faultsOf(file)).toEqual({ 1: [0, 1, 2].map((column) => ({ column, ...merged })) })
  })

  test('over empty rows and beyond the columns we read harm nobody', async () => {
    const after = '<mergeCells><mergeCell ref="A3:XFD1048576"/><mergeCell ref="B1"/><mergeCell ref="?"/></mergeCells>'
    expect(await faultsOf(await made(`<row r="1">${textCell('A1', 'a')}</row>`, { after }))).toEqual({})
  })
})

describe('what cannot be seen', () => {
  test('a hidden row with something in it is named, an empty one is not there', async () => {
    const rows = `<row r="1">${textCell('A1', 'a')}</row><row r="7" hidden="1">${textCell('A7', 'b')}</row><row r="8" hidden="true"><c r="A8" s="1"/></row>`
    expect(await faultsOf(await made(rows))).toEqual({ 7: [{ column: -1, text: faulty.hiddenRow(7) }] })
  })

  test('a hidden column is named in the rows where it holds something', async () => {
    const before = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" hidden="1"/></cols>'
    const rows = `<row r="1">${textCell('A1', 'a')}${textCell('C1', 'b')}</row><row r="2">${textCell('A2', 'a')}${textCell('D2', 'b')}</row>`
    expect(await faultsOf(await made(rows, { before }))).toEqual({ 1: [{ column: 2, text: faulty.hiddenColumn(2) }] })
    expect(faulty.hiddenColumn(2)).toMatch(/^Cột C đang ẩn/)
  })
})

describe('a text over 5.000 characters', () => {
  const long = (length: number) => 'đ'.repeat(length)
  test('is a fault of its cell, and not kept', async () => {
    const rows = `<row r="1">${textCell('A1', 'a')}${textCell('B1', long(limits.cellText + 1))}<c r="C1" t="s"><v>0</v></c></row>`
    const file = await bookOf(rows, {}, { strings: [`<r><t>${long(3000)}</t></r><r><t>${long(2001)}</t></r>`] })
    expect(await rowsOf(file)).toEqual([
      {
        number: 1,
        cells: ['a', null, null],
        faults: [
          { column: 1, text: faulty.tooLong('B1') },
          { column: 2, text: faulty.tooLong('C1') },
        ],
      },
    ])
  })

  test('of 10 MB is no different, in the sheet and among the shared texts', async () => {
    const huge = randomBytes(5 * 1024 * 1024).toString('hex')
    const file = await bookOf(
      `<row r="1">${textCell('A1', huge)}<c r="B1" t="s"><v>0</v></c></row>`,
      {},
      { strings: [`<t>${huge}</t>`] },
    )
    expect((await faultsOf(file))[1]?.map(({ text }) => text)).toEqual([faulty.tooLong('A1'), faulty.tooLong('B1')])
  })

  test('of just 5.000 is taken', async () => {
    const [row] = await rowsOf(await made(`<row r="1">${textCell('A1', long(limits.cellText))}</row>`))
    expect(row).toEqual({ number: 1, cells: [long(limits.cellText)], faults: [] })
  })
})
