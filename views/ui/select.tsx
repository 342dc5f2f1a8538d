import { type FieldFrame, Frame, tied } from './field.tsx'

export type Option = { value: string; label: string; disabled?: boolean }
export type OptionGroup = { label: string; options: readonly Option[] }

type Props = FieldFrame & {
  options: readonly (Option | OptionGroup)[]
  value?: string | null
  /** The empty first line, for example "Chọn người nghiệm thu". */
  placeholder?: string
  short?: boolean
}

/** One of a short list. For people use a search: a list of fifty thousand is not one. */
export function Select(props: Props) {
  const { name, options, value, placeholder } = props
  return (
    <Frame {...props}>
      <select name={name} {...tied(props)}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((entry) =>
          'options' in entry ? <Group {...entry} chosen={value} /> : <Line {...entry} chosen={value} />,
        )}
      </select>
    </Frame>
  )
}

const Group = ({ label, options, chosen }: OptionGroup & { chosen?: string | null }) => (
  <optgroup label={label}>
    {options.map((option) => (
      <Line {...option} chosen={chosen} />
    ))}
  </optgroup>
)

const Line = ({ value, label, disabled, chosen }: Option & { chosen?: string | null }) => (
  <option value={value} disabled={disabled} selected={value === chosen}>
    {label}
  </option>
)
