import { writtenDate } from './quick-date-rules.ts'
import { matchAt, pattern, type Token } from './quick-tokens.ts'
import { beginsWork } from './quick-verbs.ts'

const kinds =
  'cong van|van ban|ke hoach|quyet dinh|nghi quyet|nghi dinh|thong tu|chi thi|thong bao(?: ket luan)?|to trinh|cong dien|huong dan|' +
  'bao cao|ket luan|de an|chuong trinh|giay moi|cv|vb|kh|qd|nq|nd|tt|ct|tb|hd'
const reference = '(?=\\S*[a-z])\\d{1,5}[a-z]?(?:[-/][a-z0-9&.]+)+'
const ofDay = `(?: ngay (?:${writtenDate}))?`
const introduced = pattern(
  `(?:(?:thuc hien )?theo|can cu)(?: (?:noi dung|tinh than|yeu cau|chi dao))?(?: (?:tai|cua|trong))?(?: (?:${kinds}))?(?: so)? (?<number>${reference})${ofDay}`,
)
const bare = pattern(`${reference}${ofDay}`)

/** The words of a document named in the line, and of those the first that is its name. */
export interface DocumentFound {
  first: number
  count: number
  name: number
}

/**
 * The document behind a task (văn bản căn cứ): 'theo (công văn số) 3127/SNV-CCHC (ngày 18/11/2026) (của Sở Nội vụ)'.
 * The body that issued it goes on to what is known to begin: another piece, a comma, a date, a verb, 'về'.
 */
export function findDocument(
  line: string,
  tokens: readonly Token[],
  keys: readonly string[],
  isOver: (at: number) => boolean,
): DocumentFound | undefined {
  for (let at = 0; at < keys.length; at += 1) {
    const match = matchAt(keys, at, introduced)
    if (!match) continue
    const lead = /^(?:thuc hien )?(?:theo|can cu)/.exec(match.text)?.[0].split(' ').length ?? 1
    const count = match.count + wordsOfIssuer(line, tokens, keys, at + match.count, isOver)
    return { first: at, count, name: at + lead }
  }
  return undefined
}

/** Whether the words are of a document's number and day, which belong to the title: not every date is a deadline. */
export function documentsIn(keys: readonly string[]): boolean[] {
  const found = keys.map(() => false)
  for (let at = 0; at < keys.length; at += 1) {
    const match = matchAt(keys, at, bare)
    if (match) found.fill(true, at, at + match.count)
  }
  return found
}

const longestIssuer = 8
const notOfIssuer = /^(?:ve|tai|de|cho|gui|trong|nham|den|truoc|sau|han)$/

function wordsOfIssuer(
  line: string,
  tokens: readonly Token[],
  keys: readonly string[],
  at: number,
  isOver: (at: number) => boolean,
): number {
  if (keys[at] !== 'cua') return 0
  let count = 1
  while (count <= longestIssuer) {
    const next = at + count
    const gap = line.slice(tokens[next - 1]?.to, tokens[next]?.from)
    const stops = !keys[next] || /[,;:()]/.test(gap) || notOfIssuer.test(keys[next]) || isOver(next)
    if (stops || beginsWork(keys[next] ?? '', keys[next + 1])) break
    count += 1
  }
  return count > 1 ? count : 0
}
