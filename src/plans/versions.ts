import type { Reader } from '../db/schema.ts'
import { changesOf, type LineChange, type LineText } from '../rules/plan-versions.ts'
import { depthsOf } from './following.ts'
import { linesOf, type PlanLine, type PlanVersion } from './queries.ts'

/** A line in two versions of a plan: added (thêm), removed (bỏ), changed (đổi) or as it was. */
export interface Compared {
  kind: 'added' | 'removed' | 'changed' | 'same'
  /** The public id of its item. */
  publicId: string
  depth: number
  before?: PlanLine
  after?: PlanLine
  changes: LineChange[]
  /** Under another line than before: the titles of both, '' for none. */
  moved?: { from: string; to: string }
}

/** Every line of either version in the order of the later one, what was removed where it had stood. Two queries. */
export async function compareVersions(db: Reader, earlier: Pick<PlanVersion, 'id'>, later: Pick<PlanVersion, 'id'>) {
  const [before, after] = [await linesOf(db, earlier.id), await linesOf(db, later.id)]
  return comparedLines(before, after)
}

export function comparedLines(before: readonly PlanLine[], after: readonly PlanLine[]): Compared[] {
  const earlier = new Map(before.map((line) => [line.itemId, line]))
  const later = new Map(after.map((line) => [line.itemId, line]))
  const [depthsBefore, depths] = [depthsOf(before), depthsOf(after)]
  const rows = after.map((line): Compared => {
    const old = earlier.get(line.itemId)
    const depth = depths.get(line.itemId) ?? 0
    if (!old) return { kind: 'added', publicId: line.publicId, depth, after: line, changes: [] }
    const changes = changesOf(old as LineText, line as LineText)
    const moved = movedFrom(old, line, earlier, later)
    const kind = changes.length > 0 || moved ? 'changed' : 'same'
    return { kind, publicId: line.publicId, depth, before: old, after: line, changes, ...(moved && { moved }) }
  })
  for (const line of before) {
    if (later.has(line.itemId)) continue
    const gone: Compared = {
      kind: 'removed',
      publicId: line.publicId,
      depth: depthsBefore.get(line.itemId) ?? 0,
      before: line,
      changes: [],
    }
    rows.splice(placeOf(line, before, rows), 0, gone)
  }
  return rows
}

function movedFrom(old: PlanLine, now: PlanLine, earlier: Map<number, PlanLine>, later: Map<number, PlanLine>) {
  if (old.parentItemId === now.parentItemId) return undefined
  return { from: earlier.get(old.parentItemId ?? 0)?.title ?? '', to: later.get(now.parentItemId ?? 0)?.title ?? '' }
}

/** Right after the line it followed. */
function placeOf(line: PlanLine, before: readonly PlanLine[], rows: readonly Compared[]): number {
  const at = before.findIndex(({ itemId }) => itemId === line.itemId)
  for (let above = at - 1; above >= 0; above -= 1) {
    const place = rows.findIndex((row) => (row.after ?? row.before)?.itemId === before[above]?.itemId)
    if (place >= 0) return place + 1
  }
  return 0
}
