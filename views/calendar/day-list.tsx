import type { DayRow } from '../../src/calendar/queries.ts'
import { longDay } from '../format.ts'
import { Tag } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import { confidenceLooks, confidences, dayKinds } from './words.ts'

type Props = { year: number; rows: readonly DayRow[]; mayEdit: boolean }

/** The special days of a year: what each is, and how sure we are of it. */
export const DayList = ({ year, rows, mayEdit }: Props) => (
  <Sheet title={`Ngày nghỉ và ngày làm bù năm ${year}`} flush id="special-days">
    {rows.length === 0 ? (
      <Empty
        icon="calendar-days"
        title={`Chưa có ngày nghỉ nào của năm ${year}`}
        text="Thứ Bảy và Chủ nhật vẫn tính là ngày nghỉ."
      />
    ) : (
      <Table caption={`Ngày nghỉ và ngày làm bù năm ${year}`} head={<Head mayEdit={mayEdit} />}>
        {rows.map((row) => (
          <Line {...row} mayEdit={mayEdit} />
        ))}
      </Table>
    )}
  </Sheet>
)

const Head = ({ mayEdit }: { mayEdit: boolean }) => (
  <>
    <Th>Ngày</Th>
    <Th>Tên</Th>
    <Th>Loại</Th>
    <Th>Nguồn</Th>
    {mayEdit && (
      <Th>
        <span class="sr">Thao tác</span>
      </Th>
    )}
  </>
)

const Line = ({ publicId, day, kind, name, source, confidence, active, mayEdit }: DayRow & { mayEdit: boolean }) => (
  <Tr id={`day-${day}`}>
    <Th row>{longDay(day)}</Th>
    <Td label="Tên">{name}</Td>
    <Td label="Loại">
      {dayKinds[kind]} {!active && <Tag icon="pause">chưa áp dụng</Tag>}
    </Td>
    <Td label="Nguồn" full>
      <Tag {...confidenceLooks[confidence]}>{confidences[confidence]}</Tag> <span class="source">{source}</span>
    </Td>
    {mayEdit && (
      <Td full>
        <LinkButton kind="quiet" icon="pen-line" href={`/calendar/days/${publicId}`} label={`Sửa ngày ${longDay(day)}`}>
          Sửa
        </LinkButton>
      </Td>
    )}
  </Tr>
)
