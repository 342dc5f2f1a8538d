import { day } from '../../../views/format.ts'
import { gapErrors } from '../../../views/tasks/gaps.ts'
import { act, type Ctx, type Entry } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import { type Action, can } from '../../rules/access.ts'
import { isToBeGiven, taskOf } from '../../rules/remedies.ts'
import { issueWithin } from '../../tasks/giving/issuing.ts'
import { type Finding, findFinding, isKnown } from './find-findings.ts'
import { type Proposal, proposeRemedy, type RemedyChoice } from './remedying.ts'

/** A finding by its public id, with what was chosen for its task. */
export type RemedyOf = RemedyChoice & { finding: string }

type Also = Entry & { action: Action }

/**
 * Makes each of these findings a task (giao khắc phục), all or none, in one act with two rows of the record for each: the
 * remedy and the task. Refuses one that is unknown to its side ('finding.notKnown') or in hand ('finding.hasTask'); throws
 * `Invalid` beside 'doer.<finding>', 'approver.<finding>', 'due.<finding>' where something is unclear. Returns the public
 * id of the first finding.
 */
export function giveRemedies(ctx: Ctx, choices: readonly RemedyOf[]): Promise<string> {
  const [first] = choices
  refuseUnless(first, 'missing')
  return act(
    { ...ctx, version: choices.length === 1 ? ctx.version : undefined },
    'finding.remedy',
    (tx) => findFinding(tx, first.finding),
    async (tx) => {
      const [deed, ...also] = await giveAll(tx, ctx, choices)
      return { ...(deed as Also), also }
    },
  )
}

async function giveAll(tx: Tx, ctx: Ctx, choices: readonly RemedyOf[]): Promise<Also[]> {
  const rows: Also[] = []
  const errors: Record<string, string> = {}
  for (const { finding: id, ...choice } of choices) {
    const finding = await findFinding(tx, id)
    refuseUnless(finding && can(ctx.who, 'finding.see', finding), 'missing')
    refuseUnless(can(ctx.who, 'finding.remedy', finding), 'forbidden')
    refuseUnclear(finding)
    const proposal = await proposeRemedy(tx, ctx, finding, choice)
    const unclear = remedyErrors(proposal, ctx.today, id)
    Object.assign(errors, unclear)
    if (Object.keys(unclear).length === 0) rows.push(...(await giveOne(tx, ctx, finding, proposal)))
  }
  if (Object.keys(errors).length > 0) throw new Invalid(errors)
  return rows
}

function refuseUnclear(finding: Finding) {
  refuseUnless(finding.state === 'open', 'finding.wrongState')
  refuseUnless(isToBeGiven(taskOf(finding)), 'finding.hasTask')
  refuseUnless(isKnown(finding), 'finding.notKnown')
}

async function giveOne(tx: Tx, ctx: Ctx, finding: Finding, { input, approver, due }: Proposal): Promise<Also[]> {
  const task = await issueWithin(tx, ctx, input, { isWarranted: true })
  const set = { taskId: task.id, version: finding.version + 1 }
  await tx.updateTable('findings').set(set).where('id', '=', finding.id).execute()
  const { publicId, path, personId } = finding
  const facts = { remedyTask: task.code, approver: approver?.name ?? '', due }
  const given = { subject: { kind: 'finding', publicId, path }, facts, ...(personId && { about: personId }) }
  return [
    { ...given, action: 'finding.remedy' },
    { ...task.entry, action: 'person.giveTask' },
  ]
}

const places = { assignee: 'doer', approver: 'approver', due: 'due', assigner: 'approver' } as const

/** What is unclear in the task of a finding, each sentence beside its field on the pages: 'due.<finding>'. */
export function remedyErrors({ gaps, due }: Pick<Proposal, 'gaps' | 'due'>, today: string, finding: string) {
  const isPast = gaps.some(({ code }) => code === 'duePast')
  const named = { ...gapErrors(gaps, today), ...(isPast && { due: `Hạn ${day(due)} đã qua. Chọn hạn mới.` }) }
  return Object.fromEntries(
    Object.entries(named).map(([field, text]) => [
      `${places[field as keyof typeof places] ?? 'doer'}.${finding}`,
      text,
    ]),
  )
}
