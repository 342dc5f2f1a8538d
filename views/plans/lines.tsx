import type { Ctx } from '../../src/act.ts'
import type { PlanTask } from '../../src/plans/became.ts'
import type { FollowedLine, Outside } from '../../src/plans/following.ts'
import type { PlanLine, PlanRow } from '../../src/plans/queries.ts'
import type { Weight } from '../../src/plans/weighing.ts'
import { countOf, type LineCounts, type LineShow, lineShows, totalOf } from '../../src/rules/plan-lines.ts'
import { number, shortDay } from '../format.ts'
import { TimeBadge } from '../tasks/badges.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Sheet, SheetGroup } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { linesHref } from './links.ts'
import { type OneLine, Standing } from './standing.tsx'
import { lineShowNames } from './words.ts'

export type LinesProps = {
  plan: PlanRow
  lines: readonly FollowedLine[]
  outside: readonly Outside[]
  /** What the page is narrowed to. */
  asked: { show: LineShow; unit?: { key: string; name: string } }
  /** Of the lines of the unit asked for, or of all. */
  counts: LineCounts
  /** How clear the viewer's own drafts are, by the draft's public id. */
  weights: ReadonlyMap<string, Weight>
  /** The viewer may keep drafts: not while standing in. */
  mayDraft: boolean
  ctx: Ctx
}

/** The lines of the document as a tree, each with what became of it. */
export const Lines = (props: LinesProps) => {
  const { plan, lines, outside, asked, counts } = props
  return (
    <Sheet title="Các nhiệm vụ" flush id="nhiem-vu">
      <FilterBar filters={filtersOf(plan, asked, counts)} />
      {lines.length === 0 && outside.length === 0 ? (
        <p class="sheet-pad muted">Không có dòng nào trong bộ lọc này.</p>
      ) : (
        <Table caption="Các nhiệm vụ" dense head={<Heads />}>
          {lines.map((line) => (
            <LineRow one={line} {...props} />
          ))}
        </Table>
      )}
      {outside.length > 0 && <OutsideRows {...props} />}
    </Sheet>
  )
}

function filtersOf(plan: PlanRow, { show, unit }: LinesProps['asked'], counts: LineCounts) {
  const chips = lineShows
    .map((one) => ({ one, count: one === 'all' ? totalOf(counts) : countOf(counts, one) }))
    .filter(({ one, count }) => one === 'all' || one === show || count > 0)
    .map(({ one, count }) => ({
      label: lineShowNames[one],
      href: linesHref(plan, { show: one, unit: unit?.key }),
      count: number(count),
      active: one === show,
    }))
  return unit ? [...chips, { label: unit.name, href: linesHref(plan, { show }), active: true, remove: true }] : chips
}

const Heads = () => (
  <>
    <Th>STT</Th>
    <Th>Nhiệm vụ</Th>
    <Th>Chủ trì</Th>
    <Th>Hạn</Th>
    <Th>Tiến độ</Th>
    <Th>Trạng thái</Th>
  </>
)

const levels = ['', 'level1', 'level2', 'level3']

const LineRow = ({ one, ...props }: { one: FollowedLine } & LinesProps) =>
  one.state === undefined ? (
    <Tr group id={one.publicId}>
      <Td>{one.line.mark}</Td>
      <Td span={5}>
        <span class={`plan-title ${levels[Math.min(one.depth, 3)]}`}>{one.line.title}</span>
      </Td>
    </Tr>
  ) : (
    <Tr id={one.publicId}>
      <Td>{one.line.mark}</Td>
      <Th row>
        <Title one={one} depth={one.depth} line={one.line} />
      </Th>
      <Rest one={one} line={one.line} {...props} />
    </Tr>
  )

function Title({ one, line, depth }: { one: OneLine; line?: PlanLine; depth: number }) {
  const title = line?.title ?? one.task?.title ?? ''
  return (
    <span class={`plan-title ${levels[Math.min(depth, 3)]}`}>
      {one.task?.seen ? <a href={`/tasks/${one.task.publicId}`}>{title}</a> : title}
      {one.task?.seen && <span class="task-code"> {one.task.code}</span>}
      {line?.product && <span class="plan-product">Sản phẩm: {line.product}</span>}
    </span>
  )
}

type RestProps = { one: OneLine; line?: PlanLine } & LinesProps

function Rest({ one, line, ...props }: RestProps) {
  const task = one.task?.seen ? one.task : undefined
  return (
    <>
      <Td label="Chủ trì">{task ? <Doer task={task} /> : <Named line={line} />}</Td>
      <Td label="Hạn">{task ? shortDay(task.due, props.ctx.today) : <Due line={line} today={props.ctx.today} />}</Td>
      <Td label="Tiến độ">
        {task && <TimeBadge task={{ ...task, children: 0 }} today={props.ctx.today} calendar={props.ctx.calendar} />}
      </Td>
      <Td label="Trạng thái">
        <Standing one={one} {...props} />
      </Td>
    </>
  )
}

const Doer = ({ task }: { task: PlanTask }) => (
  <>
    {task.assigneeName}, <span class="muted whole">{task.unitShort}</span>
  </>
)

/** Who is meant, and what the document says where that is another name. */
const Named = ({ line }: { line?: PlanLine }) =>
  line?.assigneeName ? (
    <>
      {line.assigneeName}, <span class="muted whole">{line.unitShort}</span>
    </>
  ) : (
    <span class="muted">{line?.responsible || 'chưa ghi'}</span>
  )

const Due = ({ line, today }: { line?: PlanLine; today: string }) =>
  line?.due ? shortDay(line.due, today) : <span class="muted">{line?.deadline || 'chưa ghi'}</span>

/** What the version in force has no more, or never had. */
const OutsideRows = ({ outside, ...props }: LinesProps) => (
  <>
    <SheetGroup title="Ngoài bản đang theo" count={outside.length} icon="history" />
    <Table caption="Ngoài bản đang theo" dense head={<Heads />}>
      {outside.map((one) => (
        <Tr id={one.publicId}>
          <Td>{one.line?.mark}</Td>
          <Th row>
            <Title one={one} line={one.line} depth={0} />
            <span class="plan-product">{one.line ? 'Bản mới không còn dòng này' : 'Giao thêm ngoài văn bản'}</span>
          </Th>
          <Rest one={one} line={one.line} outside={outside} {...props} />
        </Tr>
      ))}
    </Table>
  </>
)
