import type { UnitNode } from '../../src/people/tree.ts'
import type { Option } from '../ui/select.tsx'

/** The tree as lines of a list to choose from, set in by level. */
export const unitOptions = (nodes: readonly UnitNode[]): Option[] =>
  nodes.map(({ unit, depth }) => ({ value: unit.publicId, label: `${'– '.repeat(depth)}${unit.name}` }))
