import type { Child } from 'hono/jsx'

type Props = {
  action: string
  method?: 'get' | 'post'
  /** Sent as `_key`: a form sent twice gets the first answer. Made here when not given. */
  idempotencyKey?: string
  /** Sent as `_version`: the version of the thing when the page was drawn. */
  version?: number | string
  /** Where htmx puts the answer. Without it the form is an ordinary one. */
  target?: string
  /** Which part of the answer htmx takes. */
  select?: string
  /** How htmx puts it in; the target is replaced unless told otherwise. */
  swap?: string
  multipart?: boolean
  id?: string
  class?: string
  /** The accessible name, where several forms on a page are alike. */
  label?: string
  children?: Child
}

/**
 * Every form of the product. `action` and `method` always work; htmx is added only when there is a target.
 * The browser's own checks are off, since they speak the browser's language: the server answers in ours.
 */
export function Form({ action, method = 'post', idempotencyKey, version, multipart, label, children, ...rest }: Props) {
  const { target, select, swap, id, class: look } = rest
  return (
    <form
      id={id}
      class={look}
      action={action}
      method={method}
      aria-label={label}
      enctype={multipart ? 'multipart/form-data' : undefined}
      novalidate
      {...(target ? enhanced(method, action, target, select, swap) : {})}
    >
      {method === 'post' && <input type="hidden" name="_key" value={idempotencyKey ?? crypto.randomUUID()} />}
      {version !== undefined && <input type="hidden" name="_version" value={String(version)} />}
      {children}
    </form>
  )
}

function enhanced(method: string, action: string, target: string, select?: string, swap = 'outerHTML') {
  return { [`hx-${method}`]: action, 'hx-target': target, 'hx-select': select, 'hx-swap': swap }
}
