import { addDays, type Day, weekdayName } from './days.ts'
import { type DatePhrase, datePhrases } from './quick-dates.ts'
import type { Dated, Saying } from './quick-days.ts'
import { type Piece, type Problem, type Token, typed } from './quick-tokens.ts'
import { checkTypedDeadline, countedDeadline, previousWorkingDay } from './working-days.ts'

/** The deadline as it was understood; `phrase` is how it was typed. */
export type DueRead = { phrase: string } & (
  | {
      day: Day
      /** 'Trước 15/12' was typed: `day` is the working day before this one. */
      before?: Day
      /** A term of weeks or months would have ended on this day off; `day` is the working day after it. */
      moved?: Day
    }
  | {
      /** Working days from the day of giving. */
      counted: number
      /** 'Sau 3 ngày': that these are working days was not typed, and is to be shown. */
      implied?: true
    }
  /** It may be any of these: to be asked. */
  | { ambiguous: Day[] }
  /** Typed on a day off, which is not moved: why it is off, and the nearest working days from today on. */
  | { off: Day; why: string; offer: Day[] }
)

export interface Due {
  due?: DueRead
  pieces: Piece[]
  problems: Problem[]
}

/** A line of which other pieces are known: their words are `taken`, and their keys empty, as are those of documents. */
export interface Rest {
  line: string
  tokens: readonly Token[]
  keys: readonly string[]
  taken: readonly boolean[]
}

/** The deadline of a line whose other pieces are known already. */
export function readDue({ line, tokens, keys, taken }: Rest, dated: Dated): Due {
  const phrases = deadlines(tokens, taken, datePhrases(keys, dated))
  const real = phrases.filter(({ saying }) => !('days' in saying) || saying.days.length > 0)
  const problems = phrases
    .filter((phrase) => !real.includes(phrase))
    .map((phrase) => noSuchDay(typed(line, tokens, phrase)))
  if (!real[0]) return { pieces: [], problems }
  const phrase = real.map((one) => typed(line, tokens, one)).join(', ')
  const read = dueOf(real, phrase, dated)
  const pieces = real.map(({ first, count }) => ({ first, count, kind: 'due' as const }))
  return { due: read.due, pieces: withConjunctions(pieces, tokens), problems: [...problems, ...read.problems] }
}

/**
 * Of the dates in a line those that are deadlines: introduced as one, right after another piece, or last of all. Else a
 * day that only mentions follow. All other dates belong to the title. Two days side by side are an alternative.
 */
function deadlines(tokens: readonly Token[], taken: readonly boolean[], phrases: readonly DatePhrase[]): DatePhrase[] {
  const endsLine = ({ first, count }: DatePhrase) => first + count === tokens.length
  const chosen = new Set(phrases.filter((phrase) => phrase.introduced || taken[phrase.first - 1] || endsLine(phrase)))
  for (const [at, phrase] of phrases.entries()) {
    const before = phrases[at - 1]
    if (before && chosen.has(before) && areNeighbours(before, phrase, tokens)) chosen.add(phrase)
  }
  for (const [at, phrase] of [...phrases.entries()].reverse()) {
    const next = phrases[at + 1]
    if (next && chosen.has(next) && !phrase.vague && areNeighbours(phrase, next, tokens)) chosen.add(phrase)
  }
  if (chosen.size > 0) return phrases.filter((phrase) => chosen.has(phrase))
  return phrases.filter(({ first, count, vague }) => !vague && taken.slice(first + count).every(Boolean))
}

/** Two dates side by side, or with 'hoặc' between them. */
export function areNeighbours(one: DatePhrase, other: DatePhrase, tokens: readonly Token[]): boolean {
  const between = tokens.slice(one.first + one.count, other.first)
  return between.every(({ key }) => conjunctions.has(key)) && between.length < 2
}

const conjunctions = new Set(['hoac', 'hay'])

/** The 'hoặc' between two dates goes with them. */
function withConjunctions(pieces: readonly Piece[], tokens: readonly Token[]): Piece[] {
  return pieces.map((piece, at) => {
    const gap = (pieces[at + 1]?.first ?? 0) - piece.first - piece.count
    const joined = gap === 1 && conjunctions.has(tokens[piece.first + piece.count]?.key ?? '')
    return joined ? { ...piece, count: piece.count + 1 } : piece
  })
}

/** One deadline, or the question which, of date phrases that each name one; `phrase` is how they were typed. */
export function dueOf(
  phrases: readonly DatePhrase[],
  phrase: string,
  dated: Dated,
): { due: DueRead; problems: Problem[] } {
  const days = [...new Set(phrases.flatMap((one) => daysOf(one, dated)))].sort()
  const [one] = phrases
  if (days.length > 1) return { due: { ambiguous: days, phrase }, problems: [severalDays(days, phrases.length, dated)] }
  if (one && 'counted' in one.saying) return { due: { ...one.saying, phrase }, problems: [] }
  const day = days[0] ?? dated.today
  return typedDue(day, one, phrase, dated)
}

function daysOf({ saying, before }: DatePhrase, { today, calendar }: Dated): Day[] {
  if ('counted' in saying) return [countedDeadline(today, saying.counted, calendar)]
  return before ? saying.days.map((day) => previousWorkingDay(addDays(day, -1), calendar)) : saying.days
}

function typedDue(day: Day, one: DatePhrase | undefined, phrase: string, { today, calendar }: Dated) {
  const saying: Exclude<Saying, { counted: number }> = one && 'days' in one.saying ? one.saying : { days: [day] }
  const problems: Problem[] = []
  if (saying.nextYear)
    problems.push({ code: 'nextYear', text: `${phrase} của năm nay đã qua nên được hiểu là ${written(day)}.` })
  if (day < today) {
    problems.push({ code: 'pastDue', text: `Hạn ${written(day)} đã qua. Ghi một ngày từ hôm nay trở đi.` })
    return { due: { day, phrase }, problems }
  }
  const checked = checkTypedDeadline(day, calendar)
  if (!checked.ok) {
    const offer = [checked.before, checked.after].filter((one) => one >= today)
    return { due: { off: day, why: checked.why, offer, phrase }, problems }
  }
  const before = one?.before ? saying.days[0] : undefined
  return { due: { day, ...(before && { before }), ...(saying.moved && { moved: saying.moved }), phrase }, problems }
}

function severalDays(days: readonly Day[], phrases: number, { today }: Dated): Problem {
  const list = days
    .map((day) => `${weekdayName(day)} ${written(day)}${day === today ? ' (hôm nay)' : ''}`)
    .join(' hay ')
  return phrases > 1
    ? { code: 'twoDeadlines', text: `Dòng này có nhiều hạn. Chọn một: ${list}.` }
    : { code: 'whichDay', text: `Chọn ngày: ${list}.` }
}

const noSuchDay = (phrase: string): Problem => ({
  code: 'noSuchDay',
  text: `${phrase}: không có ngày này. Ghi lại hạn, ví dụ 15/12.`,
})

/** '2026-12-15' as '15/12/2026'. */
const written = (day: Day): string => day.split('-').reverse().join('/')
