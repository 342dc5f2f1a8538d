/*
 * The quick line (viết một dòng): a task in one line of Vietnamese.
 *
 *   Báo cáo CCHC quý IV @Lan 15/12
 *   03 báo cáo tuần @Mai +Hưng /nt Vân hạn 04/12/2026 #baocao-dinhky
 *
 *   line      = { title | person | template | document | quantity | due }
 *   person    = '@' name | '+' name | ('/nt' | 'nghiệm thu:') name | ('/td' | 'theo dõi:') name
 *   name      = ( '"' words '"' | word | Capitalised { Capitalised } ) [ '.' unit ]
 *   template  = '#' short name
 *   document  = ('theo' | 'căn cứ') [ kind ] [ 'số' ] number [ 'ngày' date ] [ 'của' body ]
 *   quantity  = number product                  product: 'báo cáo', 'kế hoạch', 'hồ sơ', ... (quick-products.ts)
 *   due       = [ limit ] ( day | period | term )
 *   limit     = 'hạn' | 'trước' | 'đến (hết)' | 'xong' | 'hoàn thành' | 'chậm nhất' ...  [ hour ] [ 'sáng' | 'chiều' ]
 *   day       = date | 'hôm nay' | 'mai' | 'ngày kia' | weekday [ 'này' | 'tuần sau' ] | 'ngày 15' | 'đầu tuần' | 'giữa tuần'
 *   period    = ('cuối' | 'hết' | 'trong' | 'ngày cuối cùng của') ('tuần' | 'tháng' | 'quý' | 'năm') [ which ]
 *   term      = ('sau' | 'trong') number ('ngày' [ 'làm việc' ] | 'tuần' | 'tháng')  |  number ... 'nữa'
 *
 * With or without marks. A date is the deadline only where it is introduced by a limit, follows another piece directly,
 * or ends the line (a day may be followed by mentions); elsewhere it belongs to the title, as does whatever is not
 * understood. The end of a period is its last working day. What may mean several things is a problem, not a guess.
 */

import { nfc } from './names.ts'
import { datePhraseAt } from './quick-dates.ts'
import type { Dated } from './quick-days.ts'
import { documentsIn, findDocument } from './quick-documents.ts'
import { type DueRead, type Rest, readDue } from './quick-due.ts'
import { readMentions } from './quick-mentions.ts'
import type { Mention } from './quick-names.ts'
import { readProduct } from './quick-products.ts'
import { readTemplate } from './quick-templates.ts'
import {
  freeKeys,
  longestPhrase,
  type Piece,
  type PieceKind,
  type Problem,
  type Token,
  takenBy,
  typed,
  withoutEnd,
  wordsOf,
} from './quick-tokens.ts'

export type { DueRead, Mention, Problem }

/** What a quick line says. Offsets of spans are into the line as typed; spans are in order and never overlap. */
export interface QuickLine {
  title: string
  /** Missing also when two are named; the problem says so. Names become people elsewhere. */
  assignee?: Mention
  coordinators: Mention[]
  approver?: Mention
  follower?: Mention
  /** One of the templates that were given. */
  template?: string
  product?: string
  quantity?: number
  /** '3127/SNV-CCHC ngày 18/11/2026 của Sở Nội vụ'. */
  document?: string
  due?: DueRead
  problems: Problem[]
  /** A quantity in the middle of the title has its span, and stays in the title. */
  spans: { from: number; to: number; kind: PieceKind }[]
}

/** The office's templates by their short names, 'baocao-dinhky'. */
export interface QuickContext extends Dated {
  templates: readonly string[]
}

/** Reads one line; never throws. Every word of it is in the title or in a span. */
export function readQuickLine(line: string, context: QuickContext): QuickLine {
  const tokens = wordsOf(line)
  const isOver = (at: number) => beginsDate(tokens, at, context)
  const { pieces, problems, ...people } = readMentions(line, tokens, isOver)
  const { template, ...templates } = readTemplate(tokens, context.templates)
  const known: Piece[] = [...pieces, ...templates.pieces]
  const { document, ...documents } = readDocument(line, tokens, known, isOver)
  known.push(...documents.pieces)
  const { due, ...dues } = readDue(restOf(line, tokens, known), context)
  known.push(...dues.pieces)
  const { product, quantity, ...quantities } = readProduct(line, tokens, restOf(line, tokens, known).keys)
  const title = titleOf(line, tokens, known, quantities)
  return {
    title,
    ...people,
    ...(template !== undefined && { template }),
    ...(product !== undefined && { product, quantity }),
    ...(document !== undefined && { document }),
    ...(due && { due }),
    problems: [...problems, ...templates.problems, ...dues.problems, ...quantities.problems, ...noTitle(title)],
    spans: spansOf(tokens, [...known, ...quantities.pieces]),
  }
}

/** Whether a date begins at a word, whatever stands before it: 'Thị Lan thứ 6' is not the sixth time (lần thứ 6). */
const beginsDate = (tokens: readonly Token[], at: number, dated: Dated): boolean =>
  datePhraseAt(freeKeys(tokens.slice(at, at + longestPhrase), []), 0, dated) !== undefined

function readDocument(
  line: string,
  tokens: readonly Token[],
  known: readonly Piece[],
  isOver: (at: number) => boolean,
) {
  const found = findDocument(line, tokens, freeKeys(tokens, takenBy(known, tokens.length)), isOver)
  if (!found) return { pieces: [] }
  const { first, count, name } = found
  const document = typed(line, tokens, { first: name, count: first + count - name })
  return { document, pieces: [{ first, count, kind: 'document' as const }] }
}

function restOf(line: string, tokens: readonly Token[], known: readonly Piece[]): Rest {
  const taken = takenBy(known, tokens.length)
  const keys = freeKeys(tokens, taken)
  const ofDocuments = documentsIn(keys)
  return { line, tokens, taken, keys: keys.map((key, at) => (ofDocuments[at] ? '' : key)) }
}

/** What no piece has taken, in order; a quantity is left out only where it stands apart from a title. */
function titleOf(
  line: string,
  tokens: readonly Token[],
  known: readonly Piece[],
  { pieces, apart }: { pieces: Piece[]; apart: boolean },
): string {
  const without = textBetween(line, tokens, [...known, ...pieces])
  return apart && isTitle(without) ? without : textBetween(line, tokens, known)
}

/** The stretches of the line between the pieces, without the signs that were left hanging where a piece was cut out. */
function textBetween(line: string, tokens: readonly Token[], pieces: readonly Piece[]): string {
  const spans = spansOf(tokens, pieces)
  const stretches = [...spans, { from: line.length }].map(({ from }, at) => line.slice(spans[at - 1]?.to ?? 0, from))
  return nfc(
    stretches
      .map((stretch) => withoutEnd(nfc(stretch).replace(/^[\s,;:.)\]–-]+/u, ''), ' ,;:([–-'))
      .filter(isTitle)
      .join(' '),
  )
}

const isTitle = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

const noTitle = (title: string): Problem[] =>
  isTitle(title) ? [] : [{ code: 'noTitle', text: 'Chưa có tên việc. Ghi việc cần làm, ví dụ: Báo cáo CCHC quý IV.' }]

function spansOf(tokens: readonly Token[], pieces: readonly Piece[]): QuickLine['spans'] {
  const place = (at: number, side: 'from' | 'to') => tokens[at]?.[side] ?? 0
  return pieces
    .map(({ first, count, kind }) => ({ from: place(first, 'from'), to: place(first + count - 1, 'to'), kind }))
    .sort((one, other) => one.from - other.from)
}
