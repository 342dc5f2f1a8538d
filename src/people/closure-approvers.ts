import type { Reader } from '../db/schema.ts'
import { unitsOf } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { settled } from '../rules/hand-over.ts'
import type { Member } from './closure-plan.ts'
import type { Ending } from './closure-roles.ts'
import type { ClosureInput } from './forms.ts'
import { leadsAmong, namesOf, type Standing, standingOf } from './leading.ts'
import type { Closing } from './merger-tree.ts'
import { type OpenTask, openTasksIn, openWork } from './open-work.ts'
import { activeGrants } from './queries.ts'
import type { Reseating } from './reseat.ts'

interface Moving {
  closings: readonly Closing[]
  members: readonly Member[]
  roles: readonly Ending[]
  input: ClosureInput
}

/**
 * Whose work gets another approver: those whose approver no longer leads them when the roles held in the closed units have
 * ended. The one named approves, if they lead, otherwise the nearest leader of who does it. `unled` are the titles of tasks
 * nobody could approve, `leaders` those one can choose from.
 */
export async function foreseeApprovers(db: Reader, today: Day, moving: Moving) {
  const ids = moving.closings.map(({ unit }) => unit.id)
  const isMoving = moving.closings.some(({ into }) => into)
  const work = isMoving ? await openWork(db, openTasksIn(ids)) : []
  const leaders = await leadersAfter(db, today, moving)
  const known = work.flatMap((task) => [task.assigneeId, task.approverId, task.assignerId])
  const people = standingAfter(await standingOf(db, [...known, ...leaders.map(({ id }) => id)], today), moving)
  const leads = leadsAmong(people)
  const unfit = work.filter((task) => !leads(task.approverId, task.assigneeId))
  const named = leaders.filter(({ publicId }) => publicId === moving.input.approver)
  const inOrder = (task: OpenTask) => [...named, ...nearest(leaders, people.get(task.assigneeId)?.path ?? '/')]
  const found = unfit.map((task) => ({
    task,
    leader: inOrder(task).find(({ id }) => id !== task.assigneeId && leads(id, task.assigneeId)),
  }))
  const tasks = found.flatMap(({ task, leader }): Reseating[] =>
    leader ? [{ task, after: settled({ ...task, approverId: leader.id }), unitId: task.unitId }] : [],
  )
  const unled = found.flatMap(({ task, leader }) => (leader ? [] : task.title))
  return { tasks, unled, leaders, names: namesOf(people) }
}

/** Where people stand and what they lead once it is done. */
function standingAfter(before: Map<number, Standing>, { closings, members, roles }: Moving): Map<number, Standing> {
  const intoOf = new Map(closings.map(({ unit, into }) => [unit.id, into]))
  const unitOf = new Map(members.map(({ id, unitId }) => [id, intoOf.get(unitId)]))
  return new Map(
    [...before].map(([id, standing]) => {
      const into = unitOf.get(id)
      const begun = roles.flatMap(({ personId, role, carried }) =>
        personId === id && role === 'leader' && carried !== undefined ? { role, unitId: carried } : [],
      )
      const kept = standing.roles.filter(({ unitId }) => !intoOf.has(unitId))
      const place = into && { path: into.path, unitId: into.id }
      return [id, { ...standing, ...place, roles: [...kept, ...begun] }]
    }),
  )
}

interface Leader {
  id: number
  publicId: string
  name: string
  unitId: number
}

/** Who leads what takes over, or something above it, once it is done. */
async function leadersAfter(db: Reader, today: Day, { closings, roles }: Moving): Promise<Leader[]> {
  const takers = closings.flatMap(({ into }) => into ?? [])
  const above = new Set([0, ...takers.flatMap(({ path }) => [...unitsOf(path)])])
  const closing = new Set(closings.map(({ unit }) => unit.id))
  const standing = await activeGrants(db, today)
    .innerJoin('people', 'people.id', 'roleGrants.personId')
    .select(['people.id', 'people.publicId', 'people.name', 'roleGrants.unitId'])
    .where('role', '=', 'leader')
    .where('roleGrants.unitId', 'in', [...above])
    .where('people.leftOn', 'is', null)
    .orderBy('people.sortKey')
    .orderBy('people.id')
    .execute()
  const begun = roles.flatMap(({ personId, personPublicId, name, role, carried }) =>
    role === 'leader' && carried !== undefined ? { id: personId, publicId: personPublicId, name, unitId: carried } : [],
  )
  return [...standing.filter(({ unitId }) => !closing.has(unitId)), ...begun]
}

/** The leaders of the unit of that path first, then those above. */
function nearest(leaders: readonly Leader[], path: string): Leader[] {
  const upward = [...unitsOf(path)].reverse()
  return upward.flatMap((unitId) => leaders.filter((leader) => leader.unitId === unitId))
}
