import type { Day } from '../../src/rules/days.ts'
import { addWorkingDays } from '../../src/rules/working-days.ts'
import { ErrorSummary } from '../errors.tsx'
import { shortDay } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Check } from '../ui/checks.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Unfold } from '../ui/unfold.tsx'
import type { TaskPageProps } from './page.tsx'

/** Tiếp nhận: one press. */
export const Accept = ({ task }: TaskPageProps) => (
  <Form action={`/tasks/${task.publicId}/acceptance`} version={task.version}>
    <Button kind="pri" icon="check" big>
      Tiếp nhận
    </Button>
  </Form>
)

/** Nộp kết quả: words and a file. */
export const Submit = ({ task, decided, ...props }: TaskPageProps) => {
  const typed = decided === 'task.submit' ? props.typed : undefined
  const errors = typed && props.errors && { ...filesLost(typed), ...props.errors }
  return (
    <Form action={`/tasks/${task.publicId}/submission`} version={task.version} multipart>
      <ErrorSummary errors={errors} labels={{ report: 'Kết quả', file: 'Minh chứng' }} />
      <Field
        name="report"
        label="Kết quả"
        type="textarea"
        rows={3}
        value={String(typed?.report ?? '')}
        errors={errors?.report}
      />
      <Field
        name="file"
        label="Minh chứng"
        type="file"
        multiple
        optional={!task.evidence}
        hint={`${task.evidence ? `Phải nộp: ${task.evidence}. ` : ''}${kinds}`}
        errors={errors?.file}
      />
      <Button kind="pri" icon="send" big>
        Nộp kết quả
      </Button>
    </Form>
  )
}

const kinds = 'Nhận PDF, Word, Excel, PowerPoint, ảnh, tệp văn bản, tệp nén ZIP; mỗi lần không quá 20 MB.'

/** No browser fills a file field again; whoever chose files and forgot the words must know. */
function filesLost(typed: TaskPageProps['typed']): Record<string, string> {
  const chosen = [typed?.file].flat().some((file) => file instanceof File && file.name !== '')
  return chosen ? { file: 'Trang vừa mở lại nên tệp đã chọn không còn. Chọn lại tệp.' } : {}
}

/** Sending work back does not take away days it still has. */
const laterOf = (one: Day, other: Day) => (one > other ? one : other)

/** Nghiệm thu: one press for Đạt; returning opens a small form with the reason and the new deadline in one step. */
export const Approve = ({ task, decided, ctx, ...props }: TaskPageProps) => {
  const { errors, typed } = decided === 'task.return' ? props : {}
  return (
    <div class="actions">
      {task.openParts === 0 && (
        <Form action={`/tasks/${task.publicId}/approval`} version={task.version}>
          <Button kind="pri" icon="check" big>
            Nghiệm thu: Đạt
          </Button>
        </Form>
      )}
      <Unfold label="Trả lại kèm hạn mới…" big open={Boolean(errors)}>
        {/* The address of the form, not of what folds it: a browser led here unfolds it. */}
        <Form action={`/tasks/${task.publicId}/return`} version={task.version} id="tra-lai">
          <ErrorSummary errors={errors} labels={{ reason: 'Lý do', due: 'Hạn mới' }} />
          <Field
            name="reason"
            label="Lý do"
            type="textarea"
            value={String(typed?.reason ?? '')}
            errors={errors?.reason}
          />
          <Field
            name="due"
            label="Hạn mới"
            type="date"
            hint="Một ngày làm việc, ví dụ 15/12."
            value={String(
              typed?.due ?? shortDay(laterOf(task.due, addWorkingDays(ctx.today, 2, ctx.calendar)), ctx.today),
            )}
            errors={errors?.due}
          />
          <Check
            name="majorError"
            label="Sai sót lớn về nội dung (trừ điểm chất lượng, NĐ 335/2025)"
            checked={typed?.majorError === '1'}
          />
          <Button kind="soft">Trả lại</Button>
        </Form>
      </Unfold>
    </div>
  )
}
