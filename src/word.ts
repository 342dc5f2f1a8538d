import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  type IBordersOptions,
  type IParagraphOptions,
  type ITableBordersOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'

/*
 * Official documents as Word files, laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, Times New Roman, the name and
 * motto of the State at the right of the office, page numbers centred in the upper margin from the second page on. Where
 * the decree gives a range, one value inside it is used.
 */

export type Block = Paragraph | Table

interface Properties {
  title: string
  /** Stands over every page until the paper is in force: 'DỰ THẢO'. */
  draft?: string
  /** Of the figures it was made from. */
  digest?: string
}

/** Half points: 14 pt for the text, 13 in heads, 12 in tables. */
const size = { text: 28, head: 26, table: 24, copies: 22 } as const
const margins = { top: 20, bottom: 20, left: 30, right: 20 } as const
/** What lies between the margins of A4, in mm. */
const width = 210 - margins.left - margins.right

/** The library's own conversion rounds down: 19,99 mm is less than the decree asks for. */
const twips = (mm: number) => Math.round((mm * 1440) / 25.4)

/** A Word file of these blocks. */
export async function wordOf({ title, draft, digest }: Properties, children: Block[]): Promise<Uint8Array> {
  const margin = Object.fromEntries(Object.entries(margins).map(([side, mm]) => [side, twips(mm)])) as Record<
    keyof typeof margins,
    number
  >
  const document = new Document({
    title: printable(title),
    creator: 'Năm Rõ',
    ...(digest && { customProperties: [{ name: 'SHA-256', value: digest }] }),
    styles: {
      default: { document: { run: { font: 'Times New Roman', size: size.text, language: { value: 'vi-VN' } } } },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: { ...margin, header: twips(10), footer: twips(10) },
          },
        },
        headers: {
          first: new Header({ children: draftMark(draft) }),
          default: new Header({ children: [pageNumber(), ...draftMark(draft)] }),
        },
        children,
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const pageNumber = () =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: size.head })],
  })

const draftMark = (draft: string | undefined) =>
  draft ? [line(draft, { bold: true, align: 'right', size: size.table })] : [new Paragraph('')]

/** What XML cannot hold: control characters other than tab and line breaks, halves of characters. */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
const printable = (text: string) => text.replace(unprintable, '')

interface Look {
  bold?: boolean
  italics?: boolean
  align?: 'left' | 'center' | 'right' | 'both'
  /** In half points. */
  size?: number
  /** The first line goes in by 10 mm, as the text of a document does. */
  indent?: boolean
  /** In points, before it. */
  before?: number
  /** In points, after it: room to a table that follows. */
  after?: number
  /** Stays on the page of what follows. */
  keepNext?: boolean
}

/** One paragraph; line breaks in the text stay line breaks. */
export function line(text: string, look: Look = {}): Paragraph {
  const { bold, italics, align = 'left', size: points, indent, before = 0, after = 0, keepNext } = look
  const runs = printable(text)
    .split('\n')
    .map((part, at) => new TextRun({ text: part, bold, italics, size: points, ...(at > 0 && { break: 1 }) }))
  return new Paragraph({
    children: runs,
    alignment: alignments[align],
    keepNext,
    spacing: { before: before * 20, after: after * 20 },
    ...(indent && { indent: { firstLine: twips(10) } }),
  })
}
const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  both: AlignmentType.BOTH,
} as const

/** A paragraph of the text: both margins even, the first line in, 6 pt before. */
export const said = (text: string, look: Look = {}) =>
  line(text, { align: 'both', indent: true, before: 6, after: 2, ...look })

/** Several paragraphs of one text, an empty line left out. */
export const saidAll = (text: string) =>
  text
    .split('\n')
    .filter((part) => part.trim() !== '')
    .map((part) => said(part))

/** 'I. Thành phần': bold, on the page of what follows. */
export const heading = (text: string) => said(text, { bold: true, keepNext: true })

/** A line of the length that the decree asks for under names: `share` of what holds it. */
function rule(within: number, share: number): Paragraph {
  const side = twips((within * (1 - share)) / 2)
  const options: IParagraphOptions = {
    indent: { left: side, right: side },
    spacing: { before: 20, after: 0, line: 40, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 0 } },
  }
  return new Paragraph(options)
}

interface HeadProps {
  /** Cơ quan chủ quản; then the body that issues it. In capitals. */
  superior: string
  body: string
  /** 'Số: 05/BB-ĐKT'. */
  number: string
  /** 'Minh Thụy, ngày 05 tháng 01 năm 2026'. */
  placeAndDay: string
}

/** The head of the first page: the body at the left, the State at the right, number and day under them. */
export function head({ superior, body, number, placeAndDay }: HeadProps): Table {
  const [left, right] = [65, width - 65]
  const upper = [...(superior ? [line(superior, { align: 'center', size: size.head })] : [])]
  return bare(
    [left, right],
    [
      [
        [...upper, line(body, { align: 'center', bold: true, size: size.head }), rule(left, 0.4)],
        [
          line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { align: 'center', bold: true, size: size.table }),
          line('Độc lập - Tự do - Hạnh phúc', { align: 'center', bold: true, size: size.head }),
          rule(right, 0.6),
        ],
      ],
      [
        [line(number, { align: 'center', size: size.head, before: 4 })],
        [line(placeAndDay, { align: 'center', italics: true, size: size.head, before: 4 })],
      ],
    ],
  )
}

/** Kind and subject (tên loại, trích yếu), centred, with the short line under them. */
export const title = (kind: string, ...subject: string[]): Block[] => [
  line(kind, { align: 'center', bold: true, before: 14, keepNext: true }),
  ...subject.map((text) => line(text, { align: 'center', bold: true, keepNext: true })),
  rule(width, 0.2),
]

/** Cells without borders beside each other, widths in mm: heads and signatures. */
export const bare = (widths: readonly number[], rows: readonly (readonly Block[])[][]): Table =>
  tableOf(
    widths,
    noBorders,
    rows.map((cells) => rowOf(widths, cells)),
  )

const rowOf = (widths: readonly number[], cells: readonly (readonly Block[])[]) =>
  new TableRow({ cantSplit: true, children: cells.map((blocks, at) => cellOf(blocks, widths[at])) })

const cellOf = (blocks: readonly Block[], mm = 0, more: { columnSpan?: number; borders?: IBordersOptions } = {}) =>
  new TableCell({
    children: [...blocks],
    width: { size: twips(mm), type: WidthType.DXA },
    verticalAlign: VerticalAlign.TOP,
    ...more,
  })

export interface GridColumn {
  name: string
  /** In mm; the widths of a grid are stretched to the width of the page. */
  width: number
  align?: 'center' | 'left' | 'right'
}
/** A row of texts, or one text across the whole grid. */
export type GridRow = readonly string[] | { across: string }

/** A table with lines; its head is repeated on every page it goes on to, and no row is torn apart. */
export function grid(columns: readonly GridColumn[], rows: readonly GridRow[]): Table {
  const sum = columns.reduce((total, column) => total + column.width, 0)
  const widths = columns.map((column) => (column.width * width) / sum)
  const cells = (texts: readonly string[], bold?: boolean) =>
    texts.map((text, at) =>
      cellOf(
        [line(text, { bold, size: size.table, align: bold ? 'center' : columns[at]?.align, before: 2 })],
        widths[at],
      ),
    )
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: cells(
      columns.map(({ name }) => name),
      true,
    ),
  })
  const across = (text: string) =>
    cellOf([line(text, { bold: true, size: size.table, before: 2 })], width, {
      columnSpan: columns.length,
    })
  const body = rows.map(
    (row) => new TableRow({ cantSplit: true, children: 'across' in row ? [across(row.across)] : cells(row) }),
  )
  return tableOf(widths, lines, [header, ...body])
}

const tableOf = (widths: readonly number[], borders: ITableBordersOptions, rows: TableRow[]) =>
  new Table({
    rows,
    borders,
    layout: TableLayoutType.FIXED,
    width: { size: twips(width), type: WidthType.DXA },
    columnWidths: widths.map((mm) => twips(mm)),
  })

const side = (style: (typeof BorderStyle)[keyof typeof BorderStyle], size: number) => ({ style, size })
const bordersOf = (one: ReturnType<typeof side>): ITableBordersOptions => ({
  ...{ top: one, bottom: one, left: one, right: one, insideHorizontal: one, insideVertical: one },
})
const noBorders = bordersOf(side(BorderStyle.NONE, 0))
const lines = bordersOf(side(BorderStyle.SINGLE, 4))

/** Who signs: authority and post in capitals, what stands where the hand goes, the name. */
export const signature = (over: readonly string[], between: string, name: string): Block[] => [
  ...over.map((text) => line(text, { align: 'center', bold: true, size: size.head })),
  ...(between ? [line(between, { align: 'center', italics: true, size: size.table })] : []),
  ...Array.from({ length: between ? 3 : 4 }, () => line('', { size: size.text })),
  line(name, { align: 'center', bold: true }),
]

/** Nơi nhận: 12 pt bold italic, each addressee in 11 pt. */
export const copiesTo = (to: readonly string[]): Block[] => [
  line('Nơi nhận:', { bold: true, italics: true, size: size.table }),
  ...to.map((text, at) => line(`- ${text}${at === to.length - 1 ? '.' : ';'}`, { size: size.copies })),
]
