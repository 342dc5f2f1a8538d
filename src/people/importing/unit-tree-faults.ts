import { codeKey, nameKey } from './keys.ts'
import type { KnownUnit } from './known-units.ts'
import { grouped, type UnitCase } from './unit-match.ts'
import { type UnitRow, unitFault } from './unit-rows.ts'

/** A place in the tree as it would be: a unit that is there, or a row that makes a new one. */
type Node = string
const unitNode = (id: number): Node => `u${id}`
const nodeOf = ({ unit, row }: UnitCase): Node => (unit ? unitNode(unit.id) : `r${row.number}`)

/**
 * What is wrong with the tree as the file would leave it: a code or unit twice, units above themselves, two of one name in
 * one place, something below a row that is refused. Refusing a row takes its change out of the tree, so it is asked again
 * until nothing more comes up.
 */
export function refuseBrokenTree(cases: readonly UnitCase[], units: readonly KnownUnit[]) {
  refuseTwins(cases)
  const byRow = new Map(cases.map((one) => [one.row, one]))
  const count = () => cases.reduce((sum, { row }) => sum + row.faults.length, 0)
  for (let before = -1; before !== count(); ) {
    before = count()
    refuseBelowRefused(cases, byRow)
    const above = parents(cases, byRow, units)
    refuseCycles(cases, above, units)
    refuseNamesakes(cases, above, units)
  }
}

const stands = ({ row }: UnitCase) => row.faults.length === 0

function refuseTwins(cases: readonly UnitCase[]) {
  const said = (others: readonly UnitCase[], one: UnitCase) =>
    others
      .filter((other) => other !== one)
      .map(({ row }) => `dòng ${row.number}`)
      .join(', ')
  for (const twins of grouped(cases, ({ row }) => [row.code && codeKey(row.code)]).values())
    if (twins.length > 1)
      for (const one of twins) unitFault(one.row, 'code', `Mã đơn vị trùng với ${said(twins, one)}.`)
  for (const twins of grouped(cases, ({ unit }) => [unit && String(unit.id)]).values())
    if (twins.length > 1)
      for (const one of twins.filter(stands)) unitFault(one.row, 'name', `Cùng một đơn vị với ${said(twins, one)}.`)
}

function refuseBelowRefused(cases: readonly UnitCase[], byRow: ReadonlyMap<UnitRow, UnitCase>) {
  for (const { row, above } of cases) {
    if (row.faults.length > 0 || !above || !('row' in above)) continue
    const parent = byRow.get(above.row)
    if (parent && !parent.unit && !stands(parent))
      unitFault(row, 'parent', `Đơn vị cấp trên ở dòng ${above.row.number} bị từ chối nên dòng này chưa ghi được.`)
  }
}

/** What would stand above each unit and each row. */
function parents(cases: readonly UnitCase[], byRow: ReadonlyMap<UnitRow, UnitCase>, units: readonly KnownUnit[]) {
  const above = new Map<Node, Node | undefined>()
  for (const { id, parentId } of units) above.set(unitNode(id), parentId === null ? undefined : unitNode(parentId))
  for (const one of cases.filter(stands)) {
    if (!one.above) continue
    const parent = 'unit' in one.above ? unitNode(one.above.unit.id) : byRow.get(one.above.row)
    if (parent) above.set(nodeOf(one), typeof parent === 'string' ? parent : nodeOf(parent))
  }
  return above
}

function refuseCycles(
  cases: readonly UnitCase[],
  above: ReadonlyMap<Node, Node | undefined>,
  units: readonly KnownUnit[],
) {
  const names = new Map(units.map(({ id, name }) => [unitNode(id), name]))
  for (const one of cases) names.set(nodeOf(one), one.row.name ?? one.unit?.name ?? '')
  for (const one of cases.filter(stands)) {
    const start = nodeOf(one)
    const chain = [start]
    for (let node = above.get(start); node && node !== start && !chain.includes(node); node = above.get(node))
      chain.push(node)
    if (above.get(chain.at(-1) ?? '') !== start) continue
    const said = [...chain, start].map((node) => names.get(node)).join(' → ')
    unitFault(one.row, 'parent', `Các đơn vị thuộc nhau thành vòng: ${said}. Sửa đơn vị cấp trên.`)
  }
}

function refuseNamesakes(
  cases: readonly UnitCase[],
  above: ReadonlyMap<Node, Node | undefined>,
  units: readonly KnownUnit[],
) {
  const named = new Map<Node, { name: string; row?: UnitRow }>()
  for (const { id, name, closedOn } of units) if (closedOn === null) named.set(unitNode(id), { name })
  for (const one of cases.filter(stands)) {
    if (one.unit?.closedOn) continue
    named.set(nodeOf(one), { name: one.row.name ?? one.unit?.name ?? '', row: one.row })
  }
  const neighbours = grouped([...named], ([node, { name }]) => [`${above.get(node)} ${nameKey(name)}`])
  for (const group of neighbours.values()) {
    if (group.length < 2) continue
    for (const [, { row, name }] of group) {
      const rows = group.flatMap(([, other]) => (other.row && other.row !== row ? [`dòng ${other.row.number}`] : []))
      if (row)
        unitFault(
          row,
          'name',
          `Ở cấp này ${rows.length > 0 ? `${rows.join(', ')} cũng tên` : 'đã có'} ${name}. Ghi tên khác, hoặc bỏ dòng trùng.`,
        )
    }
  }
}
