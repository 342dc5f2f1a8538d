import type { Checklist } from '../../src/checklists/queries.ts'
import { ErrorSummary } from '../errors.tsx'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Check } from '../ui/checks.tsx'
import { Field, FieldError } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { NextVersion, Overtaken } from './next-version.tsx'

type Props = {
  name: string
  note: string
  partial: boolean
  seen: string
  checklist: Checklist
  errors?: Record<string, string>
  overtaken?: boolean
}

const labels = { name: 'Tên bảng kiểm', note: 'Ghi chú', body: 'Đạt một phần' }

/** What stands over the items: name, where it comes from, whether "Đạt một phần" may be answered. */
export const HeadEditor = ({ name, note, partial, seen, checklist, errors, overtaken }: Props) => (
  <Form action={`/checklists/${checklist.publicId}/edit`} id="head">
    <input type="hidden" name="seen" value={seen} />
    <ErrorSummary errors={errors} labels={labels} ids={{ body: 'f-partial' }} />
    {overtaken && <Overtaken what="Tên, ghi chú" />}
    <div class="stack">
      <NextVersion {...checklist} />
      <Sheet title="Bảng kiểm">
        <Field name="name" label={labels.name} value={name} errors={errors?.name} maxlength={200} />
        <Field
          name="note"
          label={labels.note}
          value={note}
          errors={errors?.note}
          type="textarea"
          rows={3}
          optional
          hint="Lấy từ văn bản nào, đã đối chiếu đến đâu."
        />
        <div class="field">
          <Check
            name="partial"
            id="f-partial"
            label="Dùng “Đạt một phần”"
            hint="Người kiểm tra có thêm một cách trả lời, giữa đạt và không đạt."
            checked={partial}
          />
          <FieldError id="f-partial-error" errors={errors?.body} />
        </div>
      </Sheet>
    </div>
    <ActionBar>
      <Button kind="pri" icon="save">
        Lưu
      </Button>
      <LinkButton href={`/checklists/${checklist.publicId}`}>Thôi</LinkButton>
    </ActionBar>
  </Form>
)
