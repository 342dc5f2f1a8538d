import { z } from 'zod'
import { day as shown } from '../../views/format.ts'
import type { Ctx } from '../act.ts'
import { Invalid } from '../refusal.ts'
import type { Day } from '../rules/days.ts'
import { taskStates } from '../rules/tasks.ts'

/** What the dry runs of the API, and the acts that carry them out as they were shown, have in common. */

export const ref = z.object({ id: z.string(), name: z.string() })
export const day = z.iso
  .date('Ghi ngày dạng 2026-11-25.')
  .optional()
  .describe('Ngày có hiệu lực; hôm nay khi để trống.')
export const seen = z
  .string('Gửi mã `seen` của lần xem trước.')
  .describe('Mã `seen` của lần xem trước; tình hình đã đổi thì trả 409.')
export const errors = z
  .array(z.object({ field: z.string(), detail: z.string() }))
  .describe('Những gì còn vướng; không có thì thực hiện được.')
export const task = z.object({ id: z.string(), code: z.string(), title: z.string(), state: z.enum(taskStates) })

export const asRef = ({ publicId, name }: { publicId: string; name: string }) => ({ id: publicId, name })
export const asErrors = (errors: Record<string, string>) =>
  Object.entries(errors).map(([field, detail]) => ({ field, detail }))

/** What takes effect later is entered when its day comes. */
export function pastDay({ today }: Pick<Ctx, 'today'>, day: Day = today): Day {
  if (day > today) throw new Invalid({ day: `Ngày này chưa tới. Ghi ngày đến hôm nay ${shown(today)}.` })
  return day
}
