import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Unfold } from '../ui/unfold.tsx'

type Props = {
  task: { publicId: string; title: string; version: number; progress: number }
  /** Coordinators whose part is not done: the doer may be waiting for one of them. */
  waiting?: readonly { publicId: string; name: string }[]
  back?: string
  typed?: Record<string, unknown>
  error?: string
}

const steps = [25, 50, 75, 100]

/** Báo tiến độ: opens in place; a note if there is one, and the figure pressed is what is sent. */
export const Report = ({ task, waiting = [], back, typed, error }: Props) => (
  <Unfold label="Báo tiến độ…" open={error !== undefined}>
    <Form action={`/tasks/${task.publicId}/progress`} version={task.version}>
      {back && <input type="hidden" name="back" value={back} />}
      <Field
        name="note"
        id={`f-note-${task.publicId}`}
        label="Ghi chú"
        type="textarea"
        rows={2}
        optional
        value={String(typed?.note ?? '')}
        errors={error}
      />
      {waiting.length > 0 && (
        <Select
          name="waitingFor"
          label="Tôi đang chờ"
          optional
          placeholder="Không chờ ai"
          options={waiting.map(({ publicId, name }) => ({ value: publicId, label: name }))}
        />
      )}
      <fieldset class="field">
        <legend>Đã làm được (bấm để gửi)</legend>
        <div class="actions even">
          {steps.map((percent) => (
            <Button
              kind={percent === task.progress ? 'soft' : 'plain'}
              name="progress"
              value={String(percent)}
              label={`${percent}%: ${task.title}`}
            >
              {percent}%
            </Button>
          ))}
        </div>
      </fieldset>
    </Form>
  </Unfold>
)
