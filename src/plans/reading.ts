import { lineOf, textOf } from '../imports/cells.ts'
import type { GivenRow, Note } from '../imports/kinds.ts'
import { fold } from '../rules/names.ts'
import { documentKey, type PlanDocument } from '../rules/plan-documents.ts'
import { outlineOf } from '../rules/plan-marks.ts'
import { type LineText, lineFields, pathsOf } from '../rules/plan-versions.ts'
import { documentsOf } from './documents.ts'
import { withSaidParents } from './parents.ts'

/** A row of the file as a line of a plan: its words, where it stands, what cannot be taken. */
export interface ReadLine {
  row: GivenRow
  text: LineText
  /** The place of the line it belongs to among the lines of its document. */
  parent?: number
  depth: number
  /** Its number after those of the lines above it: '/i/1/a'. */
  path: string
  /** It groups others: it names no doer, no deadline, no product. */
  heading: boolean
  faults: Note[]
}

/** The lines of one document, in their order. */
export interface ReadPlan {
  document: PlanDocument
  lines: ReadLine[]
}

/** Rows of a file by document: one for most files, several where a column says which. Rows done elsewhere already are apart. */
export function readPlans(rows: readonly GivenRow[], typed: PlanDocument): { plans: ReadPlan[]; done: GivenRow[] } {
  const open = rows.filter((row) => !isDone(row))
  const groups = new Map<string, { document: PlanDocument; rows: GivenRow[]; faults: Note[][] }>()
  for (const [at, { document, faults }] of documentsOf(open, typed).entries()) {
    const group = groups.get(documentKey(document)) ?? { document, rows: [], faults: [] }
    group.rows.push(open[at] as GivenRow)
    group.faults.push(faults)
    groups.set(documentKey(document), group)
  }
  const plans = [...groups.values()].map(({ document, rows, faults }) => ({ document, lines: linesOf(rows, faults) }))
  return { plans, done: rows.filter(isDone) }
}

const over = /^(?:da )?(?:hoan thanh|xong|dong|huy|closed|done|resolved|rejected|cancelled|completed)$/
const isDone = ({ values }: GivenRow) => over.test(fold(lineOf(values.status)))

function linesOf(rows: readonly GivenRow[], faults: readonly Note[][]): ReadLine[] {
  const texts = rows.map(wordsOf)
  const bare = texts.map(isBare)
  const standings = outlineOf(texts.map(({ mark }, at) => ({ mark, opens: bare[at] })))
  const placed = withSaidParents(
    rows,
    standings.map(({ mark, parent }, at) => ({ ...(texts[at] as LineText), mark, parent })),
  )
  const paths = pathsOf(placed.map(({ mark, parent }) => ({ mark, parent })))
  const parents = new Set(placed.map(({ parent }) => parent))
  return placed.map(({ parent, depth, fault, ...text }, at) => ({
    row: rows[at] as GivenRow,
    text,
    ...(parent !== undefined && { parent }),
    depth,
    path: paths[at] ?? '',
    heading: bare[at] === true && parents.has(at),
    faults: [...(faults[at] ?? []), ...faultsOf(rows[at] as GivenRow, text), ...(fault ? [fault] : [])],
  }))
}

/** Nobody is to do it by any time: a heading, if something stands under it. */
const isBare = ({ responsible, coordinators, deadline, product, quantity, approver, template }: LineText) =>
  ![responsible, coordinators, deadline, product, quantity, approver, template].some(Boolean)

const ofSeveralLines = new Set<string>(['content', 'coordinators', 'responsible', 'note'])

/** The words of a row by field; '01 báo cáo' as a product is one report, '2 bản' as a quantity two copies. */
function wordsOf({ values }: GivenRow): LineText {
  const said = (field: string) => (ofSeveralLines.has(field) ? textOf(values[field]) : lineOf(values[field]))
  const text = Object.fromEntries(lineFields.map((field) => [field, said(field)])) as LineText
  const [, counted = '', product = text.product] = /^(0?\d{1,3}) (\p{L}.*)$/u.exec(text.product) ?? []
  const [, number = text.quantity, unit = ''] = /^(\d+) (\p{L}.*)$/u.exec(text.quantity) ?? []
  return {
    ...text,
    title: text.title || text.content.split('\n')[0] || '',
    ...(text.quantity ? {} : { product }),
    quantity: number || String(Number(counted) || ''),
    quantityUnit: text.quantityUnit || unit,
  }
}

const longest: Partial<Record<keyof LineText, number>> = {
  title: 5000,
  content: 4000,
  note: 900,
  product: 300,
  quantityUnit: 300,
  deadline: 300,
  mark: 50,
}

function faultsOf(row: GivenRow, text: LineText): Note[] {
  const faults: Note[] = [...row.faults]
  const fault = (field: string, words: string) => {
    const cell = row.at(field)
    faults.push({ ...(cell && { cell }), text: words })
  }
  if (!text.title) fault('title', 'Ghi tên nhiệm vụ.')
  if (text.quantity && !(/^\d{1,7}$/.test(text.quantity) && Number(text.quantity) > 0))
    fault('quantity', `“${text.quantity}” không phải số lượng. Ghi số tròn, ví dụ 1 hoặc 12.`)
  for (const [field, most] of Object.entries(longest))
    if (text[field as keyof LineText].length > most) fault(field, `Dài quá ${most} ký tự. Rút gọn lại.`)
  return faults
}
