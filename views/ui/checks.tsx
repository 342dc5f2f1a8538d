import type { Child } from 'hono/jsx'
import { FieldError, type FieldFrame, idOf, wrong } from './field.tsx'

type CheckProps = {
  name: string
  label: Child
  value?: string
  checked?: boolean
  hint?: Child
  hideLabel?: boolean
  id?: string
  /** The id of a form elsewhere on the page: rows ticked for one group button. */
  form?: string
}

type ChecksProps = Omit<FieldFrame, 'picks' | 'picksLabel'> & {
  options: readonly { value: string; label: Child; hint?: Child }[]
  values?: readonly string[]
}

/** One tick. */
export const Check = ({ name, label, value = '1', checked, hint, hideLabel, id, form }: CheckProps) => (
  <label class={hideLabel ? 'check lone' : 'check'}>
    <input type="checkbox" name={name} value={value} checked={checked} id={id} form={form} />
    <span class={hideLabel ? 'sr' : undefined}>
      {label}
      {hint && <span class="hint">{hint}</span>}
    </span>
  </label>
)

/** Any number out of a list. */
export function Checks(props: ChecksProps) {
  const { name, label, hideLabel, optional, hint, errors, options, values = [] } = props
  const id = idOf(props)
  const about = [hint && `${id}-hint`, wrong(errors) && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset
      class={wrong(errors) ? 'field wrong' : 'field'}
      id={id}
      tabindex={-1}
      aria-describedby={about || undefined}
    >
      <legend class={hideLabel ? 'sr' : undefined}>
        {label} {optional && <span class="optional">(không bắt buộc)</span>}
      </legend>
      {options.map((option) => (
        <Check {...option} name={name} checked={values.includes(option.value)} />
      ))}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} errors={errors} />
    </fieldset>
  )
}
