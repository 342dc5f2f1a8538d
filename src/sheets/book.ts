import { isDateFormat } from 'hucre'
import { Invalid } from '../refusal.ts'
import { type Relationship, readPart, relationshipsOf } from './package.ts'
import { refused } from './refusals.ts'
import { readStrings } from './strings.ts'
import { tidyText } from './text.ts'
import type { Zip } from './zip.ts'

/** What the cells of a workbook refer to. */
export interface Book {
  sheets: { name: string; part: string; hidden: boolean }[]
  /** Days are counted from 1904, as Excel for Mac used to. */
  from1904: boolean
  /** Whether a style shows a number as a day or a time, by the style's number. */
  dateStyles: boolean[]
  /** The texts that cells share; null stands for one over the limit, which is not kept. */
  strings: (string | null)[]
}

/** Reads all of a workbook but its sheets. */
export async function readBook(zip: Zip): Promise<Book> {
  await refuseOtherKinds(zip)
  const [root] = (await relationshipsOf(zip, '')).filter(({ kind }) => kind === 'officeDocument')
  if (!root) throw new Invalid({ file: refused.damaged })
  const related = await relationshipsOf(zip, root.part)
  const part = (kind: string) => related.find((one) => one.kind === kind)?.part
  const { sheets, from1904 } = await readWorkbook(zip, root.part, related)
  const [styles, strings] = [part('styles'), part('sharedStrings')]
  return {
    sheets,
    from1904,
    dateStyles: styles === undefined ? [] : await readDateStyles(zip, styles),
    strings: strings === undefined ? [] : await readStrings(zip, strings),
  }
}

const kinds: [RegExp, string][] = [
  [/sheet\.binary/i, refused.binaryExcel],
  [/macroEnabled/i, refused.macros],
  [/wordprocessingml/i, refused.otherType('tệp Word')],
  [/presentationml/i, refused.otherType('tệp PowerPoint')],
]

/** A container says in one of its parts what it is, whatever its name. */
async function refuseOtherKinds(zip: Zip) {
  if (zip.has('mimetype') && zip.has('content.xml')) throw new Invalid({ file: refused.openDocument })
  if (!zip.has('[content_types].xml')) throw new Invalid({ file: refused.otherType('tệp nén ZIP') })
  if (zip.names.some((name) => name.endsWith('vbaproject.bin'))) throw new Invalid({ file: refused.macros })
  let main = ''
  await readPart(zip, '[content_types].xml', {
    open(tag, attributes) {
      const type = attributes().ContentType ?? ''
      if (tag === 'Override' && /main(\+xml)?$/.test(type)) main = type
    },
  })
  const other = kinds.find(([pattern]) => pattern.test(main))
  if (other) throw new Invalid({ file: other[1] })
}

async function readWorkbook(zip: Zip, name: string, related: readonly Relationship[]) {
  const sheets: Book['sheets'] = []
  let from1904 = false
  await readPart(zip, name, {
    open(tag, attributes) {
      const { date1904, id, name = '', state = 'visible' } = attributes()
      if (tag === 'workbookPr') from1904 = isTrue(date1904)
      if (tag !== 'sheet') return
      const target = related.find((one) => one.id === id)
      if (target?.kind !== 'worksheet') return // a sheet that is one chart has no cells
      sheets.push({ name: tidyText(name), part: target.part, hidden: state !== 'visible' })
    },
  })
  return { sheets, from1904 }
}

export const isTrue = (value: string | undefined) => value === '1' || value === 'true'

async function readDateStyles(zip: Zip, name: string): Promise<boolean[]> {
  const formats = new Map<string, string>()
  const styles: boolean[] = []
  let inCellStyles = false
  await readPart(zip, name, {
    open(tag, attributes) {
      const { numFmtId = '', formatCode = '' } = attributes()
      if (tag === 'numFmt') formats.set(numFmtId, formatCode)
      if (tag === 'cellXfs') inCellStyles = true
      if (tag === 'xf' && inCellStyles) styles.push(isDateFormat(formats.get(numFmtId) ?? numFmtId))
    },
    close(tag) {
      if (tag === 'cellXfs') inCellStyles = false
    },
  })
  return styles
}
