import type { FindingFigures } from '../../src/inspections/figures/figures.ts'
import type { RoundRow, SheetLine } from '../../src/inspections/queries.ts'
import type { Coverage, YearPlan } from '../../src/inspections/rounds/plans.ts'
import { isBehind, type RoundState } from '../../src/rules/inspections.ts'
import { number, share, shortDay } from '../format.ts'
import { Tag } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Note } from '../ui/note.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet, SheetGroup } from '../ui/sheet.tsx'
import { roundForms, roundStates } from '../words.ts'
import { Figures } from './finding-figures.tsx'
import { Take } from './take.tsx'

type Props = {
  year: number
  years: readonly number[]
  plan?: YearPlan
  coverage?: Coverage
  figures: FindingFigures
  rounds: readonly RoundRow[]
  sheets: readonly SheetLine[]
  mayPlan: boolean
  today: string
}

/** Tự kiểm tra: the plan of the year with how far it has come, and the rounds by state. */
export const RoundList = (props: Props) => (
  <div class="stack">
    {props.years.length > 1 && (
      <FilterBar
        label="Năm"
        filters={props.years.map((one) => ({
          label: String(one),
          href: `/inspections?year=${one}`,
          active: one === props.year,
        }))}
      />
    )}
    <PlanSheet {...props} />
    <Rounds {...props} />
    <Figures figures={props.figures} year={props.year} />
  </div>
)

const PlanSheet = ({ year, plan, coverage, mayPlan, today }: Props) => (
  <Sheet
    title={`Kế hoạch kiểm tra năm ${year}`}
    aside={
      mayPlan && (
        <LinkButton kind="quiet" icon="pen-line" href={`/inspections/plan?year=${year}`}>
          {plan ? 'Sửa kế hoạch' : 'Lập kế hoạch'}
        </LinkButton>
      )
    }
  >
    <p>
      {plan ? (
        <>
          {plan.document && `${plan.document}. `}Chỉ tiêu: kiểm tra ít nhất {plan.target}% số đơn vị trong năm.
        </>
      ) : (
        <span class="muted">Chưa có kế hoạch năm {year}.</span>
      )}
    </p>
    {coverage && <CoverageFigure coverage={coverage} plan={plan} year={year} today={today} />}
  </Sheet>
)

function CoverageFigure({
  coverage,
  plan,
  year,
  today,
}: Pick<Props, 'plan' | 'year' | 'today'> & { coverage: Coverage }) {
  const { done, of, left } = coverage
  const day = year < Number(today.slice(0, 4)) ? `${year}-12-31` : today
  const behind = plan !== undefined && year <= Number(today.slice(0, 4)) && isBehind({ done, of }, plan.target, day)
  return (
    <>
      <div class="coverage">
        <p class="coverage-figure">
          <strong>
            {number(done)}/{number(of)} đơn vị, {share(done, of, 0)}
          </strong>{' '}
          <span class="muted">đã được kiểm tra</span>
        </p>
        <progress value={done} max={Math.max(of, 1)} aria-label={`Độ phủ năm ${year}`}></progress>
      </div>
      {behind && (
        <Note tone="amber">Độ phủ chậm so với chỉ tiêu {plan.target}% cả năm, tính đều theo số ngày đã qua.</Note>
      )}
      <details class="definition">
        <summary>Cách tính độ phủ</summary>
        <p>
          Số đơn vị có phiếu trong ít nhất một đợt của cơ quan đã bắt đầu trong năm, trên số đơn vị hoạt động cuối kỳ
          thuộc phạm vi của đồng chí. Kiểm tra nhiều lần tính một lần; không tính đợt của cơ quan ngoài.
        </p>
        {left.length > 0 && <p>Chưa kiểm tra: {left.map(({ name }) => name).join('; ')}.</p>}
      </details>
    </>
  )
}

const order: RoundState[] = ['started', 'planned', 'signed']

function Rounds({ rounds, sheets, year, today }: Props) {
  if (rounds.length === 0)
    return (
      <Sheet>
        <Empty icon="clipboard-check" title={`Không có đợt kiểm tra nào năm ${year} thuộc phạm vi của đồng chí`} />
      </Sheet>
    )
  return (
    <Sheet
      title="Các đợt kiểm tra"
      flush
      foot={<Take text="Tải đúng các đợt này:" href={(ending) => `/inspections${ending}?year=${year}`} />}
    >
      {order.map((state) => {
        const some = rounds.filter((round) => round.state === state)
        return (
          some.length > 0 && (
            <>
              <SheetGroup title={roundStates[state]} count={some.length} id={state} />
              {some.map((round) => (
                <RoundLine round={round} sheets={sheets.filter(({ roundId }) => roundId === round.id)} today={today} />
              ))}
            </>
          )
        )
      })}
    </Sheet>
  )
}

const RoundLine = ({ round, sheets, today }: { round: RoundRow; sheets: readonly SheetLine[]; today: string }) => (
  <Row
    level={4}
    title={round.name}
    href={`/inspections/${round.publicId}`}
    meta={[
      <Tag tone={round.form === 'unannounced' && round.state === 'planned' ? 'amber' : 'slate'}>
        {round.form === 'outside' ? round.outsideBody : roundForms[round.form]}
      </Tag>,
      numberOf(round),
      span(round, today),
      inspected(sheets),
    ]}
  />
)

/** 'Đợt số 3/2026'; nothing before the start. */
export const numberOf = ({ number, startedAt }: Pick<RoundRow, 'number' | 'startedAt'>): string | undefined =>
  number === null ? undefined : `Đợt số ${number}/${startedAt?.slice(0, 4)}`

export const span = ({ fromDay, toDay }: Pick<RoundRow, 'fromDay' | 'toDay'>, today: string): string =>
  fromDay === toDay ? shortDay(fromDay, today) : `${shortDay(fromDay, today)} đến ${shortDay(toDay, today)}`

/** The units and persons in a line: three by name, the others counted. */
function inspected(sheets: readonly SheetLine[]): string {
  const names = sheets.map(({ unitShort, unitName, personName }) => personName ?? (unitShort || unitName))
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} và ${names.length - 3} nơi khác` : names.join(', ')
}
