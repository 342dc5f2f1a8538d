import { act, type Ctx } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { findWho, officeOf } from '../people/queries.ts'
import { type Person, scopesOfParties } from '../rules/access.ts'
import { dueOf } from '../rules/clarity.ts'
import type { Day } from '../rules/days.ts'
import { searchText } from '../rules/names.ts'
import { addWorkingDays } from '../rules/working-days.ts'
import { newPublicId } from '../secrets.ts'
import { clearDraft, type Parties, type TaskInput } from './draft.ts'
import { passBall, subjectOf } from './moving.ts'

/**
 * Issues a task (giao việc). Throws `Invalid` with a sentence per field while any rõ is unclear, whatever route it comes by.
 * Returns the public id of the new task.
 */
export async function issueTask(ctx: Ctx, input: TaskInput): Promise<string> {
  const { assignee } = await clearDraft(ctx.db.reader, ctx, input)
  return act(
    ctx,
    'person.giveTask',
    (tx) => findWho(tx, assignee.id, ctx.today),
    async (tx) => {
      const parties = await clearDraft(tx, ctx, input) // once more, now that nobody can change it under us
      const due = dueOf(input, ctx.today, ctx.calendar) as Day
      const task = await insertTask(tx, ctx, input, parties, due)
      await insertSteps(tx, ctx, task.id, input, parties, due)
      await insertScopes(tx, ctx, task.id, parties)
      const { assignee, approver } = parties
      const held = {
        id: task.id,
        state: 'issued' as const,
        assigneeId: assignee.id,
        assignerId: ctx.who.id,
        approverId: approver.id,
      }
      await passBall(tx, ctx, held, [], null)
      const names = { assignee: parties.assignee.name, approver: parties.approver.name }
      const subject = subjectOf({ publicId: task.publicId, path: parties.assignee.path })
      return { subject, facts: { code: task.code, title: input.title, ...names, due }, about: parties.assignee.id }
    },
  )
}

async function insertTask(tx: Tx, ctx: Ctx, input: TaskInput, { assignee, approver, follower }: Parties, due: Day) {
  const { kind, title, content, document, consequence, product, quantity, quantityUnit, acceptance, evidence, factor } =
    input
  const office = await officeOf(tx, assignee.path)
  const code = await nextCode(tx, office?.id ?? assignee.unitId, ctx.today.slice(0, 4))
  const task = await tx
    .insertInto('tasks')
    .values({
      publicId: newPublicId(),
      code,
      officeId: office?.id ?? assignee.unitId,
      unitId: assignee.unitId,
      kind,
      state: 'issued',
      title,
      content,
      document,
      folded: searchText(code, title, document, assignee.name),
      assigneeId: assignee.id,
      assignerId: ctx.who.id,
      approverId: approver.id,
      followerId: follower?.id ?? null,
      consequence,
      product,
      quantity,
      quantityUnit,
      acceptance,
      evidence,
      factor,
      due,
      countedDays: input.dueCounted ?? null,
      issuedAt: ctx.now,
      issuedOn: ctx.today,
      submittedAt: null,
      submittedOn: null,
      doneOn: null,
      excused: null,
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

async function insertSteps(tx: Tx, ctx: Ctx, taskId: number, { steps }: TaskInput, { assignee }: Parties, due: Day) {
  const rows = steps.map(({ name, days }, at) => ({
    taskId,
    position: at + 1,
    name,
    doerId: assignee.id,
    due: days === undefined ? due : addWorkingDays(ctx.today, days, ctx.calendar),
    doneOn: null,
    doneById: null,
  }))
  await tx.insertInto('taskSteps').values(rows).execute()
}

/** Writes down who may find the task in a list: its parties, and every unit above one of them. */
async function insertScopes(tx: Tx, ctx: Ctx, taskId: number, { assignee, approver, follower }: Parties) {
  const parties: Person[] = [assignee, approver, ctx.who, ...(follower ? [follower] : [])]
  await tx
    .insertInto('taskScopes')
    .values(scopesOfParties(parties).map((scope) => ({ scope, taskId })))
    .execute()
}
