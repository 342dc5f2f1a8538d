import type { Child } from 'hono/jsx'
import { dayIn } from '../../src/rules/days.ts'
import { offers } from '../../src/rules/tasks.ts'
import { workingDaysBetween } from '../../src/rules/working-days.ts'
import { moment, shortDay } from '../format.ts'
import { BallBanner } from '../ui/ball-banner.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Note } from '../ui/note.tsx'
import { Progress } from '../ui/progress.tsx'
import { Accept, Approve, Submit } from './actions.tsx'
import { productOf } from './clarities.tsx'
import { Answer, Ask, DecideExtension, Decline, MoreTime, Press } from './decisions.tsx'
import { HandedIn } from './handed-in.tsx'
import type { TaskPageProps } from './page.tsx'
import { Report } from './report.tsx'

/** Whose turn it is; when it is the viewer's, what to do about it stands inside. Open requests come first. */
export const Turn = (props: TaskPageProps) => (
  <>
    <Undo {...props} />
    <Extension {...props} />
    <Question {...props} />
    <State {...props} />
    <MyPart {...props} />
  </>
)

/** The decision of a moment ago, while it can be taken back. */
const Undo = ({ task, undo }: TaskPageProps) =>
  undo ? (
    <Note tone="green" title="Vừa xong.">
      <Press task={task} to="undo" icon="undo-2" kind="quiet">
        Hoàn tác
      </Press>
    </Note>
  ) : null

/** "từ 24/11 16:05 (1 ngày làm việc)." */
function since(instant: string, { ctx }: TaskPageProps): string {
  const days = workingDaysBetween(dayIn(instant), ctx.today, ctx.calendar)
  return `từ ${moment(instant, ctx.today)}${days > 0 ? ` (${days} ngày làm việc)` : ''}.`
}

function Extension(props: TaskPageProps) {
  const { task, requests, ctx } = props
  const request = requests.find(({ kind }) => kind === 'extension')
  if (!request) return null
  const mine = offers(ctx.who, task).includes('task.decideExtension')
  return (
    <BallBanner
      title={mine ? 'Xin gia hạn, chờ đồng chí quyết' : `Đã xin gia hạn, chờ đồng chí ${task.approverName} quyết`}
      text={since(request.askedAt, props)}
      mine={mine}
      icon="calendar-clock"
      id="gia-han"
    >
      <p class="said">
        Xin đến <strong>{shortDay(request.proposedDue ?? task.due, ctx.today)}</strong> (hạn hiện nay{' '}
        {shortDay(task.due, ctx.today)}): “{request.text}”
      </p>
      {mine && <DecideExtension {...props} />}
    </BallBanner>
  )
}

function Question(props: TaskPageProps) {
  const { task, requests, ctx } = props
  const request = requests.find(({ kind }) => kind === 'clarification')
  if (!request) return null
  const mine = offers(ctx.who, task).includes('task.answer')
  return (
    <BallBanner
      title={mine ? 'Hỏi lại, chờ đồng chí trả lời' : `Đã hỏi lại, chờ đồng chí ${task.assignerName} trả lời`}
      text={`${since(request.askedAt, props)} Thời gian này không tính cho người thực hiện.`}
      mine={mine}
      icon="message-circle-question-mark"
      id="hoi-lai"
    >
      <p class="said">“{request.text}”</p>
      {mine && <Answer {...props} />}
    </BallBanner>
  )
}

/** What the state itself asks for. */
function State(props: TaskPageProps) {
  const { task, ctx } = props
  const moves = offers(ctx.who, task)
  const banner = (mine: boolean, title: string, text: string, icon?: IconName, children?: Child) => (
    <BallBanner title={title} text={text} mine={mine} icon={icon} id="luot">
      {children}
    </BallBanner>
  )
  if (task.state === 'issued' && moves.includes('task.read')) {
    return banner(
      true,
      'Việc để biết',
      since(task.issuedAt, props),
      'info',
      <Press task={task} to="reading" kind="pri" icon="check" big>
        Đã đọc
      </Press>,
    )
  }
  if (task.state === 'issued') {
    if (task.kind === 'information' && task.openParts > 0 && task.assigneeId === ctx.who.id)
      return banner(false, 'Việc để biết, gửi nhiều nơi', `Còn ${task.openParts} nơi chưa đọc.`, 'info')
    const mine = moves.includes('task.accept')
    const title = mine ? 'Đang chờ đồng chí tiếp nhận' : `Đang chờ đồng chí ${task.assigneeName} tiếp nhận`
    return banner(mine, title, since(task.issuedAt, props), 'inbox', mine && <Incoming {...props} />)
  }
  if (task.state === 'in_progress') return <Working {...props} />
  if (task.state === 'submitted') return <Judging {...props} />
  const reason = <LastReason {...props} />
  if (task.state === 'paused') {
    const resume = moves.includes('task.resume') && (
      <Press task={task} to="resumption" kind="soft" icon="play">
        Tiếp tục việc
      </Press>
    )
    return banner(
      false,
      'Việc đang tạm dừng.',
      'Thời gian này không tính cho ai.',
      'pause',
      <>
        {reason}
        {resume}
      </>,
    )
  }
  if (task.state === 'declined') {
    const mine = task.assignerId === ctx.who.id
    const title = mine
      ? `Đồng chí ${task.assigneeName} từ chối nhận, chờ đồng chí xử lý`
      : `Đã từ chối nhận, chờ đồng chí ${task.assignerName} xử lý`
    return banner(mine, title, 'Chuyển người khác hoặc hủy việc ở cuối trang.', 'ban', reason)
  }
  return task.state === 'cancelled' ? banner(false, 'Việc đã hủy.', '', 'ban', reason) : null
}

const Incoming = (props: TaskPageProps) => (
  <div class="actions">
    <Accept {...props} />
    <Ask {...props} />
    <Decline {...props} />
  </div>
)

function Working(props: TaskPageProps) {
  const { task, ctx } = props
  const moves = offers(ctx.who, task)
  const mine = moves.includes('task.report')
  return (
    <BallBanner
      title={mine ? 'Đồng chí đang thực hiện.' : `Đồng chí ${task.assigneeName} đang thực hiện.`}
      text={task.product && `Phải nộp: ${productOf(task)}.`}
      mine={mine}
      icon="play"
      id="nop"
    >
      <Returned {...props} />
      {task.progress > 0 && <Progress value={task.progress} label="Tiến độ" />}
      {mine && (
        <>
          <div class="actions">
            <Report
              task={task}
              waiting={props.coordinators.filter(({ doneAt }) => doneAt === null)}
              {...progressTyped(props)}
            />
            {moves.includes('task.askExtension') && <MoreTime {...props} />}
            {moves.includes('task.ask') && <Ask {...props} />}
          </div>
          {moves.includes('task.submit') ? <Submit {...props} /> : <AfterParts {...props} />}
        </>
      )}
    </BallBanner>
  )
}

/** Why the whole cannot be handed in, or approved, yet. */
const AfterParts = ({ task }: TaskPageProps) => (
  <p class="said">
    Còn <strong>{task.openParts} phần</strong> chưa xong. Nộp, nghiệm thu được khi các phần đã xong hoặc đã hủy.
  </p>
)

const progressTyped = ({ decided, typed, errors }: TaskPageProps) =>
  decided === 'task.report' ? { typed, error: errors?.progress ?? errors?.note ?? errors?.waitingFor } : {}

function Judging(props: TaskPageProps) {
  const { task, ctx, submissions } = props
  const moves = offers(ctx.who, task)
  const mine = moves.includes('task.return')
  const doer = task.assigneeId === ctx.who.id ? 'đồng chí' : `đồng chí ${task.assigneeName}`
  return (
    <BallBanner
      title={mine ? 'Đang chờ đồng chí nghiệm thu' : `Đang chờ đồng chí ${task.approverName} nghiệm thu`}
      text={`${since(task.submittedAt ?? task.issuedAt, props)} Thời gian này không tính cho ${doer}.`}
      mine={mine}
    >
      {submissions[0] && <HandedIn submission={submissions[0]} ctx={ctx} />}
      {mine && task.openParts > 0 && <AfterParts {...props} />}
      {mine && <Approve {...props} />}
    </BallBanner>
  )
}

/** Why the last result came back. */
function Returned({ submissions, ctx }: TaskPageProps) {
  const last = submissions[0]
  if (last?.decision !== 'returned') return null
  return (
    <p class="said">
      <strong>Trả lại {shortDay(dayIn(last.decidedAt ?? ctx.now), ctx.today)}:</strong> {last.reason}
    </p>
  )
}

/** The reason given with the last act, from the record. */
function LastReason({ history }: TaskPageProps) {
  const facts = history.map(({ facts }) => JSON.parse(facts ?? '{}') as { reason?: string })
  const reason = facts.find((said) => said.reason)?.reason
  return reason ? <p class="said">“{reason}”</p> : null
}

/** Phần phối hợp của tôi: what the viewer coordinates, until it is done. */
function MyPart({ task, coordinators, ctx }: TaskPageProps) {
  const mine = coordinators.find(({ personId, doneAt }) => personId === ctx.who.id && doneAt === null)
  if (!mine || task.state === 'completed' || task.state === 'cancelled') return null
  return (
    <BallBanner title="Phần phối hợp của đồng chí:" text={mine.part} mine icon="users" id="phoi-hop">
      <Press task={task} to="part" kind="soft" icon="check">
        Xong phần của tôi
      </Press>
    </BallBanner>
  )
}
