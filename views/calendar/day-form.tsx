import type { DayRow } from '../../src/calendar/queries.ts'
import { longDay } from '../format.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Check } from '../ui/checks.tsx'
import { Choice } from '../ui/choice.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { confidences, dayFields, dayKinds } from './words.ts'

/** What was typed, by field; nothing is trusted to be text. */
export type TypedDay = Readonly<Record<string, unknown>>

type Props = {
  /** The day as it stands; none when it is a new one. */
  row?: DayRow
  typed: TypedDay
  errors?: Readonly<Record<string, string>>
}

/** A special day to add or to change. It leads to the preview, never straight into the calendar. */
export const DayForm = ({ row, typed, errors = {} }: Props) => (
  <div class="stack">
    <Sheet>
      <Form action="/calendar/preview" version={row?.version}>
        <ErrorSummary errors={errors} labels={dayFields} />
        {row && <input type="hidden" name="id" value={row.publicId} />}
        {row ? <p>{longDay(row.day)}</p> : <DayField typed={typed} errors={errors} />}
        <Choice
          name="kind"
          label={dayFields.kind}
          options={options(dayKinds)}
          value={text(typed.kind)}
          errors={errors.kind}
        />
        <Field name="name" label={dayFields.name} value={text(typed.name)} errors={errors.name} />
        <Field
          name="source"
          label={dayFields.source}
          type="textarea"
          rows={2}
          hint="Số, ngày của văn bản công bố, hoặc vì sao biết ngày này."
          value={text(typed.source)}
          errors={errors.source}
        />
        <Select
          name="confidence"
          label={dayFields.confidence}
          options={options(confidences)}
          value={text(typed.confidence) || 'memory'}
          errors={errors.confidence}
        />
        <Check
          name="active"
          label="Áp dụng ngay"
          hint="Bỏ chọn để lưu trong danh sách mà chưa tính vào hạn."
          checked={text(typed.active) === '1'}
        />
        <Actions>
          <Button kind="pri">Xem trước ảnh hưởng…</Button>
          <LinkButton href={row ? `/calendar?year=${row.day.slice(0, 4)}` : '/calendar'}>Không lưu</LinkButton>
        </Actions>
      </Form>
    </Sheet>
    {row && <Removal row={row} />}
  </div>
)

const DayField = ({ typed, errors }: { typed: TypedDay; errors: Readonly<Record<string, string>> }) => (
  <Field name="day" type="date" label={dayFields.day} value={text(typed.day)} errors={errors.day} />
)

const Removal = ({ row }: { row: DayRow }) => (
  <Sheet title="Bỏ khỏi lịch">
    <Form action="/calendar/preview" version={row.version}>
      <input type="hidden" name="id" value={row.publicId} />
      <input type="hidden" name="removal" value="1" />
      <p>Ngày này trở lại như ngày thường trong tuần. Xem trước ảnh hưởng rồi mới bỏ.</p>
      <Actions>
        <Button kind="risk">Bỏ ngày này…</Button>
      </Actions>
    </Form>
  </Sheet>
)

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const options = <K extends string>(words: Record<K, string>) =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: sentence(words[value]) }))

const sentence = (words: string) => words.charAt(0).toLocaleUpperCase('vi') + words.slice(1)
