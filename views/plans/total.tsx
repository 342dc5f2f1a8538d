// biome-ignore-all lint/a11y/noSvgWithoutTitle: a swatch stands beside the word it means
import type { Child } from 'hono/jsx'
import { countOf, totalOf } from '../../src/rules/plan-lines.ts'
import { fullMoment, number, share } from '../format.ts'
import { SplitBar } from '../ui/bars.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { linesHref, listOf, tasksHref } from './links.ts'
import type { PlanPageProps } from './page.tsx'
import { barOf, partsOf } from './words.ts'

/** How far the document has come: every figure with what it is of, and a way to the very tasks or lines it counts. */
export function Total(props: PlanPageProps) {
  const { plan, followed, ctx } = props
  const { counts, versions } = followed
  const total = totalOf(counts)
  return (
    <Sheet
      title={
        <span>
          <a href={linesHref(plan, {})}>{number(total)} nhiệm vụ</a>
          {': '}
          {partsOf(counts).map(({ show, text }, at) => (
            <>
              {at > 0 && ', '}
              <a href={listOf[show] ? tasksHref(plan, listOf[show]) : linesHref(plan, { show })}>{text}</a>
            </>
          ))}
        </span>
      }
      aside={<span class="muted">Số liệu đến {fullMoment(ctx.now)}</span>}
    >
      <p class="work-of">{basisOf(props)}</p>
      <SplitBar parts={barOf(counts)} title={`${number(total)} nhiệm vụ`} />
      <dl class="work-counts plan-counts">
        <Figure
          name="Xong"
          look="doneOnTime"
          count={countOf(counts, 'done')}
          total={total}
          href={tasksHref(plan, 'completed')}
        >
          {counts.doneLate > 0 && (
            <>
              trong đó <a href={tasksHref(plan, 'doneLate')}>{number(counts.doneLate)} xong muộn</a>
            </>
          )}
        </Figure>
        <Figure
          name="Quá hạn"
          look="openOverdue"
          count={countOf(counts, 'late')}
          total={total}
          href={tasksHref(plan, 'openLate')}
        />
        <Figure
          name="Đang làm, trong hạn"
          look="openInTime"
          count={countOf(counts, 'open')}
          total={total}
          href={tasksHref(plan, 'openInTime')}
        />
        <Figure
          name="Nháp, chưa giao"
          look="notGiven"
          count={countOf(counts, 'draft') + countOf(counts, 'none')}
          total={total}
          href={linesHref(plan, { show: countOf(counts, 'draft') > 0 ? 'draft' : 'none' })}
        >
          {countOf(counts, 'draft') > 0 && countOf(counts, 'none') > 0 && (
            <>
              {number(countOf(counts, 'draft'))} nháp,{' '}
              <a href={linesHref(plan, { show: 'none' })}>{number(countOf(counts, 'none'))} chưa giao</a>
            </>
          )}
        </Figure>
        <div class="work-share">
          <dt>Tỷ lệ hoàn thành</dt>
          <dd>
            <a class="why big figure" href={tasksHref(plan, 'completed')} title="Vì sao?">
              <span>{share(countOf(counts, 'done'), total)}</span>
            </a>
            <p class="muted">
              {number(countOf(counts, 'done'))} / {number(total)} nhiệm vụ của văn bản
            </p>
          </dd>
        </div>
      </dl>
      <Resting {...props} />
      {versions.length === 0 && <p class="muted">Văn bản này chưa có dòng nào.</p>}
    </Sheet>
  )
}

/** What the total is of. */
function basisOf({ plan, followed: { versions, headings, outside } }: PlanPageProps): string {
  const [newest] = versions
  return [
    newest && `Theo bản ${newest.number}${newest.number > 1 ? ' (mới nhất)' : ''}`,
    headings > 0 && `không kể ${number(headings)} đề mục`,
    outside.length > 0 && `kể cả ${number(outside.length)} việc ngoài bản này`,
    `${plan.unitName} theo dõi`,
  ]
    .filter(Boolean)
    .join(', ')
    .concat('.')
}

type FigureProps = { name: string; look: string; count: number; total: number; href: string; children?: Child }

const Figure = ({ name, look, count, total, href, children }: FigureProps) => (
  <div>
    <dt>
      <Swatch look={look} /> {name}
    </dt>
    <dd>
      {count > 0 ? (
        <a class="figure" href={href}>
          {number(count)}
        </a>
      ) : (
        <span class="figure zero">0</span>
      )}{' '}
      <span class="muted">{share(count, total, 1)}</span>
      {children && <p class="muted">{children}</p>}
    </dd>
  </div>
)

/** The pattern that the part of the bar has. */
const Swatch = ({ look }: { look: string }) => (
  <svg class="splitbar" width="12" height="12" aria-hidden="true">
    <svg class={`part ${look}`}>
      <rect width="12" height="12" />
    </svg>
  </svg>
)

/** What is said beside: lines that rest, and tasks that were cancelled, which are in no count. */
function Resting({ plan, followed: { counts, cancelled } }: PlanPageProps) {
  const parts = [
    counts.paused > 0 && <a href={tasksHref(plan, 'paused')}>{number(counts.paused)} việc tạm dừng</a>,
    counts.declined > 0 && <a href={tasksHref(plan, 'declined')}>{number(counts.declined)} việc từ chối nhận</a>,
  ].filter(Boolean)
  if (parts.length === 0 && cancelled === 0) return null
  return (
    <p class="work-rest">
      {parts.map((part, at) => (
        <>
          {at > 0 && ', '}
          {part}
        </>
      ))}
      {parts.length > 0 && '. '}
      {cancelled > 0 && (
        <>
          Không tính ở trên: <a href={tasksHref(plan, 'cancelled')}>{number(cancelled)} việc đã hủy</a>.
        </>
      )}
    </p>
  )
}
