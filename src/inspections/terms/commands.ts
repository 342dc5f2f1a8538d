import { act, type Ctx, type Facts } from '../../act.ts'
import type { Day } from '../../rules/days.ts'
import type { Terms } from '../../rules/inspections.ts'
import { findTermsOffice, termsFor, termsKey } from './terms.ts'

/**
 * Puts terms of inspection in force for an office, and for those below it that have none of their own, from today on.
 * Deadlines already given stay; so do the terms of days gone by. A second choice on one day replaces the first.
 */
export const chooseTerms = (ctx: Ctx, officeId: string, terms: Terms) =>
  act(
    ctx,
    'unit.configure',
    (tx) => findTermsOffice(tx, officeId),
    async (tx, { publicId, path, version, own }) => {
      const before = await termsFor(tx, path, ctx.today)
      const kept = own.filter(({ from }) => from < ctx.today)
      const value = JSON.stringify({ version: version + 1, terms: [{ from: ctx.today, ...terms }, ...kept] })
      await tx
        .insertInto('settings')
        .values({ key: termsKey(publicId), value })
        .onConflict((on) => on.column('key').doUpdateSet({ value }))
        .execute()
      return { subject: { kind: 'unit', publicId, path }, facts: changesOf(before, terms, ctx.today) }
    },
  )

/** Each number that changed, from what to what. */
function changesOf(before: Terms, after: Terms, from: Day): Facts {
  const pairs: [string, unknown, unknown][] = [
    ['lightDays', before.remedyDays.light, after.remedyDays.light],
    ['mediumDays', before.remedyDays.medium, after.remedyDays.medium],
    ['heavyDays', before.remedyDays.heavy, after.remedyDays.heavy],
    ['answerDays', before.answerDays, after.answerDays],
    ['repeatMonths', before.repeatMonths, after.repeatMonths],
    ['wholeDayLeave', before.wholeDayLeave, after.wholeDayLeave],
  ]
  const changed = pairs.filter(([, was, is]) => was !== is).map(([key, was, is]) => [key, [was, is]])
  return { fromDay: from, ...Object.fromEntries(changed) }
}
