// biome-ignore-all lint/a11y/noSvgWithoutTitle: the outer drawing carries the name, its parts need none
import type { Child } from 'hono/jsx'

export type Part = { key: string; label: string; count: number; href?: string; share?: Child }

type SplitProps = { parts: readonly Part[]; title: string; height?: number; figures?: boolean; max?: number }

/**
 * One bar cut into parts, drawn by attributes alone. `key` is the class that colours a part (static/css/57-figures.css);
 * `max` makes a bar shorter than its box, so that bars under each other compare.
 */
export function SplitBar({ parts, title, height = 20, figures, max }: SplitProps) {
  const total = max ?? parts.reduce((sum, part) => sum + part.count, 0)
  const shown = parts.filter((part) => part.count > 0)
  const share = (count: number) => (total > 0 ? (count * 100) / total : 0)
  let from = 0
  return (
    <svg class="splitbar" role="img" aria-label={title} width="100%" height={height}>
      {shown.map(({ key, count }) => {
        const x = from
        from += share(count)
        return (
          <svg x={`${x}%`} width={`${share(count)}%`} height={height} class={`part ${key}`}>
            <rect width="100%" height={height} />
            {figures && (
              <text x="50%" y={height / 2} dy="0.35em" text-anchor="middle">
                {count}
              </text>
            )}
            {x > 0 && <line x1="0" x2="0" y1="0" y2={height} />}
          </svg>
        )
      })}
    </svg>
  )
}

/** What each part is called, with its count at the right. */
export const Legend = ({ parts, unit }: { parts: readonly Part[]; unit?: string }) => (
  <ul class="legend">
    {parts.map(({ key, label, count, href, share }) => (
      <li>
        <svg class="splitbar" width="12" height="12" aria-hidden="true">
          <svg class={`part ${key}`}>
            <rect width="12" height="12" />
          </svg>
        </svg>
        <span>{href ? <a href={href}>{label}</a> : label}</span>
        <strong class={count === 0 ? 'zero' : undefined}>
          {count}
          {unit && ` ${unit}`}
        </strong>
        {share && <span class="muted">{share}</span>}
      </li>
    ))}
  </ul>
)
