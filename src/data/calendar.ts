import type { Day } from '../rules/days.ts'
import type { CalendarDay } from '../rules/working-days.ts'
import shipped from './vn-working-calendar.json' with { type: 'json' }

/** First day of Tết Nguyên đán and Giỗ Tổ Hùng Vương (10/3 âm lịch), computed from the new moons at UTC+7. */
export type LunarYear = { year: number; newYear: Day; hungKings: Day; confidence: CalendarDay['confidence'] }

/** The calendar a new office starts with; what it edits afterwards is in its database. */
export const shippedDays = shipped.days as readonly CalendarDay[]

/** For whoever prepares a year before its notice is out. */
export const lunarYears = shipped.lunar as readonly LunarYear[]
