// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: every link here has its href, in the rest of its props
import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

/** `pri` once per page, `soft` the good action of a row, `plain` outlined, `quiet` text only, `risk` what cannot be undone. */
export type Kind = 'pri' | 'soft' | 'plain' | 'quiet' | 'risk'

type Look = {
  kind?: Kind
  icon?: IconName
  /** As wide as what holds it. */
  wide?: boolean
  /** 44 px high on a desk too: the decision the page exists for. */
  big?: boolean
  /** The name for a button that shows an icon only, or a fuller name for one of many alike. */
  label?: string
  children?: Child
}

type ButtonProps = Look & {
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  /** The id of a form elsewhere on the page. */
  form?: string
  formaction?: string
  id?: string
}

type LinkButtonProps = Look & { href: string; id?: string; download?: boolean; current?: boolean }

/** A verb, or the decision itself. It submits its form unless told otherwise. */
export function Button({ kind, icon, wide, big, label, children, type = 'submit', ...rest }: ButtonProps) {
  return (
    <button type={type} class={buttonClass({ kind, wide, big, bare: !children })} aria-label={label} {...rest}>
      {icon && <Icon name={icon} />}
      {children && <span>{children}</span>}
    </button>
  )
}

/** A link that looks like a button: it opens a page and changes nothing. */
export function LinkButton({ kind, icon, wide, big, label, children, current, ...rest }: LinkButtonProps) {
  const now = current ? 'true' : undefined
  return (
    <a class={buttonClass({ kind, wide, big, bare: !children })} aria-label={label} aria-current={now} {...rest}>
      {icon && <Icon name={icon} />}
      {children && <span>{children}</span>}
    </a>
  )
}

/** The classes of a button, for a `<summary>` that looks like one. */
export function buttonClass({
  kind = 'plain',
  wide,
  big,
  bare,
}: Pick<Look, 'kind' | 'wide' | 'big'> & { bare?: boolean }) {
  return ['btn', kind, wide && 'wide', big && 'big', bare && 'bare'].filter(Boolean).join(' ')
}
