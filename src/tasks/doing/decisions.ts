import { z } from 'zod'
import type { Ctx } from '../../act.ts'
import { Invalid } from '../../refusal.ts'
import type { Day } from '../../rules/days.ts'
import { grades } from '../../rules/tasks.ts'
import { countedDeadline } from '../../rules/working-days.ts'
import { readDue } from '../giving/form.ts'

/** The small forms of a task, one per decision, as pages send them. */

const most = (count: number) => `Rút gọn còn không quá ${count.toLocaleString('vi-VN')} ký tự.`
const needed = (missing: string, length = 2000) => z.string(missing).min(1, missing).max(length, most(length))
const optional = (length = 2000) => z.string().max(length, most(length)).default('')
const day = needed('Ghi ngày, ví dụ 15/12.', 40)

export const nothing = z.object({})
export const reason = z.object({ reason: needed('Ghi lý do để người nhận biết vì sao.') })
export const words = z.object({ text: needed('Ghi nội dung.', 5000) })
export const submission = z.object({
  report: needed('Ghi kết quả đã làm được.', 5000),
  file: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.unknown())),
})
export const approval = z.object({ grade: z.enum(grades).default('met') })
export const returning = z.object({
  reason: needed('Ghi lý do để người thực hiện biết phải sửa gì.'),
  due: day,
  majorError: z.literal('1').optional(),
})
export const extension = z.object({ reason: needed('Ghi lý do để người nghiệm thu quyết định.'), due: day })
export const grant = z.object({ due: optional(40), answer: optional() })
export const handOver = z.object({
  assignee: optional(200),
  assigneeId: optional(40),
  /** Only where the present approver does not lead who takes over. */
  approver: optional(200),
  approverId: optional(40),
  reason: needed('Ghi lý do chuyển người.'),
})
export const part = z.object({ note: optional() })
export const progress = z.object({
  progress: z.coerce
    .number('Chọn mức đã làm được.')
    .refine((percent) => [0, 25, 50, 75, 100].includes(percent), 'Chọn 25, 50, 75 hoặc 100%.'),
  note: optional(),
  waitingFor: optional(40),
})

/** A day as typed, or counted from today; throws `Invalid` beside the field `due` when it cannot be read. */
export function readDay(typed: string, { today, calendar }: Pick<Ctx, 'today' | 'calendar'>): Day {
  const errors: Record<string, string> = {}
  const { dueTyped, dueCounted } = readDue(typed, today, errors)
  const day = dueCounted === undefined ? dueTyped : countedDeadline(today, dueCounted, calendar)
  if (!day) throw new Invalid({ due: errors.due ?? 'Ghi hạn, ví dụ 15/12.' })
  return day
}
