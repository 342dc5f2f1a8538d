import { taskFields } from '../../src/rules/clarity.ts'
import { vitalFields } from '../../src/rules/clarity-set.ts'
import { fieldLabels } from '../tasks/give-labels.ts'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Check } from '../ui/checks.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field, FieldError } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ClarityProps } from './clarity.tsx'
import { inWords } from './faults.ts'

/** The rõ line by line, then every field of a task with the rõ it belongs to. */
export const ClarityEditor = (props: ClarityProps) => (
  <Form action="/settings" id="clarity" version={props.office.version}>
    <input type="hidden" name="office" value={props.office.publicId} />
    <ErrorSummary errors={props.errors} labels={labelsOf(props)} />
    <div class="stack">
      <Sheet title="Các rõ">
        <p class="hint">
          Số nhỏ đứng trước. Xóa tên và chuyển hết các mục sang rõ khác để bỏ một rõ; dòng trống cuối cùng để thêm.
        </p>
        {props.form.rows.map((_, at) => (
          <Line {...props} at={at} />
        ))}
      </Sheet>
      <Sheet title="Mục nào thuộc rõ nào">
        <p class="hint">
          Mỗi mục của một việc thuộc đúng một rõ. Thiếu {inWords(vitalFields)} thì không thành một việc, nên rõ nào có
          một trong các mục đó luôn bắt buộc (ghi dấu *).
        </p>
        <div class="homes">
          {taskFields.map((field) => (
            <Select
              name={`home-${field}`}
              label={isVital(field) ? `${fieldLabels[field]} *` : fieldLabels[field]}
              options={choicesOf(props)}
              placeholder="Chọn rõ"
              value={props.form.homes[field]}
              errors={props.errors[`home-${field}`]}
            />
          ))}
        </div>
      </Sheet>
    </div>
    <ActionBar>
      <Button kind="pri" icon="save">
        Lưu bộ rõ
      </Button>
      <Button icon="eye" formaction="/settings/preview">
        Xem thử
      </Button>
      <LinkButton href={`/settings?office=${props.office.publicId}`}>Thôi</LinkButton>
    </ActionBar>
  </Form>
)

const isVital = (field: string) => (vitalFields as readonly string[]).includes(field)

/** A line without a name yet can be chosen too: it may be getting one in this very form. */
const choicesOf = ({ form }: ClarityProps) =>
  form.rows.map(({ label }, at) => ({ value: String(at + 1), label: `${at + 1}. ${label || 'rõ mới'}` }))

function Line({ form, errors, at }: ClarityProps & { at: number }) {
  const { key, label, order, compulsory } = form.rows[at]!
  const row = at + 1
  return (
    <div class="ro-line">
      <input type="hidden" name={`key${row}`} value={key} />
      <Field name={`order${row}`} label={<Named what="Thứ tự" row={row} />} type="number" value={order} />
      <Field
        name={`label${row}`}
        label={<Named what="Tên rõ" row={row} />}
        value={label}
        placeholder="Ví dụ: Rõ thời gian"
        maxlength={40}
        errors={errors[`label${row}`]}
      />
      <div class="field">
        <Check
          name={`compulsory${row}`}
          id={`f-compulsory${row}`}
          label={<Named what="Bắt buộc" row={row} />}
          checked={compulsory}
        />
        <FieldError id={`f-compulsory${row}-error`} errors={errors[`compulsory${row}`]} />
      </div>
    </div>
  )
}

const Named = ({ what, row }: { what: string; row: number }) => (
  <>
    {what}
    <span class="sr">, dòng {row}</span>
  </>
)

/** What the places are called over the form that came back. */
const labelsOf = ({ form }: ClarityProps): Record<string, string> => ({
  ...Object.fromEntries(
    form.rows.flatMap(({ label }, at) => [
      [`label${at + 1}`, label || `Tên rõ, dòng ${at + 1}`],
      [`compulsory${at + 1}`, `${label}: bắt buộc`],
    ]),
  ),
  ...Object.fromEntries(taskFields.map((field) => [`home-${field}`, fieldLabels[field]])),
})
