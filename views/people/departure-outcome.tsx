import type { Departure } from '../../src/people/departure-plan.ts'
import type { PersonRow } from '../../src/people/queries.ts'
import { memberParts } from '../words.ts'

type Props = { foreseen: Departure; heir?: PersonRow; leader?: PersonRow }

/** What one press will do, a line for each thing. */
export function Outcome({ foreseen, heir, leader }: Props) {
  const { tasks, seats, drafts, roles, delegations, devices, tokens } = foreseen
  const again = tasks.filter(({ task, after }) => task.state !== after.state).length
  const elsewhere = tasks.filter(({ task, unitId }) => task.unitId !== unitId).length
  const led = tasks.filter(({ isLed }) => isLed).length
  const ends = [
    roles.length > 0 && `${roles.length} vai trò`,
    delegations.length > 0 && `${delegations.length} ủy quyền`,
    devices > 0 && `${devices} thiết bị đang đăng nhập`,
    tokens > 0 && `${tokens} mã truy cập`,
  ].filter(Boolean)
  const lines = [
    heir &&
      tasks.length > 0 &&
      `Chuyển ${tasks.length} việc sang đồng chí ${heir.name}; trạng thái, hạn, tiến độ giữ nguyên.`,
    again > 0 && `${again} việc đã từ chối nhận được giao lại cho người nhận, chờ tiếp nhận.`,
    elsewhere > 0 && heir && `${elsewhere} việc tính vào số liệu của ${heir.unitName} kể từ nay.`,
    led > 0 && leader && `${led} việc do đồng chí ${leader.name} nghiệm thu, đứng tên giao.`,
    drafts.count > 0 && draftLine(drafts, heir),
    ...seats.map(seatLine),
    ends.length > 0 && `Chấm dứt ${ends.join(', ')}.`,
    'Khóa tài khoản. Người này không bị xóa; việc đã xong, số liệu và lịch sử giữ nguyên.',
  ]
  return (
    <ul class="outcome">
      {lines.filter(Boolean).map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

const seatLine = ({ name, part, to }: Departure['seats'][number]) =>
  to
    ? `Đợt kiểm tra “${name}”: đồng chí ${to.name} làm ${memberParts[part].toLocaleLowerCase('vi')} thay.`
    : `Đợt kiểm tra “${name}”: đoàn bớt một ${memberParts[part].toLocaleLowerCase('vi')}, không ai thay.`

const draftLine = ({ count, go }: Departure['drafts'], heir?: PersonRow) =>
  go && heir
    ? `Chuyển ${count} nháp giao việc sang đồng chí ${heir.name}.`
    : `${count} nháp giao việc giữ lại trong tài khoản, không ai khác xem được.`
