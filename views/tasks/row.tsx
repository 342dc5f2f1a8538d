import type { Ctx } from '../../src/act.ts'
import { offers } from '../../src/rules/tasks.ts'
import type { TaskRow as TaskData } from '../../src/tasks/queries.ts'
import { moment, shortDay } from '../format.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Row } from '../ui/row.tsx'
import { TimeBadge } from './badges.tsx'

type Props = {
  task: TaskData
  ctx: Ctx
  back: string /** Inside a sheet that says already what is the matter. */
  brief?: boolean
}

/** A task wherever it stands in a list: its title, its deadline, who has it, and what the viewer can do about it here. */
export const TaskRow = ({ task, ctx, back, brief }: Props) => (
  <Row
    id={`task-${task.publicId}`}
    title={task.title}
    href={`/tasks/${task.publicId}`}
    meta={[
      <TimeBadge task={task} today={ctx.today} calendar={ctx.calendar} long={!brief} />,
      task.assigneeId === ctx.who.id
        ? `hạn ${shortDay(task.due, ctx.today)}`
        : `${task.assigneeName}, ${task.unitShort}`,
      task.submittedAt && task.state === 'submitted' && `nộp ${moment(task.submittedAt, ctx.today)}`,
    ]}
    actions={!brief && <RowActions task={task} ctx={ctx} back={back} />}
  />
)

/** The decisions of one press. What needs words or files opens the page of the task. */
function RowActions({ task, ctx, back }: Props) {
  const moves = offers(ctx.who, { ...task, scopes: [] })
  const at = `/tasks/${task.publicId}`
  return (
    <>
      {moves.includes('task.accept') && (
        <Press action={`${at}/acceptance`} task={task} back={back}>
          Tiếp nhận
        </Press>
      )}
      {moves.includes('task.submit') && (
        <LinkButton kind="soft" href={`${at}#nop`} label={`Nộp kết quả: ${task.title}`}>
          Nộp kết quả…
        </LinkButton>
      )}
      {moves.includes('task.approve') && (
        <>
          <Press action={`${at}/approval`} task={task} back={back}>
            Đạt
          </Press>
          <LinkButton href={`${at}#tra-lai`} label={`Trả lại: ${task.title}`}>
            Trả lại…
          </LinkButton>
        </>
      )}
    </>
  )
}

type PressProps = { action: string; task: TaskData; back: string; children: string }

const Press = ({ action, task, back, children }: PressProps) => (
  <Form action={action} version={task.version}>
    <input type="hidden" name="back" value={back} />
    <Button kind="soft" icon="check" label={`${children}: ${task.title}`}>
      {children}
    </Button>
  </Form>
)
