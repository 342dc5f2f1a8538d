import { lineOf } from '../imports/cells.ts'
import type { GivenRow, Note } from '../imports/kinds.ts'
import { searchText } from '../rules/names.ts'
import { bareMark } from '../rules/plan-marks.ts'
import type { LineText } from '../rules/plan-versions.ts'

type Standing = LineText & { parent?: number }
type Placed = Standing & { depth: number; fault?: Note }

/** Lines with what they belong to, where a column ('thuộc nhiệm vụ') says so instead of the running numbers. */
export function withSaidParents(rows: readonly GivenRow[], lines: readonly Standing[]): Placed[] {
  const known = indexOf(lines)
  const placed: (Standing & { fault?: Note })[] = lines.map((line) => ({ ...line }))
  for (const [at, { values, at: cellOf }] of rows.entries()) {
    const said = lineOf(values.parent)
    const line = placed[at]
    if (!said || !line) continue
    const parent = known.get(`m ${bareMark(said)}`) ?? known.get(`t ${searchText(said.replace(/^#?\d+:\s*/, ''))}`)
    const cell = cellOf('parent')
    const fault = (text: string) => ({ ...(cell && { cell }), text })
    if (parent === undefined) line.fault = fault(`Không có dòng nào mang STT hoặc tên “${said}”.`)
    else if (parent === at || isAbove(placed, at, parent)) line.fault = fault('Dòng này thành việc con của chính nó.')
    else line.parent = parent
  }
  return placed.map((line, at) => ({ ...line, depth: depthOf(placed, at) }))
}

/** The first line of each number and of each title. */
function indexOf(lines: readonly Standing[]): Map<string, number> {
  const known = new Map<string, number>()
  for (const [at, { mark, title }] of lines.entries()) {
    for (const key of [mark && `m ${bareMark(mark)}`, title && `t ${searchText(title)}`])
      if (key && !known.has(key)) known.set(key, at)
  }
  return known
}

/** Whether the line `above` stands somewhere over the line `at`. */
function isAbove(lines: readonly { parent?: number }[], above: number, at: number): boolean {
  for (let one = lines[at]?.parent; one !== undefined; one = lines[one]?.parent) if (one === above) return true
  return false
}

function depthOf(lines: readonly { parent?: number }[], at: number): number {
  let depth = 0
  for (let one = lines[at]?.parent; one !== undefined; one = lines[one]?.parent) depth += 1
  return depth
}
