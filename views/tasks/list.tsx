import type { Ctx } from '../../src/act.ts'
import { could } from '../../src/rules/access.ts'
import type { TaskRow } from '../../src/tasks/queries.ts'
import { fullMoment, shortDay } from '../format.ts'
import { PrintButton } from '../record/permissions.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Form } from '../ui/form.tsx'
import { Paging } from '../ui/paging.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { StateTag, TimeBadge } from './badges.tsx'

type Query = { search: string; show: string; after?: string }
type Props = { rows: readonly TaskRow[]; query: Query; next?: string; ctx: Ctx }

const shows = [
  ['open', 'Đang mở'],
  ['late', 'Quá hạn'],
  ['submitted', 'Chờ nghiệm thu'],
  ['completed', 'Hoàn thành'],
  ['all', 'Tất cả'],
] as const

const nameOf = (show: string) => shows.find(([known]) => known === show)?.[1] ?? 'Tất cả'

/** Theo dõi công việc: every task the viewer may see, nearest deadline first. The address carries search and filter. */
export const TaskList = ({ rows, query, next, ctx }: Props) => (
  <Sheet flush>
    <div class="sheet-pad">
      <Form action="/tasks" method="get" class="inline" label="Tìm việc">
        <input type="hidden" name="show" value={query.show} />
        <Field
          name="q"
          type="search"
          label="Tìm theo tên việc, mã việc, văn bản, người"
          hideLabel
          placeholder="Tên việc, mã việc, văn bản, người…"
          value={query.search}
        />
        <Button icon="search">Tìm</Button>
      </Form>
      <p class="print-only">
        {nameOf(query.show)}
        {query.search && `, tìm “${query.search}”`}. In lúc {fullMoment(ctx.now)}.
      </p>
      <FilterBar
        end={
          <span class="desk-only">
            <PrintButton />
          </span>
        }
        filters={shows.map(([show, label]) => ({
          label,
          href: hrefOf({ ...query, show }),
          active: show === query.show,
        }))}
      />
    </div>
    {rows.length === 0 ? <Nothing query={query} ctx={ctx} /> : <Rows rows={rows} ctx={ctx} />}
    <Paging first={query.after && hrefOf(query)} next={next && `${hrefOf(query)}&after=${encodeURIComponent(next)}`} />
  </Sheet>
)

const hrefOf = ({ search, show }: Query) => `/tasks?${new URLSearchParams({ show, ...(search && { q: search }) })}`

const Rows = ({ rows, ctx }: Pick<Props, 'rows' | 'ctx'>) => (
  <Table
    caption="Việc"
    head={
      <>
        <Th>Việc</Th>
        <Th>Người thực hiện</Th>
        <Th>Hạn</Th>
        <Th>Tiến độ</Th>
        <Th>Trạng thái</Th>
      </>
    }
  >
    {rows.map((task) => (
      <Tr>
        <Th row>
          <a href={`/tasks/${task.publicId}`}>{task.title}</a> <span class="task-code">{task.code}</span>
        </Th>
        <Td label="Người thực hiện">
          {task.assigneeName}, <span class="muted whole">{task.unitShort}</span>
        </Td>
        <Td label="Hạn">{shortDay(task.due, ctx.today)}</Td>
        <Td label="Tiến độ">
          <TimeBadge task={task} today={ctx.today} calendar={ctx.calendar} />
        </Td>
        <Td label="Trạng thái">
          <StateTag state={task.state} />
        </Td>
      </Tr>
    ))}
  </Table>
)

const Nothing = ({ query, ctx }: Pick<Props, 'query' | 'ctx'>) =>
  query.search || query.show !== 'open' ? (
    <Empty
      icon="search-x"
      title={query.search ? `Không có việc khớp “${query.search}”` : 'Không có việc nào trong bộ lọc này'}
      text={`Đang lọc: ${nameOf(query.show)}.`}
      action={
        query.search && query.show !== 'all' ? (
          <LinkButton kind="soft" href={hrefOf({ ...query, show: 'all' })}>
            Bỏ lọc, tìm trong tất cả việc
          </LinkButton>
        ) : (
          <LinkButton kind="soft" href="/tasks?show=all">
            Xem tất cả việc
          </LinkButton>
        )
      }
    />
  ) : (
    <Empty
      icon="list-checks"
      title="Chưa có việc nào đang mở"
      text={
        could(ctx.who, 'person.giveTask') ? 'Giao việc đầu tiên để bắt đầu theo dõi.' : 'Việc được giao sẽ hiện ở đây.'
      }
      action={
        could(ctx.who, 'person.giveTask') && (
          <LinkButton kind="soft" href="/tasks/new">
            Giao việc
          </LinkButton>
        )
      }
    />
  )
