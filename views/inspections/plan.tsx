import { ErrorSummary } from '../errors.tsx'
import { typedText } from '../people/typed.ts'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Sheet } from '../ui/sheet.tsx'

type Props = {
  year: number
  version: number
  typed: Readonly<Record<string, unknown>>
  errors?: Record<string, string>
}
const labels = { document: 'Văn bản', target: 'Chỉ tiêu độ phủ' }

/** Kế hoạch kiểm tra năm: on which document it rests, and how many of the units it wants inspected. */
export const PlanForm = ({ year, version, typed, errors }: Props) => (
  <Form action={`/inspections/plan?year=${year}`} version={version}>
    <ErrorSummary errors={errors} labels={labels} />
    <Sheet>
      <div class="fields">
        <Field
          name="document"
          label={labels.document}
          optional
          hint="Số, ký hiệu, ngày của kế hoạch."
          value={typedText(typed, 'document')}
          errors={errors?.document}
        />
        <Field
          name="target"
          type="number"
          label={labels.target}
          hint="Phần trăm số đơn vị được kiểm tra trong năm, từ 0 đến 100."
          value={typedText(typed, 'target')}
          errors={errors?.target}
        />
      </div>
    </Sheet>
    <ActionBar>
      <Button kind="pri" icon="save">
        Lưu kế hoạch
      </Button>
      <LinkButton href={`/inspections?year=${year}`}>Thôi</LinkButton>
    </ActionBar>
  </Form>
)
