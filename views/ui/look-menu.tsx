import type { Size, Theme } from '../layout.tsx'
import { buttonClass } from './button.tsx'
import { Form } from './form.tsx'
import { Icon, type IconName } from './icon.tsx'

type Props = { theme?: Theme; size?: Size; path?: string }

const themes: { value: Theme; label: string; icon: IconName }[] = [
  { value: 'auto', label: 'Theo máy', icon: 'monitor' },
  { value: 'light', label: 'Sáng', icon: 'sun' },
  { value: 'dark', label: 'Tối', icon: 'moon' },
]
const sizes: { value: Size; label: string }[] = [
  { value: '100', label: 'Vừa' },
  { value: '112', label: 'Lớn' },
  { value: '125', label: 'Rất lớn' },
]

/** "Aa": the size of the letters and the ground they stand on. */
export const LookMenu = (props: Props) => (
  <details class="menu">
    <summary class={buttonClass({ kind: 'quiet', bare: true })} aria-label="Cỡ chữ và nền">
      <Icon name="a-large-small" />
    </summary>
    <div class="menu-body">
      <LookForms {...props} />
    </div>
  </details>
)

/** The same two choices for the account page. One press is enough. */
export const LookForms = ({ theme = 'auto', size = '100', path = '/' }: Props) => (
  <>
    <Form action="/account/look" class="look">
      <input type="hidden" name="size" value={size} />
      <input type="hidden" name="back" value={path} />
      <OneOf legend="Nền" name="theme" options={themes} chosen={theme} />
    </Form>
    <Form action="/account/look" class="look">
      <input type="hidden" name="theme" value={theme} />
      <input type="hidden" name="back" value={path} />
      <OneOf legend="Cỡ chữ" name="size" options={sizes} chosen={size} />
    </Form>
  </>
)

type OneOfProps = {
  legend: string
  name: string
  options: { value: string; label: string; icon?: IconName }[]
  chosen: string
}

const OneOf = ({ legend, name, options, chosen }: OneOfProps) => (
  <fieldset>
    <legend>{legend}</legend>
    <div class="segments">
      {options.map(({ value, label, icon }) => (
        <button
          type="submit"
          class="segment"
          name={name}
          value={value}
          aria-pressed={value === chosen ? 'true' : 'false'}
        >
          <span>
            {icon && <Icon name={icon} />} {label}
          </span>
        </button>
      ))}
    </div>
  </fieldset>
)
