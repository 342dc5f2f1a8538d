import type { Ctx } from '../../act.ts'
import type { Reader } from '../../db/schema.ts'
import { resolvePerson } from '../../people/pick.ts'
import { findWho } from '../../people/queries.ts'
import { can, type TaskParties } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'

const mention = /(?<![\p{L}\p{N}])@("[^"]{1,100}"|[\p{L}.]+(?:\s+\p{Lu}[\p{L}]*)*)/gu

/** The people named by @ in a text, as far as each name means exactly one; others stay words. */
export async function mentionedIn(ctx: Pick<Ctx, 'db' | 'today'>, text: string): Promise<number[]> {
  const names = [...text.matchAll(mention)].map(([, name = '']) => name.replaceAll('"', ''))
  const found = await Promise.all(names.slice(0, 10).map((name) => named(ctx, name)))
  return [...new Set(found.flatMap((id) => id ?? []))]
}

/** The longest beginning that means somebody: in "@Lan Xem giúp" the second word starts the sentence. */
async function named(ctx: Pick<Ctx, 'db' | 'today'>, name: string): Promise<number | undefined> {
  const words = name.split(/\s+/).slice(0, 6)
  for (let length = words.length; length > 0; length--) {
    const { person } = await resolvePerson(ctx, { text: words.slice(0, length).join(' ') })
    if (person) return person.id
  }
  return undefined
}

/** Those who may see the task: to anybody else a mention would tell of what they may not know of. */
export async function whoSee(db: Reader, task: TaskParties, personIds: readonly number[], today: Day) {
  const told: number[] = []
  for (const id of personIds) {
    const person = await findWho(db, id, today)
    if (person && can(person, 'task.see', task)) told.push(id)
  }
  return told
}
