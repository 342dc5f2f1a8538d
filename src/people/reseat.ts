import { type RawBuilder, sql } from 'kysely'
import type { Ctx, Entry } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { eachSlice } from '../db/slices.ts'
import type { Action } from '../rules/access.ts'
import type { Coordinator, Seated, Seats } from '../rules/hand-over.ts'
import { searchText } from '../rules/names.ts'
import type { OpenTask } from './open-work.ts'
import { rescope, tasksOf } from './scopes.ts'

/** A task whose people change: as it stands, and as it will. `unitId` is the unit whose work it becomes. */
export interface Reseating {
  task: OpenTask
  after: Seated
  unitId: number
}
/** Names by id of everybody whom a task points to before or after. */
export type Names = ReadonlyMap<number, string>

/** Everything in a task that points to people, as text to compare. */
export const outline = ({ state, assigneeId, assignerId, approverId, followerId, ...seated }: Seated): string =>
  JSON.stringify([
    [state, assigneeId, assignerId, approverId, followerId, seated.stepDoers, ballKey(seated)],
    seated.coordinators.map((one) => [one.id, partKey(one)]),
    seated.requests.map(({ id, askedOfId }) => [id, askedOfId]),
  ])

const ballKey = ({ ball }: Pick<Seated, 'ball'>) => ball && `${ball.holder} ${ball.personId}`

/** Puts people in their new seats, in sets: a few statements for every three hundred tasks. */
export const reseat = (tx: Tx, { now }: Pick<Ctx, 'now'>, all: readonly Reseating[], names: Names) =>
  eachSlice(all, 300, async (slice) => {
    await seat(tx, slice, names)
    await giveParts(tx, slice)
    await putQuestions(tx, slice)
    await passBalls(tx, slice, now)
    await rescope(tx, tasksOf(slice.map(({ task }) => task.id)))
  })

/** A row of the record for each task: from whom to whom. */
export const reseated = (action: Action, all: readonly Reseating[], names: Names, about?: number) =>
  all.map((one): Entry & { action: Action } => ({
    action,
    subject: { kind: 'task', publicId: one.task.publicId, path: one.task.path },
    facts: factsOf(one, names),
    about: about ?? one.task.assigneeId,
  }))

const seats = ['assignee', 'approver', 'assigner', 'follower'] as const

function factsOf({ task, after }: Reseating, names: Names) {
  const name = (id: number | null | undefined) => (id ? (names.get(id) ?? null) : null)
  const moved = (key: keyof Seats) => (task[key] === after[key] ? undefined : [name(task[key]), name(after[key])])
  const seated = seats.map((seat) => [seat, moved(`${seat}Id`)] as const)
  const parts = coordinatorsMoved(task, after)
  const doers = task.assigneeId === after.assigneeId ? difference(task.stepDoers, after.stepDoers) : undefined
  const pairs = [
    ['state', task.state === after.state ? undefined : [task.state, after.state]],
    ...seated,
    ['coordinator', parts?.map((ids) => listed(ids.map(name)))],
    ['doer', doers?.map((ids) => listed(ids.map(name)))],
  ] as const
  return Object.fromEntries(pairs.filter(([, pair]) => pair !== undefined))
}

/** Whose part it was and whose it is; who takes one on beside the own did not go. */
function coordinatorsMoved(before: Seated, after: Seated): [number[], number[]] | undefined {
  const [gone, come] = difference(before.coordinators.map(partKey), after.coordinators.map(partKey)) ?? []
  if (!gone || !come) return undefined
  const [from, to] = [gone, come].map((keys) => keys.map((key) => Number.parseInt(key, 10))) as [number[], number[]]
  return [from.filter((id) => !to.includes(id)), to]
}

const partKey = ({ personId, part, isDone }: Coordinator) => `${personId} ${isDone} ${part}`
const listed = (names: (string | null)[]) => [...new Set(names)].join(', ') || null

/** What is in one list only, and what in the other; undefined when they are alike. */
function difference<T>(before: readonly T[], after: readonly T[]): [T[], T[]] | undefined {
  const gone = before.filter((one) => !after.includes(one))
  const come = after.filter((one) => !before.includes(one))
  return gone.length + come.length > 0 ? [gone, come] : undefined
}

const integer = (value: number | null) => sql`cast(${value} as integer)`
const text = (value: string) => sql`cast(${value} as text)`
/** Rows as a table whose columns both databases call column1, column2 and so on. */
const given = (rows: readonly RawBuilder<unknown>[][]) =>
  sql`(values ${sql.join(rows.map((row) => sql`(${sql.join(row)})`))}) as given`

async function seat(tx: Tx, slice: readonly Reseating[], names: Names) {
  const rows = slice.map(({ task, after, unitId }) => {
    const { assigneeId, approverId, assignerId, followerId } = after
    const found = searchText(task.code, task.title, task.document, names.get(assigneeId) ?? '')
    const folded = assigneeId === task.assigneeId ? task.folded : found
    const people = [assigneeId, approverId, assignerId, followerId, unitId]
    return [integer(task.id), text(after.state), text(folded), ...people.map(integer)]
  })
  await sql`update tasks set state = column2, folded = column3, assignee_id = column4, approver_id = column5,
    assigner_id = column6, follower_id = column7, unit_id = column8, version = version + 1
    from ${given(rows)} where tasks.id = column1`.execute(tx)
}

async function giveParts(tx: Tx, slice: readonly Reseating[]) {
  const idsAfter = new Set(slice.flatMap(({ after }) => after.coordinators.map(({ id }) => id)))
  const before = slice.flatMap(({ task }) => task.coordinators)
  const dropped = before.filter(({ id }) => !idsAfter.has(id)).map(({ id }) => id)
  if (dropped.length > 0) await tx.deleteFrom('taskCoordinators').where('id', 'in', dropped).execute()
  const stood = new Map(before.map((one) => [one.id, partKey(one)]))
  const moved = slice.flatMap(({ after }) => after.coordinators).filter((one) => stood.get(one.id) !== partKey(one))
  if (moved.length === 0) return
  const rows = moved.map(({ id, personId, part }) => [integer(id), integer(personId), text(part)])
  await sql`update task_coordinators set person_id = column2, part = column3, done_at = null
    from ${given(rows)} where task_coordinators.id = column1`.execute(tx)
}

async function putQuestions(tx: Tx, slice: readonly Reseating[]) {
  const stood = new Map(slice.flatMap(({ task }) => task.requests.map(({ id, askedOfId }) => [id, askedOfId])))
  const moved = slice.flatMap(({ after }) => after.requests).filter(({ id, askedOfId }) => stood.get(id) !== askedOfId)
  if (moved.length === 0) return
  const rows = moved.map(({ id, askedOfId }) => [integer(id), integer(askedOfId)])
  await sql`update task_requests set asked_of_id = column2 from ${given(rows)} where task_requests.id = column1`.execute(
    tx,
  )
}

/** Closes the span of whoever had the ball and opens that of who has it now. */
async function passBalls(tx: Tx, slice: readonly Reseating[], now: string) {
  const passed = slice.filter(({ task, after }) => ballKey(task) !== ballKey(after))
  const closed = passed.flatMap(({ task }) => task.ball?.id ?? [])
  if (closed.length > 0) await tx.updateTable('taskHoldings').set({ toAt: now }).where('id', 'in', closed).execute()
  const opened = passed.flatMap(({ task, after }) =>
    after.ball ? [{ taskId: task.id, ...after.ball, fromAt: now, toAt: null }] : [],
  )
  if (opened.length > 0) await tx.insertInto('taskHoldings').values(opened).execute()
}
