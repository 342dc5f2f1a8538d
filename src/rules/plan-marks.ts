import { fold } from './names.ts'

/*
 * The outline of a directive document read from its running numbers (STT): 'A', 'I', '1', '1.1', 'a)', '-'. Which number
 * belongs to what is told by its shape and by what stands above it, as a reader tells it.
 */

/** A line as the outline looks at it. */
export interface Marked {
  /** As written: 'I', '1.', '1.1', 'a)', '-', 'NV-01', or ''. */
  mark: string
  /** It names no doer: what stands under it without a number belongs to it. */
  opens?: boolean
}

/** Where a line stands: the place of the line it belongs to, how deep, and its number as it is meant. */
export interface Standing {
  parent?: number
  depth: number
  mark: string
}

/** The tree of some lines in the order in which they stand; as long as they are. */
export function outlineOf(lines: readonly Marked[]): Standing[] {
  const found: Standing[] = []
  const open: Open[] = []
  for (const [at, line] of lines.entries()) {
    const mark = meant(line.mark, found.at(-1)?.mark)
    const shape = shapeOf(mark, open)
    const opens = line.opens === true
    if (shape) settle(open, shape)
    else settleBare(open, opens)
    found.push({ ...(open.length > 0 && { parent: open.at(-1)?.at }), depth: open.length, mark })
    open.push({ ...(shape ?? noShape), at, opens })
  }
  return found
}

/** What two ways to write one number share: '1.', '1)' and '(1)' are '1', 'Phần I' is 'phan i'. */
export const bareMark = (mark: string): string =>
  fold(mark)
    .replace(/^[\s(#]+|[\s).:/]+$/g, '')
    .replace(/\s+/g, ' ')

/** A number of the outline, and not a code of the office's own ('NV-01'), which stays the line's whatever stands around it. */
export const isOutlineMark = (mark: string): boolean => shapeOf(mark, []) !== undefined

interface Shape {
  style: string
  /** A lower one stands above, where nothing else tells. */
  rank: number
  /** '1.2' of '1.2.'. */
  path: string
}
interface Open extends Shape {
  at: number
  opens: boolean
}

/** Closes what does not go on: down to its own prefix ('1' of '1.1'), its last sibling, or what ranks above it. */
function settle(open: Open[], { style, rank, path }: Shape) {
  const prefix = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : undefined
  const above = prefix === undefined ? -1 : open.findLastIndex((one) => one.path === prefix)
  const sibling = open.findIndex((one) => one.style === style)
  if (above >= 0) open.length = above + 1
  else if (sibling >= 0) open.length = sibling
  else while (open.length > 0 && (open.at(-1)?.rank ?? 0) > rank) open.pop()
}

/** Without a number a heading begins anew, and a line stands beside the one before it, or under that one if it is a heading. */
function settleBare(open: Open[], opens: boolean) {
  if (opens) open.length = 0
  else if (open.at(-1)?.opens === false) open.pop()
}

const noShape: Shape = { style: '', rank: Number.POSITIVE_INFINITY, path: '' }
const words = ['phan', 'chuong', 'muc', 'nhom', 'dieu', 'khoan', 'diem'] as const
const roman = /^(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})$/
const afterRoman: Record<string, string> = { i: 'h', v: 'u', x: 'v' }

function shapeOf(mark: string, open: readonly Open[]): Shape | undefined {
  const bare = bareMark(mark)
  if (/^[-–+*•·o]$/.test(bare)) return { style: bare, rank: bare === '+' ? 91 : 90, path: bare }
  const [, word, rest = bare] = /^(phan|chuong|muc|nhom|dieu|khoan|diem) (.+)$/.exec(bare) ?? []
  const parts = rest.split('.')
  const last = parts.at(-1) ?? ''
  const written = mark.trim().replace(/[\s).:/]+$/g, '')
  const kind = kindOf(last, written.endsWith(last.toUpperCase()) && /[a-z]/.test(last), open)
  if (!kind || parts.some((part) => !/^(?:\d{1,3}|[a-z]{1,6})$/.test(part))) return undefined
  const [name, order] = kind
  const rank = word ? words.indexOf(word as (typeof words)[number]) : order + (parts.length - 1) / 10
  return { style: `${word ?? ''} ${name} ${parts.length}`, rank, path: parts.join('.') }
}

/** Số, chữ số La Mã, chữ cái: 'I' is one, unless the letter H stands before it. */
function kindOf(last: string, isUpper: boolean, open: readonly Open[]): [name: string, rank: number] | undefined {
  if (/^\d{1,3}$/.test(last)) return ['1', 30]
  const letter = isUpper ? 'A' : 'a'
  const before = open
    .findLast((one) => one.style.split(' ').at(-2) === letter)
    ?.path.split('.')
    .at(-1)
  const goesOn = before !== undefined && before === afterRoman[last]
  if (roman.test(last) && !goesOn) return isUpper ? ['I', 20] : ['i', 50]
  if (/^[a-z]$/.test(last)) return isUpper ? ['A', 10] : ['a', 40]
  return undefined
}

/** A spreadsheet takes '1.10' for a number and drops its zero: after '1.9' comes '1.10', not '1.1' again. */
function meant(mark: string, before: string | undefined): string {
  const [, stem, last] = /^((?:\d+\.)+)(\d+)$/.exec(mark.trim()) ?? []
  const [, stemBefore, lastBefore] = /^((?:\d+\.)+)(\d+)$/.exec(before ?? '') ?? []
  const isCut = stem !== undefined && stem === stemBefore && Number(last) * 10 === Number(lastBefore) + 1
  return isCut ? `${mark.trim()}0` : mark.trim()
}
