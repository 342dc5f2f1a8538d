import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

type Props = {
  /** Who holds the work: "Đang chờ đồng chí nghiệm thu". */
  title: Child
  /** Since when, how many working days, and for whom the time does not count. */
  text?: Child
  /** The viewer's turn: a blue border around, and the actions inside. */
  mine?: boolean
  icon?: IconName
  id?: string
  children?: Child
}

/** Who has the ball. When it is the viewer, what can be done about it stands inside. */
export const BallBanner = ({ title, text, mine, icon = 'hourglass', id, children }: Props) => (
  <section class={mine ? 'ball mine' : 'ball'} id={id}>
    <p class="ball-head">
      <Icon name={icon} />
      <span>
        <strong>{title}</strong> {text}
      </span>
    </p>
    {children && <div class="ball-body">{children}</div>}
  </section>
)
