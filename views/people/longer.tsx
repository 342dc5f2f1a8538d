import type { Child } from 'hono/jsx'

const shown = 5
const most = 300

/** The first rows of a long list, and the others a press away; of thousands, as many as one can read. */
export function Longer({ rows }: { rows: readonly Child[] }) {
  const rest = rows.slice(shown, most)
  return (
    <>
      {rows.slice(0, shown)}
      {rest.length > 0 && (
        <details class="work-more">
          <summary>Xem thêm {rows.length - shown} dòng</summary>
          {rest}
          {rows.length > most && <p class="sheet-pad muted">Còn {rows.length - most} dòng nữa như trên.</p>}
        </details>
      )}
    </>
  )
}
