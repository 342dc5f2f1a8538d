import type { Selectable } from 'kysely'
import { expect } from 'vitest'
import type { Schema } from '../src/db/schema.ts'
import { findWho } from '../src/people/queries.ts'
import { type Action, can, holdsOver } from '../src/rules/access.ts'
import { holderOf } from '../src/rules/ball.ts'
import { dayIn } from '../src/rules/days.ts'
import { isEnded, mostLevels } from '../src/rules/parts.ts'
import { moves, next, type RequestKind, type TaskKind, type TaskMove, type TaskState } from '../src/rules/tasks.ts'
import { isWorkingDay, type WorkCalendar } from '../src/rules/working-days.ts'
import { findTask, type Task } from '../src/tasks/queries.ts'
import type { World } from './world.ts'

/** Everything stored about one task, read beside the commands, to hold against what the product promises. */
export type Snapshot = Awaited<ReturnType<typeof snapshotsOf>> extends Map<string, infer S> ? S : never

/** Every task as it is stored, by public id. */
export async function snapshotsOf({ db: { reader } }: World, publicIds: readonly string[]) {
  const tasks = await reader
    .selectFrom('tasks')
    .selectAll()
    .where('publicId', 'in', ['', ...publicIds])
    .execute()
  const ids = [0, ...tasks.map(({ id }) => id)]
  const all = <T extends 'taskDeadlines' | 'taskHoldings' | 'taskRequests' | 'taskCoordinators' | 'submissions'>(
    table: T,
  ) =>
    reader
      .selectFrom(table as 'taskDeadlines')
      .selectAll()
      .where('taskId', 'in', ids)
      .orderBy('id')
      .execute() as never as Promise<Selectable<Schema[T]>[]>
  const deadlines = await all('taskDeadlines')
  const holdings = await all('taskHoldings')
  const requests = await all('taskRequests')
  const coordinators = await all('taskCoordinators')
  const submissions = await all('submissions')
  const steps = await reader
    .selectFrom('taskSteps')
    .selectAll()
    .where('taskId', 'in', ids)
    .orderBy('position')
    .execute()
  const scopes = await reader.selectFrom('taskScopes').select(['taskId', 'scope']).where('taskId', 'in', ids).execute()
  const of = <R extends { taskId: number }>(rows: readonly R[], id: number) =>
    rows.filter(({ taskId }) => taskId === id)
  return new Map(
    tasks.map((task) => [
      task.publicId,
      {
        task: { ...task, state: task.state as TaskState, kind: task.kind as TaskKind },
        deadlines: of(deadlines, task.id),
        holdings: of(holdings, task.id),
        requests: of(requests, task.id),
        coordinators: of(coordinators, task.id),
        submissions: of(submissions, task.id),
        steps: of(steps, task.id),
        scopes: of(scopes, task.id)
          .map(({ scope }) => scope)
          .sort(),
      },
    ]),
  )
}

export interface Row {
  id: number
  at: string
  actorId: number
  behalfOfId: number | null
  action: string
  subject: string
  facts: Record<string, unknown>
}

/** The rows of the record after one, oldest first. */
export async function recordAfter({ db }: World, id: number): Promise<Row[]> {
  const rows = await db.reader
    .selectFrom('audit')
    .select(['id', 'at', 'actorId', 'behalfOfId', 'action', 'subject', 'facts'])
    .where('id', '>', id)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, facts: JSON.parse(row.facts ?? '{}') }))
}

const openKinds = ({ requests }: Snapshot) =>
  requests.filter(({ outcome }) => outcome === null).map(({ kind }) => kind as RequestKind)

/** Invariant 1: whatever has happened, every rõ of an issued task is clear. */
export async function expectClear({ db: { reader }, clock }: World, snapshot: Snapshot, calendar: WorkCalendar) {
  const { task, steps, deadlines, coordinators } = snapshot
  const today = dayIn(clock)
  const [assignee, approver, assigner] = [
    await findWho(reader, task.assigneeId, today),
    await findWho(reader, task.approverId, today),
    await findWho(reader, task.assignerId, today),
  ]
  // Of a remedy (khắc phục) the round of its finding says who approves: its head, or who ordered it.
  const remedied = await reader.selectFrom('findings').select('id').where('taskId', '=', task.id).executeTakeFirst()
  const parties = [task.assigneeId, ...coordinators.map(({ personId }) => personId)]
  expect({
    'rõ người': Boolean(assignee) && new Set(parties).size === parties.length,
    'rõ việc': task.title !== '' && task.content !== '',
    'rõ quy trình': steps.length > 0,
    'rõ trách nhiệm':
      task.approverId !== task.assigneeId &&
      Boolean(assignee && approver && assigner && (remedied || holdsOver(approver, 'leader', assignee))),
    'rõ hiệu quả':
      task.product !== '' && task.quantity >= 1 && deadlines.every(({ due }) => isWorkingDay(due, calendar)),
  }).toEqual({
    'rõ người': true,
    'rõ việc': true,
    'rõ quy trình': true,
    'rõ trách nhiệm': true,
    'rõ hiệu quả': true,
  })
}

/** What holds of one task at any time: its deadlines, its requests, who has the ball. */
export function expectSound(snapshot: Snapshot) {
  const { task, deadlines, holdings, coordinators, submissions } = snapshot
  expect(deadlines[0]).toMatchObject({ cause: 'first' })
  expect(deadlines.filter(({ cause }) => cause === 'first')).toHaveLength(1)
  expect(task.due).toBe(deadlines.at(-1)?.due)

  const open = openKinds(snapshot)
  expect(new Set(open).size).toBe(open.length)
  if (!['issued', 'in_progress', 'paused'].includes(task.state)) expect(open).toEqual([])
  expect(submissions.filter(({ decision }) => decision === null)).toHaveLength(task.state === 'submitted' ? 1 : 0)
  expect(task.doneOn !== null).toBe(task.state === 'completed')
  expect(task.submittedOn !== null).toBe(submissions.length > 0 && submissions.at(-1)?.decision !== 'returned')

  for (const [at, { fromAt, toAt }] of holdings.entries()) {
    const last = at === holdings.length - 1
    expect([at, toAt === null && !last]).toEqual([at, false]) // one open span at most, the last one
    if (toAt !== null) expect(toAt >= fromAt).toBe(true)
    if (toAt !== null && !last) expect((holdings[at + 1]?.fromAt ?? '') >= toAt).toBe(true)
  }
  const now = holdings.at(-1)?.toAt === null ? holdings.at(-1) : undefined
  expect(now?.holder).toBe(holderOf(task.state, open, now?.holder === 'coordinator'))
  if (!now) return
  const isOwn = task.assignerId === task.assigneeId && open.includes('clarification')
  const person: Record<string, number | undefined> = {
    doer: task.assigneeId,
    assigner: isOwn ? task.approverId : task.assignerId,
    approver: task.approverId,
    coordinator: coordinators.find(({ personId, doneAt }) => personId === now.personId && doneAt === null)?.personId,
  }
  expect(now.personId).toBe(person[now.holder])
}

/** Invariant 2: the record of a task, replayed, gives its present state, doer, deadline and progress. */
export async function expectReplayed({ db: { reader } }: World, { task }: Snapshot, rows: readonly Row[]) {
  const own = rows.filter(({ subject }) => subject === task.publicId)
  const [first, ...later] = own
  expect(first?.action).toBe('person.giveTask')
  const now: Record<string, unknown> = { state: 'issued', progress: 0 }
  Object.assign(now, { assignee: first?.facts.assignee, due: first?.facts.due })
  for (const { facts } of later)
    for (const key of ['state', 'assignee', 'due', 'progress']) {
      const change = facts[key]
      if (!Array.isArray(change)) continue
      expect([key, change[0]]).toEqual([key, now[key]]) // each row begins where the last one ended
      now[key] = change[1]
    }
  const doer = await reader.selectFrom('people').select('name').where('id', '=', task.assigneeId).executeTakeFirst()
  expect(now).toEqual({ state: task.state, assignee: doer?.name, due: task.due, progress: task.progress })
}

/** Wholes and parts: counted right, none too deep, and nothing is over whose parts are not. */
export function expectTree(all: ReadonlyMap<string, Snapshot>) {
  const tasks = [...all.values()].map(({ task }) => task)
  const byId = new Map(tasks.map((task) => [task.id, task]))
  for (const task of tasks) {
    const parts = tasks.filter(({ parentId }) => parentId === task.id)
    expect([task.publicId, task.children]).toEqual([
      task.publicId,
      parts.filter((part) => part.state !== 'cancelled').length,
    ])
    if (isEnded(task.state)) expect(parts.filter(({ state }) => !isEnded(state))).toEqual([])
    let level = 1
    for (let above = byId.get(task.parentId ?? 0); above; above = byId.get(above.parentId ?? 0)) level += 1
    expect(level).toBeLessThanOrEqual(mostLevels)
  }
}

const undoable = ['task.accept', 'task.approve', 'task.decideExtension']
/** Nobody judges the own work, in whosever name. */
const judged = ['task.approve', 'task.return', 'task.decideExtension', 'task.answer', 'task.excuse']
/** What adds to a task without being a version of it. */
const beside = ['task.comment', 'task.finishPart']

/** What an accepted act may have changed, and by whose right. */
export async function expectLawful(world: World, before: Snapshot, task: Task, after: Snapshot, rows: readonly Row[]) {
  const row = rows.at(-1) as Row
  const who = await findWho(world.db.reader, row.behalfOfId ?? row.actorId, dayIn(row.at), row.actorId)
  const action = row.action as Action & `task.${string}`
  expect([action, who && can(who, action, task)]).toEqual([action, true])
  if (judged.includes(action)) expect([row.actorId, row.behalfOfId]).not.toContain(task.assigneeId)

  const open = openKinds(before)
  const { state, kind } = before.task
  const { openParts } = task
  if (action in moves)
    expect(after.task.state).toBe(next(action as TaskMove, { state, kind, openRequests: open, openParts }))
  else if (action !== 'task.undo') expect(after.task.state).toBe(state)
  expect(after.task.version).toBe(before.task.version + (beside.includes(action) ? 0 : 1))
  if (action === 'task.undo') expectUndone(rows, after)
  else expect(after.deadlines.slice(0, before.deadlines.length)).toEqual(before.deadlines)
  expect(after.deadlines[0]).toEqual(before.deadlines[0])
  if (action !== 'task.handOver') expect(after.task.assigneeId).toBe(before.task.assigneeId)
  expectPassed(before, after, row.at)
}

/** Taken back was the last decision of the same person, of one press, within ten minutes. */
function expectUndone(rows: readonly Row[], after: Snapshot) {
  const [undo, ...earlier] = rows.filter(({ subject }) => subject === after.task.publicId).reverse() as [Row, ...Row[]]
  const deed = earlier.find(({ action }) => !beside.includes(action)) as Row
  expect(undoable).toContain(deed.action)
  expect(undo.actorId).toBe(deed.actorId)
  expect(Date.parse(undo.at) - Date.parse(deed.at)).toBeLessThanOrEqual(600_000)
}

/** The ball passed from hand to hand, at once: earlier spans stand, the last one ends when the next begins. */
function expectPassed(before: Snapshot, after: Snapshot, at: string) {
  const old = before.holdings.length
  const had = before.holdings.at(-1)
  expect(after.holdings.slice(0, old - 1)).toEqual(before.holdings.slice(0, old - 1))
  const now = after.holdings[old - 1]
  if (had?.toAt !== null) expect(now).toEqual(had)
  else expect(now).toEqual({ ...had, toAt: now?.toAt === null ? null : at })
  expect(after.holdings.length - old).toBeLessThanOrEqual(1)
  if (after.holdings[old]) expect(after.holdings[old]).toMatchObject({ fromAt: at, toAt: null })
}

export const findWhole = ({ db }: World, publicId: string) => findTask(db.reader, publicId) as Promise<Task>
