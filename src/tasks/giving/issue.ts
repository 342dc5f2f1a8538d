import { act, type Ctx } from '../../act.ts'
import { findWho } from '../../people/queries.ts'
import { citing, placeInPlan } from '../../plans/linking.ts'
import { clearDraft, type TaskInput } from './draft.ts'
import { removeDraft } from './drafts.ts'
import { issueWithin } from './issuing.ts'

/**
 * Issues a task (giao việc), and removes the draft it was kept as. Throws `Invalid` with a sentence per field while any rõ is unclear, whatever route it comes by.
 * Returns the public id of the new task.
 */
export async function issueTask(ctx: Ctx, given: TaskInput, draft?: string): Promise<string> {
  const { assignee } = await clearDraft(ctx.db.reader, ctx, given)
  const input = await citing(ctx.db.reader, given)
  return act(
    ctx,
    'person.giveTask',
    (tx) => findWho(tx, assignee.id, ctx.today),
    async (tx) => {
      const { entry } = await issueWithin(tx, ctx, input, await placeInPlan(tx, ctx, input, draft))
      return { ...entry, also: draft ? await removeDraft(tx, ctx, draft) : [] }
    },
  )
}
