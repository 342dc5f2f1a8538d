import type { Gap, TaskField } from '../../src/rules/clarity.ts'
import { type ClaritySet, isSameSet, measure, type Segment, sumOf } from '../../src/rules/clarity-set.ts'
import { ClarityMeter, ClaritySum } from '../tasks/clarity-meter.tsx'
import { iconOf } from '../tasks/clarity-words.ts'
import { Facts } from '../ui/facts.tsx'
import type { ClarityProps } from './clarity.tsx'
import { inWords } from './faults.ts'

/** A task for which nobody has written yet what is to be handed in, and by when. */
const known: Partial<Record<TaskField, string>> = {
  assignee: 'Nguyễn Thị Lan',
  title: 'Báo cáo CCHC quý IV',
  content: 'Tổng hợp số liệu',
  steps: '3 bước',
  assigner: 'Đặng Thị Hoa',
  approver: 'Đặng Thị Hoa',
}
const lacking: Gap[] = [
  { field: 'product', code: 'noProduct' },
  { field: 'due', code: 'noDue' },
  { field: 'quantity', code: 'noQuantity' },
]

/** What a set makes of a task: its meter, and under it what each rõ asks for. */
export function Sample({ set, inForce }: Pick<ClarityProps, 'set' | 'inForce'>) {
  const measured = measure(set, lacking)
  return (
    <div id="sample" class="stack">
      <p class="muted">
        {isSameSet(set, inForce) ? 'Đang dùng.' : 'Chưa lưu.'} Ví dụ: việc đã có người, tên việc, các bước, người nghiệm
        thu; chưa ghi hạn và sản phẩm.
      </p>
      <div>
        <ClarityMeter measured={measured} known={known} />
        <p class="meter-sum">
          <ClaritySum {...sumOf(measured)} />
        </p>
      </div>
      <Asked set={set} />
    </div>
  )
}

const Asked = ({ set }: { set: ClaritySet }) => (
  <Facts
    rows={set.map((segment) => ({
      icon: iconOf(segment),
      label: segment.label || 'Chưa đặt tên',
      body: capital(inWords(segment.fields)) || 'Chưa có mục nào',
      more: asks(segment),
    }))}
  />
)

const capital = (text: string) => text.replace(/^./u, (letter) => letter.toLocaleUpperCase('vi'))
const asks = ({ compulsory }: Segment) => (compulsory ? undefined : 'Không bắt buộc: thiếu vẫn giao được.')
