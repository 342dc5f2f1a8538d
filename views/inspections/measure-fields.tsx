import type { Child } from 'hono/jsx'
import type { ChecklistItem } from '../../src/checklists/body.ts'
import type { Measure } from '../../src/rules/inspections.ts'
import { typedList, typedText } from '../people/typed.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'

type Typed = Readonly<Record<string, unknown>>
type Props = {
  item: ChecklistItem
  /** What stands in its fields, by their names without the code. */
  typed: Typed
  errors?: Record<string, string>
  /** What stands before the names of the fields: 'C3.'. */
  prefix: string
}

/** What is recorded beside the result: numbers, names, a choice, a text. Nothing for a plain pass or fail. */
export function MeasureFields(props: Props) {
  const fields = fieldsOf(props)
  return fields ? <div class="measure">{fields}</div> : null
}

function fieldsOf(props: Props): Child {
  const { measure } = props.item
  switch (measure.type) {
    case 'headcount':
      return (
        <>
          <div class="numbers">
            {(['staff', 'present', 'excused', 'unexcused'] as const).map((name) => (
              <Whole {...props} name={name} label={measure.labels[name]} />
            ))}
          </div>
          <Names {...props} states={absences} label="Người vắng" />
        </>
      )
    case 'count':
      return (
        <>
          <div class="numbers">
            <Whole {...props} name="count" label={measure.label} />
          </div>
          {measure.names && <Names {...props} label="Gồm" />}
        </>
      )
    case 'ratio':
    case 'sample':
      return (
        <>
          <div class="numbers">
            <Whole {...props} name="part" label={measure.labels.part} />
            <Whole {...props} name="whole" label={measure.labels.whole} />
          </div>
          {listOf(measure) && <Text {...props} label={listOf(measure) ?? ''} />}
        </>
      )
    case 'number':
      return (
        <div class="numbers">
          <Whole {...props} name="number" label={measure.unit} />
        </div>
      )
    case 'choice':
      return (
        <Select
          {...field(props, 'choice', 'Mức')}
          placeholder="Chọn mức"
          options={measure.options.map(({ label }) => ({ value: label, label }))}
        />
      )
    case 'document':
      return <Text {...props} label="Số, ký hiệu văn bản" line />
    case 'text':
      return <Text {...props} label="Nội dung ghi nhận" />
    case 'passFail':
      return more(props, measure)
  }
}

const listOf = (measure: Measure) => (measure.type === 'ratio' ? measure.list : undefined)

/** What goes with a plain pass or fail. */
function more(props: Props, { names, document, extra }: Extract<Measure, { type: 'passFail' }>) {
  if (!names && !document && !extra) return null
  return (
    <>
      {names && <Names {...props} label="Người có liên quan" />}
      {(extra || document) && <Text {...props} label={extra ?? 'Số, ký hiệu văn bản'} line={!extra} />}
    </>
  )
}

const field = ({ typed, errors, prefix }: Props, name: string, label: string) => ({
  name: prefix + name,
  label: label.charAt(0).toLocaleUpperCase('vi') + label.slice(1),
  value: typedText(typed, name),
  errors: errors?.[name],
})

const Whole = ({ name, label, ...props }: Props & { name: string; label: string }) => (
  <Field {...field(props, name, label)} type="number" short={false} />
)

const Text = ({ label, line, ...props }: Props & { label: string; line?: boolean }) => (
  <Field {...field(props, 'text', label)} optional type={line ? 'text' : 'textarea'} rows={2} />
)

const absences = [
  { value: 'excused', label: 'Có lý do' },
  { value: 'wholeDay', label: 'Nghỉ phép cả ngày' },
  { value: 'unexcused', label: 'Không lý do' },
]

/** Rows of names: those there are and two more; with scripts off the next two come after saving. */
function Names({ label, states, ...props }: Props & { label: string; states?: typeof absences }) {
  const names = typedList(props.typed, 'who')
  const rows = [...names, '', '']
  const at = (name: string, row: number) => typedList(props.typed, name)[row] ?? ''
  return (
    <details class="names" open={names.length > 0 || props.errors?.who !== undefined}>
      <summary>
        {label}
        {names.length > 0 && ` (${names.length})`}
      </summary>
      {rows.map((name, row) => (
        <div class="name-row">
          <input
            type="text"
            name={`${props.prefix}who`}
            value={name}
            aria-label={`${props.item.code}, ${label}, họ tên người thứ ${row + 1}`}
            placeholder="Họ và tên"
          />
          {states ? (
            <select name={`${props.prefix}state`} aria-label={`${props.item.code}, người thứ ${row + 1} vắng thế nào`}>
              {states.map((state) => (
                <option value={state.value} selected={state.value === at('state', row)}>
                  {state.label}
                </option>
              ))}
            </select>
          ) : (
            <input type="hidden" name={`${props.prefix}state`} value="named" />
          )}
          <input
            type="text"
            name={`${props.prefix}reason`}
            value={at('reason', row)}
            aria-label={`${props.item.code}, lý do, giấy tờ của người thứ ${row + 1}`}
            placeholder={states ? 'Lý do, giấy tờ' : 'Ghi chú'}
          />
        </div>
      ))}
    </details>
  )
}
