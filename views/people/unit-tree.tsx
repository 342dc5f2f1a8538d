import type { closedUnits, UnitNode } from '../../src/people/tree.ts'
import { day } from '../format.ts'
import { Note } from '../ui/note.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet } from '../ui/sheet.tsx'

type Props = {
  nodes: readonly UnitNode[]
  /** Active people of each unit itself, by unit id. */
  counts: ReadonlyMap<number, number>
  closed: Awaited<ReturnType<typeof closedUnits>>
}

/** Cây đơn vị: the units as they stand today, and below them those that were closed. */
export const UnitTree = ({ nodes, counts, closed }: Props) => (
  <>
    {nodes.every(({ children }) => children.length === 0) && <Beginning />}
    <Sheet title="Cây đơn vị">
      <Level nodes={nodes} counts={counts} />
    </Sheet>
    {closed.length > 0 && (
      <Sheet title="Đã kết thúc, sáp nhập" count={closed.length} flush>
        {closed.map((unit) => (
          <Row
            title={unit.name}
            href={`/units/${unit.publicId}`}
            meta={[unit.closedOn && `từ ${day(unit.closedOn)}`, became(unit)]}
          />
        ))}
      </Sheet>
    )}
  </>
)

/** What it went into; one that was only put elsewhere bears the same name there. */
function became({ name, heirName, aboveHeirName }: Props['closed'][number]) {
  if (!heirName) return undefined
  return heirName === name && aboveHeirName ? `tiếp tục dưới ${aboveHeirName}` : `sáp nhập vào ${heirName}`
}

/** An office just opened: what comes next, in order. */
const Beginning = () => (
  <Note title="Cơ quan chưa có đơn vị nào.">
    <a href="/imports#units">Nhập từ tệp Excel</a> hoặc thêm từng đơn vị trước, rồi <a href="/imports#people">nhập</a>{' '}
    hoặc <a href="/people/new">thêm người</a> vào từng đơn vị. Phải có ít nhất một người giữ vai trò Lãnh đạo thì mới
    giao được việc.
  </Note>
)

const Level = ({ nodes, counts }: Pick<Props, 'nodes' | 'counts'>) => (
  <ul class="tree">
    {nodes.map(({ unit, children }) => (
      <li>
        <a href={`/units/${unit.publicId}`}>{unit.name}</a> <Headcount count={counts.get(unit.id) ?? 0} />
        {children.length > 0 && <Level nodes={children} counts={counts} />}
      </li>
    ))}
  </ul>
)

const Headcount = ({ count }: { count: number }) => <span class="muted">{count} người</span>
