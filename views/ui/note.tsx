import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

/** Slate neutral, amber care, red wrong, green settled. */
export type NoteTone = 'slate' | 'amber' | 'red' | 'green'

const usual: Record<NoteTone, IconName> = {
  slate: 'info',
  amber: 'triangle-alert',
  red: 'circle-alert',
  green: 'circle-check',
}

type Props = {
  tone?: NoteTone
  icon?: IconName
  title?: Child
  id?: string
  /** May take the focus, and does so after a swap. */
  focus?: boolean
  children?: Child
}

/** One sentence and one link. */
export const Note = ({ tone = 'slate', icon = usual[tone], title, id, focus, children }: Props) => (
  <div class={`note ${tone}`} id={id} tabindex={focus ? -1 : undefined} data-focus={focus}>
    <Icon name={icon} />
    <div>
      {title && <strong>{title}</strong>} {children}
    </div>
  </div>
)
