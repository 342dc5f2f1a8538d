type Item = { href: string; count: number; label: string; tone?: 'red' }

/** Counts that lead to their sheets, on a phone only: on a desk the sheets are in sight. */
export const Strip = ({ items }: { items: readonly Item[] }) => (
  <nav class="strip" aria-label="Tóm tắt">
    {items.map(({ href, count, label, tone }) => (
      <a href={href} class={tone}>
        <strong>{count}</strong> <span>{label}</span>
      </a>
    ))}
  </nav>
)
