import type { Child } from 'hono/jsx'
import { type Measured, measure, sumOf } from '../../src/rules/clarity-set.ts'
import { Icon } from '../ui/icon.tsx'
import { ClarityMeter, ClaritySum } from './clarity-meter.tsx'
import { countOf, lackOf } from './clarity-words.ts'
import type { GiveProps } from './give.tsx'
import { fieldOf } from './give-labels.ts'
import { LoadOf } from './give-load.tsx'
import { inALine, knownIn } from './give-values.tsx'

/** Every rõ of the form as it stands: from its gaps, and from fields that cannot be read. */
export const measureForm = ({ set, gaps, errors }: Pick<GiveProps, 'set' | 'gaps' | 'errors'>): Measured[] =>
  measure(
    set,
    gaps,
    Object.keys(errors).flatMap((name) => fieldOf(name) ?? []),
  )

/** "4/5 rõ", and that it may be given when nothing is lacking. */
function saidOf(props: GiveProps): string {
  const sum = sumOf(measureForm(props))
  return sum.lacking.length > 0 ? countOf(sum) : `${countOf(sum)}, giao được`
}

/** The meter of the form as it stands; before anything is typed it says what each rõ wants. */
export const TaskMeter = (props: GiveProps) => (
  <div id="meter" data-say={saidOf(props)}>
    <ClarityMeter measured={measureForm(props)} known={knownIn(props)} linked />
    <p class="meter-sum">
      <strong>{saidOf(props)}</strong>
    </p>
  </div>
)

/** The answer while one types: the meter, and beside it whatever else on the page says the same. */
export const Redrawn = (props: GiveProps) => (
  <>
    <TaskMeter {...props} />
    <Beside id="meter-aside" props={props}>
      <SumLine {...props} />
    </Beside>
    <Beside id="meter-note" props={props}>
      <SumLine {...props} />
    </Beside>
    <Beside id="load" props={props}>
      <LoadOf {...props} />
    </Beside>
    {measureForm(props).map((measured) => (
      <Beside id={`sum-${measured.segment.key}`} props={props}>
        <Summary measured={measured} props={props} />
      </Beside>
    ))}
  </>
)

const Beside = ({ id, props, children }: { id: string; props: GiveProps; children?: Child }) => (
  <div id={id} hx-swap-oob="innerHTML" data-say={countOf(sumOf(measureForm(props)))}>
    {children}
  </div>
)

/** "4/5 rõ  thiếu người nghiệm thu". */
export const SumLine = (props: GiveProps) => <ClaritySum {...sumOf(measureForm(props))} />

const marks = {
  clear: { sign: <Icon name="check" />, said: 'Đã rõ: ' },
  missing: { sign: <span aria-hidden="true">!</span>, said: 'Còn thiếu: ' },
  open: { sign: <Icon name="minus" />, said: 'Chưa ghi, không bắt buộc: ' },
}

/** The line of a rõ in the form: whether it is clear, and what it holds. */
export function Summary({ measured, props }: { measured: Measured; props: GiveProps }) {
  const { segment, state } = measured
  const lack = lackOf(measured)
  return (
    <>
      <span class={`mark ${state}`}>
        {marks[state].sign}
        <span class="sr">{marks[state].said}</span>
      </span>
      <strong class="part-name">{segment.label}</strong>
      <span class="part-line">
        {inALine(props, segment)} {lack && <strong class="lack">{lack}</strong>}
        {state === 'open' && <span class="muted">không bắt buộc</span>}
      </span>
    </>
  )
}
