/** A list longer than a page: forward by cursor, and back to the start. */
export function Paging({ first, next, shown }: { first?: string; next?: string; shown?: string }) {
  if (!first && !next) return null
  return (
    <nav class="paging" aria-label="Trang">
      {shown && <span class="muted">{shown}</span>}
      {first && <a href={first}>Trang đầu</a>}
      {next && (
        <a href={next} rel="next">
          Trang sau
        </a>
      )}
    </nav>
  )
}
