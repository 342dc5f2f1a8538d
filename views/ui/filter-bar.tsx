import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type Filter = {
  label: string
  /** The list with this filter on; for one that is on, the list without it. */
  href: string
  /** '999+' where counting went no further. */
  count?: number | string
  active?: boolean
  icon?: IconName
  /** Shows a cross: pressing takes the filter off. */
  remove?: boolean
}

type Props = { label?: string; filters: readonly Filter[]; end?: Child }

/** Chips with counts above a list. They are links: the address carries the whole filter. */
export const FilterBar = ({ label = 'Lọc', filters, end }: Props) => (
  <nav class="filters" aria-label={label}>
    <ul>
      {filters.map((filter) => (
        <li>
          <FilterChip {...filter} />
        </li>
      ))}
    </ul>
    {end && <div class="filters-end">{end}</div>}
  </nav>
)

export const FilterChip = ({ label, href, count, active, icon, remove }: Filter) => (
  <a class={active ? 'chip on' : 'chip'} href={href} aria-current={active ? 'true' : undefined}>
    {icon && <Icon name={icon} />}
    <span>
      {remove && <span class="sr">Bỏ lọc: </span>}
      {label}
      {count !== undefined && <span class="chip-count"> {count}</span>}
    </span>
    {remove && <Icon name="x" />}
  </a>
)
