import type { TypedRecommendations } from '../../src/inspections/findings/outside-form.ts'
import type { Round, SheetLine } from '../../src/inspections/queries.ts'
import { severities, type Terms } from '../../src/rules/inspections.ts'
import { ActionBar } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { severityNames } from '../words.ts'

type Props = {
  round: Round
  sheets: readonly SheetLine[]
  typed: TypedRecommendations
  errors?: Record<string, string>
  remedyDays: Terms['remedyDays']
}

const labels = {
  number: 'Số, ký hiệu kết luận',
  day: 'Ngày kết luận',
  sheet: 'Đơn vị phải thực hiện',
  severity: 'Mức độ',
  due: 'Hạn thực hiện',
  texts: 'Các kiến nghị',
}

/** The conclusion of an outside body with its recommendations, one a line: each is then followed by itself. */
export function OutsideForm({ round, sheets, typed, errors, remedyDays }: Props) {
  const at = `/inspections/${round.publicId}`
  const field = <N extends keyof typeof labels>(name: N) => ({
    ...{ name, label: labels[name], value: typed[name], errors: errors?.[name] },
  })
  const usual = severities.map((one) => `${severityNames[one].toLocaleLowerCase('vi')} ${remedyDays[one]}`).join(', ')
  return (
    <Form action={`${at}/recommendations`} label="Ghi kiến nghị">
      <ErrorSummary errors={errors} labels={labels} />
      <div class="stack">
        <Sheet title={`Kết luận của ${round.outsideBody}`}>
          <div class="fields">
            <Field {...field('number')} hint="Ví dụ: 15/KL-TTr." />
            <Field {...field('day')} type="date" />
            <Select
              {...field('sheet')}
              placeholder={sheets.length > 1 ? 'Chọn đơn vị' : undefined}
              options={sheets.map(({ publicId, unitName, personName }) => ({
                value: publicId,
                label: personName ?? unitName,
              }))}
            />
            <Field
              {...field('due')}
              type="date"
              optional
              hint={`Theo kết luận. Để trống thì tính theo mức độ: ${usual} ngày làm việc.`}
            />
          </div>
          <Choice
            {...field('severity')}
            options={severities.map((value) => ({ value, label: severityNames[value] }))}
          />
          <Field
            {...field('texts')}
            type="textarea"
            rows={8}
            hint="Mỗi kiến nghị một dòng; mỗi dòng được chuyển, giải trình và giao khắc phục riêng."
          />
        </Sheet>
      </div>
      <ActionBar>
        <Button kind="pri" icon="save">
          Ghi kiến nghị
        </Button>
        <LinkButton href={at}>Thôi</LinkButton>
      </ActionBar>
    </Form>
  )
}
