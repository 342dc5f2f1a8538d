// biome-ignore-all lint/a11y/noRedundantRoles: where a row is laid out as a card, browsers drop its role unless it is written out
// biome-ignore-all lint/a11y/useSemanticElements: a table cell is one already
import type { Child } from 'hono/jsx'

type TableProps = {
  caption: string
  /** Shown over the table; otherwise only read out. */
  showCaption?: boolean
  /** A row of `Th`. */
  head: Child
  /** Rows of 31 px instead of two lines. */
  dense?: boolean
  /** Where rows must stay rows: the table scrolls sideways in its own box. */
  scroll?: boolean
  /** The totals: a `Tr`. */
  foot?: Child
  children?: Child
}

/**
 * A table whose rows become cards where it is narrow. The roles are written out, because a row that is no longer
 * laid out as one loses its role.
 */
export function Table({ caption, showCaption, head, dense, scroll, foot, children }: TableProps) {
  const region = scroll ? ({ tabindex: 0, role: 'region', 'aria-label': caption } as const) : {}
  return (
    <div class={scroll ? 'tablebox scroll' : 'tablebox'} {...region}>
      <table role="table" class={dense ? 'dense' : undefined}>
        <caption class={showCaption ? undefined : 'sr'}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">{head}</tr>
        </thead>
        <tbody role="rowgroup">{children}</tbody>
        {foot && <tfoot role="rowgroup">{foot}</tfoot>}
      </table>
    </div>
  )
}

type TrProps = { id?: string; tone?: 'amber' | 'blue'; group?: boolean; children?: Child }

export const Tr = ({ id, tone, group, children }: TrProps) => (
  <tr role="row" id={id} class={[tone, group && 'grouprow'].filter(Boolean).join(' ') || undefined}>
    {children}
  </tr>
)

type ThProps = {
  num?: boolean
  /** The link that sorts by this column. */
  href?: string
  sort?: 'ascending' | 'descending'
  /** The head of a row instead of a column; then `label` is what a card calls it. */
  row?: boolean
  children?: Child
}

export function Th({ num, href, sort, row, children }: ThProps) {
  const look = num ? 'num' : undefined
  const words = href ? <a href={href}>{children}</a> : children
  if (row) {
    return (
      <th scope="row" role="rowheader" class={look}>
        {words}
      </th>
    )
  }
  return (
    <th scope="col" role="columnheader" class={look} aria-sort={sort}>
      {words}
    </th>
  )
}

type TdProps = {
  /** The column's name, shown over the value when the row is a card. */
  label?: string
  num?: boolean
  /** Zero is printed grey. */
  zero?: boolean
  /** A line of its own in the card: the reason, the actions. */
  full?: boolean
  span?: number
  children?: Child
}

export const Td = ({ label, num, zero, full, span, children }: TdProps) => (
  <td
    role="cell"
    data-l={label}
    colspan={span}
    class={[num && 'num', zero && 'zero', full && 'full'].filter(Boolean).join(' ') || undefined}
  >
    {children}
  </td>
)
