import type { checklistsFor } from '../../src/checklists/queries.ts'
import { ErrorSummary } from '../errors.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Check } from '../ui/checks.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'

type Errors = Record<string, string>
type Props = {
  typed: Record<string, unknown>
  sources: Awaited<ReturnType<typeof checklistsFor>>
  errors?: Errors
  /** Which of the three forms came back. */
  wrong?: 'begin' | 'copy' | 'file'
}

/** Three ways to a new checklist: item by item, as a copy, from a file. */
export const NewChecklist = ({ typed, sources, errors, wrong }: Props) => (
  <div class="new-checklist">
    <Begin typed={typed} errors={wrong === 'begin' ? errors : undefined} />
    <div class="stack">
      <FromFile />
      {sources.length > 0 && <Copy typed={typed} sources={sources} errors={wrong === 'copy' ? errors : undefined} />}
    </div>
  </div>
)

const text = (typed: Props['typed'], name: string) => String(typed[name] ?? '')

const labels = {
  name: 'Tên bảng kiểm',
  group: 'Mã nhóm',
  groupName: 'Tên nhóm đầu tiên',
  code: 'Mã mục',
  item: 'Mục đầu tiên',
}
type Name = keyof typeof labels

function Begin({ typed, errors }: { typed: Props['typed']; errors?: Errors }) {
  const field = (name: Name) => ({ name, label: labels[name], value: text(typed, name), errors: errors?.[name] })
  return (
    <Sheet title="Soạn từng mục">
      <Form action="/checklists" id="begin">
        <ErrorSummary errors={errors} labels={labels} />
        <Field {...field('name')} maxlength={200} hint="Ví dụ: Kiểm tra kỷ luật, kỷ cương hành chính." />
        <div class="item-place">
          <Field {...field('group')} value={text(typed, 'group') || 'A'} short maxlength={20} />
          <Field {...field('groupName')} maxlength={300} hint="Ví dụ: Giờ giấc làm việc." />
        </div>
        <div class="item-place">
          <Field {...field('code')} value={text(typed, 'code') || 'A1'} short maxlength={20} />
          <Field {...field('item')} maxlength={500} hint="Ví dụ: Có mặt đúng giờ tại thời điểm kiểm tra." />
        </div>
        <Check name="partial" label="Dùng “Đạt một phần”" checked={typed.partial === '1'} />
        <Button kind="pri" icon="plus">
          Lập bảng kiểm
        </Button>
      </Form>
    </Sheet>
  )
}

const FromFile = () => (
  <Sheet title="Từ tệp" id="tep">
    <FileForm />
  </Sheet>
)

/** Sends a whole checklist; the name in the file stands when none is typed. */
export const FileForm = ({ name = '', errors }: { name?: string; errors?: Errors }) => (
  <Form action="/checklists/file" multipart id="from-file">
    <Field
      name="file"
      type="file"
      label="Tệp Excel (.xlsx), CSV hoặc JSON"
      accept=".xlsx,.csv,.tsv,.json"
      errors={errors?.file}
      hint="Tệp sai chỗ nào thì báo từng ô, chưa ghi gì."
    />
    <Field
      name="name"
      id="f-file-name"
      label={labels.name}
      value={name}
      optional
      maxlength={200}
      errors={errors?.name}
      hint="Để trống thì lấy tên ghi trong tệp."
    />
    <div class="actions">
      <Button kind="soft" icon="upload">
        Lập từ tệp
      </Button>
      <LinkButton href="/checklists/template" icon="download" download>
        Tải tệp mẫu
      </LinkButton>
    </div>
  </Form>
)

const Copy = ({ typed, sources, errors }: Omit<Props, 'wrong'>) => (
  <Sheet title="Chép bảng có sẵn" id="chep">
    <Form action="/checklists/copies" id="copy">
      <ErrorSummary errors={errors} labels={{ from: 'Chép từ', name: labels.name }} ids={{ name: 'f-copy-name' }} />
      <Select
        name="from"
        label="Chép từ"
        options={sources.map(({ publicId, name }) => ({ value: publicId, label: name }))}
        placeholder="Chọn bảng kiểm"
        value={text(typed, 'from')}
        errors={errors?.from}
      />
      <Field
        name="name"
        id="f-copy-name"
        label={labels.name}
        value={text(typed, 'copyName')}
        maxlength={200}
        errors={errors?.name}
      />
      <Button kind="soft" icon="copy">
        Chép
      </Button>
    </Form>
  </Sheet>
)
