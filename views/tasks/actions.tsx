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
export const Submit = ({ task, errors, typed }: TaskPageProps) => (
  <Form action={`/tasks/${task.publicId}/submission`} version={task.version} multipart id="nop">
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
      hint={task.evidence || 'PDF, Word, Excel, ảnh; mỗi lần không quá 20 MB.'}
      errors={errors?.file}
    />
    <Button kind="pri" icon="send" big>
      Nộp kết quả
    </Button>
  </Form>
)

/** Nghiệm thu: one press for Đạt; returning opens a small form with the reason and the new deadline in one step. */
export const Approve = ({ task, errors, typed, ctx }: TaskPageProps) => (
  <div class="actions">
    <Form action={`/tasks/${task.publicId}/approval`} version={task.version}>
      <Button kind="pri" icon="check" big>
        Nghiệm thu: Đạt
      </Button>
    </Form>
    <Unfold label="Trả lại kèm hạn mới…" big open={Boolean(errors)} id="tra-lai">
      <Form action={`/tasks/${task.publicId}/return`} version={task.version}>
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
          value={String(typed?.due ?? shortDay(addWorkingDays(ctx.today, 2, ctx.calendar), ctx.today))}
          errors={errors?.due}
        />
        <Check
          name="majorError"
          label="Lỗi lớn về nội dung (trừ điểm chất lượng, NĐ 335/2025)"
          checked={typed?.majorError === '1'}
        />
        <Button kind="soft">Trả lại</Button>
      </Form>
    </Unfold>
  </div>
)
