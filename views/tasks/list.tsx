import type { Ctx } from '../../src/act.ts'
import type { UnitChoice } from '../../src/people/work-units.ts'
import { could } from '../../src/rules/access.ts'
import type { TaskSort, TaskView } from '../../src/rules/task-lists.ts'
import type { TaskRow } from '../../src/tasks/queries.ts'
import { fullMoment, shortDay } from '../format.ts'
import { PrintButton } from '../record/permissions.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Paging } from '../ui/paging.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { taskSortNames, taskViewNames } from '../words.ts'
import { type AskedTasks, askHref } from './asked.ts'
import { StateTag, TimeBadge } from './badges.tsx'
import { AskForm, Chips, type Counts, onChips, showNames } from './filters.tsx'
import { PartLine, type TreeMarks } from './part-of.tsx'

type Props = {
  rows: readonly TaskRow[]
  tree: TreeMarks
  asked: AskedTasks
  views: readonly TaskView[]
  units: readonly UnitChoice[]
  counts: Counts
  next?: string
  ctx: Ctx
}

/** Theo dõi công việc: the tasks the viewer may see, filtered and sorted as the address says. */
export const TaskList = ({ rows, tree, asked, views, units, counts, next, ctx }: Props) => (
  <Sheet flush foot={rows.length > 0 && <Take asked={asked} />}>
    <div class="sheet-pad">
      <AskForm asked={asked} units={units} />
      <p class="print-only">
        {inWords(asked)}. In lúc {fullMoment(ctx.now)}.
      </p>
      <Chips asked={asked} views={views} counts={counts} />
    </div>
    {rows.length === 0 ? <Nothing asked={asked} ctx={ctx} /> : <Rows rows={rows} tree={tree} asked={asked} ctx={ctx} />}
    <Paging
      first={asked.after && askHref({ ...asked, after: undefined })}
      next={next && askHref({ ...asked, after: next })}
    />
  </Sheet>
)

const inWords = (asked: AskedTasks): string =>
  [
    showNames[asked.show],
    asked.view !== 'all' && taskViewNames[asked.view],
    ...onChips(asked).map(({ label }) => label),
  ]
    .concat(taskSortNames[asked.sort].toLowerCase())
    .filter(Boolean)
    .join(', ')

/** Exactly these rows as a file. */
const Take = ({ asked }: Pick<Props, 'asked'>) => (
  <div class="take">
    <span>Tải đúng các việc đang lọc:</span>
    <LinkButton kind="quiet" icon="download" href={askHref({ ...asked, after: undefined }, '/tasks.xlsx')} download>
      Excel
    </LinkButton>
    <LinkButton kind="quiet" icon="download" href={askHref({ ...asked, after: undefined }, '/tasks.csv')} download>
      CSV
    </LinkButton>
    <span class="desk-only">
      <PrintButton />
    </span>
  </div>
)

type RowsProps = Pick<Props, 'rows' | 'tree' | 'asked' | 'ctx'>

const Rows = ({ rows, tree, asked, ctx }: RowsProps) => (
  <Table
    caption="Việc"
    head={
      <>
        <Th>Việc</Th>
        <SortHead by="person" asked={asked}>
          Người thực hiện
        </SortHead>
        <SortHead by="newest" asked={asked}>
          Giao
        </SortHead>
        <SortHead by="due" asked={asked}>
          Hạn
        </SortHead>
        <Th>Tiến độ</Th>
        <Th>Trạng thái</Th>
      </>
    }
  >
    {rows.map((task) => (
      <Tr>
        <Th row>
          <a href={`/tasks/${task.publicId}`}>{task.title}</a> <span class="task-code">{task.code}</span>
          <PartLine mark={tree.get(task.id)} />
        </Th>
        <Td>
          {task.assigneeName}, <span class="muted whole">{task.unitShort}</span>
        </Td>
        <Td label="Giao">{shortDay(task.issuedOn, ctx.today)}</Td>
        <Td label="Hạn">{shortDay(task.due, ctx.today)}</Td>
        <Td>
          <TimeBadge task={task} today={ctx.today} calendar={ctx.calendar} />
        </Td>
        <Td>
          <StateTag state={task.state} />
        </Td>
      </Tr>
    ))}
  </Table>
)

const SortHead = ({ by, asked, children }: { by: TaskSort; asked: AskedTasks; children: string }) => (
  <Th
    href={askHref({ ...asked, sort: by, after: undefined })}
    sort={asked.sort === by ? (by === 'newest' ? 'descending' : 'ascending') : undefined}
  >
    {children}
  </Th>
)

function Nothing({ asked, ctx }: Pick<Props, 'asked' | 'ctx'>) {
  const on = onChips(asked).map(({ label }) => label)
  if (on.length === 0 && asked.show === 'open' && asked.view === 'all') return <NoneAtAll ctx={ctx} />
  const { view, show } = asked
  return (
    <Empty
      icon="search-x"
      title={asked.q ? `Không có việc khớp “${asked.q}”` : 'Không có việc nào trong bộ lọc này'}
      text={`Đang lọc: ${[showNames[show], view !== 'all' && taskViewNames[view], ...on].filter(Boolean).join(', ')}.`}
      action={
        on.length > 0 && show !== 'all' ? (
          <LinkButton kind="soft" href={askHref({ ...asked, show: 'all', after: undefined })}>
            Tìm trong tất cả tình trạng
          </LinkButton>
        ) : (
          <LinkButton kind="soft" href="/tasks?show=all">
            Xem tất cả việc
          </LinkButton>
        )
      }
    />
  )
}

const NoneAtAll = ({ ctx }: Pick<Props, 'ctx'>) => {
  const gives = could(ctx.who, 'person.giveTask')
  return (
    <Empty
      icon="list-checks"
      title="Chưa có việc nào đang mở"
      text={gives ? 'Giao việc đầu tiên để bắt đầu theo dõi.' : 'Việc được giao sẽ hiện ở đây.'}
      action={
        gives && (
          <LinkButton kind="soft" href="/tasks/new">
            Giao việc
          </LinkButton>
        )
      }
    />
  )
}
