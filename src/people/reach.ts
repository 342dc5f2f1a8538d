import type { Reader } from '../db/schema.ts'
import { type Action, can, type Person, type SubjectOf } from '../rules/access.ts'
import { flat, type UnitNode, unitTree } from './tree.ts'

type UnitAction = Extract<Action, `unit.${string}`>

/** The open units, in the order of the tree, in which this person may do that: what a form lets one choose from. */
export async function unitsWhere(db: Reader, who: Person, action: UnitAction): Promise<UnitNode[]> {
  return flat(await unitTree(db)).filter(({ unit }) => can(who, action, unit satisfies SubjectOf<UnitAction>))
}
