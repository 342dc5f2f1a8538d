import type { Child } from 'hono/jsx'

export type Segment = {
  key: string
  /** One word: "Người", "Việc". */
  label: string
  /** What is known, in a few words. */
  value?: Child
  /** What is not: "thiếu nghiệm thu". A segment with this is dashed. */
  missing?: string
  /** What is said of one that is not known and need not be: "không bắt buộc". */
  open?: string
  /** Where it is put right. */
  href?: string
}

/** The rõ-meter: as many equal parts as there are rõ, each saying what it holds or lacks. */
export function Meter({ segments, id }: { segments: readonly Segment[]; id?: string }) {
  const clear = segments.filter((segment) => lookOf(segment) === 'clear').length
  return (
    <ol class="meter" id={id} aria-label={inWords(clear, segments.length)}>
      {segments.map((segment) => (
        <li class={lookOf(segment)}>
          <strong>{segment.label}</strong>
          <Below {...segment} />
        </li>
      ))}
    </ol>
  )
}

const lookOf = ({ missing, open }: Segment) => (missing ? 'missing' : open ? 'open' : 'clear')

function Below({ value, missing, open, href }: Segment) {
  const words = missing ? <Missing words={missing} /> : (open ?? value)
  return <span>{href && words ? <a href={href}>{words}</a> : words}</span>
}

/** On a phone so many columns have no room for more than one word. */
const Missing = ({ words }: { words: string }) => (
  <>
    <b class="desk-only">{words}</b>
    <b class="phone-only">thiếu</b>
  </>
)

/** A small bar for each rõ and "4/5 rõ". */
export const SmallMeter = ({ clear, total }: { clear: number; total: number }) => (
  <span class="mini">
    <span class="mini-bars" aria-hidden="true">
      {Array.from({ length: total }, (_, at) => (
        <i class={at < clear ? 'clear' : 'missing'}></i>
      ))}
    </span>
    <span aria-hidden="true">
      {clear}/{total} rõ
    </span>
    <span class="sr">{inWords(clear, total)}</span>
  </span>
)

const inWords = (clear: number, total: number) => `${clear} trên ${total} rõ`
