import type { Ctx, Entry } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { findWho, officeOf } from '../../people/queries.ts'
import { dueOf } from '../../rules/clarity.ts'
import type { Day } from '../../rules/days.ts'
import { searchText } from '../../rules/names.ts'
import { newPublicId } from '../../secrets.ts'
import { findVersion } from '../../templates/queries.ts'
import { passBall, subjectOf } from '../doing/moving.ts'
import { followedBy, wholeFor } from '../tree.ts'
import { clearDraft, type Parties, type TaskInput } from './draft.ts'
import { insertCoordinators, insertScopes, insertSteps } from './issued-rows.ts'
import type { LookUps } from './look-ups.ts'

/** A task just issued; `entry` is its row of the record, for the act it was issued in ('person.giveTask'). */
export interface Issued {
  id: number
  publicId: string
  code: string
  entry: Entry
}

/**
 * Issues a task as one of several things that one act does, with the same checks: throws `Invalid` while any rõ is
 * unclear. `parentId` makes it a part of another task (việc chung): refused unless that is in hand, and due no later.
 * `planItemId` is the line of a plan it carries out; `look` remembers what the act has looked up in `tx` already;
 * `isWarranted` when the act itself has asked who may give it to whom (khắc phục tồn tại).
 */
export async function issueWithin(
  tx: Tx,
  ctx: Ctx,
  input: TaskInput,
  extra: { parentId?: number; planItemId?: number; look?: LookUps; isWarranted?: boolean } = {},
): Promise<Issued> {
  const clear = await clearDraft(tx, ctx, input, extra.look, extra.isWarranted) // here, where nobody can change it under us
  const due = dueOf(input, ctx.today, ctx.calendar) as Day
  const whole = extra.parentId === undefined ? undefined : await wholeFor(tx, ctx, extra.parentId, due)
  const parties = whole ? followedBy(clear, await findWho(tx, whole.assigneeId, ctx.today)) : clear
  const template = input.templateVersion ? await findVersion(tx, input.templateVersion) : undefined
  const { planItemId = null } = extra
  const task = await insertTask(tx, ctx, input, parties, due, { template, parentId: whole?.id ?? null, planItemId })
  await insertSteps(tx, ctx, task.id, input, parties, due)
  await insertCoordinators(tx, task.id, parties)
  await insertScopes(tx, task.id, parties)
  await passBall(tx, ctx, { id: task.id, state: 'issued', ...idsOf(parties) }, [], null)
  const subject = subjectOf({ publicId: task.publicId, path: parties.assignee.path })
  const from = template && { template: `${template.name}, bản ${template.number}` }
  const partOf = whole && { partOf: whole.code }
  const facts = { code: task.code, title: input.title, ...namesOf(ctx, parties), ...from, ...partOf, due }
  return { ...task, entry: { subject, facts, about: parties.assignee.id } }
}

const idsOf = ({ assignee, assigner, approver }: Parties) => {
  return { assigneeId: assignee.id, assignerId: assigner.id, approverId: approver.id }
}

/** Who is who, for the record; the assigner only where a clerk entered it in that name. */
const namesOf = ({ who }: Ctx, { assignee, assigner, approver, coordinators }: Parties) => ({
  ...(assigner.id !== who.id && { assigner: assigner.name }),
  assignee: assignee.name,
  approver: approver.name,
  ...(coordinators.length > 0 && { coordinators: coordinators.map(({ person }) => person.name).join(', ') }),
})

interface From {
  template?: { id: number }
  parentId: number | null
  planItemId: number | null
}

async function insertTask(
  tx: Tx,
  ctx: Ctx,
  input: TaskInput,
  parties: Parties,
  due: Day,
  { template, parentId, planItemId }: From,
) {
  const { kind, title, content, document, consequence } = input
  const { product, quantity, quantityUnit, acceptance, evidence, factor } = input
  const { assignee, follower } = parties
  const office = await officeOf(tx, assignee.path)
  const officeId = office?.id ?? assignee.unitId
  const code = await nextCode(tx, officeId, ctx.today.slice(0, 4))
  const task = await tx
    .insertInto('tasks')
    .values({
      publicId: newPublicId(),
      code,
      officeId,
      unitId: assignee.unitId,
      kind,
      state: 'issued',
      ...{ title, content, document, consequence },
      folded: searchText(code, title, document, assignee.name),
      ...idsOf(parties),
      followerId: follower?.id ?? null,
      // Where the office does not ask for a product, the task itself is the one thing to be done.
      ...{ product, quantity: Math.max(quantity, 1), quantityUnit, acceptance, evidence, factor, due },
      countedDays: input.dueCounted ?? null,
      templateVersionId: template?.id ?? null,
      parentId,
      planItemId,
      issuedAt: ctx.now,
      issuedOn: ctx.today,
      ...{ submittedAt: null, submittedOn: null, doneOn: null, excused: null },
    })
    .returning(['id', 'publicId', 'code'])
    .executeTakeFirstOrThrow()
  const first = { taskId: task.id, due, cause: 'first', reason: '', setAt: ctx.now, setById: ctx.who.actorId }
  await tx.insertInto('taskDeadlines').values(first).execute()
  return task
}

/** Mã việc: the number of the task in its office and year, '2026-0713'. */
async function nextCode(tx: Tx, officeId: number, year: string): Promise<string> {
  const { value } = await tx
    .insertInto('counters')
    .values({ name: `task:${officeId}:${year}`, value: 1 })
    .onConflict((on) => on.column('name').doUpdateSet((is) => ({ value: is('counters.value', '+', 1) })))
    .returning('value')
    .executeTakeFirstOrThrow()
  return `${year}-${String(value).padStart(4, '0')}`
}
