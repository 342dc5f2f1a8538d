import { Button } from './button.tsx'
import { Form } from './form.tsx'
import { Icon, type IconName } from './icon.tsx'

export type Flash = { text: string; icon?: IconName; undo?: { action: string; label: string } }

/**
 * What was just done, with its undo. It stands at the top of the page; where scripts run it floats and leaves after
 * ten seconds, unless someone is on it.
 */
export const Toast = ({ text, icon = 'check', undo }: Flash) => (
  <div class="toast" data-toast>
    <Icon name={icon} />
    <p>{text}</p>
    {undo && (
      <Form action={undo.action}>
        <Button kind="plain">{undo.label}</Button>
      </Form>
    )}
  </div>
)

/** The same beside a fragment: htmx puts it in the status region of the page that asked. */
export const ToastBeside = (flash: Flash) => (
  <div id="status" hx-swap-oob="innerHTML">
    <Toast {...flash} />
  </div>
)
