import type { Ctx } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { scopesOfParties } from '../../rules/access.ts'
import type { StepDoer } from '../../rules/clarity.ts'
import type { Day } from '../../rules/days.ts'
import { addWorkingDays } from '../../rules/working-days.ts'
import type { Parties, TaskInput } from './draft.ts'

/** What stands beside a newly issued task: its steps, its coordinators, and who finds it. */

export async function insertSteps(tx: Tx, ctx: Ctx, taskId: number, { steps }: TaskInput, parties: Parties, due: Day) {
  if (steps.length === 0) return
  const rows = steps.map(({ name, days, doer }, at) => ({
    taskId,
    position: at + 1,
    name,
    doerId: doerOf(doer, parties).id,
    due: days === undefined ? due : addWorkingDays(ctx.today, days, ctx.calendar),
    doneOn: null,
    doneById: null,
  }))
  await tx.insertInto('taskSteps').values(rows).execute()
}

/** A step that falls to somebody the task does not have is the responsible person's. */
function doerOf(doer: StepDoer = 'responsible', { assignee, approver, follower, coordinators }: Parties) {
  const persons = { responsible: assignee, approver, follower, coordinator: coordinators[0]?.person }
  return persons[doer] ?? assignee
}

export async function insertCoordinators(tx: Tx, taskId: number, { coordinators }: Parties) {
  if (coordinators.length === 0) return
  const rows = coordinators.map(({ person, part }) => ({ taskId, personId: person.id, part, doneAt: null, note: null }))
  await tx.insertInto('taskCoordinators').values(rows).execute()
}

/** Writes down who may find the task in a list: its parties, and every unit above one of them. */
export async function insertScopes(tx: Tx, taskId: number, parties: Parties) {
  const { assignee, assigner, approver, follower, coordinators } = parties
  const persons = [
    assignee,
    assigner,
    approver,
    ...(follower ? [follower] : []),
    ...coordinators.map((one) => one.person),
  ]
  const rows = scopesOfParties(persons).map((scope) => ({ scope, taskId }))
  await tx.insertInto('taskScopes').values(rows).execute()
}
