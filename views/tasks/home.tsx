import type { Ctx } from '../../src/act.ts'
import type { TaskRow as TaskData } from '../../src/tasks/queries.ts'
import { LinkButton } from '../ui/button.tsx'
import { Columns } from '../ui/columns.tsx'
import { Empty } from '../ui/empty.tsx'
import { Sheet, SheetGroup } from '../ui/sheet.tsx'
import { Strip } from '../ui/strip.tsx'
import { dayPlan } from './day-plan.ts'
import { TaskRow } from './row.tsx'

type Props = {
  toDecide: readonly TaskData[]
  mine: readonly TaskData[]
  late: readonly TaskData[]
  dueToday: readonly TaskData[]
  /** Whether the viewer looks after other people's work. */
  leads: boolean
  ctx: Ctx
}

/** Việc cần tôi xử lý: what waits for a decision, what is to be done, and for a leader what is late or due today. */
export function Home(props: Props) {
  const { toDecide, mine, late, dueToday, leads, ctx } = props
  const nothing = toDecide.length + mine.length === 0
  return (
    <>
      {leads && (
        <Strip
          items={[
            { href: '#quyet', count: toDecide.length, label: 'Chờ quyết' },
            { href: '#qua-han', count: late.length, label: 'Quá hạn', tone: late.length > 0 ? 'red' : undefined },
            { href: '#hom-nay', count: dueToday.length, label: 'Hôm nay' },
          ]}
        />
      )}
      <Columns aside={leads && <Watch late={late} dueToday={dueToday} ctx={ctx} />}>
        {toDecide.length > 0 && <ToDecide rows={toDecide} ctx={ctx} />}
        {mine.length > 0 && <ToDo rows={mine} ctx={ctx} />}
        {nothing && <AllDone leads={leads} />}
      </Columns>
    </>
  )
}

type List = { rows: readonly TaskData[]; ctx: Ctx }

const ToDecide = ({ rows, ctx }: List) => (
  <Sheet title="Chờ đồng chí quyết định" count={rows.length} flush id="quyet">
    <SheetGroup icon="package-check" title="Nghiệm thu" count={rows.length} />
    {rows.map((task) => (
      <TaskRow task={task} ctx={ctx} back="/" />
    ))}
  </Sheet>
)

const ToDo = ({ rows, ctx }: List) => (
  <Sheet title="Việc của tôi" count={rows.length} flush id="viec-cua-toi">
    {dayPlan(rows, ctx.today).map(({ title, icon, tasks }) => (
      <>
        <SheetGroup icon={icon} title={title} count={tasks.length} />
        {tasks.map((task) => (
          <TaskRow task={task} ctx={ctx} back="/" />
        ))}
      </>
    ))}
  </Sheet>
)

const shown = 5

const Watch = ({ late, dueToday, ctx }: Pick<Props, 'late' | 'dueToday' | 'ctx'>) => (
  <>
    <Sheet
      title="Quá hạn"
      count={late.length}
      tone={late.length > 0 ? 'red' : undefined}
      flush
      id="qua-han"
      foot={late.length > 0 && <a href="/tasks?show=late">Xem cả {late.length} việc</a>}
    >
      <Short rows={late} ctx={ctx} none="Không có việc nào quá hạn." />
    </Sheet>
    <Sheet title="Đến hạn hôm nay" count={dueToday.length} flush id="hom-nay">
      <Short rows={dueToday} ctx={ctx} none="Không có việc nào đến hạn hôm nay." />
    </Sheet>
  </>
)

const Short = ({ rows, ctx, none }: List & { none: string }) =>
  rows.length === 0 ? (
    <p class="sheet-pad muted">{none}</p>
  ) : (
    rows.slice(0, shown).map((task) => <TaskRow task={task} ctx={ctx} back="/" brief />)
  )

const AllDone = ({ leads }: { leads: boolean }) => (
  <Sheet>
    <Empty
      icon="inbox"
      title="Không còn việc nào chờ đồng chí"
      text={leads ? 'Giao việc mới, hoặc xem việc đang theo dõi.' : 'Việc mới được giao sẽ hiện ở đây.'}
      action={
        leads ? (
          <>
            <LinkButton kind="soft" href="/tasks/new" icon="plus">
              Giao việc
            </LinkButton>
            <LinkButton href="/tasks">Theo dõi công việc</LinkButton>
          </>
        ) : (
          <LinkButton href="/tasks?show=all">Xem việc đã làm</LinkButton>
        )
      }
    />
  </Sheet>
)
