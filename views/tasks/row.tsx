import type { Ctx } from '../../src/act.ts'
import { offers } from '../../src/rules/tasks.ts'
import type { TreeMark } from '../../src/tasks/doing/parts.ts'
import type { TaskRow as TaskData, WaitingRequest } from '../../src/tasks/queries.ts'
import { moment, shortDay } from '../format.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Progress } from '../ui/progress.tsx'
import { Row } from '../ui/row.tsx'
import { StateTag, TimeBadge } from './badges.tsx'
import { PartOf } from './part-of.tsx'
import { Report } from './report.tsx'

type Props = {
  task: TaskData
  /** The whole it is a part of, or how far its own parts have come. */
  mark?: TreeMark
  ctx: Ctx
  back: string
  /** Inside a sheet that says already what is the matter. */
  brief?: boolean
}

/** A task wherever it stands in a list: its title, its deadline, who has it, and what the viewer can do about it here. */
export const TaskRow = ({ task, mark, ctx, back, brief }: Props) => (
  <Row
    id={`task-${task.publicId}`}
    title={task.title}
    href={`/tasks/${task.publicId}`}
    meta={[
      task.state === 'declined' ? (
        <StateTag state={task.state} />
      ) : (
        <TimeBadge task={task} today={ctx.today} calendar={ctx.calendar} long={!brief} />
      ),
      task.assigneeId === ctx.who.id
        ? `hạn ${shortDay(task.due, ctx.today)}`
        : [`${task.assigneeName}, `, <span class="whole">{task.unitShort}</span>],
      task.submittedAt && task.state === 'submitted' && (
        <span class="whole">nộp {moment(task.submittedAt, ctx.today)}</span>
      ),
      task.state === 'submitted' && task.approverId !== ctx.who.id && `chờ ${task.approverName} nghiệm thu`,
      mark && <PartOf mark={mark} />,
    ]}
    actions={!brief && <RowActions task={task} mark={mark} ctx={ctx} back={back} />}
  >
    {task.state === 'in_progress' && task.progress > 0 && <Progress value={task.progress} label="Tiến độ" />}
    {task.state === 'issued' && task.assigneeId === ctx.who.id && (
      <p class="to-hand-in">
        <strong>Phải nộp:</strong> {task.product}
      </p>
    )}
  </Row>
)

/** The decisions of one press. What needs words or files opens the page of the task. */
function RowActions({ task, mark, ctx, back }: Props) {
  const openParts = mark?.parts && mark.parts.all - mark.parts.done
  const moves = offers(ctx.who, { ...task, scopes: [], coordinatorIds: [], openParts })
  const at = `/tasks/${task.publicId}`
  return (
    <>
      {moves.includes('task.accept') && (
        <Press action={`${at}/acceptance`} task={task} back={back}>
          Tiếp nhận
        </Press>
      )}
      {moves.includes('task.read') && (
        <Press action={`${at}/reading`} task={task} back={back}>
          Đã đọc
        </Press>
      )}
      {moves.includes('task.report') && <Report task={task} back={back} />}
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
      {task.state === 'declined' && task.assignerId === ctx.who.id && (
        <LinkButton kind="soft" href={at} label={`Xử lý: ${task.title}`}>
          Xử lý…
        </LinkButton>
      )}
    </>
  )
}

/** A request as a row: what is asked and why, and the answer of one press where there is one. */
export const RequestRow = ({ request, ctx, back }: { request: WaitingRequest; ctx: Ctx; back: string }) => {
  const at = `/tasks/${request.publicId}`
  const proposed = shortDay(request.proposedDue ?? request.due, ctx.today)
  return (
    <Row
      title={request.title}
      href={at}
      meta={[
        <TimeBadge task={request} today={ctx.today} calendar={ctx.calendar} />,
        [`${request.assigneeName}, `, <span class="whole">{request.unitShort}</span>],
        `“${request.text}”`,
      ]}
      actions={
        request.request === 'extension' ? (
          <>
            <Press action={`${at}/extension/grant`} task={request} back={back}>
              {`Đồng ý ${proposed}`}
            </Press>
            <LinkButton href={`${at}#gia-han`} label={`Không gia hạn: ${request.title}`}>
              Không…
            </LinkButton>
          </>
        ) : (
          <LinkButton kind="soft" href={`${at}#hoi-lai`} label={`Trả lời: ${request.title}`}>
            Trả lời…
          </LinkButton>
        )
      }
    />
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
