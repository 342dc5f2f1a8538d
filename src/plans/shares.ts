import type { WorkUnit } from '../people/work-units.ts'
import { countLines, isShown, type LineCounts, type LineShow, type LineState } from '../rules/plan-lines.ts'
import type { FollowedLine, Outside } from './following.ts'

/** The lines of one unit right below the one that follows the plan, of that one's own people, or of nobody known yet. */
export interface UnitShare {
  /** In addresses: the unit's public id, 'chua-ro' for nobody. */
  key: string
  name: string
  counts: LineCounts
}

type Line = FollowedLine | Outside
const nobody = { key: 'chua-ro', name: 'Chưa rõ người chủ trì' }

/** Finds whose share a line is: of the unit of its task's responsible person, or of who is meant to be that. */
export function shareFinder(units: readonly WorkUnit[], plan: { unitId: number }) {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const below = (unit: WorkUnit): WorkUnit => {
    const up = byId.get(unit.parentId ?? unit.successorId ?? 0)
    return !up || unit.id === plan.unitId || unit.parentId === plan.unitId ? unit : below(up)
  }
  return ({ task, line }: Line) => {
    const unit = byId.get((task?.seen ? task.unitId : line?.unitId) ?? 0)
    if (!unit) return nobody
    const { id, publicId, name, shortName } = below(unit)
    return { key: publicId, name: id === plan.unitId ? `Người trực tiếp ở ${shortName}` : name, id }
  }
}
export type FindShare = ReturnType<typeof shareFinder>

/** All shares in the order of the units, nobody's last. They add up to the whole plan. */
export function sharesOf(units: readonly WorkUnit[], find: FindShare, lines: readonly Line[]): UnitShare[] {
  const places = new Map(
    units.map(({ publicId, position, path }) => [publicId, [path.split('/').length, position, path]]),
  )
  const found = new Map<string, { name: string; states: LineState[] }>()
  for (const line of lines) {
    if (line.state === undefined) continue
    const { key, name } = find(line)
    const one = found.get(key) ?? { name, states: [] }
    one.states.push(line.state)
    found.set(key, one)
  }
  const place = (key: string) => places.get(key) ?? [Number.POSITIVE_INFINITY]
  const shares = [...found].map(([key, { name, states }]) => ({ key, name, counts: countLines(states) }))
  return shares.sort((a, b) => compare(place(a.key), place(b.key)))
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [at, one] of a.entries()) {
    const other = b[at] ?? 0
    if (one !== other) return one < other ? -1 : 1
  }
  return 0
}

interface Narrowed {
  show: LineShow
  unit?: string
}

/** The lines asked for, with the headings they stand under. */
export function narrowed<L extends Line>(lines: readonly L[], { show, unit }: Narrowed, find: FindShare): L[] {
  const isOf = (line: L) => unit === undefined || (line.state !== undefined && find(line).key === unit)
  const kept = new Set(lines.filter((line) => line.state !== undefined && isOf(line) && isShown(show, line.state)))
  const byItem = new Map(lines.map((line) => [line.line?.itemId, line]))
  for (const one of [...kept]) {
    for (let above = one; above.line?.parentItemId; ) {
      const next = byItem.get(above.line.parentItemId)
      if (!next) break
      if (next.state === undefined) kept.add(next)
      above = next
    }
  }
  return lines.filter((line) => kept.has(line) || (show === 'all' && unit === undefined))
}
