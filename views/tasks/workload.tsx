import type { Child } from 'hono/jsx'
import { addDays, weekday } from '../../src/rules/days.ts'
import type { Period, TaskShow } from '../../src/rules/task-lists.ts'
import type { Figures } from '../../src/tasks/lists/figures.ts'
import type { Load } from '../../src/tasks/lists/workload.ts'
import { day, number, share } from '../format.ts'
import { SplitBar } from '../ui/bars.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { type AskedTasks, askHref } from './asked.ts'
import { counted, linkTo, settled, spanOf } from './work-links.ts'

type Props = { period: Period; today: string }
export type People = { rows: readonly Load[]; direct: boolean }
export type BelowUnit = { unit: { publicId: string; name: string }; figures: Figures }

const heaviest = 15

/** Who has how much in hand, the heaviest load first. */
export function Workload({ load, period, today }: Props & { load: People }) {
  const most = Math.max(1, ...load.rows.map(({ open }) => open))
  const shown = load.rows.slice(0, heaviest)
  const rest = load.rows.slice(heaviest)
  return (
    <Sheet title="Khối lượng theo người" flush foot={footOf(load)}>
      {load.rows.length === 0 ? (
        <p class="sheet-pad muted">Chưa ai có việc.</p>
      ) : (
        <LoadTable rows={shown} most={most} period={period} today={today} />
      )}
      {rest.length > 0 && (
        <details class="work-more">
          <summary>Xem cả {load.rows.length} người</summary>
          <LoadTable rows={rest} most={most} period={period} today={today} />
        </details>
      )}
    </Sheet>
  )
}

const footOf = ({ direct }: People) =>
  `Việc đang mở là số hiện nay; tỷ lệ đúng hạn là của việc giao trong kỳ.${
    direct ? ' Đơn vị đông người nên chỉ có người làm việc trực tiếp; xem từng đơn vị trực thuộc để có cả.' : ''
  }`

type LoadProps = { rows: readonly Load[]; most: number; period: Period; today: string }

const LoadTable = ({ rows, most, period, today }: LoadProps) => (
  <Table
    caption="Khối lượng theo người"
    head={
      <>
        <Th>Cán bộ</Th>
        <Th>Việc đang mở</Th>
        <Th num>Số việc</Th>
        <Th num>Hạn tuần này</Th>
        <Th num>Quá hạn</Th>
        <Th num>Đúng hạn</Th>
      </>
    }
  >
    {rows.map((one) => (
      <LoadRow one={one} most={most} period={period} today={today} />
    ))}
  </Table>
)

function LoadRow({ one, most, period, today }: Omit<LoadProps, 'rows'> & { one: Load }) {
  const { name, unitShort, open, late, week, figures } = one
  const to = (more: Partial<AskedTasks>) => askHref({ who: one, ...more })
  const bars = [
    { key: 'inHand', label: 'trong hạn', count: open - late },
    { key: 'openOverdue', label: 'quá hạn', count: late },
  ]
  return (
    <Tr>
      <Th row>
        <a href={to({})}>{name}</a>
        <span class="work-unit">{unitShort}</span>
      </Th>
      <Td label="Việc đang mở">
        <SplitBar parts={bars} title={`${open - late} trong hạn, ${late} quá hạn`} height={14} max={most} />
      </Td>
      <Figure label="Số việc" count={open} href={to({})} strong />
      <Figure label="Hạn tuần này" count={week} href={to({ dueFrom: today, dueTo: sunday(today) })} />
      <Figure label="Quá hạn" count={late} href={to({ show: 'late' })} tone="red" />
      <Td label="Đúng hạn" num>
        <a class="why" href={to({ show: 'settled', ...spanOf(period, today) })}>
          <span>{share(figures.doneInTime, settled(figures))}</span>
        </a>
      </Td>
    </Tr>
  )
}

const sunday = (today: string) => addDays(today, (7 - weekday(today)) % 7)

type FigureProps = { label: string; count: number; href?: string; tone?: 'red'; strong?: boolean }

/** A count that opens; nothing to open is a grey zero. */
const Figure = ({ label, count, href, tone, strong }: FigureProps) => (
  <Td label={label} num zero={count === 0}>
    {count === 0 || !href ? (
      <span class={strong && count > 0 ? 'strong' : undefined}>{number(count)}</span>
    ) : (
      <a href={href} class={[tone, strong && 'strong'].filter(Boolean).join(' ') || undefined}>
        {number(count)}
      </a>
    )}
  </Td>
)

/** The figures of the units right below. */
export const Below = ({ below, period, today }: Props & { below: readonly BelowUnit[] }) => (
  <Sheet title="Đơn vị trực thuộc" count={below.length} flush>
    <UnitTable caption="Đơn vị trực thuộc">
      {below.map(({ unit, figures }) => (
        <UnitRow figures={figures} to={(show) => linkTo({ unit, period, today }, { show })}>
          <a href={`/work?${new URLSearchParams({ unit: unit.publicId, period })}`}>{unit.name}</a>
        </UnitRow>
      ))}
    </UnitTable>
  </Sheet>
)

export type MergedLine = BelowUnit & { unit: { closedOn: string | null }; isWhole: boolean }

/** The figures of units that are no more, each under its own name: they count here. */
export const Merged = ({ merged, period, today }: Props & { merged: readonly MergedLine[] }) => (
  <Sheet title="Đơn vị đã kết thúc, sáp nhập" count={merged.length} flush foot="Đã cộng vào số liệu ở trên.">
    <UnitTable caption="Đơn vị đã kết thúc, sáp nhập">
      {merged.map(({ unit, figures, isWhole }) => (
        <UnitRow figures={figures} to={isWhole ? (show) => linkTo({ unit, period, today }, { show }) : undefined}>
          <a href={`/work?${new URLSearchParams({ unit: unit.publicId, period })}`}>{unit.name}</a>
          {unit.closedOn && <span class="work-unit">đến {day(addDays(unit.closedOn, -1))}</span>}
        </UnitRow>
      ))}
    </UnitTable>
  </Sheet>
)

const UnitTable = ({ caption, children }: { caption: string; children?: Child }) => (
  <Table
    caption={caption}
    head={
      <>
        <Th>Đơn vị</Th>
        <Th num>Việc có hạn</Th>
        <Th num>Đúng hạn</Th>
        <Th num>Xong, trễ</Th>
        <Th num>Chưa xong</Th>
        <Th num>Quá hạn</Th>
        <Th num>Tỷ lệ đúng hạn</Th>
      </>
    }
  >
    {children}
  </Table>
)

type UnitRowProps = {
  figures: Figures
  /** Where a figure leads: none where no list holds exactly these tasks. */
  to?: (show: TaskShow) => string
  children?: Child
}

function UnitRow({ figures, to, children }: UnitRowProps) {
  const onTime = <span>{share(figures.doneInTime, settled(figures))}</span>
  return (
    <Tr>
      <Th row>{children}</Th>
      <Figure label="Việc có hạn" count={counted(figures)} href={to?.('counted')} strong />
      <Figure label="Đúng hạn" count={figures.doneInTime} href={to?.('doneInTime')} />
      <Figure label="Xong, trễ" count={figures.doneLate} href={to?.('doneLate')} />
      <Figure label="Chưa xong" count={figures.openInTime} href={to?.('openInTime')} />
      <Figure label="Quá hạn" count={figures.openLate} href={to?.('openLate')} tone="red" />
      <Td label="Tỷ lệ đúng hạn" num>
        {to ? (
          <a class="why" href={to('settled')}>
            {onTime}
          </a>
        ) : (
          onTime
        )}
      </Td>
    </Tr>
  )
}
