import { z } from 'zod'
import { severities, type Terms } from '../../rules/inspections.ts'
import type { Errors } from '../../web.tsx'
import type { DatedTerms } from './terms.ts'

const number = z.string().trim().max(10).default('')

/** The terms of inspection as typed. */
export const termsForm = z.object({
  office: z.string().max(100).default(''),
  light: number,
  medium: number,
  heavy: number,
  answerDays: number,
  repeatMonths: number,
  wholeDayLeave: z.string().default(''),
})
export type TypedTerms = Omit<z.infer<typeof termsForm>, 'office'>

/** Terms as their form shows them. */
export const typedTerms = ({
  remedyDays,
  answerDays,
  repeatMonths,
  wholeDayLeave,
}: Terms | DatedTerms): TypedTerms => ({
  light: String(remedyDays.light),
  medium: String(remedyDays.medium),
  heavy: String(remedyDays.heavy),
  answerDays: String(answerDays),
  repeatMonths: String(repeatMonths),
  wholeDayLeave,
})

/** What the form comes to, beside what is wrong by field; the terms are to be used only when there is none. */
export function readTerms(typed: TypedTerms): { terms: Terms; errors: Errors } {
  const errors: Errors = {}
  const whole = (name: keyof TypedTerms, least: number, most: number) => {
    const value = /^\d{1,3}$/.test(typed[name]) ? Number(typed[name]) : Number.NaN
    if (value >= least && value <= most) return value
    errors[name] = `Ghi số nguyên từ ${least} đến ${most}.`
    return least
  }
  const remedyDays = Object.fromEntries(severities.map((one) => [one, whole(one, 0, 365)])) as Terms['remedyDays']
  const leave = (['excused', 'leftOut'] as const).find((one) => one === typed.wholeDayLeave)
  if (!leave) errors.wholeDayLeave = 'Chọn cách tính.'
  const [answerDays, repeatMonths] = [whole('answerDays', 1, 60), whole('repeatMonths', 1, 60)]
  return { terms: { remedyDays, answerDays, repeatMonths, wholeDayLeave: leave ?? 'excused' }, errors }
}
