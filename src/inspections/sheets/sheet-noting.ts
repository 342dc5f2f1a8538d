import { day } from '../../../views/format.ts'
import type { Ctx } from '../../act.ts'
import type { ChecklistItem } from '../../checklists/body.ts'
import { remedyDue, type Severity, severities } from '../../rules/inspections.ts'
import { repeatsIn } from '../findings/find-findings.ts'
import { peopleFor, usualWords } from '../findings/finding-form.ts'
import { termsFor } from '../terms/terms.ts'
import type { InspectionSheet } from './sheets.ts'

export type Noting = Awaited<ReturnType<typeof notingOf>>

/**
 * What the form of a finding is filled in with for each item of a sheet, all at once: the form must open without a
 * connection. Six queries, however many items there are.
 */
export async function notingOf(ctx: Ctx, sheet: InspectionSheet, items: readonly ChecklistItem[]) {
  const { reader } = ctx.db
  const terms = await termsFor(reader, sheet.round.path, ctx.today)
  const { heads, members } = await peopleFor(ctx, sheet.unitId)
  const place = { roundId: sheet.round.id, unitId: sheet.unitId }
  const repeats = await repeatsIn(reader, place, ctx.today, terms)
  const due = (severity: Severity) => day(remedyDue(ctx.today, severity, terms, ctx.calendar))
  return {
    people: [...members],
    person: sheet.personPublicId ?? '',
    remedier: sheet.personPublicId ?? heads[0]?.publicId ?? '',
    remedyDays: terms.remedyDays,
    dues: Object.fromEntries(severities.map((severity) => [severity, due(severity)])) as Record<Severity, string>,
    proposals: new Map(items.map((item) => [item.code, proposalOf(item, repeats.get(item.code))])),
  }
}

const proposalOf = (item: ChecklistItem, repeat: string | undefined) => ({
  ...usualWords(item),
  severity: item.severity,
  ...(repeat && { repeat: day(repeat) }),
})
