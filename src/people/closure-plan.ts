import type { Reader } from '../db/schema.ts'
import { refuseUnless } from '../refusal.ts'
import { can, type Person } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import type { TaskState } from '../rules/tasks.ts'
import { foreseeApprovers } from './closure-approvers.ts'
import { foreseeBelongings } from './closure-belongings.ts'
import { foreseeInspections } from './closure-inspections.ts'
import { grantsIn, rolesOf } from './closure-roles.ts'
import { dayError, rootsOf, successorOf } from './closure-units.ts'
import { digestOf } from './digest.ts'
import type { ClosureInput } from './forms.ts'
import { type Closing, goesOn, mergerTree, type Taker } from './merger-tree.ts'
import { unfinished } from './open-work.ts'
import { peopleWithUnit } from './queries.ts'
import { quoted } from './quoted.ts'
import { outline } from './reseat.ts'
import { flat, type UnitRow, unitTree } from './tree.ts'

/** What closing or merging units would do: shown first, then done. */
export type Closure = Awaited<ReturnType<typeof foreseeClosure>>
type Asking = { who: Person; today: Day }

/**
 * Everything that moves or ends when a unit closes, alone or together with others, and in `errors` all that stands in the
 * way. `seen` names this very outcome: it is carried out only as it was shown. Some twenty queries, whatever the rows.
 */
export async function foreseeClosure(db: Reader, { who, today }: Asking, unit: UnitRow, input: ClosureInput) {
  const open = flat(await unitTree(db)).map((node) => node.unit)
  const errors: Record<string, string> = {}
  const roots = rootsOf(who, open, unit, input, errors)
  const successor = successorOf(who, open, roots, input, errors)
  const { closings: bare, openings } = mergerTree(open, roots, successor, input.below)
  const ids = bare.map(({ unit }) => unit.id)
  const people = { members: await membersIn(db, ids), grants: await grantsIn(db, ids, today) }
  const closings = await counted(db, bare, people.members)
  const roles = await rolesOf(db, today, closings, people.grants, input)
  for (const { carried, into } of roles)
    refuseUnless(carried === undefined || (into && can(who, 'unit.grantRole', into)), 'forbidden')
  const work = closings.reduce((sum, { open }) => sum + open, 0)
  const isEmpty = people.members.length + people.grants.length + work === 0
  if (input.into === 'unit' && !successor && !isEmpty) errors.successor ??= 'Chọn đơn vị nhận người và việc.'
  const late = await dayError(db, closings, input.day)
  if (late) errors.day = late
  const approvers = await foreseeApprovers(db, today, { closings, ...people, roles, input })
  if (successor && approvers.unled.length > 0) errors.roles = unledSentence(successor, approvers.unled)
  const belongings = await foreseeBelongings(db, closings, input.day)
  const inspected = await foreseeInspections(db, closings)
  const seen = digestOf([
    [input.day, belongings, people.members.map(({ publicId }) => publicId)],
    closings.map(({ unit, into }) => [unit.publicId, unit.version, into?.publicId ?? into?.id]),
    openings.map(({ name, shortName, path }) => [name, shortName, path]),
    roles.map(({ publicId, carried }) => [publicId, carried]),
    approvers.tasks.map(({ task, after }) => [task.publicId, task.version, outline(after)]),
    [inspected.going.map(({ id }) => id), inspected.staying.map(({ id }) => id), inspected.findings],
  ])
  return { roots, successor, closings, openings, ...people, roles, approvers, belongings, inspected, errors, seen }
}

const membersIn = (db: Reader, unitIds: readonly number[]) =>
  peopleWithUnit(db)
    .where('people.unitId', 'in', [0, ...unitIds])
    .where('people.leftOn', 'is', null)
    .where('people.system', '=', 0)
    .orderBy('units.path')
    .orderBy('people.sortKey')
    .orderBy('people.id')
    .execute()
export type Member = Awaited<ReturnType<typeof membersIn>>[number]

/** A unit that closes with what is in it: people, tasks that are not over, tasks that are. */
export interface Counted extends Closing {
  /** It goes on in another place. */
  continues: boolean
  people: number
  open: number
  past: number
}

async function counted(db: Reader, closings: readonly Closing[], members: readonly Member[]): Promise<Counted[]> {
  const rows = await db
    .selectFrom('tasks')
    .select((is) => ['unitId', 'state', is.fn.countAll<number>().as('count')])
    .where('unitId', 'in', [0, ...closings.map(({ unit }) => unit.id)])
    .groupBy(['unitId', 'state'])
    .execute()
  const tasks = (unitId: number, isOpen: boolean) =>
    rows
      .filter((row) => row.unitId === unitId && unfinished.includes(row.state as TaskState) === isOpen)
      .reduce((sum, row) => sum + Number(row.count), 0)
  return closings.map((closing) => ({
    ...closing,
    continues: goesOn(closing, closings),
    people: members.filter(({ unitId }) => unitId === closing.unit.id).length,
    open: tasks(closing.unit.id, true),
    past: tasks(closing.unit.id, false),
  }))
}

const unledSentence = ({ name }: Taker, titles: readonly string[]) =>
  `Sau khi sáp nhập không còn lãnh đạo nào nghiệm thu được ${quoted(titles)}. Đánh dấu người giữ vai trò Lãnh đạo ở ${name}.`
