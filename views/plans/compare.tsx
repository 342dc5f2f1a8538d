import type { Ctx } from '../../src/act.ts'
import type { PlanRow, PlanVersion } from '../../src/plans/queries.ts'
import type { Compared } from '../../src/plans/versions.ts'
import { moment, number } from '../format.ts'
import { Tag } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Form } from '../ui/form.tsx'
import { Select } from '../ui/select.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { lineFieldNames } from './words.ts'

export const compareShows = ['changes', 'added', 'changed', 'removed', 'all'] as const
export type CompareShow = (typeof compareShows)[number]

type Props = {
  plan: PlanRow
  versions: readonly PlanVersion[]
  earlier?: PlanVersion
  later: PlanVersion
  rows: readonly Compared[]
  show: CompareShow
  ctx: Ctx
}

const showNames: Record<CompareShow, string> = {
  changes: 'Mọi khác biệt',
  added: 'Thêm',
  changed: 'Đổi',
  removed: 'Bỏ',
  all: 'Cả văn bản',
}
const kindNames: Record<Compared['kind'], string> = { added: 'Thêm', removed: 'Bỏ', changed: 'Đổi', same: 'Như cũ' }
const tones = { added: 'green', removed: 'red', changed: 'amber', same: 'slate' } as const

const isShown = (show: CompareShow, { kind }: Compared) =>
  show === 'all' || (show === 'changes' ? kind !== 'same' : kind === show)

/** Two versions of a plan side by side: what was added, removed, and changed from what to what. */
export const Comparison = (props: Props) => {
  const { rows, show, earlier } = props
  const shown = rows.filter((row) => isShown(show, row))
  return (
    <div class="stack">
      <Which {...props} />
      <Sheet flush>
        {earlier && <FilterBar filters={filtersOf(props)} />}
        {!earlier ? (
          <Alone rows={rows} />
        ) : shown.length > 0 ? (
          <Rows {...props} rows={shown} />
        ) : (
          <Nothing {...props} />
        )}
      </Sheet>
    </div>
  )
}

const hrefOf = ({ plan, earlier, later }: Props, show: CompareShow) => {
  const said = new URLSearchParams({
    ...(earlier && { with: String(earlier.number) }),
    ...(show !== 'changes' && { show }),
  })
  return `/plans/${plan.publicId}/versions/${later.number}${said.size > 0 ? `?${said}` : ''}`
}

const filtersOf = (props: Props) =>
  compareShows.map((show) => ({
    label: showNames[show],
    href: hrefOf(props, show),
    count: number(props.rows.filter((row) => isShown(show, row)).length),
    active: show === props.show,
  }))

const Which = ({ plan, versions, earlier, later, ctx }: Props) => (
  <Sheet>
    <p>
      <strong>Bản {later.number}</strong>: {later.by}, {moment(later.at, ctx.today)}, tệp {later.fileName}.
      {earlier ? (
        <>
          {' '}
          So với <strong>bản {earlier.number}</strong>: {earlier.by}, {moment(earlier.at, ctx.today)}, tệp{' '}
          {earlier.fileName}.
        </>
      ) : (
        ' Đây là bản đầu tiên.'
      )}
    </p>
    {versions.length > 1 && (
      <Form
        action={`/plans/${plan.publicId}/versions/${later.number}`}
        method="get"
        class="inline"
        label="So sánh với bản"
      >
        <Select
          name="with"
          label="So với bản"
          options={versions
            .filter(({ number: at }) => at !== later.number)
            .map(({ number: at, at: when }) => ({ value: String(at), label: `Bản ${at}, ${moment(when, ctx.today)}` }))}
          value={earlier && String(earlier.number)}
        />
        <Button>So sánh</Button>
      </Form>
    )}
  </Sheet>
)

/** The first version has nothing to be compared with. */
const Alone = ({ rows }: Pick<Props, 'rows'>) => (
  <Table
    caption="Các dòng của bản này"
    dense
    head={
      <>
        <Th>STT</Th>
        <Th>Nhiệm vụ</Th>
        <Th>Chủ trì</Th>
        <Th>Phối hợp</Th>
        <Th>Thời hạn</Th>
        <Th>Sản phẩm</Th>
      </>
    }
  >
    {rows.map(({ after: line, publicId }) => (
      <Tr id={publicId} group={line?.heading === 1}>
        <Td>{line?.mark}</Td>
        <Th row>{line?.title}</Th>
        <Td label="Chủ trì">{line?.responsible}</Td>
        <Td label="Phối hợp">{line?.coordinators}</Td>
        <Td label="Thời hạn">{line?.deadline}</Td>
        <Td label="Sản phẩm">{line?.product}</Td>
      </Tr>
    ))}
  </Table>
)

const Rows = ({ rows, earlier, later }: Props) => (
  <Table
    caption="So sánh hai bản"
    dense
    head={
      <>
        <Th>Kết quả</Th>
        <Th>Nhiệm vụ</Th>
        <Th>{earlier ? `Bản ${earlier.number}` : ''}</Th>
        <Th>Bản {later.number}</Th>
      </>
    }
  >
    {rows.map((row) => (
      <Tr id={row.publicId}>
        <Td label="Kết quả">
          <Tag tone={tones[row.kind]}>{kindNames[row.kind]}</Tag>
        </Td>
        <Th row>
          <span class="plan-title">
            {[(row.after ?? row.before)?.mark, (row.after ?? row.before)?.title].filter(Boolean).join(' ')}
          </span>
        </Th>
        <Td label={earlier ? `Bản ${earlier.number}` : 'Trước'}>
          <Side row={row} side="before" />
        </Td>
        <Td label={`Bản ${later.number}`}>
          <Side row={row} side="after" />
        </Td>
      </Tr>
    ))}
  </Table>
)

/** What one of the two versions says: of a changed line only what differs, of a new or lost one who and by when. */
function Side({ row, side }: { row: Compared; side: 'before' | 'after' }) {
  const line = row[side]
  if (!line) return <span class="muted">không có</span>
  if (row.kind === 'same') return <span class="muted">như nhau</span>
  const said =
    row.kind === 'changed'
      ? row.changes.map(({ field, from, to }) => [lineFieldNames[field], side === 'before' ? from : to] as const)
      : (['responsible', 'deadline', 'product'] as const)
          .filter((field) => line[field])
          .map((field) => [lineFieldNames[field], line[field]] as const)
  const moved = row.moved && ([['Thuộc', side === 'before' ? row.moved.from : row.moved.to]] as const)
  const Mark = side === 'before' ? 'del' : 'ins'
  return (
    <ul class="plan-side">
      {[...said, ...(moved ?? [])].map(([label, text]) => (
        <li>
          <span class="muted">{label}:</span> {text ? <Mark>{text}</Mark> : <span class="muted">không ghi</span>}
        </li>
      ))}
      {said.length === 0 && !moved && <li class="muted">có</li>}
    </ul>
  )
}

const Nothing = ({ earlier, show }: Props) => (
  <Empty
    icon="circle-check"
    title={earlier && show === 'changes' ? 'Hai bản không khác nhau' : 'Không có dòng nào trong bộ lọc này'}
    text="STT đổi vì thêm hoặc bớt dòng không tính là khác."
  />
)
