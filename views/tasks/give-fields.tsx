import type { Child } from 'hono/jsx'
import type { TaskField } from '../../src/rules/clarity.ts'
import { shortDay } from '../format.ts'
import { Picker } from '../people/picker.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import type { GiveProps } from './give.tsx'
import { fieldLabels, labels } from './give-labels.ts'
import { StepRows } from './give-steps.tsx'
import { Receivers } from './receivers.tsx'

type Props = GiveProps & {
  /** All that stands in its section. */
  beside: readonly TaskField[]
  /** Its rõ is not compulsory. */
  optional: boolean
}
export type FieldView = (props: Props) => Child

type Text = 'title' | 'content' | 'document' | 'consequence' | 'product' | 'quantity' | 'quantityUnit'
type More = 'acceptance' | 'evidence' | 'factor' | 'due'

const text = ({ form, errors, tried }: GiveProps, name: Text | More) => ({
  name,
  label: labels[name],
  value: form[name],
  errors: tried ? errors[name] : undefined,
})

const person = (props: GiveProps, name: 'assignee' | 'assigner' | 'approver' | 'follower') => ({
  name,
  label: fieldLabels[name],
  text: props.form[name],
  chosen: props.form[`${name}Id`],
  proposals: props.candidates[name],
  errors: shown(props, name),
})

/** An ambiguity is asked at once; what is merely missing is said after the first try. */
const shown = ({ errors, candidates, tried }: GiveProps, name: string) =>
  tried || (candidates[name] ?? []).length > 1 ? errors[name] : undefined

const Assignee: FieldView = (props) => (props.fan ? <Receivers {...props} fan={props.fan} /> : <OnePerson {...props} />)

const OnePerson: FieldView = (props) => (
  <Picker
    {...person(props, 'assignee')}
    autofocus={!props.tried && !props.form.assignee}
    hint="Đúng một người chịu trách nhiệm. Gõ tên, có dấu hay không dấu đều được."
  />
)

/** A row more than are filled, at least two. Each person's chips are a group of their own, so the rows are numbered. */
function Coordinators(props: Props) {
  const { form, errors, fan } = props
  if (fan) return null
  const empty = { name: '', id: '', part: '' }
  const rows = [...form.coordinators, empty, ...(form.coordinators.length === 0 ? [empty] : [])].slice(0, 8)
  return (
    <details class="more" open={form.coordinators.length > 0}>
      <summary>Người phối hợp (không bắt buộc)</summary>
      {rows.map((row, at) => (
        <div class="fields part-row">
          <Picker
            name={`coordinator${at + 1}`}
            label={`Người phối hợp ${at + 1}`}
            text={row.name}
            chosen={row.id}
            proposals={props.candidates[`coordinator${at + 1}`]}
            errors={shown(props, `coordinator${at + 1}`) ?? (at === 0 ? errors.coordinators : undefined)}
            optional
          />
          <Field name={`part${at + 1}`} label="Phần việc" value={row.part} placeholder="Phối hợp thực hiện" optional />
        </div>
      ))}
      <p class="hint">Mỗi người một phần việc.{props.mayKeep && ' Cần thêm dòng thì bấm Lưu nháp.'}</p>
    </details>
  )
}

/** Only who enters tasks for others chooses; whoever gives in the own name is told so where nothing else would stand. */
function Assigner(props: Props) {
  if (props.onBehalf)
    return (
      <Picker {...person(props, 'assigner')} hint="Lãnh đạo giao việc này. Nhật ký ghi rõ đồng chí là người nhập." />
    )
  return props.beside.length === 1 ? <p>Đồng chí giao việc này, trong phạm vi đơn vị mình phụ trách.</p> : null
}

const Due: FieldView = (props) => (
  <div class={halfBeside(props.beside)}>
    <Field
      {...text(props, 'due')}
      short={!props.beside.includes('product')}
      errors={props.tried || duePicks(props) ? props.errors.due : undefined}
      hint="Ngày, ví dụ 15/12; hoặc “5 ngày làm việc”."
      picks={duePicks(props)}
      picksLabel={props.dueOffers ? 'Ngày có thể là' : 'Ngày làm việc gần nhất'}
    />
  </div>
)

/** Product and deadline share a line where they are of one rõ. */
export const halfBeside = (beside: readonly TaskField[]) =>
  beside.includes('product') && beside.includes('due') ? 'part-half' : undefined

/** Days to choose from, when the one typed is a day off or may be any of several. */
function duePicks({ gaps, today, dueOffers }: GiveProps) {
  const days = dueOffers ?? gaps.find(({ field, offer }) => field === 'due' && offer)?.offer?.days
  return days?.map((day) => ({ value: shortDay(day, today), label: shortDay(day, today) }))
}

const Quantity: FieldView = (props) => (
  <>
    <div class="part-third">
      <Field {...text(props, 'quantity')} type="number" optional={props.optional} />
    </div>
    <div class="part-third">
      <Field {...text(props, 'quantityUnit')} optional short />
    </div>
  </>
)

/** Work beside the lines of a directive plan that is followed with it. */
const ForPlan = ({ plans, form }: Props) => (
  <Select
    name="plan"
    label="Theo dõi cùng văn bản chỉ đạo"
    options={plans.map(({ publicId, name }) => ({ value: publicId, label: name }))}
    value={form.plan}
    placeholder="Không"
    optional
  />
)

/** How each field of a task is written in the form, whichever rõ it belongs to. */
export const fieldViews: Record<TaskField, FieldView> = {
  assignee: Assignee,
  coordinators: Coordinators,
  title: (props) => (
    <Field {...text(props, 'title')} hint="Làm gì, với cái gì: “Báo cáo cải cách hành chính quý IV”." />
  ),
  content: (props) => <Field {...text(props, 'content')} type="textarea" rows={3} optional={props.optional} />,
  document: (props) => (
    <>
      <Field
        {...text(props, 'document')}
        optional
        hint="Ví dụ: Văn bản số 3127/SNV-CCHC ngày 18/11/2026 của Sở Nội vụ."
      />
      {props.plans.length > 0 && <ForPlan {...props} />}
    </>
  ),
  steps: (props) => (
    <StepRows steps={props.form.steps} error={props.tried ? props.errors.steps : undefined} optional={props.optional} />
  ),
  assigner: Assigner,
  approver: (props) => (
    <Picker {...person(props, 'approver')} hint="Người phụ trách đơn vị thực hiện, không phải người thực hiện." />
  ),
  follower: (props) => <Picker {...person(props, 'follower')} optional />,
  consequence: (props) => <Field {...text(props, 'consequence')} type="textarea" rows={3} optional />,
  product: (props) => (
    <div class={halfBeside(props.beside)}>
      <Field {...text(props, 'product')} hint="Ví dụ: báo cáo." optional={props.optional} />
    </div>
  ),
  due: Due,
  quantity: Quantity,
  factor: (props) => (
    <div class="part-third">
      <Field {...text(props, 'factor')} type="number" optional />
    </div>
  ),
  acceptance: (props) => <Field {...text(props, 'acceptance')} type="textarea" rows={2} optional />,
  evidence: (props) => (
    <Field {...text(props, 'evidence')} optional hint="Để trống nếu không cần tệp; ví dụ: tệp Word và bản ký số." />
  ),
}
