import { z } from 'zod'
import { type Day, readDay } from '../rules/days.ts'
import type { CalendarDay } from '../rules/working-days.ts'

export const kinds = ['holiday', 'compensation', 'swap_off', 'swap_work'] as const satisfies CalendarDay['kind'][]
export const confidences = ['verified', 'memory', 'computed'] as const satisfies CalendarDay['confidence'][]

const text = (missing: string) => z.string(missing).trim().min(1, missing).max(300, 'Rút gọn còn không quá 300 ký tự.')

/** A special day without the day itself, as typed: that one never changes once it is in the calendar. */
export const dayForm = z.object({
  kind: z.enum(kinds, 'Chọn loại ngày.'),
  name: text('Ghi tên ngày, ví dụ “Nghỉ bù Quốc khánh”.'),
  source: text('Ghi nguồn: số, ngày của văn bản công bố, hoặc vì sao biết ngày này.'),
  confidence: z.enum(confidences, 'Chọn mức đối chiếu.').default('memory'),
  active: z
    .string()
    .optional()
    .transform((ticked) => ticked === '1'),
})
export type DayInput = z.infer<typeof dayForm>

/** The same with its day, in any form that `readDay` understands. */
export const newDayForm = (today: Day) => dayForm.extend({ day: dayField(today) })
export type NewDayInput = z.infer<ReturnType<typeof newDayForm>>

/** What a typed day becomes; 31/02 is answered with the day as it was typed. */
const dayField = (today: Day) =>
  z.string('Ghi ngày, ví dụ 24/11/2027.').transform((typed, check): Day => {
    const day = readDay(typed, today)
    if (day) return day
    const message = typed
      ? `${typed} không có trong lịch. Ghi ngày/tháng/năm, ví dụ 24/11/2027.`
      : 'Ghi ngày, ví dụ 24/11/2027.'
    check.addIssue({ code: 'custom', message })
    return z.NEVER
  })

/** 'n ngày làm việc sau ngày …'. More than two years of work are no deadline. */
export const countForm = (today: Day) =>
  z.object({
    from: dayField(today),
    days: z
      .string('Ghi số ngày làm việc, ví dụ 10.')
      .regex(/^\d{1,3}$/, 'Ghi số ngày làm việc từ 0 đến 500.')
      .transform(Number)
      .refine((days) => days <= 500, 'Ghi số ngày làm việc từ 0 đến 500.'),
  })
