import { createHash } from 'node:crypto'
import type { ChecklistItem } from '../../checklists/body.ts'
import { type Measured, measureProblem, type Result, resultOf, results, type Seen } from '../../rules/inspections.ts'
import { isEmptyValue, needsReason } from '../../rules/rounds.ts'
import type { Errors, Typed } from '../../web.tsx'
import type { Answer } from './sheets.ts'

/** An answer as it is to be kept. */
export interface AnswerInput {
  result: Result | null
  value: Measured
  note: string
}

export const noAnswer: AnswerInput = { result: null, value: {}, note: '' }

/** The text of a field of an item; fields of a whole sheet are called 'C3.note', of one answer 'note'. */
export type Field = (name: string) => string
export type Fields = (name: string) => string[]

/** Reads the fields of one item out of a form; `prefix` is 'C3.' in the form of a whole sheet. */
export const fieldsIn = (typed: Typed, prefix = ''): { one: Field; all: Fields } => ({
  one: (name) => String([typed[prefix + name] ?? ''].flat()[0] ?? '').trim(),
  all: (name) => [typed[prefix + name] ?? []].flat().map((part) => String(part).trim()),
})

export interface ReadAnswer {
  input: AnswerInput
  /** By field: 'note', 'staff'. */
  errors: Errors
}

/**
 * What an inspector put down for an item: the result they chose or, where they chose none, the one the numbers call for.
 * Anything else than the numbers call for needs a note.
 */
export function readAnswer(item: ChecklistItem, typed: Typed, prefix = ''): ReadAnswer {
  const { one, all } = fieldsIn(typed, prefix)
  const errors: Errors = {}
  const value = measured(item, one, all, errors)
  return { ...judged(item, { result: chosen(one('result')), value, note: one('note').slice(0, 2000) }, errors) }
}

/** The same for an answer that comes as values: from the API, or from a device that was without a connection. */
export function judged(item: ChecklistItem, given: AnswerInput, errors: Errors = {}): ReadAnswer {
  const problem = measureProblem(item.measure, given.value)
  if (problem) errors[firstField[item.measure.type]] ??= problem
  const suggested = problem ? undefined : resultOf(item.measure, given.value)
  const result = given.result ?? suggested ?? null
  if (needsReason(result, suggested, given.note))
    errors.note ??= `Số ghi được cho kết quả “${words[suggested as Result]}”. Chọn khác thì ghi lý do ở đây.`
  return { input: { ...given, result }, errors }
}

const words: Record<Result, string> = { pass: 'Đạt', partial: 'Đạt một phần', fail: 'Không đạt', na: 'Không áp dụng' }

/** The field beside which a wrong value is told. */
export const firstField: Record<ChecklistItem['measure']['type'], string> = {
  passFail: 'text',
  headcount: 'staff',
  count: 'count',
  ratio: 'part',
  sample: 'part',
  document: 'text',
  number: 'number',
  choice: 'choice',
  text: 'text',
}

const chosen = (typed: string): Result | null => results.find((one) => one === typed) ?? null

function measured({ measure }: ChecklistItem, one: Field, all: Fields, errors: Errors): Measured {
  const whole = (name: string) => wholeOf(one(name), name, errors)
  const people = peopleIn(all)
  const text = one('text').slice(0, 2000) || undefined
  const found: Measured = {
    ...(measure.type === 'headcount' && { headcount: headcountIn(whole, errors) }),
    ...(measure.type === 'count' && { count: whole('count') }),
    ...((measure.type === 'ratio' || measure.type === 'sample') && { part: whole('part'), whole: whole('whole') }),
    ...(measure.type === 'number' && { number: decimalOf(one('number'), errors) }),
    ...(measure.type === 'choice' && { choice: one('choice') || undefined }),
    ...(text && { text }),
    ...(people.length > 0 && { people }),
  }
  return Object.fromEntries(Object.entries(found).filter(([, part]) => part !== undefined)) as Measured
}

/** All four or none: who is away follows when it is left empty and the others are there. */
function headcountIn(whole: (name: string) => number | undefined, errors: Errors): Measured['headcount'] {
  const [staff, present, excused, unexcused] = ['staff', 'present', 'excused', 'unexcused'].map(whole)
  if ([staff, present, excused, unexcused].every((part) => part === undefined)) return undefined
  if (staff === undefined) errors.staff ??= 'Ghi tổng số.'
  if (present === undefined) errors.present ??= 'Ghi số có mặt.'
  return { staff: staff ?? 0, present: present ?? 0, excused: excused ?? 0, unexcused: unexcused ?? 0 }
}

const seenAs: Record<string, Pick<Seen, 'state' | 'wholeDay'>> = {
  excused: { state: 'excused' },
  wholeDay: { state: 'excused', wholeDay: true },
  unexcused: { state: 'unexcused' },
  named: { state: 'named' },
}

/** Rows of names; those without one are left out. */
function peopleIn(all: Fields): Seen[] {
  const [names, states, reasons] = [all('who'), all('state'), all('reason')]
  return names
    .map((name, at) => ({
      name: name.slice(0, 200),
      ...(seenAs[states[at] ?? 'named'] ?? seenAs.named),
      reason: reasons[at],
    }))
    .filter(({ name }) => name !== '')
    .map(({ reason, ...seen }) => ({ ...seen, ...(reason && { reason: reason.slice(0, 500) }) })) as Seen[]
}

function wholeOf(typed: string, name: string, errors: Errors): number | undefined {
  if (typed === '') return undefined
  if (/^\d{1,6}$/.test(typed)) return Number(typed)
  errors[name] ??= 'Ghi số nguyên từ 0 trở lên.'
  return undefined
}

function decimalOf(typed: string, errors: Errors): number | undefined {
  if (typed === '') return undefined
  if (/^-?\d{1,9}([.,]\d{1,3})?$/.test(typed)) return Number(typed.replace(',', '.'))
  errors.number ??= 'Ghi một số, ví dụ 12,5.'
  return undefined
}

/** By which two answers are one; what a page remembers of an answer, to know whether it was touched. */
export const fingerprint = ({ result, value, note }: AnswerInput): string =>
  createHash('sha256')
    .update(JSON.stringify([result ?? '', isEmptyValue(value) ? '' : sorted(value), sorted(note)]))
    .digest('base64url')
    .slice(0, 16)

/** Keys in one order, text without stray space: however it came, it is the same answer. */
function sorted(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim()
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  )
}

/** An answer as the fields of its form show it, by their names. */
export function typedOf(answer: Pick<Answer, 'result' | 'value' | 'note'>): Typed {
  const { headcount, people = [], ...plain } = answer.value
  return {
    result: answer.result ?? '',
    note: answer.note,
    ...headcount,
    ...Object.fromEntries(
      Object.entries(plain).map(([name, part]) => [name, String(part).replace('.', name === 'number' ? ',' : '.')]),
    ),
    who: people.map(({ name }) => name),
    state: people.map(({ state, wholeDay }) => (wholeDay ? 'wholeDay' : state)),
    reason: people.map(({ reason = '' }) => reason),
  }
}
