import type { Child } from 'hono/jsx'
import type { TaskField } from '../../src/rules/clarity.ts'
import type { ClaritySet } from '../../src/rules/clarity-set.ts'
import type { Fact } from '../ui/facts.tsx'
import { iconOf } from './clarity-words.ts'

/** What a field holds, in words: a sentence beside others, a paragraph of its own, or a quieter line. */
export interface Saying {
  as: 'sentence' | 'paragraph' | 'quiet'
  body: Child
}
/** Field by field; given which others stand in the same rõ, so that one need not repeat another. */
export type Sayings = (
  beside: readonly TaskField[],
) => Partial<Record<TaskField, Saying | false | null | undefined | ''>>

export const sentence = (body: Child): Saying => ({ as: 'sentence', body })
export const paragraph = (body: Child): Saying => ({ as: 'paragraph', body })
export const quiet = (body: Child): Saying => ({ as: 'quiet', body })

/** "Đạt khi đủ phụ lục.": with its stop, unless it has one. */
export const stopped = (text: string) => text && (/[.…?!:]$/.test(text) ? text : `${text}.`)

/** The rõ of a set as labelled rows, each with what its fields hold; `empty` stands where they hold nothing. */
export const factsOf = (set: ClaritySet, sayings: Sayings, empty: string): Fact[] =>
  set.map((segment) => {
    const told = sayings(segment.fields)
    const said = segment.fields.flatMap((field) => told[field] || [])
    const body = said.length > 0 ? lines(said) : <span class="muted">{empty}</span>
    return { icon: iconOf(segment), label: segment.label, body }
  })

/** Sentences that follow each other stand in one paragraph. */
function lines(said: readonly Saying[]): Child[] {
  const drawn: Child[] = []
  for (let at = 0; at < said.length; ) {
    const run = said.slice(at).findIndex(({ as }) => as !== 'sentence')
    const until = run === -1 ? said.length : at + run
    if (until > at)
      drawn.push(
        <p>
          {said.slice(at, until).map(({ body }) => (
            <>{body} </>
          ))}
        </p>,
      )
    const next = said[until]
    if (next) drawn.push(<div class={next.as === 'quiet' ? 'more' : 'said'}>{next.body}</div>)
    at = until + 1
  }
  return drawn
}
