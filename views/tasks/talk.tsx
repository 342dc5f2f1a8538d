import { moment } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Timeline } from '../ui/timeline.tsx'
import type { TaskPageProps } from './page.tsx'

/** Trao đổi: what the people of the task say to each other. */
export const Talk = (props: TaskPageProps) => {
  const { task, comments, ctx, typed, errors } = props
  const mine = props.decided === 'task.comment'
  return (
    <Sheet title="Trao đổi" count={comments.length} id="trao-doi">
      {comments.length > 0 && (
        <Timeline
          label="Trao đổi"
          entries={comments.map(({ at, by, text }) => ({
            at: moment(at, ctx.today),
            iso: at,
            who: by,
            text: '',
            quote: text,
          }))}
        />
      )}
      <Form action={`/tasks/${task.publicId}/comments`}>
        <Field
          name="text"
          id="f-comment"
          label="Viết trao đổi"
          type="textarea"
          rows={2}
          hint="Gõ @ và tên để nhắc một người, ví dụ @Lan."
          value={mine ? String(typed?.text ?? '') : ''}
          errors={mine ? errors?.text : undefined}
        />
        <Button>Gửi</Button>
      </Form>
    </Sheet>
  )
}
