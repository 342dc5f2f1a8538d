import { z } from 'zod'
import { day as shown } from '../../../views/format.ts'
import type { Ctx } from '../../act.ts'
import { type Day, readDay } from '../../rules/days.ts'
import { remedyDue, type Severity, severities, type Terms } from '../../rules/inspections.ts'
import { checkTypedDeadline } from '../../rules/working-days.ts'
import type { Errors } from '../../web.tsx'
import type { SheetLine } from '../queries.ts'

const text = (most: number) => z.string().trim().max(most, `Rút gọn còn không quá ${most} ký tự.`).default('')

/** A conclusion of an outside body as typed, its recommendations one a line. */
export const recommendationsForm = z.object({
  number: text(100),
  day: z.string().max(20).default(''),
  sheet: z.string().max(100).default(''),
  severity: z.string().default(''),
  due: z.string().max(20).default(''),
  texts: text(20_000),
})
export type TypedRecommendations = z.infer<typeof recommendationsForm>

export interface RecommendationsInput {
  /** 'Kết luận số 15/KL-TTr ngày 20/11/2026 của Thanh tra tỉnh'. */
  conclusion: string
  /** The day of the conclusion: when it was found. */
  day: Day
  /** The sheet of the unit or person concerned, by its public id. */
  sheet: string
  severity: Severity
  due: Day
  texts: string[]
}

const mostLines = 100
const longest = 2000

/** What the form comes to, beside what is wrong by field; the input is to be used only when there is none. */
export function readRecommendations(
  ctx: Ctx,
  typed: TypedRecommendations,
  body: string,
  sheets: readonly Pick<SheetLine, 'publicId'>[],
  terms: Terms,
): { input: RecommendationsInput; errors: Errors } {
  const errors: Errors = {}
  if (!typed.number) errors.number = 'Ghi số, ký hiệu của kết luận, ví dụ 15/KL-TTr.'
  const day = readDay(typed.day, ctx.today)
  if (!day) errors.day = typed.day ? notADay(typed.day) : 'Ghi ngày của kết luận.'
  else if (day > ctx.today) errors.day = 'Ngày này chưa tới. Ghi ngày trên kết luận.'
  const [only, another] = sheets
  const sheet = sheets.find(({ publicId }) => publicId === typed.sheet) ?? (another ? undefined : only)
  if (!sheet) errors.sheet = 'Chọn đơn vị phải thực hiện.'
  const severity = severities.find((one) => one === typed.severity)
  if (!severity) errors.severity = 'Chọn mức độ.'
  const texts = linesOf(typed.texts)
  if (texts.length === 0) errors.texts = 'Ghi ít nhất một kiến nghị, mỗi kiến nghị một dòng.'
  else if (texts.length > mostLines) errors.texts = `Mỗi lần ghi không quá ${mostLines} kiến nghị.`
  else if (texts.some((one) => one.length > longest))
    errors.texts = `Rút gọn mỗi kiến nghị còn không quá ${longest} ký tự.`
  const due = dueOf(ctx, typed.due, severity ?? 'medium', terms, errors)
  const cited = day ? ` ngày ${shown(day)}` : ''
  const conclusion = `Kết luận số ${typed.number}${cited} của ${body}`
  const read = { conclusion, day: day ?? ctx.today, sheet: sheet?.publicId ?? '', severity: severity ?? 'medium' }
  return { input: { ...read, due, texts }, errors }
}

const notADay = (typed: string) => `“${typed}” không có trong lịch. Ghi ngày/tháng/năm.`

/** One recommendation a line; '1.', '-', 'a)' before it are how lists are written, not what they say. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-–•*+]|\d{1,2}[.)]|[a-zđ]\))(?:\s+|$)/i, '').trim())
    .filter(Boolean)

/** As the conclusion says, or by the severity where it says nothing. */
function dueOf(ctx: Ctx, typed: string, severity: Severity, terms: Terms, errors: Errors): Day {
  const usual = remedyDue(ctx.today, severity, terms, ctx.calendar)
  if (!typed) return usual
  const due = readDay(typed, ctx.today)
  if (!due) errors.due = notADay(typed)
  else if (due < ctx.today) errors.due = `Ngày này đã qua. Ghi từ hôm nay ${shown(ctx.today)}.`
  else {
    const checked = checkTypedDeadline(due, ctx.calendar)
    if (!checked.ok)
      errors.due = `${shown(due)} là ${checked.why}. Chọn ${shown(checked.before)} hoặc ${shown(checked.after)}.`
  }
  return due ?? usual
}
