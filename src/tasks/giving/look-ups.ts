import type { Ctx } from '../../act.ts'
import type { Reader } from '../../db/schema.ts'
import { type Picked, resolvePerson } from '../../people/pick.ts'
import { findWho } from '../../people/queries.ts'
import type { Person } from '../../rules/access.ts'
import type { ClaritySet } from '../../rules/clarity-set.ts'
import { clarityFor } from '../../settings/queries.ts'

/** What reading and judging a form asks about people and the set of rõ. */
export interface LookUps {
  /** Who a field filled by name means. */
  named(said: { text: string; id: string }): Promise<Picked>
  /** A person by public id, as they stand today. */
  who(publicId: string): Promise<Person | undefined>
  /** The set of rõ of whoever gives. */
  set(): Promise<ClaritySet>
}

type Looking = Pick<Ctx, 'db' | 'today' | 'who'>

/** Each asked anew: for one form. `db` is a transaction where what is found must still hold when it ends. */
export const lookUps = (ctx: Looking, db: Reader = ctx.db.reader): LookUps => ({
  named: (said) => resolvePerson(ctx, said),
  who: (publicId) => whoIs(db, publicId, ctx.today),
  set: async () => (await clarityFor(db, ctx.who.path)).set,
})

/** Each asked once: for hundreds of forms that name the same few people, in one check or one transaction. */
export function rememberedLookUps(ctx: Looking, db?: Reader): LookUps {
  const { named, who, set } = lookUps(ctx, db)
  return {
    named: remembered(named, ({ text, id }) => `${id} ${text}`),
    who: remembered(who, (publicId) => publicId),
    set: remembered(set, () => ''),
  }
}

function remembered<A extends unknown[], T>(ask: (...args: A) => Promise<T>, keyOf: (...args: A) => string) {
  const known = new Map<string, Promise<T>>()
  return (...args: A): Promise<T> => {
    const key = keyOf(...args)
    const answer = known.get(key) ?? ask(...args)
    known.set(key, answer)
    return answer
  }
}

async function whoIs(db: Reader, publicId: string, today: string): Promise<Person | undefined> {
  const people = db.selectFrom('people').select('id').where('publicId', '=', publicId).where('system', '=', 0)
  const row = await people.executeTakeFirst()
  return row && findWho(db, row.id, today)
}
