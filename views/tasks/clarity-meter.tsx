import type { Measured, sumOf } from '../../src/rules/clarity-set.ts'
import { Meter } from '../ui/meter.tsx'
import { countOf, inAWord, type Known, lackOf, shortLabel } from './clarity-words.ts'

type Props = {
  measured: readonly Measured[]
  known: Known
  /** Each rõ leads to where it is written. */
  linked?: boolean
}

/** The rõ-meter of a task, as many segments as the set in force has rõ. */
export const ClarityMeter = ({ measured, known, linked }: Props) => (
  <Meter
    segments={measured.map((one) => ({
      key: one.segment.key,
      label: shortLabel(one.segment.label),
      value: inAWord(one.segment, known),
      missing: lackOf(one),
      open: one.state === 'open' ? 'không bắt buộc' : undefined,
      href: linked ? `#ro-${one.segment.key}` : undefined,
    }))}
  />
)

/** "4/5 rõ  thiếu người nghiệm thu". */
export function ClaritySum({ clear, total, lacking }: ReturnType<typeof sumOf>) {
  const [first] = lacking
  return (
    <>
      <strong>{countOf({ clear, total })}</strong>{' '}
      {first ? <span class="lack">{lackOf(first)}</span> : <span class="muted">giao được</span>}
    </>
  )
}
