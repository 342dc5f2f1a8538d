import type { Ctx } from '../../act.ts'
import type { Reader } from '../../db/schema.ts'
import { findPerson, type PersonRow } from '../../people/queries.ts'
import { headsOf, membersOf, unitToday } from '../../people/tree.ts'
import { can } from '../../rules/access.ts'
import { type Gap, gapsOf } from '../../rules/clarity.ts'
import type { Day } from '../../rules/days.ts'
import { isToBeGiven, taskOf } from '../../rules/remedies.ts'
import type { TaskInput } from '../../tasks/giving/draft.ts'
import { leadersOver } from '../../tasks/giving/leaders.ts'
import { teamOf } from '../queries.ts'
import { type Finding, isKnown } from './find-findings.ts'
import { textOf } from './remedy-text.ts'

/** What somebody chose for the task that remedies a finding; what they left open is proposed. */
export interface RemedyChoice {
  doer?: string
  approver?: string
  due?: Day
}

type Someone = Pick<PersonRow, 'id' | 'publicId' | 'name' | 'post' | 'unitName'>

/** The task a finding would become: who does it, who approves it, by when, and what is still unclear. */
export interface Proposal {
  input: TaskInput
  doer?: Someone
  approver?: Someone
  due: Day
  gaps: Gap[]
  /** Whom to choose from. */
  doers: Someone[]
  approvers: Someone[]
}

/** Whether a task may be given for it at all: it stands, its side knows of it, nobody has it in hand. */
export const isOpenForRemedy = (finding: Finding): boolean =>
  finding.state === 'open' && isKnown(finding) && isToBeGiven(taskOf(finding))

/** The same, and this person may give it. */
export const mayRemedy = ({ who }: Pick<Ctx, 'who'>, finding: Finding): boolean =>
  isOpenForRemedy(finding) && can(who, 'finding.remedy', finding)

/**
 * The task that remedies a finding (việc khắc phục): done by who was charged with it or else who leads the unit, approved by
 * the head of the team or who ordered the round, never by its doer. A dozen small queries; `db` is the act's own transaction
 * where it is written.
 */
export async function proposeRemedy(db: Reader, ctx: Ctx, finding: Finding, choice: RemedyChoice): Promise<Proposal> {
  const unitId = await unitToday(db, finding.unitId)
  const heads = await headsOf(db, unitId, ctx.today)
  const charged = await atWork(db, finding.remedierPublicId)
  const doers = distinct([...(charged ? [charged] : []), ...heads, ...(await membersOf(db, unitId))])
  const usual = charged ?? heads[0]
  const doer = choice.doer ? doers.find(({ publicId }) => publicId === choice.doer) : usual
  const orderer = await ordererOf(db, finding.roundId)
  const approvers = await approversOf(db, ctx, finding, orderer, doer)
  const approver = choice.approver ? approvers.find(({ publicId }) => publicId === choice.approver) : approvers[0]
  const assigner = orderer ?? (await atWork(db, ctx.who.publicId))
  const due = choice.due ?? finding.due
  const input = {
    ...(await textOf(db, finding)),
    assigneeId: doer?.publicId,
    assignerId: assigner?.publicId,
    approverId: approver?.publicId,
    dueTyped: due,
  }
  const people = { assignee: doer, assigner, approver, coordinators: [], ...warranted }
  return { input, doer, approver, due, doers, approvers, gaps: gapsOf(input, people, ctx.today, ctx.calendar) }
}

/** The head of the team, then who ordered the round; whoever leads above, where neither can be the second person. */
async function approversOf(
  db: Reader,
  ctx: Ctx,
  finding: Finding,
  orderer?: Someone,
  doer?: Someone & { path: string },
) {
  const head = (await teamOf(db, finding.roundId)).find(({ part }) => part === 'head')
  const named = distinct([await atWork(db, head?.publicId ?? null), orderer].filter((one) => one !== undefined))
  const second = named.filter(({ id }) => id !== doer?.id)
  if (second.length > 0 || !doer) return second
  return (await leadersOver(db, doer.path, ctx.today)).filter(({ id }) => id !== doer.id)
}

const warranted = { mayGive: true, mayAssign: true, mayApprove: true }

async function ordererOf(db: Reader, roundId: number) {
  const round = await db
    .selectFrom('inspectionRounds')
    .innerJoin('people', 'people.id', 'inspectionRounds.orderedById')
    .select('people.publicId')
    .where('inspectionRounds.id', '=', roundId)
    .executeTakeFirst()
  return atWork(db, round?.publicId ?? null)
}

/** A person who is still here. */
async function atWork(db: Reader, publicId: string | null) {
  const person = publicId ? await findPerson(db, publicId) : undefined
  return person && person.leftOn === null ? person : undefined
}

const distinct = <P extends { id: number }>(people: readonly P[]): P[] => [
  ...new Map(people.map((person) => [person.id, person])).values(),
]

/** Findings of a round by what can be done about their remedy, as far as this person may give it. */
export function remediableIn({ who }: Pick<Ctx, 'who'>, findings: readonly Finding[]) {
  const mine = findings.filter((finding) => finding.state === 'open' && can(who, 'finding.remedy', finding))
  return {
    open: mine.filter(isOpenForRemedy),
    notKnown: mine.filter((finding) => !isKnown(finding)),
    given: mine.filter((finding) => !isToBeGiven(taskOf(finding))),
  }
}
