import type { PlanRow } from '../../src/plans/queries.ts'
import { day } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Sheet } from '../ui/sheet.tsx'

type Props = { plan: PlanRow; typed?: Record<string, unknown>; errors?: Record<string, string> }

const labels = {
  number: 'Số, ký hiệu',
  day: 'Ngày ban hành',
  issuer: 'Cơ quan ban hành',
  summary: 'Trích yếu',
}

/** What a document is called, put right. */
export const EditPlan = ({ plan, typed, errors }: Props) => {
  const value = (name: keyof typeof labels) => (typed ? String(typed[name] ?? '') : shown(plan, name))
  return (
    <Sheet>
      <ErrorSummary errors={errors} labels={labels} />
      <Form action={`/plans/${plan.publicId}/edit`} version={plan.version} class="narrow">
        <Field name="number" label={labels.number} value={value('number')} errors={errors?.number} />
        <Field name="day" type="date" label={labels.day} value={value('day')} errors={errors?.day} optional />
        <Field name="issuer" label={labels.issuer} value={value('issuer')} errors={errors?.issuer} optional />
        <Field
          name="summary"
          type="textarea"
          label={labels.summary}
          value={value('summary')}
          errors={errors?.summary}
        />
        <p class="hint">
          Việc đã giao giữ nguyên căn cứ như lúc giao. Nhập lại tệp cùng số, ngày, cơ quan thì thành bản mới.
        </p>
        <Actions>
          <Button kind="pri">Lưu</Button>
          <LinkButton href={`/plans/${plan.publicId}`}>Thôi</LinkButton>
        </Actions>
      </Form>
    </Sheet>
  )
}

const shown = (plan: PlanRow, name: keyof typeof labels) =>
  (name === 'day' ? plan.day && day(plan.day) : plan[name]) ?? ''
