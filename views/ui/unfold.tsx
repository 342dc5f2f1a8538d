import type { Child } from 'hono/jsx'
import { buttonClass, type Kind } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'

type Props = {
  /** What the button says; "…" at its end, because another step follows. */
  label: Child
  kind?: Kind
  icon?: IconName
  big?: boolean
  /** Open at once: the form inside came back with errors. */
  open?: boolean
  /** Unfolds of one name close each other. */
  name?: string
  id?: string
  children?: Child
}

/** A button that opens a small form in place, with or without scripts. */
export function Unfold({ label, kind, icon, big, open, name, id, children }: Props) {
  return (
    <details class="unfold" open={open} name={name} id={id}>
      <summary class={buttonClass({ kind, big })}>
        {icon && <Icon name={icon} />}
        <span>{label}</span>
      </summary>
      <div class="unfold-body">{children}</div>
    </details>
  )
}
