import type { TemplateForm } from '../../src/templates/form.ts'
import type { Template, versionsOf } from '../../src/templates/queries.ts'
import { ErrorSummary } from '../errors.tsx'
import { time } from '../format.ts'
import { StepRows } from '../tasks/give-steps.tsx'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { clarityNames } from '../words.ts'

type Props = {
  form: TemplateForm
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
      <Work {...props} />
      <Sheet title={clarityNames.process}>
        <StepRows steps={props.form.steps} error={props.errors?.steps} />
      </Sheet>
      <Outcome {...props} />
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

const Work = (props: Props) => (
  <Sheet title={clarityNames.work}>
    <Field {...field(props, 'title')} optional hint="Để trống nếu mỗi lần giao một tên khác." />
    <Field {...field(props, 'content')} type="textarea" rows={3} />
  </Sheet>
)

const Outcome = (props: Props) => (
  <Sheet title={`${clarityNames.outcome}, ${clarityNames.responsibility.toLocaleLowerCase('vi')}`}>
    <div class="fields">
      <Field {...field(props, 'product')} hint="Ví dụ: báo cáo." />
      <Field {...field(props, 'dueDays')} type="number" optional />
    </div>
    <div class="fields three">
      <Field {...field(props, 'quantity')} type="number" optional />
      <Field {...field(props, 'quantityUnit')} optional short />
      <Field {...field(props, 'factor')} type="number" optional />
    </div>
    <Field {...field(props, 'acceptance')} type="textarea" rows={2} optional />
    <Field {...field(props, 'evidence')} optional hint="Để trống nếu không cần tệp." />
    <Field {...field(props, 'consequence')} type="textarea" rows={2} optional />
  </Sheet>
)
