import type { Gap, GapCode } from '../../src/rules/clarity.ts'
import { type ClaritySet, segmentOf } from '../../src/rules/clarity-set.ts'
import { type Day, weekdayName } from '../../src/rules/days.ts'
import { shortDay } from '../format.ts'

/** What to do about a gap, under its field. */
const sentences: Record<GapCode, string> = {
  noAssignee: 'Chọn một người thực hiện.',
  outOfReach: 'Người này không thuộc đơn vị đồng chí phụ trách. Chọn người khác.',
  coordinatorGone: 'Có người phối hợp không còn công tác. Chọn người khác.',
  coordinatorTwice: 'Mỗi người một phần: người phối hợp không trùng nhau và khác người thực hiện.',
  noTitle: 'Ghi tên việc, nói làm gì, với cái gì.',
  noContent: 'Ghi nội dung để người thực hiện biết phải làm những gì.',
  noStep: 'Ghi ít nhất một bước.',
  stepsBackward: 'Bước sau không xong trước bước trước. Sửa số ngày của các bước.',
  stepAfterDue: 'Có bước kết thúc sau hạn của việc. Rút ngắn bước hoặc lùi hạn.',
  noAssigner: 'Chọn lãnh đạo giao việc này.',
  assignerWithoutRight: 'Việc giao thay mặt lãnh đạo phụ trách đơn vị của người thực hiện. Chọn người khác.',
  noApprover: 'Chọn người nghiệm thu.',
  selfApproval: 'Người thực hiện không tự nghiệm thu. Chọn một người khác.',
  approverWithoutRight: 'Người này không phụ trách đơn vị của người thực hiện. Chọn người khác.',
  noProduct: 'Ghi sản phẩm phải nộp, ví dụ “báo cáo”.',
  noQuantity: 'Ghi số lượng, từ 1 trở lên.',
  noDue: 'Ghi hạn, ví dụ 15/12 hoặc “5 ngày làm việc”.',
  duePast: 'Hạn này đã qua. Chọn từ hôm nay trở đi, hoặc ghi cả năm nếu là năm sau.',
  dueOff: 'Hạn rơi vào ngày nghỉ. Chọn một ngày làm việc.',
}

/** The few words in the meter: "thiếu người nghiệm thu". */
export const missing: Record<GapCode, string> = {
  noAssignee: 'thiếu người thực hiện',
  outOfReach: 'ngoài đơn vị phụ trách',
  coordinatorGone: 'phối hợp đã thôi công tác',
  coordinatorTwice: 'trùng người phối hợp',
  noTitle: 'thiếu tên việc',
  noContent: 'thiếu nội dung',
  noStep: 'thiếu các bước',
  stepsBackward: 'bước ngược',
  stepAfterDue: 'có bước sau hạn',
  noAssigner: 'thiếu người giao',
  assignerWithoutRight: 'người giao không đủ quyền',
  noApprover: 'thiếu nghiệm thu',
  selfApproval: 'tự nghiệm thu',
  approverWithoutRight: 'không đủ quyền',
  noProduct: 'thiếu sản phẩm',
  noQuantity: 'thiếu số lượng',
  noDue: 'thiếu hạn',
  duePast: 'hạn đã qua',
  dueOff: 'hạn vào ngày nghỉ',
}

/**
 * One sentence per field, the first gap of each. With a set each names its rõ first, for those who see no form: 'Rõ việc:
 * Ghi nội dung …'.
 */
export function gapErrors(gaps: readonly Gap[], today: Day, set?: ClaritySet): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const gap of gaps) {
    const named = set ? `${segmentOf(set, gap.field).label}: ` : ''
    errors[gap.field] ??= named + sentenceOf(gap, today)
  }
  return errors
}

/** "05/12 là thứ Bảy. Chọn thứ Sáu 04/12 hoặc thứ Hai 07/12." */
export function sentenceOf({ code, offer }: Gap, today: Day): string {
  if (!offer) return sentences[code]
  const days = offer.days.map((day) => `${weekdayName(day)} ${shortDay(day, today)}`)
  return `Hạn rơi vào ngày nghỉ: ${offer.why}. Chọn ${days.join(' hoặc ')}.`
}
