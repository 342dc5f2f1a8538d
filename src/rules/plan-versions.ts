import { fold, searchWords } from './names.ts'
import { bareMark, isOutlineMark } from './plan-marks.ts'

/** What a line of a plan says, field by field, as it is written there. */
export const lineFields = [
  'mark',
  'title',
  'content',
  'responsible',
  'coordinators',
  'deadline',
  'product',
  'quantity',
  'quantityUnit',
  'template',
  'approver',
  'note',
] as const
export type LineField = (typeof lineFields)[number]
export type LineText = Record<LineField, string>

/** A line in its place: `path` is its number after those of the lines above it, 'i/1/a'. */
export interface PlacedLine {
  title: string
  mark: string
  path: string
}

export interface LineChange {
  field: LineField
  from: string
  to: string
}

/**
 * What one version changed in a line. A new running number (STT) is no change: a line put in before it renumbers all that
 * follow. Nor are other spaces and capitals.
 */
export const changesOf = (before: LineText, after: LineText): LineChange[] =>
  lineFields
    .filter((field) => field !== 'mark' && same(before[field]) !== same(after[field]))
    .map((field) => ({ field, from: before[field], to: after[field] }))

const same = (text: string) => text.replace(/\s+/g, ' ').trim().toLocaleLowerCase('vi')

/**
 * Which line of the version before each line is: by the office's own code, by its words, or by its place where most of its
 * words are still the same. Undefined for a new one. Every line before is used once at most.
 */
export function matchLines(before: readonly PlacedLine[], after: readonly PlacedLine[]): (number | undefined)[] {
  const found: (number | undefined)[] = after.map(() => undefined)
  const free = new Set(before.keys())
  for (const fits of ways) {
    for (const [at, line] of after.entries()) {
      if (found[at] !== undefined) continue
      const one = [...free].find((other) => fits(before[other] as PlacedLine, line))
      if (one === undefined) continue
      found[at] = one
      free.delete(one)
    }
  }
  return found
}

type Fits = (before: PlacedLine, after: PlacedLine) => boolean

const isSameCode: Fits = (before, after) =>
  after.mark !== '' && !isOutlineMark(after.mark) && bareMark(before.mark) === bareMark(after.mark)
const isSameWords: Fits = (before, after) => wordsOf(before.title) === wordsOf(after.title)
const isSamePlace: Fits = (before, after) => before.path !== '' && before.path === after.path

const ways: readonly Fits[] = [
  isSameCode,
  (before, after) => isSameWords(before, after) && isSamePlace(before, after),
  isSameWords,
  (before, after) => isSamePlace(before, after) && isLike(before.title, after.title),
]

const wordsOf = (title: string) => searchWords(title).join(' ')

/** More than half of their words are the same: reworded, not replaced. */
function isLike(one: string, other: string): boolean {
  const [a, b] = [new Set(searchWords(fold(one))), new Set(searchWords(fold(other)))]
  const shared = [...a].filter((word) => b.has(word)).length
  return 2 * shared > (a.size + b.size) / 2
}

/** The number of each line after those of the lines above it. */
export function pathsOf(lines: readonly { mark: string; parent?: number }[]): string[] {
  const paths: string[] = []
  for (const { mark, parent } of lines) {
    const above = parent === undefined ? '' : (paths[parent] ?? '')
    paths.push(mark ? `${above}/${bareMark(mark)}` : '')
  }
  return paths
}
