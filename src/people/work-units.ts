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
    for (const into of [parentId, successorId]) {
      const known = below.get(into ?? 0)
      if (known) known.push(id)
      else if (into !== null) below.set(into, [id])
    }
  }
  const found = new Set(ids)
  for (const id of found) for (const next of below.get(id) ?? []) found.add(next) // a set walks what is added on the way
  return [...found]
}

/** The unit itself, or what it was merged into by now. */
export function unitNow(units: readonly WorkUnit[], id: number): number {
  const successor = units.find((unit) => unit.id === id)?.successorId
  return successor ? unitNow(units, successor) : id
}

/** From where a unit's work is seen: the unit, those above it, what it was merged into, and those above that. */
export function scopesOfUnit(units: readonly WorkUnit[], id: number): string[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const found = new Set([id])
  for (const one of found) {
    const { parentId = null, successorId = null } = byId.get(one) ?? {}
    for (const next of [parentId, successorId]) if (next !== null) found.add(next) // a set walks what is added on the way
  }
  return [...found].map((unit) => `u${unit}`)
}

export interface MergedUnit {
  unit: WorkUnit
  /** The units whose work this line counts. */
  ids: number[]
  /** These are all that a list of the unit's work holds. */
  isWhole: boolean
}

/**
 * The closed units whose work counts as this unit's own and as that of no open unit right below it, each with what was
 * merged into it in its turn: beside the open units and the unit's own work they add up to all of it.
 */
export function mergedInto(units: readonly WorkUnit[], unit: WorkUnit): MergedUnit[] {
  const open = units.filter(({ parentId, closedOn }) => parentId === unit.id && closedOn === null)
  const elsewhere = new Set([unit.id, ...open.flatMap(({ id }) => closureOf(units, [id]))])
  const rest = new Set(closureOf(units, [unit.id]).filter((id) => !elsewhere.has(id)))
  const lines = units
    .filter(({ id }) => rest.has(id))
    .map((one) => ({ unit: one, all: closureOf(units, [one.id]) }))
    .map(({ unit, all }) => ({ unit, ids: all.filter((id) => rest.has(id)), isWhole: all.every((id) => rest.has(id)) }))
  return lines.filter(({ unit }) => !lines.some((other) => other.unit.id !== unit.id && other.ids.includes(unit.id)))
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
