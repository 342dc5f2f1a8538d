import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type Fact = {
  icon?: IconName
  label: Child
  body?: Child
  /** A second, quieter line. */
  more?: Child
  /** At the right: "Sửa". */
  action?: Child
  /** On the form that gives a task: a tick, or a dashed mark with the row opened. */
  mark?: 'clear' | 'missing'
  /** What is wanted, under the row: a form section. */
  open?: Child
  id?: string
}

/** Labelled rows such as the five rõ. */
export const Facts = ({ rows }: { rows: readonly Fact[] }) => (
  <dl class="facts">
    {rows.map((row) => (
      <FactRow {...row} />
    ))}
  </dl>
)

function FactRow({ icon, label, body, more, action, mark, open, id }: Fact) {
  return (
    <div class={['fact', mark, open && 'opened'].filter(Boolean).join(' ')} id={id}>
      <dt>
        {mark ? <Mark mark={mark} /> : icon && <Icon name={icon} />}
        <span>{label}</span>
      </dt>
      <dd>
        {body}
        {more && <span class="more">{more}</span>}
      </dd>
      {action && <dd class="fact-action">{action}</dd>}
      {open && <dd class="fact-open">{open}</dd>}
    </div>
  )
}

const Mark = ({ mark }: { mark: 'clear' | 'missing' }) => (
  <span class={`mark ${mark}`}>
    {mark === 'clear' ? <Icon name="check" /> : <span aria-hidden="true">!</span>}
    <span class="sr">{mark === 'clear' ? 'Đã rõ: ' : 'Còn thiếu: '}</span>
  </span>
)
