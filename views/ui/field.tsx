import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'
import { Picks, type Proposal } from './picks.tsx'

/** What a form reader says about one field: a sentence, or several. */
export type Wrong = string | readonly string[] | undefined

/** What every kind of field shares. */
export type FieldFrame = {
  name: string
  label: Child
  /** Defaults to `f-` and the name; give one where a name stands twice on a page. */
  id?: string
  hint?: Child
  errors?: Wrong
  /** Writes "(không bắt buộc)": required is the rule. */
  optional?: boolean
  /** The label is read out, not shown. */
  hideLabel?: boolean
  /** Likely answers, as chips; without scripts they travel as `_pick_` and the name, and win over what was typed. */
  picks?: readonly Proposal[]
  /** What stands before the chips, for example "Hay chọn". */
  picksLabel?: string
}

type FieldProps = FieldFrame & {
  type?: 'text' | 'password' | 'date' | 'number' | 'textarea' | 'file' | 'search' | 'email' | 'tel'
  value?: string | number | null
  rows?: number
  autocomplete?: string
  placeholder?: string
  accept?: string
  multiple?: boolean
  autofocus?: boolean
  maxlength?: number
  readonly?: boolean
  /** A short field keeps its width: days, counts, codes. */
  short?: boolean
}

/** A label, an input, its hint and its error, tied together for the ear as well as the eye. */
export function Field(props: FieldProps) {
  const { type = 'text', short = type === 'date' || type === 'number' } = props
  return (
    <Frame {...props} short={short}>
      <Control {...props} type={type} />
    </Frame>
  )
}

function Control(props: FieldProps & { type: string }) {
  const {
    name,
    type,
    value,
    rows = 3,
    autocomplete,
    placeholder,
    accept,
    multiple,
    autofocus,
    maxlength,
    readonly,
  } = props
  const common = { name, ...tied(props), autocomplete, placeholder, autofocus, maxlength, readonly }
  if (type === 'textarea')
    return (
      <textarea {...common} rows={rows}>
        {value ?? ''}
      </textarea>
    )
  if (type === 'file') return <FileInput {...common} accept={accept} multiple={multiple} />
  if (type === 'number') return <input {...common} type="text" inputmode="decimal" value={value ?? ''} />
  if (type === 'date') {
    // A typed day, not the browser's picker: that one shows the browser's order of day and month.
    return <input {...common} type="text" autocomplete="off" placeholder="ngày/tháng/năm" value={value ?? ''} />
  }
  return <input {...common} type={type} value={type === 'password' ? undefined : (value ?? '')} />
}

const FileInput = (props: Record<string, unknown>) => (
  <>
    <input {...props} type="file" />
    <ul class="chosen" data-chosen hidden></ul>
  </>
)

/** The label, hint, error and chips around any control. */
export function Frame({ children, short, ...field }: FieldFrame & { short?: boolean; children: Child }) {
  const { label, hint, errors, optional, hideLabel, picks, picksLabel } = field
  return (
    <div class={['field', short && 'short', wrong(errors) && 'wrong'].filter(Boolean).join(' ')}>
      <label for={idOf(field)} class={hideLabel ? 'sr' : undefined}>
        {label} {optional && <span class="optional">(không bắt buộc)</span>}
      </label>
      {children}
      {hint && (
        <p class="hint" id={`${idOf(field)}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={`${idOf(field)}-error`} errors={errors} />
      {picks && <Picks name={field.name} picks={picks} label={picksLabel} fills={idOf(field)} />}
    </div>
  )
}

/** The line under a field: what to do, with its icon. */
export function FieldError({ id, errors }: { id: string; errors: Wrong }) {
  const text = wrong(errors)
  if (!text) return null
  return (
    <p class="error" id={id}>
      <Icon name="circle-alert" /> <span>{text}</span>
    </p>
  )
}

/** The sentence to show, or undefined when nothing is wrong. */
export function wrong(errors: Wrong): string | undefined {
  return (typeof errors === 'string' ? errors : errors?.join(' ')) || undefined
}

export const idOf = ({ id, name }: Pick<FieldFrame, 'id' | 'name'>) => id ?? `f-${name}`

/** The attributes that tie a control to its label, hint and error. */
export function tied(field: Pick<FieldFrame, 'id' | 'name' | 'hint' | 'errors'>) {
  const id = idOf(field)
  const about = [field.hint && `${id}-hint`, wrong(field.errors) && `${id}-error`].filter(Boolean).join(' ')
  return {
    id,
    'aria-describedby': about || undefined,
    'aria-invalid': wrong(field.errors) ? 'true' : undefined,
  } as const
}
