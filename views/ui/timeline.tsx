import type { Child } from 'hono/jsx'

export type Entry = {
  /** As it is shown: '24/11 16:05'. */
  at: string
  /** The instant itself, for machines that read pages. */
  iso?: string
  who?: string
  /** What was done, after the name: "nộp kết quả". */
  text: Child
  quote?: Child
  /** The undo that stays for as long as the rules allow. */
  undo?: Child
  id?: string
}

/** What happened, newest first. */
export const Timeline = ({ entries, label = 'Diễn biến' }: { entries: readonly Entry[]; label?: string }) => (
  <ol class="timeline" aria-label={label}>
    {entries.map(({ at, iso, who, text, quote, undo, id }) => (
      <li id={id}>
        <time datetime={iso}>{at}</time>
        <div>
          {who && <strong>{who}</strong>} {text}
          {quote && <blockquote>{quote}</blockquote>}
          {undo}
        </div>
      </li>
    ))}
  </ol>
)
