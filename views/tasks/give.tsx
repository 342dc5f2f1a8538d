import type { Child } from 'hono/jsx'
import type { PersonRow } from '../../src/people/queries.ts'
import type { Clarity, Gap } from '../../src/rules/clarity.ts'
import { clarities } from '../../src/rules/clarity.ts'
import type { TaskInput } from '../../src/tasks/draft.ts'
import type { TaskForm } from '../../src/tasks/form.ts'
import { ErrorSummary } from '../errors.tsx'
import { longDay, shortDay } from '../format.ts'
import { Picker } from '../people/picker.tsx'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Meter, type Segment } from '../ui/meter.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { clarityNames } from '../words.ts'
import { missing } from './gaps.ts'

export type GiveProps = {
  form: TaskForm
  /** What the form was read as. */
  input: Pick<TaskInput, 'dueTyped'>
  errors: Record<string, string>
  candidates: Record<string, readonly PersonRow[]>
  gaps: readonly Gap[]
  names?: { assignee?: string; approver?: string }
  today: string
  /** Sent once and refused: the errors are shown, not only the meter. */
  tried?: boolean
}

const labels = {
  assignee: 'Người thực hiện',
  title: 'Tên việc',
  content: 'Nội dung',
  document: 'Căn cứ',
  steps: 'Các bước',
  approver: 'Người nghiệm thu',
  follower: 'Người theo dõi',
  consequence: 'Trách nhiệm khi trễ hạn, sai sót',
  product: 'Sản phẩm phải nộp',
  quantity: 'Số lượng',
  quantityUnit: 'Đơn vị tính',
  due: 'Hạn',
  acceptance: 'Yêu cầu nghiệm thu',
  evidence: 'Minh chứng phải nộp',
  factor: 'Hệ số quy đổi K',
}
const ids = { steps: 'f-step-1' }

/** Giao việc: five sections, one per rõ, under a meter that says at any moment what is still unclear. */
export function GiveForm(props: GiveProps) {
  const { form, tried } = props
  const errors = tried ? props.errors : {}
  const field = (name: keyof typeof labels & keyof TaskForm) => ({
    name,
    label: labels[name],
    value: String(form[name]),
    errors: errors[name],
  })
  const person = (name: 'assignee' | 'approver' | 'follower') => ({
    name,
    label: labels[name],
    text: form[name],
    chosen: form[`${name}Id`],
    proposals: props.candidates[name],
    errors: errors[name],
  })
  return (
    <Form action="/tasks" id="give">
      {tried && <ErrorSummary errors={errors} labels={labels} ids={ids} />}
      <Columns aside={<Aside />}>
        <LiveMeter {...props} />
        <Section clarity="person">
          <Picker
            {...person('assignee')}
            autofocus={!tried && !form.assignee}
            hint="Đúng một người chịu trách nhiệm. Gõ tên, có dấu hay không dấu đều được."
          />
        </Section>
        <Section clarity="work">
          <Field {...field('title')} hint="Làm gì, với cái gì: “Báo cáo cải cách hành chính quý IV”." />
          <Field {...field('content')} type="textarea" rows={3} />
          <Field
            {...field('document')}
            optional
            hint="Ví dụ: Văn bản số 3127/SNV-CCHC ngày 18/11/2026 của Sở Nội vụ."
          />
        </Section>
        <Section clarity="process">
          <StepRows form={form} error={errors.steps} />
        </Section>
        <Section clarity="responsibility">
          <Picker {...person('approver')} hint="Người phụ trách đơn vị thực hiện, không phải người thực hiện." />
          <Picker {...person('follower')} optional />
          <Field {...field('consequence')} type="textarea" rows={3} optional />
        </Section>
        <Section clarity="outcome">
          <div class="fields">
            <Field {...field('product')} hint="Ví dụ: báo cáo." />
            <Field
              {...field('due')}
              hint="Ngày, ví dụ 15/12; hoặc “5 ngày làm việc”."
              picks={duePicks(props)}
              picksLabel="Ngày làm việc gần nhất"
            />
          </div>
          <div class="fields three">
            <Field {...field('quantity')} type="number" />
            <Field {...field('quantityUnit')} optional short />
            <Field {...field('factor')} type="number" optional />
          </div>
          <Field {...field('acceptance')} type="textarea" rows={2} optional />
          <Field {...field('evidence')} optional hint="Để trống nếu không cần tệp; ví dụ: tệp Word và bản ký số." />
        </Section>
        <ActionBar phone>
          <Send />
        </ActionBar>
      </Columns>
    </Form>
  )
}

const Send = () => (
  <Button kind="pri" icon="send" big wide>
    Giao việc
  </Button>
)

const Aside = () => (
  <Sheet desk>
    <Send />
    <p class="muted">Giao được khi đủ 5 rõ. Bấm lúc này, trang đưa đồng chí đến chỗ còn thiếu.</p>
    <LinkButton href="/tasks">Thôi</LinkButton>
  </Sheet>
)

/** Drawn anew while one types; without scripts it stands as the page came. */
const LiveMeter = (props: GiveProps) => (
  <Sheet>
    <div
      hx-post="/tasks/meter"
      hx-trigger="input from:#give delay:400ms, change from:#give delay:100ms"
      hx-include="#give"
      hx-target="#meter"
      hx-swap="outerHTML"
    >
      <TaskMeter {...props} />
    </div>
  </Sheet>
)

/** Working days to choose from, when the deadline typed is a day off. */
function duePicks({ gaps, today, tried }: GiveProps) {
  const days = gaps.find(({ field, offer }) => field === 'due' && offer)?.offer?.days
  return tried ? days?.map((day) => ({ value: shortDay(day, today), label: shortDay(day, today) })) : undefined
}

const Section = ({ clarity, children }: { clarity: Clarity; children?: Child }) => (
  <Sheet title={clarityNames[clarity]} id={`ro-${clarity}`}>
    {children}
  </Sheet>
)

const values = ({ form, input, names }: GiveProps): Record<Clarity, string | undefined> => ({
  person: names?.assignee ?? form.assignee,
  work: form.title,
  process: `${form.stepName.filter(Boolean).length} bước`,
  responsibility: names?.approver ?? form.approver,
  outcome: [form.quantity && form.product && `${form.quantity} ${form.product}`, dueAsRead(form, input)]
    .filter(Boolean)
    .join(', '),
})

/** "thứ Ba, 15/12/2026": the weekday and the year, so that a slip shows before it is sent. */
const dueAsRead = (form: TaskForm, { dueTyped }: GiveProps['input']) =>
  dueTyped ? longDay(dueTyped).replace(/^./, lower) : form.due

/** The meter of the form as it stands; before anything is typed it says what each rõ wants. */
export function TaskMeter(props: GiveProps) {
  const known = values(props)
  const segments: Segment[] = clarities.map((key) => {
    const gap = props.gaps.find(({ clarity }) => clarity === key)
    const unread = props.errors[fieldOf[key]]
    const what = gap ? missing[gap.code] : unread && 'cần sửa'
    return {
      key,
      label: clarityNames[key].replace(/^Rõ /, '').replace(/^./, upper),
      value: known[key],
      missing: what,
      href: `#ro-${key}`,
    }
  })
  const clear = segments.filter((segment) => !segment.missing).length
  const sum = `${clear}/${segments.length} rõ${clear === segments.length ? ', giao được' : ''}`
  return (
    <div id="meter" data-say={sum}>
      <Meter segments={segments} />
      <p class="meter-sum">
        <strong>{sum}</strong>
      </p>
    </div>
  )
}

const fieldOf: Record<Clarity, string> = {
  person: 'assignee',
  work: 'title',
  process: 'steps',
  responsibility: 'approver',
  outcome: 'due',
}
const upper = (letter: string) => letter.toLocaleUpperCase('vi')
const lower = (letter: string) => letter.toLocaleLowerCase('vi')

/** As many rows as were filled and two more; empty ones do not count. */
function StepRows({ form, error }: { form: TaskForm; error?: string }) {
  const filled = form.stepName.map((name, at) => ({ name, days: form.stepDays[at] ?? '' })).filter(({ name }) => name)
  const rows = [...filled, { name: '', days: '' }, { name: '', days: '' }]
  return (
    <>
      {rows.map(({ name, days }, at) => (
        <div class="fields step-row">
          <Field
            name="stepName"
            id={`f-step-${at + 1}`}
            label={`Bước ${at + 1}`}
            value={name}
            optional={at > 0}
            errors={at === 0 ? error : undefined}
          />
          <Field
            name="stepDays"
            id={`f-step-days-${at + 1}`}
            label={
              <>
                Xong sau<span class="sr"> (số ngày làm việc), bước {at + 1}</span>
              </>
            }
            type="number"
            placeholder="… ngày"
            value={days}
          />
        </div>
      ))}
      <p class="hint">
        Xong sau bao nhiêu ngày làm việc, bước nào cũng đếm từ hôm nay; để trống nếu bước kết thúc cùng hạn của việc.
      </p>
    </>
  )
}
