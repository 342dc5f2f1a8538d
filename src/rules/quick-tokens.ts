import { fold } from './names.ts'

/** A word of the line; `from` and `to` are places in the line as typed, without the punctuation around it. */
export interface Token {
  from: number
  to: number
  text: string
  /** What the grammar reads: folded, or with its marks where they make it another word ('Hàn' is not 'hạn'). */
  key: string
}

/** What a part of the line was understood as. */
export type PieceKind =
  | 'assignee'
  | 'coordinator'
  | 'approver'
  | 'follower'
  | 'template'
  | 'document'
  | 'due'
  | 'quantity'

/** Words that belong together: `count` of them from the one numbered `first`. */
export interface Piece {
  first: number
  count: number
  kind: PieceKind
}

/** One thing to put right or to be asked, in words for the reader. */
export interface Problem {
  code: ProblemCode
  text: string
}
export type ProblemCode =
  | 'noTitle'
  | 'noName'
  | 'twoAssignees'
  | 'twoApprovers'
  | 'twoFollowers'
  | 'unknownTemplate'
  | 'twoTemplates'
  | 'twoQuantities'
  | 'twoDeadlines'
  | 'whichDay'
  | 'pastDue'
  | 'noSuchDay'
  | 'nextYear'

const ends = '\\s\\u200b,;:()\\[\\]"“”'
const marked = `[@+#](?:["“][^"“”]*["”](?:\\.[^${ends}@+#]+)?|[^${ends}@+#]*)`
const plain = `(?:[^${ends}]|(?<=\\d):(?=\\d))+`
const word = new RegExp(`${marked}|${plain}`, 'gu')

/** The words of a line. The signs @ + # mean something at the beginning of a word only: 'lan@tinh.gov.vn' is a word. */
export function wordsOf(line: string): Token[] {
  return [...line.matchAll(word)].map(({ 0: found, index }) => {
    const text = withoutEnd(found, '.!?…') || found
    return { from: index, to: index + text.length, text, key: keyOf(text) }
  })
}

/** A text without the signs it ends in; in one pass, which a regular expression would not do. */
export function withoutEnd(text: string, signs: string): string {
  let end = text.length
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

/** The words of a piece as they were typed. */
export const typed = (line: string, tokens: readonly Token[], { first, count }: Pick<Piece, 'first' | 'count'>) =>
  line
    .slice(tokens[first]?.from, tokens[first + count - 1]?.to)
    .normalize('NFC')
    .replace(/\s+/g, ' ')

/** For each word whether one of the pieces has it. */
export function takenBy(pieces: readonly Piece[], length: number): boolean[] {
  const taken = Array<boolean>(length).fill(false)
  for (const { first, count } of pieces) taken.fill(true, first, first + count)
  return taken
}

/** The keys of the words that are still free; a word that is taken has the empty key, which no pattern matches. */
export const freeKeys = (tokens: readonly Token[], taken: readonly boolean[]): string[] =>
  tokens.map(({ key }, at) => (taken[at] ? '' : key))

/** A pattern over keys with single spaces between them, from one word's beginning to another's end. */
export const pattern = (source: string): RegExp => new RegExp(`^(?:${source})(?= |$)`)

/** In words; no pattern reaches further. */
export const longestPhrase = 32

/** What a pattern finds at the word numbered `at`, and how many words that is. */
export function matchAt(keys: readonly string[], at: number, pattern: RegExp) {
  const match = pattern.exec(keys.slice(at, at + longestPhrase).join(' '))
  return match && { text: match[0], count: match[0].split(' ').length, groups: match.groups ?? {} }
}

/** The words of the grammar that others resemble once their marks are gone. */
const grammarWords =
  'hạn thời chót cuối cùng hoàn thành xong chậm muộn trễ nhất trước đến hết vào lúc là trong vòng ngày hôm nay mai kia ' +
  'mốt thứ hai ba tư năm sáu bảy chủ nhật tuần này sau tới nữa đầu giữa tháng quý quí sáng trưa chiều tối giờ làm việc ' +
  'một bốn tám chín mười của căn cứ theo số từ kể người nghiệm thu dõi hoặc hay kế kê sơ'
const withMarks = new Set(grammarWords.split(' '))
const withoutMarks = new Set(grammarWords.split(' ').map(fold))

/** A word without marks may be any of those it stands for; a word with marks is that one. 'Mai' is a name, 'mai' tomorrow. */
function keyOf(text: string): string {
  if (/^[@+#]/.test(text)) return text.charAt(0)
  if (/^M/.test(text) && fold(text) === 'mai') return 'Mai'
  const small = text.normalize('NFC').toLowerCase()
  const folded = fold(text)
  return small === folded || withMarks.has(small) || !withoutMarks.has(folded) ? folded : small
}
