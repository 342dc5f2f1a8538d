import { describe, expect, test } from 'vitest'
import { csvOf } from '../../src/csv.ts'
import { Invalid } from '../../src/refusal.ts'
import { type Cell, limits, readSheets } from '../../src/sheets/read.ts'
import { faulty, refused } from '../../src/sheets/refusals.ts'

const bytesOf = (text: string) => Buffer.from(text, 'utf8')
const rowsOf = async (bytes: Uint8Array, name = 'danh sách.csv') => (await readSheets(bytes, name))[0]?.rows ?? []
const cellsOf = async (text: string): Promise<Cell[][]> => (await rowsOf(bytesOf(text))).map(({ cells }) => cells)

const table = (between: string) =>
  [`Họ và tên${between}Điểm`, `Đỗ Thị Ánh${between}"9${between === ',' ? '.' : ','}5"`].join('\r\n')

describe('the sign between columns is found', () => {
  test.each([',', ';', '\t'])('%j', async (sign) => {
    expect(await cellsOf(table(sign))).toEqual([
      ['Họ và tên', 'Điểm'],
      ['Đỗ Thị Ánh', sign === ',' ? '9.5' : '9,5'],
    ])
  })
  test.each([
    ['Tên;Điểm;Thưởng\nLan;9,5;1,5\nMinh;8,5;2,5', ';', 'commas in the figures'],
    ['Tên,Ghi chú\n"a;b;c",d\n"e;f;g",h', ',', 'semicolons between quotation marks'],
    ['DANH SÁCH, NĂM 2026\nTên;Chức vụ\nLan;Chuyên viên\nMinh;Văn thư', ';', 'a comma in the title'],
    ['sep=;\r\na,b,c;d\r\ne,f,g;h', ';', 'a first line that says so'],
    ['Tên\nLan', ',', 'one column'],
  ])('%j: %s, %s', async (text, sign) => {
    const widths = (await cellsOf(text)).map((cells) => cells.length)
    expect(widths.at(-1)).toBe(
      text
        .split('\n')
        .at(-1)
        ?.replace(/"[^"]*"/g, '')
        .split(sign).length,
    )
  })
})

describe('its letters', () => {
  test.each([
    ['UTF-8', bytesOf(table(';'))],
    ['UTF-8 with a byte order mark', bytesOf(`\ufeff${table(';')}`)],
    ['UTF-16 as Excel saves Unicode text', Buffer.from(`\ufeff${table('\t')}`, 'utf16le')],
  ])('in %s', async (_, bytes) => {
    expect((await rowsOf(bytes, 'a.txt'))[1]?.cells).toEqual(['Đỗ Thị Ánh', '9,5'])
  })

  test.each([
    ['Windows-1258', Buffer.from('486f2076e02074ea6e0d0aD0F520546869CC20C16E68', 'hex')],
    ['UTF-16 cut off', Buffer.from('\ufeffđ', 'utf16le').subarray(0, 3)],
  ])('in %s are refused with what to do', async (_, bytes) => {
    await expect(rowsOf(bytes)).rejects.toMatchObject({ errors: { file: refused.notUnicode } })
  })

  test('come in NFC, without stray space', async () => {
    expect(await cellsOf('Nguyễn,\u00a0a\u00a0b '.normalize('NFD'))).toEqual([['Nguyễn', 'a b']])
  })
})

test('rows are numbered as a spreadsheet does, ragged ones and blank ones and line breaks in cells included', async () => {
  const rows = await rowsOf(bytesOf('a,b,c\r\n\r\n"hai\r\ndòng"\r\n,,,x\r\n'))
  expect(rows).toEqual([
    { number: 1, cells: ['a', 'b', 'c'], faults: [] },
    { number: 3, cells: ['hai\ndòng'], faults: [] },
    { number: 4, cells: [null, null, null, 'x'], faults: [] },
  ])
})

test('everything is text: a number may be a code with its zeros', async () => {
  expect(await cellsOf('0912345678,007,1e5,31/12/2026,true')).toEqual([
    ['0912345678', '007', '1e5', '31/12/2026', 'true'],
  ])
})

test('quotation marks inside a text are its own', async () => {
  expect(await cellsOf('a,"nói ""được""",cỡ 12" x 5",b')).toEqual([['a', 'nói "được"', 'cỡ 12" x 5"', 'b']])
})

test('the sheet has the name of the file', async () => {
  expect((await readSheets(bytesOf('a'), 'Cán bộ.2026.csv'))[0]?.name).toBe('Cán bộ.2026')
})

test('a CSV of our own comes back as it went out', async () => {
  const titles = ['=1+1', '+84 912', '-Ý một', '@lan', "'trích", 'a;b,c\t"d"', 'thường']
  const text = csvOf(
    [
      { name: 'Việc', width: 10, text: (title: string) => title },
      { name: 'Số', width: 5, number: () => -5 },
    ],
    titles,
  )
  const cells = await cellsOf(text)
  expect(cells.slice(1).map(([title]) => title)).toEqual(titles)
  expect(cells[1]?.[1]).toBe('-5')
})

describe('faults', () => {
  test('a formula is named by its cell', async () => {
    const [row] = await rowsOf(bytesOf('a,"=HYPERLINK(""http://x"",""y"")",="007",+84'))
    expect(row?.faults.map(({ text }) => text)).toEqual([faulty.formula('B1'), faulty.formula('C1')])
    expect(row?.cells).toEqual(['a', null, null, '+84'])
  })

  test('a text over the limit is named and not kept', async () => {
    const [row] = await rowsOf(bytesOf(`a,${'đ'.repeat(limits.cellText + 1)}`))
    expect(row).toEqual({ number: 1, cells: ['a', null], faults: [{ column: 1, text: faulty.tooLong('B1') }] })
  })

  test('a cell of 10 MB is refused with the row it is in', async () => {
    const file = bytesOf(`a,b\r\nc,"${'x'.repeat(10 * 1024 * 1024)}"`)
    await expect(rowsOf(file)).rejects.toMatchObject({ errors: { file: refused.openQuote(2) } })
  })

  test('a quotation mark that is not closed is refused with its row', async () => {
    await expect(rowsOf(bytesOf('a,b\r\nc,d\r\n"e,f\r\ng,h'))).rejects.toMatchObject({
      errors: { file: refused.openQuote(3) },
    })
  })

  test('too many rows and too many columns are refused', async () => {
    const tooLong = bytesOf('a\n'.repeat(limits.rows + 1))
    await expect(rowsOf(tooLong)).rejects.toMatchObject({ errors: { file: refused.tooManyRows('danh sách') } })
    const tooWide = bytesOf(`${','.repeat(limits.columns)}a`)
    await expect(rowsOf(tooWide)).rejects.toMatchObject({
      errors: { file: refused.tooManyColumns('danh sách', 'GS1') },
    })
    await expect(rowsOf(tooWide)).rejects.toBeInstanceOf(Invalid)
  })
})
