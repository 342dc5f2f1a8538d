import { setImmediate as turn } from 'node:timers/promises'
import type { Entry } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { Refusal, refuseUnless } from '../../refusal.ts'
import type { Action } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'
import { insertUnit } from '../unit-commands.ts'
import { keyOf, type UnitRef } from './people-plan.ts'

export interface StandingUnit {
  id: number
  path: string
  name: string
}
/** A unit that something is to be written into, and the first day on which it must be there. */
export interface NeededUnit {
  unit: UnitRef
  day: Day
}

/**
 * The units a file writes into, by `keyOf`: those that are there must still be open, those that are not are made, each one
 * open from the first day on which somebody is in it.
 */
export async function settlePlaces(tx: Tx, needed: readonly NeededUnit[]) {
  const also: (Entry & { action: Action })[] = []
  const units = await openUnits(tx, [...new Set(needed.map(({ unit }) => ('id' in unit ? unit.id : unit.under)))])
  for (const { unit, day } of firstOfEach(needed)) {
    if ('id' in unit) continue
    await turn() // the statements of SQLite alone would not let anything else be answered
    let parent = units.get(String(unit.under)) as StandingUnit
    for (const [at, name] of unit.names.entries()) {
      const key = keyOf({ under: unit.under, names: unit.names.slice(0, at + 1) })
      const standing = units.get(key) ?? (await made(tx, parent, name, day, also))
      units.set(key, standing)
      parent = standing
    }
  }
  return { units, also }
}

/** Each unit once, with the first day on which it is needed. */
function firstOfEach(needed: readonly NeededUnit[]): NeededUnit[] {
  const first = new Map<string, NeededUnit>()
  for (const one of needed) {
    const key = keyOf(one.unit)
    const other = first.get(key)
    if (!other || one.day < other.day) first.set(key, one)
  }
  return [...first.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

async function openUnits(tx: Tx, ids: readonly number[]): Promise<Map<string, StandingUnit>> {
  const rows = await tx
    .selectFrom('units')
    .select(['id', 'path', 'name'])
    .where('id', 'in', [0, ...ids])
    .where('closedOn', 'is', null)
    .execute()
  refuseUnless(rows.length === ids.length, 'stale')
  return new Map(rows.map((unit) => [String(unit.id), unit]))
}

async function made(tx: Tx, parent: StandingUnit, name: string, day: Day, also: (Entry & { action: Action })[]) {
  const other = await tx
    .selectFrom('units')
    .select('id')
    .where('parentId', '=', parent.id)
    .where('name', '=', name)
    .where('closedOn', 'is', null)
    .executeTakeFirst()
  if (other) throw new Refusal('stale')
  const { entry, ...unit } = await insertUnit(tx, parent, { name, shortName: shortNameOf(name), kind: 'unit', day })
  also.push({ ...entry, action: 'unit.add' })
  return unit
}

const longest = 40

/** The name itself where it is short; else its first letters: 'TTPVHCC'. */
export const shortNameOf = (name: string): string =>
  name.length <= longest
    ? name
    : (name.match(/[\p{L}\p{N}]+/gu) ?? [])
        .map((word) => [...word][0]?.toUpperCase())
        .join('')
        .slice(0, longest)
