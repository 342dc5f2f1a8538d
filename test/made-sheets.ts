import { buffer } from 'node:stream/consumers'
import { type Options, ZipFile } from 'yazl'

/** Spreadsheet files made by hand, part by part, for what no spreadsheet program would write. */

export type Parts = Record<string, string | Buffer>

/** A zip container of these parts. */
export function zipOf(parts: Parts, options: Partial<Options> = {}): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content as string), name, options)
  zip.end()
  return buffer(zip.outputStream)
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relationships = (...lines: string[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`

export interface MadeSheet {
  name?: string
  /** The XML between <sheetData> and its end. */
  rows: string
  before?: string
  after?: string
  state?: 'hidden' | 'veryHidden'
}

/** The parts of a workbook with these sheets; `settings` go into workbookPr. */
export function bookParts(sheets: readonly MadeSheet[], { strings = [] as string[], settings = '' } = {}): Parts {
  const names = sheets.map((_, at) => `sheet${at + 1}`)
  const entries = sheets.map(
    ({ name = 'Trang', state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${state ? ` state="${state}"` : ''}/>`,
  )
  return {
    '[Content_Types].xml': `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': relationships(`<Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/>`),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr ${settings}/><sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      ...names.map(
        (name, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/${name}.xml"/>`,
      ),
      `<Relationship Id="st" Type="${office}/styles" Target="styles.xml"/>`,
      `<Relationship Id="ss" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/>`,
    ),
    'xl/styles.xml': styles,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    ...Object.fromEntries(
      sheets.map(({ rows, before = '', after = '' }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet xmlns="${main}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
      ]),
    ),
  }
}

/** Style 0 is plain; 1 is day/month/year (number 14), 2 a day in words of its own, 3 a time of day, 4 a share. */
export const [dayStyle, ownDayStyle, timeStyle, shareStyle] = [1, 2, 3, 4]
const styles = `<styleSheet xmlns="${main}">
  <numFmts count="1"><numFmt numFmtId="170" formatCode="[$-42A]&quot;ngày &quot;dd&quot; tháng &quot;mm&quot; năm &quot;yyyy;@"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="20"/><xf numFmtId="10"/></cellXfs>
</styleSheet>`

/** A workbook of one sheet whose rows are given as XML. */
export const bookOf = (rows: string, sheet: Partial<MadeSheet> = {}, options?: Parameters<typeof bookParts>[1]) =>
  zipOf(bookParts([{ rows, ...sheet }], options))

/** '<c r="A1" t="inlineStr">…': a cell with a text of its own. */
export const textCell = (name: string, text: string) => `<c r="${name}" t="inlineStr"><is><t>${text}</t></is></c>`
