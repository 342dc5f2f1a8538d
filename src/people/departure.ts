import { day as shown } from '../../views/format.ts'
import { act, type Ctx, type Entry } from '../act.ts'
import type { Reader, Tx } from '../db/schema.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import { type Action, holdsOver, type Person } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { searchText } from '../rules/names.ts'
import { openStates } from '../rules/tasks.ts'
import { endSessions, refuseBeyondReach, refuseEarly } from './commands.ts'
import { currentPosting, delegationsOf, findPerson, findWho, grantsOf, officeOf, type PersonRow } from './queries.ts'
import { refuseWithoutAdmin } from './roles.ts'
import { rescope, scopeOfPerson } from './scopes.ts'
import { personSubject } from './subjects.ts'

/** What a person is to a task: người thực hiện, người nghiệm thu, người giao, người theo dõi. */
export const parts = ['assignee', 'approver', 'assigner', 'follower'] as const
export type Part = (typeof parts)[number]

/** Why a task cannot go to the one who takes over. */
export interface Conflict {
  task: OpenTask
  /** 'both': would be responsible and approver of one task; 'noRight': does not lead the one whose result is to be approved. */
  why: 'both' | 'noRight'
}

/** What a departure would do: shown first, then done. */
export type Departure = Awaited<ReturnType<typeof foreseeDeparture>>
export type OpenTask = Awaited<ReturnType<typeof openTasksOf>>[number]

/** Everything that ends or changes hands when this person leaves; with a successor also what stands in the way. */
export async function foreseeDeparture(db: Reader, today: Day, person: PersonRow, successor?: PersonRow) {
  const tasks = await openTasksOf(db, person.id)
  const [roles, delegations, devices] = [
    await grantsOf(db, [person.id], today),
    await delegationsOf(db, person.id).where('endedAt', 'is', null).where('toDay', '>=', today).execute(),
    await db
      .selectFrom('sessions')
      .select('id')
      .where('personId', '=', person.id)
      .where('endedAt', 'is', null)
      .execute(),
  ]
  const heir = successor && (await findWho(db, successor.id, today))
  const conflicts = heir ? await conflictsOf(db, today, person, heir, tasks) : []
  return { tasks, roles, delegations, devices: devices.length, conflicts }
}

/** Open tasks in which a person has a part or a step, nearest deadline first. */
export function openTasksOf(db: Reader, personId: number) {
  return db
    .selectFrom('tasks')
    .innerJoin('units', 'units.id', 'tasks.unitId')
    .innerJoin('people as assignee', 'assignee.id', 'tasks.assigneeId')
    .selectAll('tasks')
    .select(['units.path', 'assignee.name as assigneeName'])
    .where('tasks.state', 'in', openStates)
    .where((is) =>
      is.or([
        is('tasks.id', 'in', db.selectFrom('taskScopes').select('taskId').where('scope', '=', `p${personId}`)),
        is('tasks.id', 'in', db.selectFrom('taskSteps').select('taskId').where('doerId', '=', personId)),
      ]),
    )
    .orderBy('tasks.due')
    .orderBy('tasks.id')
    .execute()
}

export const partsOf = (task: OpenTask, personId: number): Part[] =>
  parts.filter((part) => task[`${part}Id`] === personId)

/**
 * A person leaves (thôi công tác): posting, roles, delegations and sessions end, and the open work goes to the successor in
 * every part it was held. Nothing is deleted. Throws `Invalid` when somebody must be named or cannot take over.
 */
export const depart = (ctx: Ctx, id: string, input: { day: Day; successorId?: string }) =>
  act(
    ctx,
    'person.depart',
    (tx) => findPerson(tx, id),
    async (tx, person) => {
      refuseUnless(person.leftOn === null, 'person.hasLeft')
      await refuseBeyondReach(tx, ctx, person, 'unit.endRole')
      const posting = await currentPosting(tx, person.id)
      if (posting)
        refuseEarly(
          input.day,
          posting.fromDay,
          `Đồng chí này giữ vị trí hiện nay từ ${shown(posting.fromDay)}. Ghi ngày từ hôm đó.`,
        )
      const heir = input.successorId ? await findPerson(tx, input.successorId) : undefined
      if (heir) await refuseHeir(tx, person, heir)
      const { tasks, roles, delegations, conflicts } = await foreseeDeparture(tx, ctx.today, person, heir)
      await refuseWithoutAdmin(
        tx,
        ctx.today,
        roles.map((grant) => grant.id),
      )
      if (tasks.length > 0 && !heir)
        throw new Invalid({
          successor: `Đồng chí ${person.name} còn ${tasks.length} việc đang mở. Chọn người nhận bàn giao.`,
        })
      if (conflicts.length > 0) throw new Invalid({ successor: conflictSentence(conflicts) })
      const also = heir ? await handOver(tx, person, heir, tasks) : []
      await endEverything(tx, ctx, person, input.day)
      const facts = {
        leftOn: [null, input.day],
        ...(heir && tasks.length > 0 && { successor: heir.name, tasks: tasks.length }),
        roles: roles.map(({ role, unitName }) => ({ role, unit: unitName })),
        delegations: delegations.length,
      }
      return { subject: personSubject(person, person.path), facts, about: person.id, also }
    },
  )

async function refuseHeir(db: Reader, person: PersonRow, heir: PersonRow) {
  const refuse = (successor: string) => {
    throw new Invalid({ successor })
  }
  if (heir.id === person.id) refuse('Chọn người khác: việc không bàn giao cho chính người thôi công tác.')
  if (heir.leftOn !== null) refuse(`Đồng chí ${heir.name} đã thôi công tác. Chọn người đang công tác.`)
  const [from, to] = [await officeOf(db, person.path), await officeOf(db, heir.path)]
  if (from?.id !== to?.id)
    refuse(`Đồng chí ${heir.name} thuộc cơ quan khác. Chọn người trong ${from?.name ?? 'cùng cơ quan'}.`)
}

/** Nobody approves the own work, and an approver leads the one who did it: product.md section 2, rõ trách nhiệm. */
async function conflictsOf(
  db: Reader,
  today: Day,
  person: PersonRow,
  heir: Person,
  tasks: OpenTask[],
): Promise<Conflict[]> {
  const conflicts: Conflict[] = []
  for (const task of tasks) {
    const assigneeId = task.assigneeId === person.id ? heir.id : task.assigneeId
    const approverId = task.approverId === person.id ? heir.id : task.approverId
    if (assigneeId === approverId) conflicts.push({ task, why: 'both' })
    else if (approverId !== task.approverId && !(await mayApprove(db, today, heir, assigneeId)))
      conflicts.push({ task, why: 'noRight' })
  }
  return conflicts
}

async function mayApprove(db: Reader, today: Day, heir: Person, assigneeId: number): Promise<boolean> {
  const assignee = await findWho(db, assigneeId, today)
  return !assignee || holdsOver(heir, 'leader', assignee)
}

function conflictSentence(conflicts: Conflict[]): string {
  const named = (why: Conflict['why']) =>
    conflicts
      .filter((one) => one.why === why)
      .map(({ task }) => `“${task.title}”`)
      .join(', ')
  const [both, noRight] = [named('both'), named('noRight')]
  return [
    both && `Người nhận sẽ vừa thực hiện vừa nghiệm thu ${both}. Chọn người khác, hoặc đổi người nghiệm thu trước.`,
    noRight &&
      `Người nhận chưa là lãnh đạo của người thực hiện ${noRight}. Chọn người khác, hoặc giao vai trò lãnh đạo cho người này trước.`,
  ]
    .filter(Boolean)
    .join(' ')
}

/** Puts the successor in every place of the leaver in these tasks; one row of the record for each. */
async function handOver(tx: Tx, person: PersonRow, heir: PersonRow, tasks: OpenTask[]) {
  const entries: (Entry & { action: Action })[] = []
  for (const task of tasks) {
    const held = partsOf(task, person.id)
    const places = Object.fromEntries(held.map((part) => [`${part}Id`, heir.id]))
    const folded = held.includes('assignee') ? searchText(task.code, task.title, task.document, heir.name) : task.folded
    await tx
      .updateTable('tasks')
      .set({ ...places, folded, version: task.version + 1 })
      .where('id', '=', task.id)
      .execute()
    const facts = Object.fromEntries(
      (held.length > 0 ? held : ['doer']).map((part) => [part, [person.name, heir.name]]),
    )
    const subject = { kind: 'task', publicId: task.publicId, path: task.path }
    entries.push({ action: 'person.depart', subject, facts, about: person.id })
  }
  await rescope(tx, scopeOfPerson(person.id))
  const open = tx.selectFrom('tasks').select('id').where('state', 'in', openStates)
  await tx
    .updateTable('taskSteps')
    .set({ doerId: heir.id })
    .where('doerId', '=', person.id)
    .where('taskId', 'in', open)
    .execute()
  return entries
}

async function endEverything(tx: Tx, ctx: Ctx, person: PersonRow, day: Day) {
  const { id } = person
  await tx
    .updateTable('people')
    .set({ leftOn: day, version: person.version + 1 })
    .where('id', '=', id)
    .execute()
  await tx.updateTable('postings').set({ toDay: day }).where('personId', '=', id).where('toDay', 'is', null).execute()
  await tx
    .updateTable('roleGrants')
    .set((is) => ({ toDay: is.case().when('fromDay', '>', day).then(is.ref('fromDay')).else(day).end() }))
    .where('personId', '=', id)
    .where((is) => is.or([is('toDay', 'is', null), is('toDay', '>', day)]))
    .execute()
  await tx
    .updateTable('delegations')
    .set({ endedAt: ctx.now })
    .where((is) => is.or([is('principalId', '=', id), is('substituteId', '=', id)]))
    .where('endedAt', 'is', null)
    .where('toDay', '>=', ctx.today)
    .execute()
  await endSessions(tx, id, ctx.now)
  await tx.updateTable('sessions').set({ actingForId: null }).where('actingForId', '=', id).execute()
  await tx
    .updateTable('tokens')
    .set({ endedAt: ctx.now })
    .where('personId', '=', id)
    .where('endedAt', 'is', null)
    .execute()
  await tx.deleteFrom('knownDevices').where('personId', '=', id).execute()
}
