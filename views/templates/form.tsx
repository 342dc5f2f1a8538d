import type { Child } from 'hono/jsx'
import type { TaskField } from '../../src/rules/clarity.ts'
import type { ClaritySet, Segment } from '../../src/rules/clarity-set.ts'
import type { TemplateForm } from '../../src/templates/form.ts'
import type { Template, versionsOf } from '../../src/templates/queries.ts'
import { ErrorSummary } from '../errors.tsx'
import { time } from '../format.ts'
import { halfBeside } from '../tasks/give-fields.tsx'
import { StepRows } from '../tasks/give-steps.tsx'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'

type Props = {
  form: TemplateForm
  set: ClaritySet
  /** None for a new one. */
  template?: Pick<Template, 'publicId' | 'version' | 'number'>
  errors?: Record<string, string>
  /** The version somebody else saved while this one was being typed. */
  overtaken?: Awaited<ReturnType<typeof versionsOf>>[number]
}

const labels = {
  name: 'Tên mẫu',
  key: 'Tên gọi nhanh',
  title: 'Tên việc',
  content: 'Nội dung',
  steps: 'Các bước',
  product: 'Sản phẩm phải nộp',
  dueDays: 'Hạn sau bao nhiêu ngày làm việc',
  quantity: 'Số lượng',
  quantityUnit: 'Đơn vị tính',
  factor: 'Hệ số quy đổi K',
  acceptance: 'Yêu cầu nghiệm thu',
  evidence: 'Minh chứng phải nộp',
  consequence: 'Trách nhiệm khi trễ hạn, sai sót',
}

/** The form of a template; saving an existing one makes its next version. */
export const TemplateEditor = (props: Props) => (
  <Form
    action={props.template ? `/templates/${props.template.publicId}/edit` : '/templates'}
    version={props.template?.version}
    id="template"
  >
    <ErrorSummary errors={props.errors} labels={labels} ids={{ steps: 'f-step-1' }} />
    {props.overtaken && <Overtaken {...props.overtaken} />}
    <div class="stack">
      <Names {...props} />
      {props.set.map((segment) => (
        <Part segment={segment} props={props} />
      ))}
    </div>
    <ActionBar>
      <Button kind="pri" icon="save">
        {props.template ? `Lưu thành bản ${props.template.number + 1}` : 'Lập mẫu'}
      </Button>
      <LinkButton href={props.template ? `/templates/${props.template.publicId}` : '/templates'}>Thôi</LinkButton>
    </ActionBar>
  </Form>
)

const Overtaken = ({ by, number, at }: NonNullable<Props['overtaken']>) => (
  <Note tone="amber" icon="users" title={`Đồng chí ${by} vừa lưu bản ${number} lúc ${time(at)}.`} id="refused" focus>
    Bản đó vẫn còn. Nội dung đồng chí gõ còn nguyên dưới đây; lưu tiếp thì thành bản sau đó.
  </Note>
)

type Name = keyof typeof labels & Exclude<keyof TemplateForm, 'steps'>

const field = ({ form, errors }: Props, name: Name) => ({
  name,
  label: labels[name],
  value: form[name],
  errors: errors?.[name],
})

const Names = (props: Props) => (
  <Sheet title="Mẫu">
    <div class="fields">
      <Field {...field(props, 'name')} hint="Ví dụ: Báo cáo định kỳ." />
      <Field {...field(props, 'key')} optional hint="Gọi trong dòng giao nhanh bằng dấu #, ví dụ #baocao-dinhky." />
    </div>
  </Sheet>
)

/** A rõ with what a template can say of it; who does the task, and for whom, is never in one. */
function Part({ segment, props }: { segment: Segment; props: Props }) {
  const written = segment.fields.filter((name) => fieldViews[name])
  if (written.length === 0) return null
  return (
    <Sheet title={segment.label}>
      <div class="part-fields">{written.map((name) => fieldViews[name]?.(props, segment))}</div>
    </Sheet>
  )
}

type FieldView = (props: Props, segment: Segment) => Child

/** How each field of a task that stays the same from one time to the next is written. */
const fieldViews: Partial<Record<TaskField, FieldView>> = {
  title: (props) => <Field {...field(props, 'title')} optional hint="Để trống nếu mỗi lần giao một tên khác." />,
  content: (props, { compulsory }) => (
    <Field {...field(props, 'content')} type="textarea" rows={3} optional={!compulsory} />
  ),
  steps: (props, { compulsory }) => (
    <StepRows steps={props.form.steps} error={props.errors?.steps} optional={!compulsory} />
  ),
  consequence: (props) => <Field {...field(props, 'consequence')} type="textarea" rows={2} optional />,
  product: (props, { fields, compulsory }) => (
    <div class={halfBeside(fields)}>
      <Field {...field(props, 'product')} hint="Ví dụ: báo cáo." optional={!compulsory} />
    </div>
  ),
  due: (props, { fields }) => (
    <div class={halfBeside(fields)}>
      <Field {...field(props, 'dueDays')} type="number" optional />
    </div>
  ),
  quantity: (props) => (
    <>
      <div class="part-third">
        <Field {...field(props, 'quantity')} type="number" optional />
      </div>
      <div class="part-third">
        <Field {...field(props, 'quantityUnit')} optional short />
      </div>
    </>
  ),
  factor: (props) => (
    <div class="part-third">
      <Field {...field(props, 'factor')} type="number" optional />
    </div>
  ),
  acceptance: (props) => <Field {...field(props, 'acceptance')} type="textarea" rows={2} optional />,
  evidence: (props) => <Field {...field(props, 'evidence')} optional hint="Để trống nếu không cần tệp." />,
}
