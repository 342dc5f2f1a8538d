import type { Child } from 'hono/jsx'

type RowProps = {
  title: Child
  href?: string
  /** A `Check` with a hidden label. */
  tick?: Child
  /** Badge, who, when: set apart by middle dots. */
  meta?: readonly Child[]
  /** Buttons at the right; under the text, at full width, on a phone. */
  actions?: Child
  id?: string
  /** 2 where no sheet above it has a heading. */
  level?: 2 | 3 | 4
  /** Returned with a reason, progress, and the like. */
  children?: Child
}

/** Work in a line or two, acted on where it is read. After a swap its title takes the focus. */
export const Row = ({ title, href, tick, meta = [], actions, id, level = 3, children }: RowProps) => (
  <article class="row" id={id}>
    {tick}
    <div class="row-main">
      <RowTitle level={level}>{href ? <a href={href}>{title}</a> : title}</RowTitle>
      {meta.length > 0 && <Meta parts={meta} />}
      {children}
    </div>
    {actions && <div class="row-actions actions">{actions}</div>}
  </article>
)

function RowTitle({ level, children }: { level: 2 | 3 | 4; children?: Child }) {
  const Heading = `h${level}` as 'h3'
  return (
    <Heading class="row-title" tabindex={-1}>
      {children}
    </Heading>
  )
}

/** Small facts in a line, with middle dots that no one hears. */
export function Meta({ parts }: { parts: readonly Child[] }) {
  const shown = parts.filter((part) => part !== null && part !== undefined && part !== false && part !== '')
  return (
    <p class="meta">
      {shown.map((part) => (
        <>
          <span>{part}</span>{' '}
        </>
      ))}
    </p>
  )
}
