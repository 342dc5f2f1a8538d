import type { Reader } from '../db/schema.ts'
import type { Person } from '../rules/access.ts'

export type WorkUnit = Awaited<ReturnType<typeof readUnits>>[number]

/** Every unit, closed ones too: a province has some hundreds. */
export const readUnits = (db: Reader) =>
  db
    .selectFrom('units')
    .select(['id', 'publicId', 'name', 'shortName', 'path', 'parentId', 'successorId', 'position', 'closedOn'])
    .orderBy('path')
    .execute()

/** The ids of all units whose work counts as these units' own: everything below, and what was merged into one of them. */
export function closureOf(units: readonly WorkUnit[], ids: readonly number[]): number[] {
  const below = new Map<number, number[]>()
  for (const { id, parentId, successorId } of units) {
    for (const into of [parentId, successorId]) if (into !== null) below.set(into, [...(below.get(into) ?? []), id])
  }
  const found = new Set(ids)
  for (const id of found) for (const next of below.get(id) ?? []) found.add(next) // a set walks what is added on the way
  return [...found]
}

/** The units this person leads or follows as a clerk, the highest first. */
export function unitsLed(units: readonly WorkUnit[], who: Person): WorkUnit[] {
  const held = new Set(
    who.roles.filter(({ role }) => role === 'leader' || role === 'clerk').map(({ unitId }) => unitId),
  )
  const depth = ({ path }: WorkUnit) => path.split('/').length
  return units.filter(({ id }) => held.has(id)).sort((a, b) => depth(a) - depth(b))
}

export type UnitChoice = { unit: WorkUnit; depth: number }

const mostChoices = 120

/** The units whose work this person may ask about, for a list to choose from: led ones and below, or their upper levels. */
export function unitChoices(units: readonly WorkUnit[], who: Person): UnitChoice[] {
  const heads = unitsLed(units, who)
  const level = ({ path }: WorkUnit) => path.split('/').length - 3
  const reached = units.filter(({ path, closedOn }) => !closedOn && heads.some((head) => path.startsWith(head.path)))
  const top = Math.min(...reached.map(level))
  const chosen = reached.length > mostChoices ? reached.filter((unit) => level(unit) <= top + 1) : reached
  return inTreeOrder(chosen).map((unit) => ({ unit, depth: level(unit) - top }))
}

/** Each unit before those below it, each level by position. */
function inTreeOrder(units: readonly WorkUnit[]): WorkUnit[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const keyOf = ({ path }: WorkUnit) =>
    path
      .split('/')
      .filter(Boolean)
      .map((id) => `${String(byId.get(Number(id))?.position ?? 0).padStart(6, '0')}.${id.padStart(9, '0')}`)
      .join('/')
  return [...units].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
