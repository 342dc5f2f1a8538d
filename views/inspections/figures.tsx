import type { YearFigures } from '../../src/inspections/figures/figures.ts'
import type { UnitNode } from '../../src/people/tree.ts'
import { type Figure, type Metric, metrics, type Span } from '../../src/rules/inspection-figures.ts'
import { day, fullMoment, share } from '../format.ts'
import { unitOptions } from '../people/unit-options.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { rowsBehind } from './figure-links.ts'
import { By, byItem, bySeverity, byUnit, Covered, Headcounts, itemNamed, named, Rows } from './figure-tables.tsx'

export type FiguresQuery = { year: string; unit: string }
export type FiguresProps = {
  query: FiguresQuery
  figures: YearFigures
  units: readonly UnitNode[]
  years: readonly number[]
  now: string
}

const figuresHref = ({ year, unit }: FiguresQuery, kind = '') =>
  `/inspections/figures${kind}?${new URLSearchParams({ year, ...(unit && { unit }) })}`

/** Số liệu kiểm tra of a year beside the same span of the year before; each figure says how it is counted and opens its rows. */
export const FiguresPage = (props: FiguresProps) => (
  <div class="stack">
    <Asked {...props} />
    <Main {...props} />
    <By {...props} title="Tồn tại theo mức độ" lines={props.figures.bySeverity.map(named)} narrow={bySeverity} />
    <By {...props} title="Tồn tại theo mục" lines={props.figures.byItem.map(itemNamed)} narrow={byItem} />
    <By {...props} title="Tồn tại theo đơn vị" lines={props.figures.byUnit} narrow={byUnit} />
    <Covered {...props} />
    <Headcounts {...props} />
  </div>
)

const Asked = ({ query, years, units }: FiguresProps) => (
  <>
    <FilterBar
      label="Năm"
      filters={years.map((year) => ({
        label: String(year),
        href: figuresHref({ ...query, year: String(year) }),
        active: String(year) === query.year,
      }))}
      end={
        <Actions>
          <LinkButton icon="download" href={figuresHref(query, '.xlsx')} download>
            Excel
          </LinkButton>
          <LinkButton icon="download" href={figuresHref(query, '.csv')} download>
            CSV
          </LinkButton>
        </Actions>
      }
    />
    <Form action="/inspections/figures" method="get" class="inline" label="Chọn đơn vị">
      <input type="hidden" name="year" value={query.year} />
      <Select name="unit" label="Đơn vị" placeholder="Mọi đơn vị" options={unitOptions(units)} value={query.unit} />
      <Button icon="search">Xem</Button>
    </Form>
  </>
)

/** Figures that have nothing to be counted out of, this year and last, are left out. */
const isShown = ({ now, before }: YearFigures, { key }: Metric) =>
  key === 'findings' || [now[key], before[key]].some(({ value, of }) => value > 0 || (of ?? 0) > 0)

const Main = (props: FiguresProps) => (
  <Sheet title={`Năm ${props.query.year}`} aside={<span class="muted">Số liệu đến {fullMoment(props.now)}</span>} flush>
    <Table
      caption={`Số liệu kiểm tra năm ${props.query.year} so với cùng kỳ`}
      head={
        <>
          <Th>Chỉ số</Th>
          <Th num>{spanOf(props.figures.spans.span)}</Th>
          <Th num>Cùng kỳ {props.figures.year - 1}</Th>
        </>
      }
    >
      {metrics
        .filter((metric) => isShown(props.figures, metric))
        .map((metric) => (
          <Line metric={metric} {...props} />
        ))}
    </Table>
    <p class="sheet-pad muted">
      Chỉ gồm những gì đồng chí được xem. Cùng kỳ tính từ {day(props.figures.spans.before.from)} đến{' '}
      {day(props.figures.spans.before.to)}; tình trạng khắc phục là của hôm nay.
    </p>
  </Sheet>
)

const spanOf = ({ from, to }: Span) => `${day(from).slice(0, 5)} đến ${day(to)}`

const Line = ({ metric, query, figures }: FiguresProps & { metric: Metric }) => (
  <Tr id={metric.key}>
    <Th row>
      <details class="definition">
        <summary>{metric.name}</summary>
        <p>{metric.definition}</p>
        {metric.denominator && (
          <p>
            Tử số: {lower(metric.numerator)}. Mẫu số: {lower(metric.denominator)}.
          </p>
        )}
      </details>
    </Th>
    <Value
      label={`Năm ${figures.year}`}
      metric={metric}
      figure={figures.now[metric.key]}
      span={figures.spans.span}
      unit={query.unit}
      isPageOf
    />
    <Value
      label={`Cùng kỳ ${figures.year - 1}`}
      metric={metric}
      figure={figures.before[metric.key]}
      span={figures.spans.before}
      unit={query.unit}
      isPageOf={figures.spans.before.to.endsWith('-12-31')}
    />
  </Tr>
)

const lower = (text: string) => text.replace(/^./u, (letter) => letter.toLocaleLowerCase('vi'))

type ValueProps = { label: string; metric: Metric; figure: Figure; span: Span; unit: string; isPageOf: boolean }

/** '66,67%' and under it '2/3', each number with the rows behind it. */
function Value({ label, metric, figure: { value, of }, span, unit, isPageOf }: ValueProps) {
  const { part, whole } = rowsBehind(metric.key, { ...span, unit }, isPageOf)
  if (of === null)
    return (
      <Td label={label} num zero={value === 0}>
        <Rows count={value} href={part} />
      </Td>
    )
  return (
    <Td label={label} num zero={of === 0}>
      <strong>{share(value, of)}</strong>
      <span class="figure-parts">
        <Rows count={value} href={part} /> / <Rows count={of} href={whole} />
      </span>
    </Td>
  )
}
