import type { Day } from './days.ts'
import { type DatePhrase, datePhrases } from './quick-dates.ts'
import type { Dated } from './quick-days.ts'
import { documentsIn } from './quick-documents.ts'
import { areNeighbours, type DueRead, dueOf } from './quick-due.ts'
import { type Problem, type Token, typed, wordsOf } from './quick-tokens.ts'
import { countedDeadline } from './working-days.ts'

export type Deadline = { due?: DueRead; problems: Problem[] }

/** What a paragraph says of its deadline, counted from the notice's day; a day that has gone by gives way to one to come. */
export function readDeadline(body: string, issued: Day | undefined, { today, calendar }: Dated): Deadline {
  const tokens = wordsOf(body)
  const ofDocuments = documentsIn(tokens.map(({ key }) => key))
  const keys = tokens.map(({ key }, at) => (ofDocuments[at] ? '' : key))
  const from = { today: issued ?? today, calendar }
  const dates = datePhrases(keys, from)
  const phrases = dates.filter((phrase, at) => {
    const before = dates[at - 1]
    const isOther = before && isDeadline(before, body, tokens) && areNeighbours(before, phrase, tokens)
    return isOther || isDeadline(phrase, body, tokens)
  })
  const settled = phrases.map((phrase) => (issued ? { ...phrase, saying: sinceIssue(phrase.saying, from) } : phrase))
  const ahead = settled.filter(({ saying }) => 'counted' in saying || saying.days.some((day) => day >= today))
  const meant = ahead.length > 0 ? ahead : settled.filter(({ saying }) => 'counted' in saying || saying.days.length > 0)
  if (meant.length === 0) return { problems: [] }
  return dueOf(meant, meant.map((phrase) => typed(body, tokens, phrase)).join(', '), { today, calendar })
}

/** Introduced as a deadline, or the end of a clause: 'trong tháng 12/2026;'. A bare day is when something was. */
function isDeadline(
  { introduced, vague, saying, first, count }: DatePhrase,
  body: string,
  tokens: readonly Token[],
): boolean {
  const rest = body.slice(tokens[first + count - 1]?.to)
  return introduced || ((vague || 'counted' in saying) && /^\s*(?:[.;,)]|$)/.test(rest))
}

const sinceIssue = (saying: DatePhrase['saying'], { today, calendar }: Dated): DatePhrase['saying'] =>
  'counted' in saying ? { days: [countedDeadline(today, saying.counted, calendar)] } : saying
