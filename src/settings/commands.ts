import { setErrors } from '../../views/settings/faults.ts'
import { act, type Ctx, type Facts } from '../act.ts'
import { Invalid } from '../refusal.ts'
import { taskFields } from '../rules/clarity.ts'
import { type ClaritySet, faultsOf, segmentOf } from '../rules/clarity-set.ts'
import { clarityFor, clarityKey, findOffice } from './queries.ts'

/**
 * Puts a set of rõ in force for an office and for those below it that have none of their own. Tasks already issued stay as
 * they are; drafts are measured by it from now on. Throws `Invalid` with a sentence per place while the set cannot stand.
 */
export const chooseClarity = (ctx: Ctx, officeId: string, set: ClaritySet) =>
  act(
    ctx,
    'unit.configure',
    (tx) => findOffice(tx, officeId),
    async (tx, { publicId, path, version }) => {
      const faults = faultsOf(set)
      if (faults.length > 0) throw new Invalid(setErrors(set, faults))
      const before = await clarityFor(tx, path)
      const value = JSON.stringify({ version: version + 1, segments: set })
      await tx
        .insertInto('settings')
        .values({ key: clarityKey(publicId), value })
        .onConflict((on) => on.column('key').doUpdateSet({ value }))
        .execute()
      return { subject: { kind: 'unit', publicId, path }, facts: changesOf(before.set, set) }
    },
  )

/** The names in their order, those that are not compulsory, and each field that went to another rõ. */
function changesOf(before: ClaritySet, after: ClaritySet): Facts {
  const both = (said: (set: ClaritySet) => string) => [said(before), said(after)]
  const moved = taskFields.filter((field) => segmentOf(before, field).key !== segmentOf(after, field).key)
  const changes = {
    clarity: both(namesOf),
    optional: both((set) => namesOf(set.filter(({ compulsory }) => !compulsory))),
    ...Object.fromEntries(moved.map((field) => [field, both((set) => segmentOf(set, field).label)])),
  }
  return Object.fromEntries(Object.entries(changes).filter(([, [from, to]]) => from !== to))
}

const namesOf = (set: ClaritySet) => set.map(({ label }) => label).join(', ')
