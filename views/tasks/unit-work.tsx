// biome-ignore-all lint/a11y/noSvgWithoutTitle: a swatch stands beside the word it means
import type { Ctx } from '../../src/act.ts'
import type { UnitChoice, WorkUnit } from '../../src/people/work-units.ts'
import { shares } from '../../src/rules/shares.ts'
import { type Period, periods, type TaskShow } from '../../src/rules/task-lists.ts'
import type { Figures } from '../../src/tasks/lists/figures.ts'
import type { TaskRow } from '../../src/tasks/queries.ts'
import { day, fullMoment, number, share } from '../format.ts'
import { PrintButton } from '../record/permissions.tsx'
import { SplitBar } from '../ui/bars.tsx'
import { Button } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { Empty } from '../ui/empty.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Row } from '../ui/row.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { bucketNames, periodNames, taskStates } from '../words.ts'
import { askHref } from './asked.ts'
import { TimeBadge } from './badges.tsx'
import { counted, issuedIn, linkTo, parts, settled } from './work-links.ts'
import { Below, type BelowUnit, Merged, type MergedLine, type People, Workload } from './workload.tsx'

type Props = {
  /** None for the viewer's own work. */
  unit?: WorkUnit
  period: Period
  total: Figures
  below?: readonly BelowUnit[]
  /** Closed units whose work counts here. */
  merged?: readonly MergedLine[]
  /** What the unit was merged into. */
  heir?: WorkUnit
  load?: People
  /** The longest overdue. */
  late: readonly TaskRow[]
  ctx: Ctx
}

/** The figures of a unit's work, or of one's own; each leads to the very tasks it counts. */
export function UnitWork(props: Props) {
  const { unit, period, total, below = [], merged = [], load, ctx } = props
  return (
    <>
      {unit?.closedOn && <Over {...props} unit={unit} closedOn={unit.closedOn} />}
      <Total {...props} />
      <Columns aside={<Longest {...props} />}>
        {load && <Workload load={load} period={period} today={ctx.today} />}
        {below.length > 0 && <Below below={below} period={period} today={ctx.today} />}
        {merged.length > 0 && <Merged merged={merged} period={period} today={ctx.today} />}
        {!unit && counted(total) === 0 && <Nothing />}
      </Columns>
      <p class="print-only">In lúc {fullMoment(ctx.now)}.</p>
    </>
  )
}

/** A unit that is no more keeps its figures under its name; they count for its successor too. */
const Over = ({ unit, heir, period, closedOn }: Props & { unit: WorkUnit; closedOn: string }) => (
  <Note icon="info" title={`${unit.name} đã kết thúc từ ngày ${day(closedOn)}.`}>
    Số liệu dưới đây giữ nguyên tên cũ
    {heir && (
      <>
        {' '}
        và được cộng vào <a href={`/work?${new URLSearchParams({ unit: heir.publicId, period })}`}>{heir.name}</a>
      </>
    )}
    .
  </Note>
)

type FormProps = { units: readonly UnitChoice[]; unit?: WorkUnit; period: Period }

/** Which unit, and the tasks of which months. */
export const WorkForm = ({ units, unit, period }: FormProps) => (
  <Form action="/work" method="get" class="inline work-form" label="Chọn đơn vị và kỳ">
    {units.length > 0 && (
      <Select
        name="unit"
        label="Đơn vị"
        hideLabel
        options={[
          ...(unit?.closedOn ? [{ value: unit.publicId, label: `${unit.name} (đã kết thúc)` }] : []),
          ...units.map(({ unit: { publicId, name }, depth }) => ({
            value: publicId,
            label: `${'– '.repeat(depth)}${name}`,
          })),
          { value: 'me', label: 'Việc của riêng tôi' },
        ]}
        value={unit?.publicId ?? 'me'}
      />
    )}
    <Select
      name="period"
      label="Kỳ, theo ngày giao"
      hideLabel
      options={periods.map((value) => ({ value, label: periodNames[value] }))}
      value={period}
    />
    <Button>Xem</Button>
    <span class="desk-only">
      <PrintButton />
    </span>
  </Form>
)

function Total(props: Props) {
  const { total, period, unit, ctx } = props
  const to = (show: TaskShow) => linkTo({ unit, period, today: ctx.today }, { show })
  const each = shares(parts.map(([bucket]) => total[bucket]))
  const title = parts.map(([bucket], at) => `${bucketNames[bucket]} ${number(each[at] ?? 0, 1)}%`).join(', ')
  return (
    <Sheet
      title={
        <a href={to('counted')}>
          {number(counted(total))} việc có hạn, {issuedIn(period, ctx.today)}
        </a>
      }
      aside={<span class="muted">Số liệu đến {fullMoment(ctx.now)}</span>}
    >
      <p class="work-of">{unit ? `${unit.name} và các đơn vị trực thuộc` : 'Việc đồng chí được giao thực hiện'}</p>
      <SplitBar
        parts={parts.map(([bucket, key]) => ({ key, label: bucketNames[bucket], count: total[bucket] }))}
        title={title}
      />
      <dl class="work-counts">
        {parts.map(([bucket, key], at) => (
          <div>
            <dt>
              <Swatch look={key} /> {bucketNames[bucket]}
            </dt>
            <dd>
              <a class="figure" href={to(bucket)}>
                {number(total[bucket])}
              </a>{' '}
              <span class="muted">{number(each[at] ?? 0, 1)}%</span>
            </dd>
          </div>
        ))}
        <div class="work-share">
          <dt>Tỷ lệ đúng hạn</dt>
          <dd>
            <a class="why big figure" href={to('settled')} title="Vì sao?">
              <span>{share(total.doneInTime, settled(total))}</span>
            </a>
            <p class="muted">
              {number(total.doneInTime)} / {number(settled(total))} việc đã xong hoặc đã quá hạn
            </p>
          </dd>
        </div>
      </dl>
      <Resting {...props} />
    </Sheet>
  )
}

const Swatch = ({ look }: { look: string }) => (
  <svg class="splitbar" width="12" height="12" aria-hidden="true">
    <svg class={`part ${look}`}>
      <rect width="12" height="12" />
    </svg>
  </svg>
)

/** What counts in no bucket is said beside them. */
function Resting({ total, unit, period, ctx }: Props) {
  const some = (['paused', 'declined', 'cancelled'] as const).filter((state) => total[state] > 0)
  if (some.length === 0 && total.wholes === 0) return null
  const link = (show: TaskShow) => linkTo({ unit, period, today: ctx.today }, { show })
  return (
    <p class="work-rest">
      Không tính ở trên:{' '}
      {some.map((state, at) => (
        <>
          {at > 0 && ', '}
          <a href={link(state)}>
            {number(total[state])} việc {taskStates[state].toLowerCase()}
          </a>
        </>
      ))}
      {some.length > 0 && total.wholes > 0 && ', '}
      {total.wholes > 0 && <a href={link('wholes')}>{number(total.wholes)} việc tính theo các phần</a>}.
    </p>
  )
}

const Longest = ({ late, unit, ctx }: Props) => (
  <Sheet
    title="Quá hạn lâu nhất"
    tone={late.length > 0 ? 'red' : undefined}
    flush
    foot={
      late.length > 0 && (
        <a href={askHref({ ...(unit ? { unit } : { view: 'mine' }), show: 'late' })}>Xem mọi việc quá hạn</a>
      )
    }
  >
    {late.length === 0 && <p class="sheet-pad muted">Không có việc nào quá hạn.</p>}
    {late.map((task) => (
      <Row
        title={task.title}
        href={`/tasks/${task.publicId}`}
        meta={[<TimeBadge task={task} today={ctx.today} calendar={ctx.calendar} long={false} />, task.assigneeName]}
      />
    ))}
  </Sheet>
)

const Nothing = () => (
  <Sheet>
    <Empty icon="list-checks" title="Chưa có việc nào giao trong kỳ này" text="Chọn kỳ khác để xem số liệu trước đó." />
  </Sheet>
)
