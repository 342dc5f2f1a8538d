import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

type Props = {
  icon: IconName
  /** A fact: "Không còn việc nào chờ đồng chí". */
  title: string
  /** What comes next. */
  text?: Child
  /** One button. */
  action?: Child
  /** 1 when it is the whole page. */
  level?: 1 | 2
}

/** Nothing here, and that may be good news. */
export const Empty = ({ icon, title, text, action, level = 2 }: Props) => (
  <div class="empty">
    <Icon name={icon} />
    {level === 1 ? <h1>{title}</h1> : <h2>{title}</h2>}
    {text && <p>{text}</p>}
    {action && <div class="actions centre">{action}</div>}
  </div>
)
