import type { templatesFor } from '../../src/templates/queries.ts'
import { number } from '../format.ts'
import { Tag } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { KeptSearch } from '../ui/kept-search.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'

type Row = Awaited<ReturnType<typeof templatesFor>>[number]
type Query = { search: string; retired: boolean }

/** Mẫu quy trình: the office's templates by name; those not offered any more on request. */
export const TemplateList = ({ rows, query, gives }: { rows: readonly Row[]; query: Query; gives: boolean }) => (
  <Sheet flush>
    <KeptSearch action="/templates" noun="mẫu" query={query} />
    {rows.length === 0 ? <Nothing search={query.search} /> : <Rows rows={rows} gives={gives} />}
  </Sheet>
)

const Rows = ({ rows, gives }: { rows: readonly Row[]; gives: boolean }) => (
  <Table
    caption="Mẫu quy trình"
    head={
      <>
        <Th>Mẫu</Th>
        <Th>Gọi nhanh</Th>
        <Th>Sản phẩm</Th>
        <Th num>Số bước</Th>
        <Th num>Hạn (ngày làm việc)</Th>
        <Th num>Bản</Th>
        {gives && (
          <Th>
            <span class="sr">Giao việc</span>
          </Th>
        )}
      </>
    }
  >
    {rows.map((row) => (
      <TemplateRow row={row} gives={gives} />
    ))}
  </Table>
)

const TemplateRow = ({ row, gives }: { row: Row; gives: boolean }) => (
  <Tr>
    <Th row>
      <a href={`/templates/${row.publicId}`}>{row.name}</a> {row.active === 0 && <Tag>Thôi dùng</Tag>}
    </Th>
    <Td label="Gọi nhanh">#{row.key}</Td>
    <Td label="Sản phẩm">{row.body.product}</Td>
    <Td label="Số bước" num>
      {row.body.steps.length}
    </Td>
    <Td label="Hạn (ngày làm việc)" num>
      {row.body.dueDays === undefined ? '–' : number(row.body.dueDays)}
    </Td>
    <Td label="Bản" num>
      {row.number}
    </Td>
    {gives && (
      <Td full>
        {row.active === 1 && (
          <LinkButton kind="soft" href={`/tasks/new?template=${row.key}`} label={`Giao việc theo mẫu ${row.name}`}>
            Giao việc
          </LinkButton>
        )}
      </Td>
    )}
  </Tr>
)

const Nothing = ({ search }: { search: string }) =>
  search ? (
    <Empty
      icon="search-x"
      title={`Không có mẫu nào khớp “${search}”`}
      action={<LinkButton href="/templates">Xem tất cả mẫu</LinkButton>}
    />
  ) : (
    <Empty icon="route" title="Chưa có mẫu nào" text="Mẫu giúp giao việc đủ rõ chỉ bằng vài lần bấm." />
  )
