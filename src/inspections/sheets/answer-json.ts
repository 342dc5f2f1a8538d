import type { ChecklistItem } from '../../checklists/body.ts'
import type { Person } from '../../rules/access.ts'
import { type Measured, results } from '../../rules/inspections.ts'
import type { Typed } from '../../web.tsx'
import { judged, readAnswer } from './answer-form.ts'
import { valueBody } from './answer-value.ts'
import type { AnswerConflict } from './answering.ts'
import { answerKept } from './sheet-state.ts'
import type { Answer } from './sheets.ts'

/** An answer as JSON shows it; nothing but a version 0 for an item without one. */
export const answerShown = (item: string, answer?: Answer) => ({
  item,
  result: answer?.result ?? null,
  value: answer?.value ?? {},
  note: answer?.note ?? '',
  version: answer?.version ?? 0,
  by: answer?.by ?? null,
  at: answer?.at ?? null,
})

/** 409: the answer that stands there now, and the one that was sent. */
export const conflictShown = (item: ChecklistItem, { mine, theirs }: AnswerConflict, who: Person) => {
  const { result, value, note, version } = mine
  return {
    code: 'stale',
    item: item.code,
    theirs: { ...answerShown(item.code, theirs), kept: answerKept(item, theirs, who) },
    mine: { result, value, note, version },
  }
}

/**
 * An answer to one item out of a form: its fields one by one, or as a device keeps it, with the measured value as JSON in
 * `value`. A value of another shape is told beside `value`.
 */
export function answerBody(item: ChecklistItem, typed: Typed) {
  const version = Number(typed.version) || 0
  if (typed.value === undefined) return { ...readAnswer(item, typed), version }
  const value = parsed(String(typed.value))
  if (!value) return { ...readAnswer(item, {}), errors: { value: 'Số ghi được không đúng dạng.' }, version }
  const result = results.find((one) => one === typed.result) ?? null
  return { ...judged(item, { result, value, note: String(typed.note ?? '') }), version }
}

function parsed(json: string): Measured | undefined {
  try {
    return valueBody.safeParse(JSON.parse(json || '{}')).data as Measured | undefined
  } catch {
    return undefined
  }
}
