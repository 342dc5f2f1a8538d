import { guideSaid } from '../../views/words.ts'
import { act, type Ctx } from '../act.ts'
import type { SeenStep } from '../rules/start.ts'
import { saidOf, saidRow } from './queries.ts'

/** The administrator has looked at a step and found it right, or wants to see the guide no more. */
export const sayOfGuide = (ctx: Ctx, what: SeenStep | 'hidden') =>
  act(
    ctx,
    'unit.configure',
    (tx) => tx.selectFrom('units').select(['publicId', 'path']).where('parentId', 'is', null).executeTakeFirst(),
    async (tx, root) => {
      const before = await saidOf(tx)
      const row = saidRow({ ...before, [what]: true })
      await tx
        .insertInto('settings')
        .values(row)
        .onConflict((clash) => clash.column('key').doUpdateSet({ value: row.value }))
        .execute()
      return { subject: { kind: 'unit', ...root }, facts: { guide: guideSaid[what] } }
    },
  )
