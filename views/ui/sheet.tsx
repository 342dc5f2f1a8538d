import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

type Props = {
  title?: Child
  count?: number
  /** Red for what is overdue: the title and its count. */
  tone?: 'red'
  /** On the right of the heading: a word, or one quiet button. */
  aside?: Child
  /** Rows, tables and facts go from edge to edge. */
  flush?: boolean
  /** The one that is the viewer's turn: a blue border. */
  mine?: boolean
  /** Not on a phone. */
  desk?: boolean
  level?: 2 | 3
  id?: string
  /** A last line across the sheet. */
  foot?: Child
  children?: Child
}

/** A white card with a heading. */
export function Sheet({ title, count, tone, aside, flush, mine, desk, level = 2, id, foot, children }: Props) {
  return (
    <section
      class={['sheet', flush && 'flush', mine && 'mine', desk && 'desk-only', tone].filter(Boolean).join(' ')}
      id={id}
    >
      {(title || aside) && (
        <header class="sheet-head">
          <Title level={level} title={title} count={count} />
          {aside && <div class="sheet-aside">{aside}</div>}
        </header>
      )}
      <div class="sheet-body">{children}</div>
      {foot && <footer class="sheet-foot">{foot}</footer>}
    </section>
  )
}

function Title({ level, title, count }: Pick<Props, 'level' | 'title' | 'count'>) {
  const words = (
    <>
      {title} {count !== undefined && <span class="count">{count}</span>}
    </>
  )
  return level === 3 ? <h3>{words}</h3> : <h2>{words}</h2>
}

type GroupProps = { icon?: IconName; title: Child; count?: number; aside?: Child; level?: 3 | 4; id?: string }

/** A band inside a flush sheet: one kind of decision, its count, its bulk action. */
export const SheetGroup = ({ icon, title, count, aside, level = 3, id }: GroupProps) => (
  <div class="group" id={id}>
    {icon && <Icon name={icon} />}
    {level === 3 ? <h3>{title}</h3> : <h4>{title}</h4>}
    {count !== undefined && <span class="group-count">{count}</span>}
    {aside && <div class="sheet-aside">{aside}</div>}
  </div>
)
