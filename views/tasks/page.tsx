import type { Ctx } from '../../src/act.ts'
import type { Action } from '../../src/rules/access.ts'
import { daysHeld, type Holder } from '../../src/rules/ball.ts'
import { withoutIn } from '../../src/rules/clarity.ts'
import { type ClaritySet, measure, sumOf } from '../../src/rules/clarity-set.ts'
import type { PlanDocument } from '../../src/rules/plan-documents.ts'
import { offers } from '../../src/rules/tasks.ts'
import { bucket } from '../../src/rules/timeliness.ts'
import type { Part, wholeOf } from '../../src/tasks/doing/parts.ts'
import type { openUndo } from '../../src/tasks/doing/undo.ts'
import type {
  commentsOf,
  coordinatorsOf,
  deadlinesOf,
  historyOf,
  holdingsOf,
  openRequestsOf,
  stepsOf,
  submissionsOf,
  Task,
} from '../../src/tasks/queries.ts'
import { Stale } from '../errors.tsx'
import { day, moment, shortDay } from '../format.ts'
import type { Candidate } from '../people/picker.tsx'
import { Columns } from '../ui/columns.tsx'
import { Holders } from '../ui/holders.tsx'
import { SmallMeter } from '../ui/meter.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Steps } from '../ui/steps.tsx'
import { deadlineCauses } from '../words.ts'
import { StateTag, TimeBadge } from './badges.tsx'
import { Clarities } from './clarities.tsx'
import { Cancel, Excuse, HandOver, Pause, Press } from './decisions.tsx'
import { HandedIn } from './handed-in.tsx'
import { History } from './history.tsx'
import { Parts } from './parts.tsx'
import { Talk } from './talk.tsx'
import { Turn } from './turn.tsx'

export type TaskPageProps = {
  task: Task
  steps: Awaited<ReturnType<typeof stepsOf>>
  deadlines: Awaited<ReturnType<typeof deadlinesOf>>
  submissions: Awaited<ReturnType<typeof submissionsOf>>
  history: Awaited<ReturnType<typeof historyOf>>
  ctx: Ctx
  requests: Awaited<ReturnType<typeof openRequestsOf>>
  holdings: Awaited<ReturnType<typeof holdingsOf>>
  coordinators: Awaited<ReturnType<typeof coordinatorsOf>>
  comments: Awaited<ReturnType<typeof commentsOf>>
  /** The set of rõ in force for whoever looks at it. */
  set: ClaritySet
  /** The version of a template it was filled from. */
  template?: { publicId: string; name: string; number: number; mayOpen: boolean }
  /** The directive plan it carries out; the address only for those who follow that plan. */
  plan?: PlanDocument & { href?: string }
  /** The finding of an inspection it remedies; the address only for those who may know of that. */
  finding?: { number: number; roundForm: string; roundName: string; href?: string }
  /** What the viewer sees of the whole it is a part of, of its own parts, and how deep it lies itself. */
  whole?: Awaited<ReturnType<typeof wholeOf>>
  parts: readonly Part[]
  level: number
  /** The decision of a moment ago that the viewer may still take back. */
  undo?: Awaited<ReturnType<typeof openUndo>>
  /** The decision whose form came back; `errors` and `typed` are of that form. */
  decided?: Action
  errors?: Record<string, string>
  /** Why a form could not be taken any more: the task moved on while it was being filled in. */
  refused?: string
  /** Who may approve in the place of one who cannot. */
  leaders?: readonly Candidate[]
  typed?: Record<string, unknown>
}

/** One task: where it stands, whose turn it is with what they can do, its rõ, and what happened so far. */
export const TaskPage = (props: TaskPageProps) => (
  <>
    <Standing {...props} />
    <Overtaken {...props} />
    <Columns
      aside={
        <>
          <Process {...props} />
          <HeldBy {...props} />
          <History {...props} />
        </>
      }
    >
      <Turn {...props} />
      <Parts {...props} />
      <Clarities {...props} />
      <Earlier {...props} />
      <Talk {...props} />
      <Steer {...props} />
    </Columns>
  </>
)

/** 409: what was typed is given back, also where its form is gone. */
function Overtaken({ refused, typed }: TaskPageProps) {
  if (!refused) return null
  const kept = String(typed?.report ?? typed?.reason ?? typed?.text ?? typed?.note ?? '')
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

const Standing = ({ task, deadlines, steps, set, ctx }: TaskPageProps) => (
  <p class="state-line">
    <StateTag state={task.state} />
    <TimeBadge task={task} today={ctx.today} calendar={ctx.calendar} />
    <SmallMeter {...sumOf(measure(set, withoutIn(task, steps.length)))} />
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

/** Results handed in before: what was approved, or returned and why. */
function Earlier({ task, submissions, ctx }: TaskPageProps) {
  const earlier = task.state === 'submitted' ? submissions.slice(1) : submissions
  if (earlier.length === 0) return null
  return (
    <Sheet title="Kết quả đã nộp" count={earlier.length}>
      {earlier.map((submission) => (
        <div class="handed-in">
          <p class="said">
            <strong>Nộp {moment(submission.submittedAt, ctx.today)}.</strong>{' '}
            {submission.decision === 'approved'
              ? 'Đã nghiệm thu: Đạt.'
              : `Trả lại${submission.majorError ? ' (sai sót lớn)' : ''}: ${submission.reason}`}
          </p>
          <HandedIn submission={submission} ctx={ctx} />
        </div>
      ))}
    </Sheet>
  )
}

/** The steps in order; the next one is the doer's to tick. */
function Process(props: TaskPageProps) {
  const { steps, task, ctx } = props
  if (steps.length === 0) return null
  const done = steps.filter(({ doneOn }) => doneOn !== null).length
  const mayTick = offers(ctx.who, task).includes('task.tickStep')
  const current = task.state === 'in_progress' ? steps.find(({ doneOn }) => doneOn === null)?.position : undefined
  return (
    <Sheet
      title="Quy trình"
      aside={
        <span class="muted">
          {done}/{steps.length} bước
        </span>
      }
    >
      <Steps
        steps={steps.map(({ position, name, doer, due, doneOn }) => ({
          label: name,
          who: doer,
          when: doneOn ? shortDay(doneOn, ctx.today) : `đến ${shortDay(due, ctx.today)}`,
          state: doneOn ? 'done' : position === current ? 'now' : 'later',
          action: mayTick && position === current && (
            <Press task={task} to={`steps/${position}`} icon="check">
              Xong bước này
            </Press>
          ),
        }))}
      />
    </Sheet>
  )
}

const holderNames: Record<Holder, string> = {
  doer: 'Người thực hiện',
  assigner: 'Chờ người giao',
  approver: 'Chờ nghiệm thu',
  coordinator: 'Chờ phối hợp',
}

/** Thời gian theo người giữ việc: working days, so that waiting for others is nobody's own delay. */
function HeldBy({ holdings, ctx }: TaskPageProps) {
  const held = daysHeld(holdings, ctx.now, ctx.calendar).filter(({ days }) => days > 0)
  if (held.length === 0) return null
  return (
    <Sheet title="Thời gian theo người giữ việc">
      <Holders holdings={held.map(({ holder, days }) => ({ kind: holder, label: holderNames[holder], days }))} />
    </Sheet>
  )
}

/** What those who gave the task can do about it at any time, folded away at the end. */
function Steer(props: TaskPageProps) {
  const { task, ctx } = props
  const moves = offers(ctx.who, task)
  const isLate = bucket(task, ctx.today) === 'openLate' || bucket(task, ctx.today) === 'doneLate'
  const steering = moves.some((move) => ['task.pause', 'task.handOver', 'task.cancel', 'task.excuse'].includes(move))
  if (!steering) return null
  return (
    <div class="actions no-print">
      {moves.includes('task.handOver') && <HandOver {...props} />}
      {moves.includes('task.pause') && <Pause {...props} />}
      {moves.includes('task.excuse') && isLate && <Excuse {...props} />}
      {moves.includes('task.cancel') && <Cancel {...props} />}
    </div>
  )
}
