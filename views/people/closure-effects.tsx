import type { OpenSheet } from '../../src/people/closure-inspections.ts'
import type { Closure, Counted, Member } from '../../src/people/closure-plan.ts'
import type { Figures } from '../../src/tasks/lists/figures.ts'
import { day, number } from '../format.ts'
import { counted } from '../tasks/work-links.ts'
import { Tag } from '../ui/badge.tsx'
import { PersonChip } from '../ui/person.tsx'
import { Row } from '../ui/row.tsx'
import { Sheet, SheetGroup } from '../ui/sheet.tsx'
import { Table, Td, Th, Tr } from '../ui/table.tsx'
import type { ClosureProps } from './closure.tsx'
import { Longer } from './longer.tsx'

/** Everything that a closure or merger touches, thing by thing. */
export const Effects = (props: ClosureProps) => (
  <>
    <Units {...props} />
    <People {...props} />
    <Approvers {...props} />
    <Sums {...props} />
    <Belongings {...props} />
    <Inspections {...props} />
  </>
)

const Units = ({ foreseen: { closings, openings } }: ClosureProps) => (
  <Sheet title="Đơn vị" count={closings.length} flush>
    {closings.map((closing) => (
      <Row
        title={closing.unit.name}
        meta={[
          becomes(closing),
          closing.people > 0 && `${closing.people} người`,
          closing.open > 0 && `${number(closing.open)} việc chưa xong`,
          closing.past > 0 && `${number(closing.past)} việc đã khép`,
        ]}
      />
    ))}
    {openings.length > 0 && <SheetGroup title="Lập mới" count={openings.length} />}
    {openings.map(({ name, shortName }) => (
      <Row
        level={4}
        title={
          <>
            {name} <Tag tone="green">mới</Tag>
          </>
        }
        meta={[`viết tắt ${shortName}`]}
      />
    ))}
  </Sheet>
)

function becomes({ into, continues }: Counted): string {
  if (!into) return 'kết thúc, chưa có đơn vị nhận'
  return continues ? 'tiếp tục, đặt dưới đơn vị nhận' : `nhập vào ${into.name}`
}

const People = ({ foreseen: { members, closings } }: ClosureProps) => {
  const rows = (unitId: number) => members.filter((person) => person.unitId === unitId)
  return (
    <Sheet title="Người trong đơn vị" count={members.length} flush>
      {members.length === 0 && <p class="sheet-pad muted">Không có ai.</p>}
      {closings
        .filter(({ people }) => people > 0)
        .map(({ unit, into, people }) => (
          <>
            {closings.length > 1 && (
              <SheetGroup title={into ? `${unit.name} → ${into.name}` : unit.name} count={people} />
            )}
            <Longer rows={rows(unit.id).map((person) => personRow(person, closings.length > 1 ? 4 : 3))} />
          </>
        ))}
    </Sheet>
  )
}

const personRow = ({ name, post }: Member, level: 3 | 4) => (
  <Row level={level} title={<PersonChip name={name} />} meta={[post]} />
)

/** Work whose approver no longer leads who does it. */
const Approvers = ({ foreseen: { approvers } }: ClosureProps) =>
  approvers.tasks.length > 0 && (
    <Sheet title="Việc đổi người nghiệm thu" count={approvers.tasks.length} flush>
      <Longer
        rows={approvers.tasks.map(({ task, after }) => (
          <Row
            title={task.title}
            meta={[
              task.code,
              task.assigneeName,
              `${approvers.names.get(task.approverId)} → ${approvers.names.get(after.approverId)}`,
            ]}
          />
        ))}
      />
    </Sheet>
  )

/** What was given so far keeps the name of its unit, and adds up for what takes over. */
const Sums = ({ figures, foreseen: { successor } }: ClosureProps) =>
  successor &&
  counted(figures.total) > 0 && (
    <Sheet title="Số liệu từ trước đến nay" flush foot="Việc đã giao giữ tên đơn vị cũ và được cộng vào đơn vị nhận.">
      <Table
        caption="Số liệu từ trước đến nay"
        head={
          <>
            <Th>Đơn vị</Th>
            <Th num>Việc có hạn</Th>
            <Th num>Đúng hạn</Th>
            <Th num>Xong, trễ</Th>
            <Th num>Chưa xong</Th>
            <Th num>Quá hạn</Th>
          </>
        }
        foot={<SumRow name={`${successor.name}, sau khi nhận`} figures={figures.total} />}
      >
        {figures.rows.map((row) => (
          <SumRow {...row} />
        ))}
      </Table>
    </Sheet>
  )

const SumRow = ({ name, figures }: { name: string; figures: Figures }) => (
  <Tr>
    <Th row>{name}</Th>
    <Count label="Việc có hạn" count={counted(figures)} />
    <Count label="Đúng hạn" count={figures.doneInTime} />
    <Count label="Xong, trễ" count={figures.doneLate} />
    <Count label="Chưa xong" count={figures.openInTime} />
    <Count label="Quá hạn" count={figures.openLate} />
  </Tr>
)

const Count = ({ label, count }: { label: string; count: number }) => (
  <Td label={label} num zero={count === 0}>
    {number(count)}
  </Td>
)

const Belongings = ({ foreseen: { belongings } }: ClosureProps) =>
  (
    [
      ['Mẫu quy trình', 'mẫu', belongings.templates],
      ['Bảng kiểm', 'bảng kiểm', belongings.checklists],
    ] as const
  ).map(
    ([title, noun, rows]) =>
      rows.length > 0 && (
        <Sheet title={title} count={rows.length} flush>
          <Longer
            rows={rows.map(({ name, from, into }) => (
              <Row
                title={name}
                meta={[
                  from,
                  into === undefined ? `thôi dùng: nơi nhận đã có ${noun} cùng tên gọi` : 'chuyển sang nơi nhận',
                ]}
              />
            ))}
          />
        </Sheet>
      ),
  )

/** Sheets of rounds that are under way or to come; which findings they are is their side's to know. */
const Inspections = ({ foreseen: { inspected } }: ClosureProps) => {
  const { going, staying } = inspected
  const row = (text: string) => (sheet: OpenSheet) => <Row title={sheet.roundName} meta={[sheet.unitName, text]} />
  return (
    going.length + staying.length > 0 && (
      <Sheet title="Phiếu kiểm tra chưa xong" count={going.length + staying.length} flush>
        <Longer
          rows={[
            ...going.map(row('chưa ghi, chuyển sang nơi nhận')),
            ...staying.map(row('đang ghi, giữ tên đơn vị cũ')),
          ]}
        />
      </Sheet>
    )
  )
}

/** What one press will do, a line for each kind of thing. */
export function Outcome({ foreseen, input }: ClosureProps) {
  const { closings, openings, members, roles, approvers, belongings, inspected } = foreseen
  const sum = (of: (one: Counted) => number) => closings.reduce((total, one) => total + of(one), 0)
  const kept = roles.filter(({ isKept }) => isKept).length
  const taken = (all: Closure['belongings']['templates']) => all.filter(({ into }) => into !== undefined).length
  const { successor } = foreseen
  const isLed = approvers.leaders.some(({ unitId }) => unitId === successor?.id)
  const lines = [
    `Từ ${day(input.day)} kết thúc ${closings.length} đơn vị: ${closings.map(({ unit }) => unit.name).join(', ')}.`,
    openings.length > 0 && `Lập ${openings.length} đơn vị: ${openings.map(({ name }) => name).join(', ')}.`,
    members.length > 0 && `Chuyển ${members.length} người; mỗi người thêm một dòng trong quá trình công tác.`,
    roles.length > 0 && `Giữ tiếp ${kept} vai trò ở đơn vị nhận, kết thúc ${roles.length - kept} vai trò.`,
    successor && !isLed && `Chưa ai giữ vai trò Lãnh đạo ở ${successor.name}: đánh dấu ở trên nếu có người.`,
    sum(({ open }) => open) > 0 &&
      `${number(sum(({ open }) => open))} việc chưa xong giữ nguyên người thực hiện, hạn và lịch sử.`,
    sum(({ past }) => past) > 0 &&
      `${number(sum(({ past }) => past))} việc đã khép giữ tên đơn vị cũ, cộng vào đơn vị nhận.`,
    approvers.tasks.length > 0 && `${approvers.tasks.length} việc đổi người nghiệm thu.`,
    belongings.templates.length > 0 &&
      `Chuyển ${taken(belongings.templates)} mẫu quy trình, thôi dùng ${belongings.templates.length - taken(belongings.templates)} mẫu trùng.`,
    belongings.checklists.length > 0 &&
      `Chuyển ${taken(belongings.checklists)} bảng kiểm, thôi dùng ${belongings.checklists.length - taken(belongings.checklists)} bảng trùng.`,
    belongings.plans.length > 0 &&
      `Chuyển kế hoạch kiểm tra năm ${belongings.plans.map(({ year, from }) => `${year} của ${from}`).join(', ')}.`,
    inspected.going.length > 0 && `${inspected.going.length} phiếu kiểm tra chưa ghi chuyển sang nơi nhận.`,
    inspected.staying.length > 0 &&
      `${inspected.staying.length} phiếu kiểm tra đang ghi giữ tên đơn vị cũ; đơn vị nhận xem và trả lời.`,
    inspected.findings > 0 &&
      `${inspected.findings} tồn tại chưa khắc phục xong giữ tên đơn vị cũ; đơn vị nhận trả lời, khắc phục.`,
    belongings.clarity && `Bộ rõ của ${belongings.clarity.from} được dùng tiếp ở ${belongings.clarity.into.name}.`,
  ]
  return (
    <ul class="outcome">
      {lines.filter(Boolean).map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}
