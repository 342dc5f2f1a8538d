import type { TypedTerms } from '../../src/inspections/terms/form.ts'
import type { DatedTerms, TermsInForce, TermsOffice } from '../../src/inspections/terms/terms.ts'
import { severities } from '../../src/rules/inspections.ts'
import { day } from '../format.ts'
import { SettingsHead } from '../settings/tabs.tsx'
import { ActionBar } from '../ui/actions.tsx'
import { Tag } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Columns } from '../ui/columns.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Facts } from '../ui/facts.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { severityNames } from '../words.ts'

type Props = {
  office: TermsOffice
  /** Every office this person may configure. */
  offices: readonly Pick<TermsOffice, 'publicId' | 'name'>[]
  typed: TypedTerms
  inForce: TermsInForce
  errors: Record<string, string>
}

const labels = {
  light: 'Tồn tại nhẹ',
  medium: 'Tồn tại trung bình',
  heavy: 'Tồn tại nặng',
  answerDays: 'Giải trình',
  repeatMonths: 'Tái phạm',
  wholeDayLeave: 'Người nghỉ phép cả ngày',
}
const leaves = { excused: 'Vắng có lý do', leftOut: 'Không tính vào quân số' } as const

/** The terms of inspection of an office: what is in force, since when, and the form that changes it from today on. */
export const TermsPage = (props: Props) => (
  <>
    <SettingsHead active="terms" office={props.office.publicId} offices={props.offices} />
    <Columns aside={<Beside {...props} />}>
      <Editor {...props} />
    </Columns>
  </>
)

function Editor({ office, typed, errors }: Props) {
  const field = (name: keyof TypedTerms) => ({ name, label: labels[name], value: typed[name], errors: errors[name] })
  return (
    <Form action="/settings/terms" version={office.version}>
      <input type="hidden" name="office" value={office.publicId} />
      <ErrorSummary errors={errors} labels={labels} />
      <div class="stack">
        <Sheet title="Hạn khắc phục, ngày làm việc">
          <p class="hint">
            Tính từ ngày ghi tồn tại; 0 là khắc phục ngay. Người ghi tồn tại sửa được hạn từng tồn tại.
          </p>
          <div class="homes">
            {severities.map((severity) => (
              <Field {...field(severity)} type="number" />
            ))}
          </div>
        </Sheet>
        <Sheet title="Giải trình, tái phạm, quân số">
          <div class="remedy-fields">
            <Field {...field('answerDays')} type="number" hint="Số ngày làm việc từ khi chuyển tồn tại." />
            <Field {...field('repeatMonths')} type="number" hint="Cùng mục, cùng đơn vị trong số tháng này." />
          </div>
          <Choice
            {...field('wholeDayLeave')}
            options={Object.entries(leaves).map(([value, label]) => ({ value, label }))}
          />
        </Sheet>
      </div>
      <ActionBar>
        <Button kind="pri" icon="save">
          Lưu, áp dụng từ hôm nay
        </Button>
        <LinkButton href={`/settings/terms?office=${office.publicId}`}>Thôi</LinkButton>
      </ActionBar>
    </Form>
  )
}

const Beside = (props: Props) => (
  <>
    <Sheet title="Đang dùng">
      <p>{whose(props)}</p>
      {!props.inForce.office && (
        <p>
          <Tag tone="amber" icon="circle-question-mark">
            Số có sẵn, chưa kiểm chứng
          </Tag>
        </p>
      )}
      <p class="muted">
        Không thấy văn bản nào quy định chung các thời hạn này; cơ quan tự quyết định. Hạn đã giao, tồn tại đã ghi giữ
        nguyên khi đổi.
      </p>
    </Sheet>
    {props.office.own.length > 0 && (
      <Sheet title="Đã chọn" flush>
        <Facts rows={props.office.own.map((one) => ({ label: `Từ ${day(one.from)}`, body: said(one) }))} />
      </Sheet>
    )}
  </>
)

function whose({ inForce, office }: Props): string {
  if (!inForce.office) return 'Cơ quan chưa chọn nên dùng số có sẵn.'
  const since = inForce.from ? ` từ ${day(inForce.from)}` : ''
  if (inForce.office.publicId === office.publicId)
    return `Cơ quan tự chọn${since}. Cơ quan cấp dưới chưa chọn thì dùng theo.`
  return `Theo ${inForce.office.name}${since}. Lưu ở đây thì cơ quan này có thời hạn riêng.`
}

const said = ({ remedyDays, answerDays, repeatMonths, wholeDayLeave }: DatedTerms) =>
  [
    `khắc phục ${severities.map((one) => `${severityNames[one].toLocaleLowerCase('vi')} ${remedyDays[one]}`).join(', ')} ngày`,
    `giải trình ${answerDays} ngày`,
    `tái phạm ${repeatMonths} tháng`,
    `nghỉ phép cả ngày: ${leaves[wholeDayLeave].toLocaleLowerCase('vi')}`,
  ].join('; ')
