import type { checklistsFor } from '../../src/checklists/queries.ts'
import { dayIn } from '../../src/rules/days.ts'
import { day } from '../format.ts'
import { Tag } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { KeptSearch } from '../ui/kept-search.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'

type Row = Awaited<ReturnType<typeof checklistsFor>>[number]
type Query = { search: string; retired: boolean }

/** Bảng kiểm: the office's checklists by name; those not used any more on request. */
export const ChecklistList = ({ rows, query }: { rows: readonly Row[]; query: Query }) => (
  <Sheet flush>
    <KeptSearch action="/checklists" noun="bảng kiểm" query={query} />
    {rows.length === 0 ? <Nothing search={query.search} /> : <Rows rows={rows} />}
  </Sheet>
)

const Rows = ({ rows }: { rows: readonly Row[] }) => (
  <Table
    caption="Bảng kiểm"
    head={
      <>
        <Th>Bảng kiểm</Th>
        <Th>Các nhóm</Th>
        <Th num>Số mục</Th>
        <Th num>Bản</Th>
        <Th>Đã dùng kiểm tra</Th>
      </>
    }
  >
    {rows.map((row) => (
      <ChecklistRow row={row} />
    ))}
  </Table>
)

const ChecklistRow = ({ row: { publicId, name, active, number, usedAt, body } }: { row: Row }) => (
  <Tr>
    <Th row>
      <a href={`/checklists/${publicId}`}>{name}</a> {active === 0 && <Tag>Thôi dùng</Tag>}
    </Th>
    <Td label="Các nhóm">{body.groups.map(({ code }) => code).join(', ')}</Td>
    <Td label="Số mục" num>
      {body.groups.reduce((sum, { items }) => sum + items.length, 0)}
    </Td>
    <Td label="Bản" num>
      {number}
    </Td>
    <Td label="Đã dùng kiểm tra">{usedAt ? `từ ${day(dayIn(usedAt))}` : <span class="muted">chưa</span>}</Td>
  </Tr>
)

const Nothing = ({ search }: { search: string }) =>
  search ? (
    <Empty
      icon="search-x"
      title={`Không có bảng kiểm nào khớp “${search}”`}
      action={<LinkButton href="/checklists">Xem tất cả bảng kiểm</LinkButton>}
    />
  ) : (
    <Empty
      icon="clipboard-list"
      title="Chưa có bảng kiểm nào"
      text="Bảng kiểm ghi sẵn các mục mà mỗi đợt kiểm tra phải xem."
    />
  )
