import { countOf, type LineCounts, type LineShow, type LineState, totalOf } from '../../src/rules/plan-lines.ts'
import type { LineField } from '../../src/rules/plan-versions.ts'
import { number } from '../format.ts'

export const lineStateNames: Record<LineState, string> = {
  doneInTime: 'Hoàn thành đúng hạn',
  doneLate: 'Hoàn thành quá hạn',
  openInTime: 'Chưa xong, trong hạn',
  openLate: 'Chưa xong, quá hạn',
  paused: 'Tạm dừng',
  declined: 'Từ chối nhận',
  draft: 'Nháp',
  none: 'Chưa giao',
  elsewhere: 'Ngoài phạm vi của đồng chí',
}

export const lineShowNames: Record<LineShow, string> = {
  all: 'Tất cả',
  done: 'Xong',
  late: 'Quá hạn',
  open: 'Đang làm',
  resting: 'Tạm dừng, từ chối',
  draft: 'Nháp',
  none: 'Chưa giao',
}

/** What the fields of a line are called where two versions are compared. */
export const lineFieldNames: Record<LineField, string> = {
  mark: 'STT',
  title: 'Nhiệm vụ',
  content: 'Nội dung',
  responsible: 'Chủ trì',
  coordinators: 'Phối hợp',
  deadline: 'Thời hạn',
  product: 'Sản phẩm',
  quantity: 'Số lượng',
  quantityUnit: 'Đơn vị tính',
  template: 'Quy trình mẫu',
  approver: 'Người nghiệm thu',
  note: 'Ghi chú',
}

/** The groups of a sentence about a plan, in its order, with how each is said after its number. */
const said: [Exclude<LineShow, 'all'>, string][] = [
  ['done', 'xong'],
  ['late', 'quá hạn'],
  ['open', 'đang làm'],
  ['resting', 'tạm dừng, từ chối'],
  ['draft', 'nháp'],
  ['none', 'chưa giao'],
]

/** '52 xong', '5 quá hạn', ...: only what there is any of. */
export const partsOf = (counts: LineCounts) =>
  said.flatMap(([show, words]) => {
    const count = countOf(counts, show)
    return count > 0 ? [{ show, count, text: `${number(count)} ${words}` }] : []
  })

/** "81 nhiệm vụ: 52 xong, 5 quá hạn, 20 đang làm, 4 nháp". */
export const sentenceOf = (counts: LineCounts): string =>
  `${number(totalOf(counts))} nhiệm vụ: ${partsOf(counts)
    .map(({ text }) => text)
    .join(', ')}`

/** The parts of a bar: always in this order and pattern (static/css/57-figures.css, 69-plans.css). */
export const barOf = (counts: LineCounts) => [
  { key: 'doneOnTime', label: lineStateNames.doneInTime, count: counts.doneInTime },
  { key: 'doneLate', label: lineStateNames.doneLate, count: counts.doneLate },
  { key: 'openInTime', label: lineStateNames.openInTime, count: counts.openInTime },
  { key: 'openOverdue', label: lineStateNames.openLate, count: counts.openLate },
  {
    key: 'notGiven',
    label: 'Khác',
    count: countOf(counts, 'resting') + countOf(counts, 'draft') + countOf(counts, 'none'),
  },
]
