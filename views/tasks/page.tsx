import type { Ctx } from '../../src/act.ts'
import { dayIn } from '../../src/rules/days.ts'
import { offers } from '../../src/rules/tasks.ts'
import { workingDaysBetween } from '../../src/rules/working-days.ts'
import type { deadlinesOf, historyOf, stepsOf, submissionsOf, Task } from '../../src/tasks/queries.ts'
import { Stale } from '../errors.tsx'
import { bytes, day, moment, number, shortDay } from '../format.ts'
import { BallBanner } from '../ui/ball-banner.tsx'
import { Columns } from '../ui/columns.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { FileLink } from '../ui/file-link.tsx'
import { SmallMeter } from '../ui/meter.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Steps } from '../ui/steps.tsx'
import { clarityNames, deadlineCauses } from '../words.ts'
import { Accept, Approve, Submit } from './actions.tsx'
import { StateTag, TimeBadge } from './badges.tsx'
import { History } from './history.tsx'

export type TaskPageProps = {
  task: Task
  steps: Awaited<ReturnType<typeof stepsOf>>
  deadlines: Awaited<ReturnType<typeof deadlinesOf>>
  submissions: Awaited<ReturnType<typeof submissionsOf>>
  history: Awaited<ReturnType<typeof historyOf>>
  ctx: Ctx
  errors?: Record<string, string>
  /** Why a form could not be taken any more: the task moved on while it was being filled in. */
  refused?: string
  typed?: Record<string, unknown>
}

/** One task: where it stands, whose turn it is with what they can do, its five rõ, and what happened so far. */
export const TaskPage = (props: TaskPageProps) => (
  <>
    <Standing {...props} />
    <Overtaken {...props} />
    <Columns
      aside={
        <>
          <Process {...props} />
          <History {...props} />
        </>
      }
    >
      <Turn {...props} />
      <FiveClarities {...props} />
      <Earlier {...props} />
    </Columns>
  </>
)

/** 409: what was typed is given back, also where its form is gone. */
function Overtaken({ refused, typed }: TaskPageProps) {
  if (!refused) return null
  const kept = String(typed?.report ?? typed?.reason ?? '')
  return (
    <Stale text={refused}>
      {kept && (
        <>
          Nội dung đồng chí gõ: <q>{kept}</q>
        </>
      )}
    </Stale>
  )
}

const Standing = ({ task, deadlines, ctx }: TaskPageProps) => (
  <p class="state-line">
    <StateTag state={task.state} />
    <TimeBadge task={task} today={ctx.today} calendar={ctx.calendar} />
    <SmallMeter clear={5} total={5} />
    <span>
      Hạn <strong>{day(task.due)}</strong>, {changesOf(deadlines)}
    </span>
  </p>
)

/** "chưa đổi lần nào", or what the first deadline was and why it moved. */
function changesOf(deadlines: TaskPageProps['deadlines']): string {
  const [first, ...later] = deadlines
  const last = later.at(-1)
  if (!first || !last) return 'chưa đổi lần nào'
  return `hạn đầu ${day(first.due)}, đổi ${later.length} lần (${deadlineCauses[last.cause as keyof typeof deadlineCauses]})`
}

/** Who has the ball; when it is the viewer, what to do about it stands inside. */
function Turn(props: TaskPageProps) {
  const { task, ctx, submissions } = props
  const moves = offers(ctx.who, task)
  const since = (instant: string) => {
    const days = workingDaysBetween(dayIn(instant), ctx.today, ctx.calendar)
    return `từ ${moment(instant, ctx.today)}${days > 0 ? ` (${days} ngày làm việc)` : ''}.`
  }
  if (task.state === 'submitted') {
    const mine = moves.includes('task.approve')
    const text = `${since(task.submittedAt ?? task.issuedAt)} Thời gian này không tính cho đồng chí ${task.assigneeName}.`
    return (
      <BallBanner
        title={mine ? 'Đang chờ đồng chí nghiệm thu' : `Đang chờ đồng chí ${task.approverName} nghiệm thu`}
        text={text}
        mine={mine}
      >
        {submissions[0] && <HandedIn submission={submissions[0]} {...props} />}
        {mine && <Approve {...props} />}
      </BallBanner>
    )
  }
  if (task.state === 'issued') {
    const mine = moves.includes('task.accept')
    return (
      <BallBanner
        title={mine ? 'Đang chờ đồng chí tiếp nhận' : `Đang chờ đồng chí ${task.assigneeName} tiếp nhận`}
        text={since(task.issuedAt)}
        mine={mine}
        icon="inbox"
      >
        {mine && <Accept {...props} />}
      </BallBanner>
    )
  }
  if (task.state !== 'in_progress') return null
  const mine = moves.includes('task.submit')
  return (
    <BallBanner
      title={mine ? 'Đồng chí đang thực hiện' : `Đồng chí ${task.assigneeName} đang thực hiện`}
      text={`Phải nộp: ${productOf(task)}.`}
      mine={mine}
      icon="play"
    >
      <Returned {...props} />
      {mine && <Submit {...props} />}
    </BallBanner>
  )
}

const productOf = ({ quantity, quantityUnit, product }: Task) =>
  [number(quantity), quantityUnit, product].filter(Boolean).join(' ')

/** Why the last result came back. */
function Returned({ submissions, ctx }: TaskPageProps) {
  const last = submissions[0]
  if (last?.decision !== 'returned') return null
  return (
    <p>
      <strong>Trả lại {shortDay(dayIn(last.decidedAt ?? ctx.now), ctx.today)}:</strong> {last.reason}
    </p>
  )
}

type SubmissionProps = { submission: TaskPageProps['submissions'][number]; ctx: Ctx }

const HandedIn = ({ submission, ctx }: SubmissionProps) => (
  <>
    <div class="files">
      {submission.files.map(({ publicId, name, size, addedAt }) => (
        <FileLink href={`/files/${publicId}`} name={name} meta={`${moment(addedAt, ctx.today)}, ${bytes(size)}`} />
      ))}
    </div>
    <p class="report">“{submission.report}”</p>
  </>
)

/** Results handed in before: what was approved, or returned and why. */
function Earlier({ task, submissions, ctx }: TaskPageProps) {
  const earlier = task.state === 'submitted' ? submissions.slice(1) : submissions
  if (earlier.length === 0) return null
  return (
    <Sheet title="Kết quả đã nộp" count={earlier.length}>
      {earlier.map((submission) => (
        <div class="handed-in">
          <p>
            <strong>{moment(submission.submittedAt, ctx.today)}</strong>{' '}
            {submission.decision === 'approved'
              ? 'Đã nghiệm thu: Đạt.'
              : `Trả lại: ${submission.reason}${submission.majorError ? ' (lỗi lớn)' : ''}`}
          </p>
          <HandedIn submission={submission} ctx={ctx} />
        </div>
      ))}
    </Sheet>
  )
}

function FiveClarities({ task, steps, ctx }: TaskPageProps) {
  const rows: Fact[] = [
    {
      icon: 'user-round',
      label: clarityNames.person,
      body: <Person name={task.assigneeName} id={task.assigneePublicId} after={`, ${task.unitName}`} />,
    },
    {
      icon: 'file-text',
      label: clarityNames.work,
      body: task.content,
      more: task.document && `Căn cứ: ${task.document}`,
    },
    {
      icon: 'route',
      label: clarityNames.process,
      body: steps.map(({ name, due }) => `${name} (đến ${shortDay(due, ctx.today)})`).join(', '),
    },
    {
      icon: 'shield-check',
      label: clarityNames.responsibility,
      body: `Giao: ${task.assignerName}. Nghiệm thu: ${task.approverName}.${task.followerName ? ` Theo dõi: ${task.followerName}.` : ''}`,
      more: task.consequence,
    },
    {
      icon: 'target',
      label: clarityNames.outcome,
      body: `${productOf(task)}${task.acceptance ? `; đạt khi ${task.acceptance}` : ''}. Hạn ${day(task.due)}, K = ${number(task.factor / 100)}`,
      more: task.evidence && `Minh chứng: ${task.evidence}`,
    },
  ]
  return (
    <Sheet title="5 rõ" flush>
      <Facts rows={rows} />
    </Sheet>
  )
}

const Person = ({ name, id, after }: { name: string; id: string; after: string }) => (
  <>
    <a href={`/people/${id}`}>
      <strong>{name}</strong>
    </a>
    {after}
  </>
)

/** The steps in order; they are ticked one by one in a later version of the task, so here they show the plan. */
const Process = ({ steps, task, ctx }: TaskPageProps) => (
  <Sheet title="Quy trình" aside={<span class="muted">{steps.length} bước</span>}>
    <Steps
      steps={steps.map(({ name, doer, due }) => ({
        label: name,
        who: doer,
        when: `đến ${shortDay(due, ctx.today)}`,
        state: task.state === 'completed' ? 'done' : 'later',
      }))}
    />
  </Sheet>
)
