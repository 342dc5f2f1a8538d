import type { Child } from 'hono/jsx'
import type { Clarity } from '../../src/rules/clarity.ts'
import { clarities } from '../../src/rules/clarity.ts'
import { Icon } from '../ui/icon.tsx'
import { Meter, type Segment } from '../ui/meter.tsx'
import { clarityNames } from '../words.ts'
import { missing } from './gaps.ts'
import type { GiveProps } from './give.tsx'
import { LoadOf } from './give-load.tsx'
import { inALine, inAWord } from './give-values.tsx'

/** What of a rõ is not clear yet, in a few words: from the gaps, or because its field cannot be read. */
export function lackOf({ gaps, errors }: Pick<GiveProps, 'gaps' | 'errors'>, clarity: Clarity): string | undefined {
  const gap = gaps.find((one) => one.clarity === clarity)
  if (gap) return missing[gap.code]
  return fieldsOf[clarity].some((field) => errors[field]) ? 'cần sửa' : undefined
}

const coordinators = Array.from({ length: 8 }, (_, at) => `coordinator${at + 1}`)
const fieldsOf: Record<Clarity, string[]> = {
  person: ['assignee', 'coordinators', ...coordinators],
  work: ['title', 'content', 'document'],
  process: ['steps'],
  responsibility: ['assigner', 'approver', 'follower', 'consequence'],
  outcome: ['product', 'quantity', 'quantityUnit', 'acceptance', 'evidence', 'factor', 'due'],
}

/** "4/5 rõ" and the first thing that is missing. */
export function sumOf(props: Pick<GiveProps, 'gaps' | 'errors'>) {
  const lacks = clarities.flatMap((clarity) => lackOf(props, clarity) ?? [])
  const clear = clarities.length - lacks.length
  return { clear, sum: `${clear}/${clarities.length} rõ`, lack: lacks[0] }
}

/** The meter of the form as it stands; before anything is typed it says what each rõ wants. */
export function TaskMeter(props: GiveProps) {
  const segments: Segment[] = clarities.map((key) => ({
    key,
    label: clarityNames[key].replace(/^Rõ /, '').replace(/^./, (letter) => letter.toLocaleUpperCase('vi')),
    value: inAWord(props, key),
    missing: lackOf(props, key),
    href: `#ro-${key}`,
  }))
  const { sum, lack } = sumOf(props)
  const said = lack ? sum : `${sum}, giao được`
  return (
    <div id="meter" data-say={said}>
      <Meter segments={segments} />
      <p class="meter-sum">
        <strong>{said}</strong>
      </p>
    </div>
  )
}

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
    {clarities.map((clarity) => (
      <Beside id={`sum-${clarity}`} props={props}>
        <Summary clarity={clarity} props={props} />
      </Beside>
    ))}
  </>
)

const Beside = ({ id, props, children }: { id: string; props: GiveProps; children?: Child }) => (
  <div id={id} hx-swap-oob="innerHTML" data-say={sumOf(props).sum}>
    {children}
  </div>
)

/** "4/5 rõ  thiếu người nghiệm thu". */
export function SumLine(props: GiveProps) {
  const { sum, lack } = sumOf(props)
  return (
    <>
      <strong>{sum}</strong> {lack ? <span class="lack">{lack}</span> : <span class="muted">giao được</span>}
    </>
  )
}

/** The line of a rõ in the form: whether it is clear, and what it holds. */
export function Summary({ clarity, props }: { clarity: Clarity; props: GiveProps }) {
  const lack = lackOf(props, clarity)
  return (
    <>
      <span class={lack ? 'mark missing' : 'mark clear'}>
        {lack ? <span aria-hidden="true">!</span> : <Icon name="check" />}
        <span class="sr">{lack ? 'Còn thiếu: ' : 'Đã rõ: '}</span>
      </span>
      <strong class="part-name">{clarityNames[clarity]}</strong>
      <span class="part-line">
        {inALine(props, clarity)} {lack && <strong class="lack">{lack}</strong>}
      </span>
    </>
  )
}
