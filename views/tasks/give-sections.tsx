import type { Child } from 'hono/jsx'
import type { Clarity } from '../../src/rules/clarity.ts'
import { shortDay } from '../format.ts'
import { Picker } from '../people/picker.tsx'
import { Field } from '../ui/field.tsx'
import type { GiveProps } from './give.tsx'
import { labels } from './give-labels.ts'
import { lackOf, Summary } from './give-meter.tsx'
import { StepRows } from './give-steps.tsx'

type Text = 'title' | 'content' | 'document' | 'consequence' | 'product' | 'quantity' | 'quantityUnit'
type More = 'acceptance' | 'evidence' | 'factor' | 'due'

/** One rõ: its line with what it holds, and under it, when pressed or while something is missing, its fields. */
const Part = ({ clarity, props, children }: { clarity: Clarity; props: GiveProps; children?: Child }) => (
  <details class="part" id={`ro-${clarity}`} open={lackOf(props, clarity) !== undefined}>
    <summary>
      <span class="part-head" id={`sum-${clarity}`}>
        <Summary clarity={clarity} props={props} />
      </span>
      <span class="part-edit">Sửa</span>
    </summary>
    <div class="part-body">{children}</div>
  </details>
)

const text = ({ form, errors, tried }: GiveProps, name: Text | More) => ({
  name,
  label: labels[name],
  value: form[name],
  errors: tried ? errors[name] : undefined,
})

const person = (props: GiveProps, name: 'assignee' | 'assigner' | 'approver' | 'follower') => ({
  name,
  label: labels[name],
  text: props.form[name],
  chosen: props.form[`${name}Id`],
  proposals: props.candidates[name],
  errors: shown(props, name),
})

/** An ambiguity is asked at once; what is merely missing is said after the first try. */
const shown = ({ errors, candidates, tried }: GiveProps, name: string) =>
  tried || (candidates[name] ?? []).length > 1 ? errors[name] : undefined

export const PersonPart = (props: GiveProps) => (
  <Part clarity="person" props={props}>
    <Picker
      {...person(props, 'assignee')}
      autofocus={!props.tried && !props.form.assignee}
      hint="Đúng một người chịu trách nhiệm. Gõ tên, có dấu hay không dấu đều được."
    />
    <Coordinators {...props} />
  </Part>
)

/** A row more than are filled, at least two. Each person's chips are a group of their own, so the rows are numbered. */
function Coordinators(props: GiveProps) {
  const { form, errors } = props
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

export const WorkPart = (props: GiveProps) => (
  <Part clarity="work" props={props}>
    <Field {...text(props, 'title')} hint="Làm gì, với cái gì: “Báo cáo cải cách hành chính quý IV”." />
    <Field {...text(props, 'content')} type="textarea" rows={3} />
    <Field
      {...text(props, 'document')}
      optional
      hint="Ví dụ: Văn bản số 3127/SNV-CCHC ngày 18/11/2026 của Sở Nội vụ."
    />
  </Part>
)

export const ProcessPart = (props: GiveProps) => (
  <Part clarity="process" props={props}>
    <StepRows steps={props.form.steps} error={props.tried ? props.errors.steps : undefined} />
  </Part>
)

export const ResponsibilityPart = (props: GiveProps) => (
  <Part clarity="responsibility" props={props}>
    {props.onBehalf && (
      <Picker {...person(props, 'assigner')} hint="Lãnh đạo giao việc này. Nhật ký ghi rõ đồng chí là người nhập." />
    )}
    <Picker {...person(props, 'approver')} hint="Người phụ trách đơn vị thực hiện, không phải người thực hiện." />
    <Picker {...person(props, 'follower')} optional />
    <Field {...text(props, 'consequence')} type="textarea" rows={3} optional />
  </Part>
)

export const OutcomePart = (props: GiveProps) => (
  <Part clarity="outcome" props={props}>
    <div class="fields">
      <Field {...text(props, 'product')} hint="Ví dụ: báo cáo." />
      <Field
        {...text(props, 'due')}
        errors={props.tried || duePicks(props) ? props.errors.due : undefined}
        hint="Ngày, ví dụ 15/12; hoặc “5 ngày làm việc”."
        picks={duePicks(props)}
        picksLabel={props.dueOffers ? 'Ngày có thể là' : 'Ngày làm việc gần nhất'}
      />
    </div>
    <div class="fields three">
      <Field {...text(props, 'quantity')} type="number" />
      <Field {...text(props, 'quantityUnit')} optional short />
      <Field {...text(props, 'factor')} type="number" optional />
    </div>
    <Field {...text(props, 'acceptance')} type="textarea" rows={2} optional />
    <Field {...text(props, 'evidence')} optional hint="Để trống nếu không cần tệp; ví dụ: tệp Word và bản ký số." />
  </Part>
)

/** Days to choose from, when the one typed is a day off or may be any of several. */
function duePicks({ gaps, today, dueOffers }: GiveProps) {
  const days = dueOffers ?? gaps.find(({ field, offer }) => field === 'due' && offer)?.offer?.days
  return days?.map((day) => ({ value: shortDay(day, today), label: shortDay(day, today) }))
}
