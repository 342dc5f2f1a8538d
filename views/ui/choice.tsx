import { FieldError, type FieldFrame, idOf, wrong } from './field.tsx'
import { Icon, type IconName } from './icon.tsx'

export type ChoiceOption = {
  value: string
  label: string
  icon?: IconName
  /** The colour when chosen; blue unless the choice itself is good, bad or neutral. */
  tone?: 'green' | 'red' | 'slate'
}

type Props = Omit<FieldFrame, 'picks' | 'picksLabel'> & {
  options: readonly ChoiceOption[]
  /** Nothing chosen beforehand in inspections and ballots. */
  value?: string | null
}

/** Two to four answers as boxes of one bar. */
export function Choice(props: Props) {
  const { label, hideLabel, optional, hint, errors, options } = props
  const id = idOf(props)
  const about = [hint && `${id}-hint`, wrong(errors) && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset
      class={wrong(errors) ? 'field choice wrong' : 'field choice'}
      id={id}
      tabindex={-1}
      aria-describedby={about || undefined}
    >
      <legend class={hideLabel ? 'sr' : undefined}>
        {label} {optional && <span class="optional">(không bắt buộc)</span>}
      </legend>
      <div class="segments">
        {options.map((option) => (
          <Segment {...option} name={props.name} checked={props.value === option.value} />
        ))}
      </div>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} errors={errors} />
    </fieldset>
  )
}

const Segment = ({ name, value, label, icon, tone, checked }: ChoiceOption & { name: string; checked: boolean }) => (
  <label class={tone ? `segment ${tone}` : 'segment'}>
    <input type="radio" name={name} value={value} checked={checked} />
    <span>
      {icon && <Icon name={icon} />} {label}
    </span>
  </label>
)
