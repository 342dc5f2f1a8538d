import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { Invalid } from '../../src/refusal.ts'
import { limits, readSheets } from '../../src/sheets/read.ts'
import { refused } from '../../src/sheets/refusals.ts'
import { bookOf, bookParts, type Parts, textCell, zipOf } from '../made-sheets.ts'

/** The sentence a file is refused with; 'taken' when it is not. */
async function refusal(bytes: Uint8Array, name = 'danh sách.xlsx'): Promise<string> {
  try {
    await readSheets(bytes, name)
    return 'taken'
  } catch (error) {
    if (error instanceof Invalid) return error.errors.file ?? 'no sentence'
    throw error
  }
}

const oneRow = `<row r="1">${textCell('A1', 'a')}</row>`
const sound = bookParts([{ rows: oneRow }])
const withParts = (parts: Parts) => zipOf({ ...sound, ...parts })
const workbook = 'xl/workbook.xml'
const noise = (length: number) => Buffer.from(Array.from({ length }, (_, at) => (at * 7919) % 251))

test('a sound file is taken', async () => {
  expect(await refusal(await zipOf(sound))).toBe('taken')
})

describe('by its type, which the bytes say and not the name', () => {
  const otherKind = (type: string) => ({
    '[Content_Types].xml': `<Types><Override ContentType="application/${type}main+xml"/></Types>`,
  })
  const ole = (text: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1000), Buffer.from(text, 'utf16le')])
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), noise(100)])
  test.each<[string, string, () => Promise<Buffer> | Buffer]>([
    ['a PDF', refused.otherType('tệp PDF'), () => Buffer.from('%PDF-1.7\n1 0 obj')],
    [
      'a PDF with bytes that are no text',
      refused.otherType('tệp PDF'),
      () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(500)]),
    ],
    ['a picture', refused.otherType('tệp ảnh'), () => png],
    ['a rich text', refused.otherType('tệp văn bản RTF'), () => Buffer.from('{\\rtf1\\ansi')],
    [
      'a web page',
      refused.webPage,
      () => Buffer.from('\ufeff<!DOCTYPE html><table><tr><td>Họ và tên</td></tr></table>'),
    ],
    [
      'a table of a web page',
      refused.webPage,
      () => Buffer.from('<table border=1><tr><td>Họ và tên</td></tr></table>'),
    ],
    ['XML of Excel 2003', refused.webPage, () => Buffer.from('<?xml version="1.0"?><Workbook/>')],
    ['plain text', refused.notNamedText, () => Buffer.from('Kính gửi đồng chí')],
    ['unknown bytes', refused.damaged, () => noise(1000)],
    [
      'a Word file',
      refused.otherType('tệp Word'),
      () => withParts(otherKind('vnd.openxmlformats-officedocument.wordprocessingml.document.')),
    ],
    [
      'a PowerPoint file',
      refused.otherType('tệp PowerPoint'),
      () => withParts(otherKind('vnd.openxmlformats-officedocument.presentationml.presentation.')),
    ],
    [
      'an OpenDocument file',
      refused.openDocument,
      () => zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
    ],
    ['a zip of something else', refused.otherType('tệp nén ZIP'), async () => zipOf({ 'a.xlsx': await zipOf(sound) })],
    ['an old Excel file', refused.oldExcel, () => ole('Workbook')],
    ['a binary Excel file', refused.binaryExcel, () => withParts(otherKind('vnd.ms-excel.sheet.binary.macroEnabled.'))],
    ['a file with macros', refused.macros, () => withParts(otherKind('vnd.ms-excel.sheet.macroEnabled.'))],
    ['a file with macros that does not say so', refused.macros, () => withParts({ 'xl/vbaProject.bin': noise(100) })],
    [
      'a file with a password',
      refused.locked,
      async () =>
        Buffer.from(
          await writeXlsx({
            sheets: [{ name: 'A', rows: [['a']] }],
            encryption: { password: 'bí mật', spinCount: 1000 },
          }),
        ),
    ],
  ])('%s', async (_, sentence, file) => {
    expect(await refusal(await file())).toBe(sentence)
  })

  test('a workbook under another name is still a workbook', async () => {
    expect(await refusal(await zipOf(sound), 'danh sách.csv')).toBe('taken')
  })
})

describe('with nothing in it', () => {
  test.each<[string, string, () => Promise<Buffer> | Buffer]>([
    ['no bytes', refused.empty, () => Buffer.alloc(0)],
    ['no sheet', refused.empty, () => zipOf(bookParts([]))],
    [
      'empty sheets',
      refused.empty,
      () => zipOf(bookParts([{ rows: '' }, { rows: '<row r="1"><c r="A1" s="1"/></row>' }])),
    ],
    ['only space', refused.empty, () => bookOf(`<row r="1">${textCell('A1', ' \u00a0 ')}</row>`)],
    [
      'a sheet that is a chart',
      refused.empty,
      () => withParts({ [workbook]: '<workbook><sheets><sheet name="a" r:id="st"/></sheets></workbook>' }),
    ],
    [
      'only hidden sheets',
      refused.onlyHidden,
      () => zipOf(bookParts([{ rows: oneRow, state: 'hidden' }, { rows: '' }])),
    ],
    ['a CSV of blank lines', refused.empty, () => Buffer.from('\ufeff\r\n ; \r\n')],
  ])('%s', async (what, sentence, file) => {
    expect(await refusal(await file(), what.includes('CSV') ? 'a.csv' : undefined)).toBe(sentence)
  })
})

describe('as a zip bomb, before it is unpacked', () => {
  const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024, ' ')

  test('a part that packs too well', async () => {
    expect(await refusal(await withParts({ 'xl/theme/theme1.xml': zeros(20) }))).toBe(refused.unpacksTooLarge)
  })

  test('parts that are too much in all', async () => {
    const file = await withParts({ 'xl/media/image1.png': noise(1000) })
    patchSize(file, 'xl/media/image1.png', limits.unpacked)
    expect(await refusal(file)).toBe(refused.unpacksTooLarge)
  })

  test('too many parts', async () => {
    const many = Object.fromEntries(Array.from({ length: limits.parts + 1 }, (_, at) => [`xl/${at}.bin`, '']))
    expect(await refusal(await withParts(many))).toBe(refused.unpacksTooLarge)
  })

  test('parts that lie over one another', async () => {
    const file = await withParts({ 'xl/a.bin': noise(5000), 'xl/b.bin': noise(5000) })
    const [first, second] = [headerOf(file, 'xl/a.bin'), headerOf(file, 'xl/b.bin')]
    file.copy(file, second + 42, first + 42, first + 46)
    expect(await refusal(file)).toBe(refused.unpacksTooLarge)
  })

  test('one inside another is never opened', async () => {
    const inner = await zipOf({ 'bomb.bin': zeros(60) })
    expect(await refusal(await withParts({ 'xl/embeddings/oleObject1.bin': inner }))).toBe('taken')
  })

  test('a part that unpacks to more than it says is cut off there', async () => {
    const file = await withParts({ 'xl/sharedStrings.xml': zeros(6) })
    patchSize(file, 'xl/sharedStrings.xml', 1000)
    expect(await refusal(file)).toBe(refused.damaged)
  })

  test('two parts of one name', async () => {
    const file = await withParts({ 'xl/styles.XML': sound['xl/styles.xml']! })
    expect(await refusal(file)).toBe(refused.damaged)
  })

  test('a part behind a password', async () => {
    const file = await zipOf(sound)
    file[headerOf(file, workbook) + 8]! |= 1
    expect(await refusal(file)).toBe(refused.locked)
  })
})

describe('when it reaches outside', () => {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const link = (kind: string) =>
    `<Relationships><Relationship Id="x" Type="${type}/${kind}" Target="file:///C:/so-lieu.xlsx" TargetMode="External"/></Relationships>`
  test.each<[string, string, Parts]>([
    [
      'figures from another workbook',
      refused.externalLinks,
      { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' },
    ],
    ['a link to another workbook', refused.externalLinks, { 'xl/_rels/other.xml.rels': link('externalLinkPath') }],
    ['a picture from elsewhere', refused.externalLinks, { 'xl/drawings/_rels/drawing1.xml.rels': link('image') }],
    [
      'a template from elsewhere',
      refused.externalLinks,
      { 'xl/worksheets/_rels/sheet1.xml.rels': link('attachedTemplate') },
    ],
    [
      'a document type in a part nobody reads',
      refused.entities,
      { 'docProps/app.xml': '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>' },
    ],
    [
      'a document type in the workbook',
      refused.entities,
      { [workbook]: `<!DOCTYPE a [<!ENTITY b "c">]>${sound[workbook]}` },
    ],
    [
      'a document type in a sheet',
      refused.entities,
      { 'xl/worksheets/sheet1.xml': '<!DOCTYPE a SYSTEM "http://x"><worksheet/>' },
    ],
    [
      'a document type in what parts refer to',
      refused.entities,
      { 'xl/charts/_rels/chart1.xml.rels': '<!DOCTYPE a><Relationships/>' },
    ],
    [
      'an entity of its own',
      refused.entities,
      {
        'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row>${textCell('A1', '&xxe;')}</row></sheetData></worksheet>`,
      },
    ],
    [
      'a character that is none',
      refused.entities,
      {
        'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row>${textCell('A1', '&#xD800;')}</row></sheetData></worksheet>`,
      },
    ],
    [
      'a document type behind another encoding',
      refused.damaged,
      { 'docProps/app.xml': Buffer.from('\ufeff<!DOCTYPE a><a/>', 'utf16le') },
    ],
  ])('%s', async (_, sentence, parts) => {
    expect(await refusal(await withParts(parts))).toBe(sentence)
  })
})

describe('when it is damaged', () => {
  test.each([10, 100, 400, 800])('cut off after %i bytes', async (length) => {
    const file = await zipOf(sound)
    expect(length).toBeLessThan(file.length)
    expect(await refusal(file.subarray(0, length))).toBe(refused.damaged)
  })

  test('a byte that has changed', async () => {
    const file = await zipOf({ ...sound }, { compress: false })
    file[file.indexOf('<t>a</t>') + 3] = 'b'.charCodeAt(0)
    expect(await refusal(file)).toBe(refused.damaged)
  })

  const sheet = (xml: string | Buffer): Parts => ({ 'xl/worksheets/sheet1.xml': xml })
  const rows = (xml: string) => sheet(`<worksheet><sheetData>${xml}</sheetData></worksheet>`)
  test.each<[string, Parts]>([
    ['a sheet that breaks off', sheet('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v>')],
    ['a sheet with a tag that never ends', sheet(`<worksheet ${'a'.repeat(300_000)}`)],
    ['a sheet that is not UTF-8', sheet(Buffer.from('<worksheet>ñ</worksheet>', 'latin1'))],
    ['rows out of order', rows(`<row r="2">${textCell('A2', 'a')}</row><row r="1">${textCell('A1', 'a')}</row>`)],
    ['a row twice', rows(oneRow + oneRow)],
    ['a cell twice', rows(`<row r="1">${textCell('A1', 'a')}${textCell('A1', 'b')}</row>`)],
    ['a cell of another row', rows(`<row r="1">${textCell('A2', 'a')}</row>`)],
    ['a cell that is nowhere', rows('<row r="1"><c r="1A"><v>1</v></c></row>')],
    ['a row that is nowhere', rows('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')],
    ['a number that is none', rows('<row r="1"><c r="A1"><v>một</v></c></row>')],
    ['a shared text that is not there', rows('<row r="1"><c r="A1" t="s"><v>9</v></c></row>')],
    ['a workbook without its beginning', { '_rels/.rels': '<Relationships/>' }],
  ])('%s', async (_, parts) => {
    expect(await refusal(await withParts(parts))).toBe(refused.damaged)
  })

  test('a part that is missing', async () => {
    const { 'xl/worksheets/sheet1.xml': _, ...rest } = sound
    expect(await refusal(await zipOf(rest))).toBe(refused.damaged)
  })
})

describe('when it is too much', () => {
  const rowsOf = (count: number, cells: (row: number) => string) =>
    Array.from({ length: count }, (_, at) => `<row r="${at + 1}">${cells(at + 1)}</row>`).join('')

  test('over 20 MB', async () => {
    expect(await refusal(Buffer.alloc(limits.file + 1, 'a'), 'a.csv')).toBe(refused.tooLarge)
  })

  test('over 50.000 rows; empty ones do not count', async () => {
    const full = (row: number) => `<c r="A${row}"><v>${row}</v></c>`
    const empty = (row: number) => (row > limits.rows ? `<c r="A${row}" s="1"/>` : full(row))
    expect(await refusal(await bookOf(rowsOf(limits.rows + 1, full)))).toBe(refused.tooManyRows('Trang'))
    expect(await refusal(await bookOf(rowsOf(limits.rows + 9, empty)))).toBe('taken')
  })

  test('over 200 columns; empty ones do not count', async () => {
    const at200 = `<row r="1">${textCell('GR1', 'a')}<c r="GS1" s="1"/></row>`
    expect(await refusal(await bookOf(at200))).toBe('taken')
    expect(await refusal(await bookOf(`<row r="3">${textCell('GS3', 'a')}</row>`))).toBe(
      refused.tooManyColumns('Trang', 'GS3'),
    )
  })

  test('over a million cells in all sheets', async () => {
    const figures = rowsOf(5100, (row) => Array.from({ length: 100 }, (_, at) => `<c><v>${row * at}</v></c>`).join(''))
    expect(await refusal(await zipOf(bookParts([{ rows: figures }, { rows: figures }])))).toBe(refused.tooMuch)
  })

  test('one long text that many cells share', async () => {
    const shared = rowsOf(8001, () => '<c t="s"><v>0</v></c>')
    const file = await bookOf(shared, {}, { strings: [`<t>${'đ'.repeat(limits.cellText)}</t>`] })
    expect(await refusal(file)).toBe(refused.tooMuch)
  })

  test('too many blocks of merged cells over one another', async () => {
    const rows = rowsOf(2000, (row) => `<c r="A${row}"><v>1</v></c>`)
    const after = `<mergeCells>${'<mergeCell ref="A1:CV2000"/>'.repeat(6)}</mergeCells>`
    expect(await refusal(await bookOf(rows, { after }))).toBe(refused.tooManyRanges)
  })
})

/** Where the directory of a container speaks of a part. */
function headerOf(zip: Buffer, name: string): number {
  const at = zip.lastIndexOf(name) - 46
  expect(zip.readUInt32LE(at)).toBe(0x02014b50)
  return at
}

const patchSize = (zip: Buffer, name: string, size: number) => zip.writeUInt32LE(size, headerOf(zip, name) + 24)
