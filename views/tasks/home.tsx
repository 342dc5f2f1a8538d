import type { Ctx } from '../../src/act.ts'
import type { FindingToAnswer } from '../../src/inspections/findings/to-answer.ts'
import { could } from '../../src/rules/access.ts'
import { findingCode } from '../../src/rules/remedies.ts'
import type { Start } from '../../src/start/queries.ts'
import type { TaskRow as TaskData, WaitingRequest } from '../../src/tasks/queries.ts'
import { shortDay } from '../format.ts'
import { GuideNote } from '../start/page.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { Empty } from '../ui/empty.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet, SheetGroup } from '../ui/sheet.tsx'
import { Strip } from '../ui/strip.tsx'
import { dayPlan, waitsForOthers } from './day-plan.ts'
import type { TreeMarks } from './part-of.tsx'
import { RequestRow, TaskRow } from './row.tsx'

type Props = {
  toDecide: readonly TaskData[]
  requests: readonly WaitingRequest[]
  declined: readonly TaskData[]
  mine: readonly TaskData[]
  /** Findings of an inspection that wait for the viewer's answer. */
  toAnswer: readonly FindingToAnswer[]
  late: readonly TaskData[]
  dueToday: readonly TaskData[]
  /** By inner id: the wholes and parts of all these, and which of `mine` still wait for a part. */
  tree: TreeMarks
  unready: ReadonlySet<number>
  /** Whether the viewer looks after other people's work. */
  leads: boolean
  /** For who sets the office up. */
  start?: Start
  ctx: Ctx
}

/** Việc cần tôi xử lý: what waits for a decision, what is to be done, and for a leader what is late or due today. */
export function Home(props: Props) {
  const { toDecide, requests, declined, mine, toAnswer, late, dueToday, tree, unready, leads, start, ctx } = props
  const decisions = toDecide.length + requests.length + declined.length
  const waits = (task: TaskData) => waitsForOthers(task, unready)
  const toDo = mine.filter((task) => !waits(task))
  const waiting = mine.filter(waits)
  const nothing = decisions + toDo.length + toAnswer.length === 0
  return (
    <>
      {start && <GuideNote start={start} />}
      {leads && (
        <Strip
          items={[
            { href: '#quyet', count: decisions, label: 'Chờ quyết' },
            { href: '#qua-han', count: late.length, label: 'Quá hạn', tone: late.length > 0 ? 'red' : undefined },
            { href: '#hom-nay', count: dueToday.length, label: 'Hôm nay' },
          ]}
        />
      )}
      <Columns aside={leads && <Watch late={late} dueToday={dueToday} tree={tree} ctx={ctx} />}>
        {toAnswer.length > 0 && <ToAnswer rows={toAnswer} today={ctx.today} />}
        {decisions > 0 && <ToDecide {...props} count={decisions} />}
        {toDo.length > 0 && <ToDo rows={toDo} tree={tree} ctx={ctx} />}
        {nothing && <AllDone leads={leads} gives={could(ctx.who, 'person.giveTask')} />}
        {waiting.length > 0 && <Waiting rows={waiting} tree={tree} ctx={ctx} />}
      </Columns>
    </>
  )
}

type List = { rows: readonly TaskData[]; tree: TreeMarks; ctx: Ctx }

/** What an inspection found and the viewer's side has not answered: its term is short, so it stands first. */
const ToAnswer = ({ rows, today }: { rows: readonly FindingToAnswer[]; today: string }) => (
  <Sheet title="Tồn tại chờ đồng chí trả lời" count={rows.length} flush id="ton-tai">
    {rows.map((row) => (
      <Row
        title={row.text}
        href={`/findings/${row.publicId}`}
        meta={[`Số ${findingCode(row.number)}`, row.roundName, row.unitShort, answerTerm(row, today)]}
      />
    ))}
  </Sheet>
)

const answerTerm = ({ answerBy }: FindingToAnswer, today: string) =>
  answerBy === today ? 'Hạn trả lời hôm nay' : `Hạn trả lời ${shortDay(answerBy ?? '', today)}`

/** Grouped by decision, so that no row needs to say which. */
const ToDecide = ({ toDecide, requests, declined, tree, ctx, count }: Props & { count: number }) => {
  const extensions = requests.filter(({ request }) => request === 'extension')
  const questions = requests.filter(({ request }) => request === 'clarification')
  return (
    <Sheet title="Chờ đồng chí quyết định" count={count} flush id="quyet">
      <Decisions icon="package-check" title="Nghiệm thu" rows={toDecide} tree={tree} ctx={ctx} />
      {extensions.length > 0 && <SheetGroup icon="calendar-clock" title="Gia hạn" count={extensions.length} />}
      {extensions.map((request) => (
        <RequestRow request={request} ctx={ctx} back="/" />
      ))}
      {questions.length > 0 && (
        <SheetGroup icon="message-circle-question-mark" title="Hỏi lại" count={questions.length} />
      )}
      {questions.map((request) => (
        <RequestRow request={request} ctx={ctx} back="/" />
      ))}
      <Decisions icon="ban" title="Bị từ chối, chờ xử lý" rows={declined} tree={tree} ctx={ctx} />
    </Sheet>
  )
}

const Decisions = ({ icon, title, rows, tree, ctx }: List & { icon: IconName; title: string }) =>
  rows.length === 0 ? null : (
    <>
      <SheetGroup icon={icon} title={title} count={rows.length} />
      {rows.map((task) => (
        <TaskRow task={task} mark={tree.get(task.id)} ctx={ctx} back="/" />
      ))}
    </>
  )

const ToDo = ({ rows, tree, ctx }: List) => (
  <Sheet title="Việc của tôi" count={rows.length} flush id="viec-cua-toi">
    {dayPlan(rows, ctx.today).map(({ title, icon, tasks }) => (
      <>
        <SheetGroup icon={icon} title={title} count={tasks.length} />
        {tasks.map((task) => (
          <TaskRow task={task} mark={tree.get(task.id)} ctx={ctx} back="/" />
        ))}
      </>
    ))}
  </Sheet>
)

/** Not counted in the navigation: somebody else has the ball. */
const Waiting = ({ rows, tree, ctx }: List) => (
  <Sheet title="Đang chờ người khác" count={rows.length} flush id="dang-cho">
    {rows.map((task) => (
      <TaskRow task={task} mark={tree.get(task.id)} ctx={ctx} back="/" />
    ))}
  </Sheet>
)

const shown = 5

const Watch = ({ late, dueToday, tree, ctx }: Pick<Props, 'late' | 'dueToday' | 'tree' | 'ctx'>) => (
  <>
    <Sheet
      title="Quá hạn"
      count={late.length}
      tone={late.length > 0 ? 'red' : undefined}
      flush
      id="qua-han"
      foot={late.length > 0 && <a href="/tasks?show=late">Xem cả {late.length} việc</a>}
    >
      <Short rows={late} tree={tree} ctx={ctx} none="Không có việc nào quá hạn." />
    </Sheet>
    <Sheet title="Đến hạn hôm nay" count={dueToday.length} flush id="hom-nay">
      <Short rows={dueToday} tree={tree} ctx={ctx} none="Không có việc nào đến hạn hôm nay." />
    </Sheet>
  </>
)

const Short = ({ rows, tree, ctx, none }: List & { none: string }) =>
  rows.length === 0 ? (
    <p class="sheet-pad muted">{none}</p>
  ) : (
    rows.slice(0, shown).map((task) => <TaskRow task={task} mark={tree.get(task.id)} ctx={ctx} back="/" brief />)
  )

const AllDone = ({ leads, gives }: { leads: boolean; gives: boolean }) => (
  <Sheet>
    <Empty
      icon="inbox"
      title="Không còn việc nào chờ đồng chí"
      text={leads ? 'Xem tiếp những việc đang theo dõi.' : 'Việc mới được giao sẽ hiện ở đây.'}
      action={
        <>
          {gives && (
            <LinkButton kind="soft" href="/tasks/new" icon="plus">
              Giao việc
            </LinkButton>
          )}
          {leads ? (
            <LinkButton href="/tasks">Theo dõi công việc</LinkButton>
          ) : (
            <LinkButton href="/tasks?show=all">Xem tất cả việc của tôi</LinkButton>
          )}
        </>
      }
    />
  </Sheet>
)
