import { z } from 'zod'
import { day as shown } from '../../../views/format.ts'
import type { Ctx } from '../../act.ts'
import type { ChecklistItem } from '../../checklists/body.ts'
import { findPerson } from '../../people/queries.ts'
import { headsOf, membersOf, unitToday } from '../../people/tree.ts'
import { readDay } from '../../rules/days.ts'
import { remedyDue, type Severity, severities, type Terms } from '../../rules/inspections.ts'
import { checkTypedDeadline } from '../../rules/working-days.ts'
import type { Errors } from '../../web.tsx'
import type { Answer, InspectionSheet } from '../sheets/sheets.ts'

const text = (most: number) => z.string().trim().max(most, `Rút gọn còn không quá ${most} ký tự.`).default('')

/** A finding as typed. */
export const findingForm = z.object({
  item: z.string().max(20).default(''),
  text: text(2000),
  severity: z.string().default(''),
  person: z.string().max(100).default(''),
  remedy: text(2000),
  remedier: z.string().max(100).default(''),
  due: z.string().max(20).default(''),
  /** The day that was proposed for the severity of the item: left as it is, it follows the severity chosen. */
  proposed: z.string().max(20).default(''),
})
export type TypedFinding = z.infer<typeof findingForm>

export interface FindingInput {
  item: string
  text: string
  severity: Severity
  personId: number | null
  remedy: string
  remedierId: number | null
  due: string
}

/**
 * Who of the unit a finding may be about, and who may be charged with its remedy: its people, whoever leads it first. Of a
 * unit that was merged, those of what it went into.
 */
export async function peopleFor({ db, today }: Pick<Ctx, 'db' | 'today'>, inspectedId: number) {
  const unitId = await unitToday(db.reader, inspectedId)
  const [heads, members] = [await headsOf(db.reader, unitId, today), await membersOf(db.reader, unitId)]
  return { heads, members: [...new Map([...heads, ...members].map((person) => [person.id, person])).values()] }
}

/** What a finding of an item says as long as nobody says more. */
export const usualWords = ({ name }: Pick<ChecklistItem, 'name'>) => ({
  text: `Không đạt: ${name}`,
  remedy: `Khắc phục, bảo đảm: ${name}`,
})

/** The finding an item that fails calls for, all filled in: what, how heavy, who remedies it and by when. */
export async function proposedFinding(
  ctx: Ctx,
  sheet: Pick<InspectionSheet, 'unitId' | 'personPublicId'>,
  item: ChecklistItem,
  terms: Terms,
  answer?: Pick<Answer, 'note'>,
): Promise<TypedFinding> {
  const { heads } = await peopleFor(ctx, sheet.unitId)
  const due = shown(remedyDue(ctx.today, item.severity, terms, ctx.calendar))
  return {
    item: item.code,
    ...usualWords(item),
    ...(answer?.note && { text: answer.note }),
    severity: item.severity,
    person: sheet.personPublicId ?? '',
    remedier: sheet.personPublicId ?? heads[0]?.publicId ?? '',
    due,
    proposed: due,
  }
}

/** What the form comes to, beside what is wrong by field; the input is to be used only when there is none. */
export async function readFinding(
  ctx: Ctx,
  typed: TypedFinding,
  terms: Terms,
): Promise<{ input: FindingInput; errors: Errors }> {
  const errors: Errors = {}
  const severity = severities.find((one) => one === typed.severity)
  if (!severity) errors.severity = 'Chọn mức độ.'
  if (!typed.text) errors.text = 'Ghi tồn tại là gì.'
  if (!typed.remedy) errors.remedy = 'Ghi phải khắc phục thế nào.'
  const person = typed.person ? await findPerson(ctx.db.reader, typed.person) : undefined
  if (typed.person && !person) errors.person = 'Chọn lại người có liên quan.'
  const remedier = typed.remedier ? await findPerson(ctx.db.reader, typed.remedier) : undefined
  if (!remedier) errors.remedier = 'Chọn người khắc phục.'
  else if (remedier.leftOn !== null) errors.remedier = `Đồng chí ${remedier.name} đã thôi công tác. Chọn người khác.`
  const due = dueOf(ctx, typed, terms, severity, errors)
  const { item, text, remedy } = typed
  const input = { item, text, remedy, due, severity: severity ?? 'medium' }
  return { input: { ...input, personId: person?.id ?? null, remedierId: remedier?.id ?? null }, errors }
}

function dueOf(
  ctx: Ctx,
  { due, proposed }: TypedFinding,
  terms: Terms,
  severity: Severity | undefined,
  errors: Errors,
): string {
  const usual = severity ? remedyDue(ctx.today, severity, terms, ctx.calendar) : ctx.today
  if (!due || due === proposed) return usual
  const day = readDay(due, ctx.today)
  if (!day) {
    errors.due = `“${due}” không có trong lịch. Ghi ngày/tháng/năm.`
    return usual
  }
  const checked = checkTypedDeadline(day, ctx.calendar)
  if (day < ctx.today) errors.due = `Ngày này đã qua. Ghi từ hôm nay ${shown(ctx.today)}.`
  else if (!checked.ok)
    errors.due = `${shown(day)} là ${checked.why}. Chọn ${shown(checked.before)} hoặc ${shown(checked.after)}.`
  return day
}
