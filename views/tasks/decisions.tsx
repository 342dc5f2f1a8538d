import type { Child } from 'hono/jsx'
import type { Action } from '../../src/rules/access.ts'
import { addWorkingDays } from '../../src/rules/working-days.ts'
import { ErrorSummary } from '../errors.tsx'
import { shortDay } from '../format.ts'
import { Picker } from '../people/picker.tsx'
import { Button, type Kind } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Unfold } from '../ui/unfold.tsx'
import type { TaskPageProps } from './page.tsx'

type PressProps = {
  task: { publicId: string; version: number }
  to: string
  kind?: Kind
  icon?: IconName
  big?: boolean
  children: Child
}

/** A decision of one press. */
export const Press = ({ task, to, kind = 'plain', icon, big, children }: PressProps) => (
  <Form action={`/tasks/${task.publicId}/${to}`} version={task.version}>
    <Button kind={kind} icon={icon} big={big}>
      {children}
    </Button>
  </Form>
)

type WordsProps = TaskPageProps & {
  action: Action
  to: string
  name: 'reason' | 'text' | 'note'
  label: string
  open: string
  send: string
  kind?: Kind
  children?: Child
}

/** A decision that wants words: a button that opens one field in place. It stands open when it came back with errors. */
export const WithWords = (props: WordsProps) => {
  const { task, action, to, name, label, open, send, kind, children } = props
  const mine = props.decided === action
  const errors = mine ? props.errors : undefined
  return (
    <Unfold label={open} kind={kind} open={Boolean(errors)} id={to.replace('/', '-')}>
      <Form action={`/tasks/${task.publicId}/${to}`} version={task.version}>
        <ErrorSummary
          errors={errors}
          labels={{ [name]: label, due: 'Ngày đề xuất', assignee: 'Người nhận', approver: 'Người nghiệm thu thay' }}
          ids={{ [name]: `f-${to}-${name}`, assignee: `f-${to}-assignee`, approver: `f-${to}-approver` }}
        />
        <Field
          name={name}
          id={`f-${to}-${name}`}
          label={label}
          type="textarea"
          rows={2}
          value={mine ? String(props.typed?.[name] ?? '') : ''}
          errors={errors?.[name]}
        />
        {children}
        <Button kind="soft">{send}</Button>
      </Form>
    </Unfold>
  )
}

export const Decline = (props: TaskPageProps) => (
  <WithWords
    {...props}
    action="task.decline"
    to="refusal"
    name="reason"
    label="Lý do từ chối"
    open="Từ chối…"
    send="Từ chối nhận việc"
    kind="quiet"
  />
)

export const Ask = (props: TaskPageProps) => (
  <WithWords
    {...props}
    action="task.ask"
    to="question"
    name="text"
    label="Hỏi người giao"
    open="Hỏi lại…"
    send="Gửi câu hỏi"
  />
)

export const Answer = (props: TaskPageProps) => (
  <WithWords
    {...props}
    action="task.answer"
    to="answer"
    name="text"
    label="Trả lời"
    open="Trả lời…"
    send="Gửi trả lời"
    kind="soft"
  />
)

/** Xin gia hạn: the day proposed is five working days after the deadline in force, to be changed. */
export const MoreTime = (props: TaskPageProps) => {
  const { task, ctx } = props
  const from = task.due > ctx.today ? task.due : ctx.today
  const mine = props.decided === 'task.askExtension'
  const proposed = shortDay(addWorkingDays(from, 5, ctx.calendar), ctx.today)
  return (
    <WithWords
      {...props}
      action="task.askExtension"
      to="extension"
      name="reason"
      label="Lý do xin gia hạn"
      open="Xin gia hạn…"
      send="Gửi đề nghị"
    >
      <Field
        name="due"
        id="f-extension-due"
        label="Ngày đề xuất"
        type="date"
        value={mine ? String(props.typed?.due ?? '') : proposed}
        errors={mine ? props.errors?.due : undefined}
      />
    </WithWords>
  )
}

/** Chuyển người thực hiện: the next person by name, and why. */
export const HandOver = (props: TaskPageProps) => {
  const mine = props.decided === 'task.handOver'
  return (
    <WithWords
      {...props}
      action="task.handOver"
      to="handover"
      name="reason"
      label="Lý do chuyển"
      open="Chuyển người…"
      send="Chuyển"
    >
      <Picker
        name="assignee"
        id="f-handover-assignee"
        label="Người nhận"
        text={mine ? String(props.typed?.assignee ?? '') : ''}
        errors={mine ? props.errors?.assignee : undefined}
      />
      {mine && props.errors?.approver && <StandIn {...props} />}
    </WithWords>
  )
}

/** The present approver does not lead who would do it: one of those who do approves instead. */
const StandIn = ({ leaders, errors, typed }: TaskPageProps) => (
  <Picker
    name="approver"
    id="f-handover-approver"
    label="Người nghiệm thu thay"
    text={String(typed?.approver ?? '')}
    proposals={leaders}
    errors={errors?.approver}
  />
)

export const Pause = (props: TaskPageProps) => (
  <WithWords
    {...props}
    action="task.pause"
    to="pause"
    name="reason"
    label="Lý do tạm dừng"
    open="Tạm dừng…"
    send="Tạm dừng"
  />
)

export const Cancel = (props: TaskPageProps) => (
  <WithWords
    {...props}
    action="task.cancel"
    to="cancellation"
    name="reason"
    label="Lý do hủy"
    open="Hủy việc…"
    send="Hủy việc"
    kind="risk"
  >
    {props.task.openParts > 0 && (
      <p class="hint">Hủy việc này thì {props.task.openParts} phần chưa xong cũng được hủy, cùng lý do.</p>
    )}
  </WithWords>
)

export const Excuse = (props: TaskPageProps) => (
  <WithWords
    {...props}
    action="task.excuse"
    to="excuse"
    name="reason"
    label="Nguyên nhân khách quan"
    open="Xác nhận khách quan…"
    send="Xác nhận"
    kind="quiet"
  />
)

/** The approver's answer to a request for more time: one press for the day proposed, or another day, or no. */
export const DecideExtension = (props: TaskPageProps) => {
  const { task, requests, ctx } = props
  const errors = props.errors?.due ? undefined : props.errors // what is wrong with the day stands in the form of the day
  const request = requests.find(({ kind }) => kind === 'extension')
  if (!request) return null
  return (
    <div class="actions">
      <Press task={task} to="extension/grant" kind="pri" icon="check" big>
        Đồng ý {shortDay(request.proposedDue ?? task.due, ctx.today)}
      </Press>
      <AnotherDay {...props} />
      <WithWords
        {...props}
        errors={errors}
        action="task.decideExtension"
        to="extension/refusal"
        name="reason"
        label="Lý do không gia hạn"
        open="Không…"
        send="Không gia hạn"
      />
    </div>
  )
}

/** Ngày khác: it stands open when the day came back with an error, be it the one proposed, which has gone by. */
function AnotherDay({ task, decided, errors, typed, ctx }: TaskPageProps) {
  const wrong = decided === 'task.decideExtension' ? errors?.due : undefined
  const from = task.due > ctx.today ? task.due : ctx.today
  return (
    <Unfold label="Ngày khác…" open={wrong !== undefined} id="ngay-khac">
      <Form action={`/tasks/${task.publicId}/extension/grant`} version={task.version}>
        <ErrorSummary
          errors={wrong ? { due: wrong } : undefined}
          labels={{ due: 'Hạn mới' }}
          ids={{ due: 'f-grant-due' }}
        />
        <Field
          name="due"
          id="f-grant-due"
          label="Hạn mới"
          type="date"
          hint="Một ngày làm việc, ví dụ 15/12."
          value={wrong ? String(typed?.due ?? '') : shortDay(addWorkingDays(from, 1, ctx.calendar), ctx.today)}
          errors={wrong}
        />
        <Button kind="soft">Gia hạn đến ngày này</Button>
      </Form>
    </Unfold>
  )
}
