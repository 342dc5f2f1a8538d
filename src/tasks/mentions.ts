import type { Ctx } from '../act.ts'
import { resolvePerson } from '../people/pick.ts'

const mention = /@("[^"]{1,100}"|[\p{L}.]+(?:\s+\p{Lu}[\p{L}]*)*)/gu

/** The people named by @ in a text, as far as each name means exactly one; others stay words. */
export async function mentionedIn(ctx: Pick<Ctx, 'db' | 'today'>, text: string): Promise<number[]> {
  const names = [...text.matchAll(mention)].map(([, name = '']) => name.replaceAll('"', ''))
  const found = await Promise.all(names.slice(0, 10).map((name) => resolvePerson(ctx, { text: name })))
  return [...new Set(found.flatMap(({ person }) => (person ? [person.id] : [])))]
}
