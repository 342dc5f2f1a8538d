import { type Deadline, readDeadline } from './conclusion-deadlines.ts'
import { bodyStart, type ConclusionHeader, readHeader } from './conclusion-header.ts'
import { type Order, opensWork, readOrder } from './conclusion-orders.ts'
import { linesOf, type Paragraph, paragraphsOf } from './conclusion-text.ts'
import { nfc } from './names.ts'
import type { Dated } from './quick-days.ts'
import type { DueRead } from './quick-due.ts'
import type { Mention } from './quick-names.ts'
import { type Problem, withoutEnd } from './quick-tokens.ts'

/** A paragraph of a notice of conclusions (thông báo kết luận) that may become a task. */
export interface ConclusionTask {
  /** As it stands, with its number, its lines joined. */
  text: string
  /** Whether something is ordered in it. */
  ticked: boolean
  /** A person or a body, as named; who that is, is found out elsewhere. */
  assignee?: Mention
  coordinators: Mention[]
  title: string
  content: string
  due?: DueRead
  problems: Problem[]
}

export interface Conclusions {
  header: ConclusionHeader
  paragraphs: ConclusionTask[]
}

/**
 * Reads a pasted notice; never throws. Numbered paragraphs are all given, others where something is ordered. An order
 * that ends in a colon ('Giao Phòng A:') holds for the paragraphs under it. Days are counted from the notice's own.
 */
export function readConclusions(text: string, { today, calendar }: Dated): Conclusions {
  const lines = linesOf(text)
  const start = bodyStart(lines)
  const header = readHeader(lines.slice(0, start))
  const end = lines.findIndex((line, at) => at >= start && /^(?:Nơi nhận|Trên đây là)/u.test(line))
  const above: Above[] = []
  const paragraphs = paragraphsOf(lines.slice(start, end < 0 ? lines.length : end)).flatMap((paragraph) => {
    while ((above.at(-1)?.rank ?? -1) >= paragraph.rank) above.pop()
    const own = readOrder(paragraph.body)
    const dues = readDeadline(paragraph.body, header.day, { today, calendar })
    const task = taskOf(paragraph, own, dues, above)
    if (paragraph.body.endsWith(':')) above.push({ rank: paragraph.rank, order: own, dues })
    return paragraph.mark || own ? [task] : []
  })
  return { header, paragraphs }
}

/** A paragraph that ends in a colon, with what holds for those under it. */
interface Above {
  rank: number
  order: Order | undefined
  dues: Deadline
}

function taskOf(
  { mark, body }: Paragraph,
  own: Order | undefined,
  dues: Deadline,
  above: readonly Above[],
): ConclusionTask {
  const isHeading = body === body.toUpperCase()
  const over = own || isHeading || !opensWork(body) ? undefined : above.findLast(({ order }) => order)
  const order = own ?? over?.order
  const { assignee, coordinators = [] } = order ?? {}
  const read = !order ? { problems: [] } : dues.due || !over ? dues : over.dues
  return {
    text: `${mark} ${body}`.trim(),
    ticked: order !== undefined && !body.endsWith(':'),
    ...(assignee && { assignee }),
    coordinators,
    title: titleOf(own?.what || body, read.due),
    content: body,
    ...read,
  }
}

const longestTitle = 150

/** The first clause of what is to be done, without its deadline. */
function titleOf(what: string, due: DueRead | undefined): string {
  const clause = what.split(clauseEnd)[0] ?? ''
  const withoutDue =
    due && clause.trimEnd().endsWith(due.phrase) ? clause.trimEnd().slice(0, -due.phrase.length) : clause
  const whole = withoutEnd(nfc(withoutDue), ' ,:./')
  const title = whole.length > longestTitle ? `${whole.slice(0, longestTitle).replace(/\s+\S*$/u, '')}…` : whole
  return title.charAt(0).toUpperCase() + title.slice(1)
}

const clauseEnd =
  /[.;](?:\s|$)|,\s*(?=(?:hoàn thành|xong|báo cáo (?:kết quả|UBND|Chủ tịch)|thời hạn|thời gian|chậm nhất|trình)\s)/u
