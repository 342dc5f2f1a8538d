import { findAccount } from '../account/queries.ts'
import { act, type Ctx } from '../act.ts'
import { isUniqueViolation } from '../db/serially.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import { searchText } from '../rules/names.ts'
import { documentKey, documentName, type PlanDocument } from '../rules/plan-documents.ts'
import { newPublicId } from '../secrets.ts'
import { draftTitle, entryOfDrafts } from '../tasks/giving/draft-rows.ts'
import type { TaskForm } from '../tasks/giving/form.ts'
import { liveTask } from './linking.ts'
import { findPlan, lastLine } from './queries.ts'

export const planSubject = ({ publicId, path }: { publicId: string; path: string }) => ({
  kind: 'plan',
  publicId,
  path,
})

/**
 * Makes the draft of a line the own: a new one from what the line says (`form`), or the one somebody else keeps. Refuses
 * with 'plan.givenAlready' a line that is a task. Returns the public id of the draft.
 */
export async function draftLine(ctx: Ctx, planId: string, item: string, form: TaskForm): Promise<string> {
  let draft = ''
  await act(
    ctx,
    'plan.draft',
    (tx) => findPlan(tx, planId),
    async (tx, plan) => {
      const line = await lastLine(tx, plan.id, item)
      refuseUnless(line, 'missing')
      refuseUnless(!(await liveTask(tx, line.itemId)), 'plan.givenAlready')
      const account = await findAccount(tx, ctx.who.id)
      refuseUnless(account, 'missing')
      const own = { ownerId: ctx.who.id, updatedAt: ctx.now }
      const kept = tx.updateTable('drafts').set(own).where('planItemId', '=', line.itemId).returning('publicId')
      const known = await kept.executeTakeFirst()
      const values = { publicId: newPublicId(), form: JSON.stringify(form), title: draftTitle(form), ...own }
      if (!known)
        await tx
          .insertInto('drafts')
          .values({ ...values, planItemId: line.itemId })
          .execute()
      draft = known?.publicId ?? values.publicId
      const also = [{ action: 'account.keepDraft' as const, ...entryOfDrafts(account, { title: draftTitle(form) }) }]
      return { subject: planSubject(plan), facts: { document: documentName(plan), title: line.title }, also }
    },
  )
  return draft || ((await draftOf(ctx, item)) ?? '')
}

/** After a form sent twice: the draft that the first sending made. */
const draftOf = async ({ db }: Ctx, item: string) =>
  (
    await db.reader
      .selectFrom('drafts')
      .innerJoin('planItems', 'planItems.id', 'drafts.planItemId')
      .select('drafts.publicId')
      .where('planItems.publicId', '=', item)
      .executeTakeFirst()
  )?.publicId

/** Puts right the number, day, issuer or summary of a document. Tasks given already keep what they cite. */
export const editPlan = (ctx: Ctx, planId: string, said: PlanDocument) =>
  act(
    ctx,
    'plan.edit',
    (tx) => findPlan(tx, planId),
    async (tx, plan) => {
      const { number, day, issuer, summary } = said
      if (!number && !summary) throw new Invalid({ number: 'Ghi số, ký hiệu hoặc trích yếu của văn bản.' })
      const values = {
        number,
        day,
        issuer,
        summary,
        key: documentKey(said),
        folded: searchText(number, issuer, summary),
      }
      try {
        await tx
          .updateTable('plans')
          .set({ ...values, version: plan.version + 1 })
          .where('id', '=', plan.id)
          .execute()
      } catch (error) {
        if (!isUniqueViolation(error)) throw error
        throw new Invalid({ number: 'Đã có văn bản khác mang số, ngày và cơ quan này.' })
      }
      return { subject: planSubject(plan), facts: changed(plan, said) }
    },
  )

const changed = (before: PlanDocument, after: PlanDocument) =>
  Object.fromEntries(
    (['number', 'day', 'issuer', 'summary'] as const)
      .filter((field) => before[field] !== after[field])
      .map((field) => [field, [before[field], after[field]]]),
  )
