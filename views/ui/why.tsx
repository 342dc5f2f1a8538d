import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'

type Props = {
  href: string
  /** The question in words: "Vì sao 87,50?". */
  title: string
  /** At headline size a circled question mark follows. */
  big?: boolean
  children?: Child
}

/** A figure that can be opened. One that cannot is a defect. */
export const Why = ({ href, title, big, children }: Props) => (
  <a class={big ? 'why big' : 'why'} href={href} title={title}>
    <span>{children}</span>
    {big && <Icon name="circle-question-mark" />}
  </a>
)
