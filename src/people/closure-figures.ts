import type { Reader } from '../db/schema.ts'
import type { Day } from '../rules/days.ts'
import { type Figures, figuresOfUnits, sumOf } from '../tasks/lists/figures.ts'
import { isOpened, type Taker } from './merger-tree.ts'
import type { UnitRow } from './tree.ts'
import { closureOf, readUnits } from './work-units.ts'

/** The work ever given in each unit that closes, with all below it, and in what takes over as it is now: they add up. */
export async function figuresOfMerger(db: Reader, today: Day, roots: readonly UnitRow[], successor?: Taker) {
  const units = await readUnits(db)
  const closing = roots.map(({ id, name }) => ({ name, ids: closureOf(units, [id]) }))
  const gone = new Set(closing.flatMap(({ ids }) => ids))
  const heirs = successor && isOpened(successor) ? [successor] : []
  const rest = heirs.map(({ id, name }) => ({ name, ids: closureOf(units, [id]).filter((one) => !gone.has(one)) }))
  const rows = [...closing, ...rest]
  const all = rows.flatMap(({ ids }) => ids)
  const byUnit = await figuresOfUnits(db, all, { period: 'all', today })
  const sum = (ids: readonly number[]): Figures => sumOf(ids.flatMap((id) => byUnit.get(id) ?? []))
  return { rows: rows.map(({ name, ids }) => ({ name, figures: sum(ids) })), total: sum(all) }
}
