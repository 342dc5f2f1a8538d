import type { Passed } from '../../src/rules/year-calendar.ts'
import { longDay, shortDay } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Note } from '../ui/note.tsx'
import { Sheet } from '../ui/sheet.tsx'

export type Counted = {
  from: string
  days: number
  due: string
  passed: readonly Passed[]
  /** A year the count runs through has no official days yet. */
  unsure: boolean
}

type Props = {
  year: number
  typed: { from: string; days: string }
  errors?: Readonly<Record<string, string>>
  counted?: Counted
}

/** 'n ngày làm việc sau ngày …': the deadline, and every day that was passed over with its reason. */
export const Counter = ({ year, typed, errors = {}, counted }: Props) => (
  <Sheet title="Tính hạn theo ngày làm việc" id="count">
    <Form action="/calendar#count" method="get" class="count-form">
      <input type="hidden" name="year" value={String(year)} />
      <div class="fields">
        <Field name="days" type="number" label="Số ngày làm việc" value={typed.days} errors={errors.days} />
        <Field name="from" type="date" label="Sau ngày" value={typed.from} errors={errors.from} />
        <Button kind="soft" icon="calculator">
          Tính hạn
        </Button>
      </div>
    </Form>
    {counted && <Answer {...counted} />}
  </Sheet>
)

const Answer = ({ from, days, due, passed, unsure }: Counted) => (
  <div id="counted" role="status">
    <p>
      {days} ngày làm việc sau {longDay(from)} là <strong>{longDay(due)}</strong>. Ngày bắt đầu không tính.
    </p>
    {passed.length > 0 && (
      <ul class="passed">
        {passed.map((entry) => (
          <li>
            {span(entry, due)}: {entry.worked ? 'tính là ngày làm việc' : 'không tính'} ({entry.why})
          </li>
        ))}
      </ul>
    )}
    {unsure && (
      <Note tone="amber">Khoảng này có năm chưa có lịch nghỉ chính thức, hạn có thể đổi khi lịch được công bố.</Note>
    )}
  </div>
)

function span({ from, to }: Passed, due: string): string {
  return from === to ? shortDay(from, due) : `${shortDay(from, due)} đến ${shortDay(to, due)}`
}
