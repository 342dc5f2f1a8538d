import { sql } from 'kysely'
import type { Ctx } from '../act.ts'
import { delegationsOf } from './queries.ts'

const pageLength = 50

/** The own delegations and, for an administrator, those given within reach; newest first, with the cursor of the next page. */
export async function seenDelegations({ db, who }: Pick<Ctx, 'db' | 'who'>, after?: string) {
  const reach = who.roles.filter(({ role }) => role === 'admin').map(({ unitId }) => unitId)
  const last = sql<boolean>`(delegations.from_day, delegations.id) < (select from_day, id from delegations as last where last.public_id = ${after})`
  const found = await delegationsOf(db.reader)
    .where((is) =>
      is.or([
        is('delegations.principalId', '=', who.id),
        is('delegations.substituteId', '=', who.id),
        ...reach.map((unitId) => is('units.path', 'like', `%/${unitId}/%`)),
      ]),
    )
    .$if(after !== undefined, (query) => query.where(last))
    .limit(pageLength + 1)
    .execute()
  const rows = found.slice(0, pageLength)
  return { rows, next: found.length > pageLength ? rows.at(-1)?.publicId : undefined }
}
