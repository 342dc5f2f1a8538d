import type { Child } from 'hono/jsx'

/** The main sheets and, beside them where there is room, the aside of 336 px. */
export const Columns = ({ aside, children }: { aside?: Child; children?: Child }) => (
  <div class="columns">
    <div class="stack">{children}</div>
    {aside && <div class="stack aside">{aside}</div>}
  </div>
)
