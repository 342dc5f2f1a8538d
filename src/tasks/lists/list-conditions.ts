import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/schema.ts'
import { begins, finds } from '../../db/search.ts'
import { holdsOver, type Person, type Placed, scopesOf } from '../../rules/access.ts'
import { addDays, type Day } from '../../rules/days.ts'
import { type TaskState, taskStates } from '../../rules/tasks.ts'
import type { Bucket } from '../../rules/timeliness.ts'
import { isIn, standsIn, statesIn } from './buckets.ts'
import type { TaskFilter } from './lists.ts'
import type { Span } from './walks.ts'

/** What a list asks of a task, for queries with `tasks`. */
export function conditionsOf(db: Db, who: Person, filter: TaskFilter): Expression<SqlBool>[] {
  const { view = 'all', search, buckets, wholes, kind, assignee, units, planId } = filter
  const part = parts[view]
  const found = [
    part && isPerson(part, who.id),
    buckets &&
      sql<boolean>`(${sql.join(
        buckets.of.map((bucket) => (planId === undefined ? isIn(bucket, buckets.on) : standsIn[bucket](buckets.on))),
        sql` or `,
      )})`,
    wholes && sql<boolean>`tasks.children > 0`,
    kind && sql<boolean>`tasks.kind = ${kind}`,
    ...compared(filter),
    units && isOneOf('tasks.unit_id', units.ids),
    planId !== undefined && isOfPlan(planId),
    Boolean(search) && begins('tasks', search ?? ''),
    Boolean(assignee) &&
      sql<boolean>`tasks.assignee_id in (select people.id from people where ${finds(db.dialect, 'people', assignee ?? '')})`,
  ]
  return found.filter((one) => one !== undefined && one !== false && one !== '')
}

const compared = ({ dueFrom, dueTo, issuedFrom, issuedTo, assigneeId, approverId }: TaskFilter) => [
  dueFrom && sql<boolean>`tasks.due >= ${dueFrom}`,
  dueTo && sql<boolean>`tasks.due <= ${dueTo}`,
  issuedFrom && sql<boolean>`tasks.issued_on >= ${issuedFrom}`,
  issuedTo && sql<boolean>`tasks.issued_on <= ${issuedTo}`,
  assigneeId !== undefined && isPerson('assignee', assigneeId),
  approverId !== undefined && isPerson('approver', approverId),
]

/** It carries out a line of this plan. */
export const isOfPlan = (planId: number) =>
  sql<boolean>`tasks.plan_item_id in (select id from plan_items where plan_id = ${planId})`

/** The part that makes a task the viewer's in this view. */
export const parts = {
  mine: 'assignee',
  given: 'assigner',
  approving: 'approver',
  all: undefined,
  units: undefined,
} as const
export type Part = 'assignee' | 'assigner' | 'approver'

/** Asked of a row at hand; put this way, no planner starts from everything that person has. */
const isPerson = (part: Part, id: number) => sql<boolean>`${sql.ref(`tasks.${part}_id`)} + 0 = ${id}`

export const isOneOf = (column: string, values: readonly (string | number)[]) =>
  values.length > 0 ? sql<boolean>`${sql.ref(column)} in (${sql.join(values)})` : sql<boolean>`1 = 0`

/**
 * In any of these scopes: the list's side of `task.see`, for the task of that id. Asked row by row; as a join PostgreSQL may
 * hash whole scopes, and put as `exists` it takes hardly any row to be seen.
 */
export const liesIn = (scopes: readonly string[], task = 'tasks.id') =>
  sql<boolean>`(select 1 from task_scopes as seen where seen.task_id = ${sql.ref(task)}
    and seen.scope in (${sql.join(scopes)}) limit 1) is not null`

/**
 * What a list walks through: one unit or one person where it asks for that, otherwise all that the viewer has. `own` when
 * everything in there may be seen: whoever is over a unit sees every task that lies in its scope. `isParty` when the list
 * asks for the viewer's own part, so that all of it is seen wherever it is found.
 */
export function scopesFor(who: Person, { view = 'all', units, assigneeId, approverId }: TaskFilter) {
  const personId = assigneeId ?? approverId ?? (parts[view] && who.id)
  const isParty = personId === who.id
  if (personId !== undefined) return { scopes: [`p${personId}`], own: isParty, isParty }
  const holds = (unit: Placed) => holdsOver(who, 'leader', unit) || holdsOver(who, 'clerk', unit)
  const isHeld = units !== undefined && units.heads.length > 0 && units.heads.every(holds)
  return { scopes: isHeld ? units.heads.map(({ id }) => `u${id}`) : scopesOf(who), own: true, isParty }
}

/** The states that can hold what is asked for. */
export function statesOf({ states = taskStates, buckets }: TaskFilter): TaskState[] {
  const held = new Set(buckets?.of.flatMap((bucket) => statesIn[bucket]) ?? taskStates)
  return states.filter((state) => held.has(state))
}

/**
 * Deadlines between which everything of a state lies. No deadline is before the day of issue (rules: `duePast`). What is late
 * was due before today, since nobody hands in tomorrow; what is in time and not handed in is not due yet.
 */
export function spanOf({ dueFrom, dueTo, issuedFrom, buckets }: TaskFilter): (state: TaskState) => Span {
  const isOnly = (bucket: Bucket, state: TaskState) => {
    const wanted = buckets?.of.filter((one) => statesIn[one].includes(state)) ?? []
    return wanted.length === 1 && wanted[0] === bucket
  }
  return (state) => {
    const inTime = buckets && state !== 'submitted' && isOnly('openInTime', state) ? buckets.on : undefined
    const late = buckets && isOnly('openLate', state) ? addDays(buckets.on, -1) : undefined
    return { from: inOrder(dueFrom, issuedFrom, inTime).at(-1), to: inOrder(dueTo, late)[0] }
  }
}

const inOrder = (...days: (Day | undefined)[]): Day[] => days.filter((day) => day !== undefined).sort()
