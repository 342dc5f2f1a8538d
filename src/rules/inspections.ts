import { DateTime } from 'luxon'
import type { Day } from './days.ts'
import { countedDeadline, type WorkCalendar } from './working-days.ts'

/*
 * Tự kiểm tra công vụ: what a round, an answer and a finding are, and what follows from them. The forms are those of
 * public plans and reports; severities, terms and the span of a repeat are settings of ours (no statute gives them).
 */

/** Tự kiểm tra, theo kế hoạch, đột xuất có báo trước, đột xuất không báo trước, qua báo cáo, trên môi trường số, của cơ quan ngoài. */
export const roundForms = ['self', 'planned', 'announced', 'unannounced', 'reported', 'online', 'outside'] as const
export type RoundForm = (typeof roundForms)[number]

/** Chuẩn bị, đang kiểm tra, đã kết thúc và chốt số liệu. */
export const roundStates = ['planned', 'started', 'signed'] as const
export type RoundState = (typeof roundStates)[number]

/** Trưởng đoàn, thành viên, thư ký. */
export const memberParts = ['head', 'member', 'secretary'] as const
export type MemberPart = (typeof memberParts)[number]

/** Đạt, đạt một phần (an option of the checklist), không đạt, không áp dụng. */
export const results = ['pass', 'partial', 'fail', 'na'] as const
export type Result = (typeof results)[number]

/** What an inspector chooses from: "Đạt một phần" only where the checklist knows it. */
export const offeredResults = ({ partial }: { partial: boolean }): Result[] =>
  results.filter((result) => partial || result !== 'partial')

/** Nhẹ, trung bình, nặng. */
export const severities = ['light', 'medium', 'heavy'] as const
export type Severity = (typeof severities)[number]

/** Unannounced and not begun: nobody but the team and who ordered it may know that it exists. */
export const isSecret = ({ form, state }: { form: RoundForm; state: RoundState }): boolean =>
  form === 'unannounced' && state === 'planned'

/** How many working days a remedy has, and the side inspected to answer; an office's own numbers win. */
export interface Terms {
  remedyDays: Record<Severity, number>
  answerDays: number
  /** The same item failing in the same unit within so many months is a repeat (tái phạm). */
  repeatMonths: number
  /** Whoever is on leave for the whole day: one of those absent with reason, or no part of the headcount's base. */
  wholeDayLeave: 'excused' | 'leftOut'
}
export const usualTerms: Terms = {
  remedyDays: { light: 5, medium: 22, heavy: 22 },
  answerDays: 5,
  repeatMonths: 12,
  wholeDayLeave: 'excused',
}

/** The day by which a finding of that severity is to be remedied: always a working day. Zero days is at once. */
export const remedyDue = (found: Day, severity: Severity, terms: Terms, calendar: WorkCalendar): Day =>
  countedDeadline(found, terms.remedyDays[severity], calendar)

/** The last day on which the side inspected may answer what was put to it: always a working day. */
export const answerDue = (put: Day, { answerDays }: Terms, calendar: WorkCalendar): Day =>
  countedDeadline(put, answerDays, calendar)

/** Whether an earlier finding of the same item and unit makes one of `today` a repeat. */
export const isRepeat = (earlier: Day, today: Day, { repeatMonths }: Terms): boolean =>
  earlier < today && today <= (DateTime.fromISO(earlier).plus({ months: repeatMonths }).toISODate() as Day)

/** What is recorded beside the result at the place of inspection. */
export type Measure =
  | { type: 'passFail'; per?: 'room' | 'absentPerson'; names?: boolean; document?: boolean; extra?: string }
  /** Quân số: staff = present + absent with reason + absent without. */
  | { type: 'headcount'; labels: Record<keyof Headcount, string> }
  /** How many persons or cases were found; none is good. */
  | { type: 'count'; label: string; names?: boolean }
  /** So many of so many; all is good: đã niêm yết / phải niêm yết. */
  | { type: 'ratio'; labels: { part: string; whole: string }; list?: string }
  /** Sai / kiểm tra; none wrong is good. */
  | { type: 'sample'; labels: { part: string; whole: string } }
  | { type: 'document' }
  | { type: 'number'; unit: string; least?: number; most?: number }
  | { type: 'choice'; options: { label: string; result: Result }[] }
  | { type: 'text' }

export interface Headcount {
  staff: number
  present: number
  excused: number
  unexcused: number
}

/** Somebody found absent, or named beside a count; they need not have an account. */
export interface Seen {
  name: string
  state: 'excused' | 'unexcused' | 'named'
  reason?: string
  /** On leave for the whole day (nghỉ phép cả ngày); only of the excused. */
  wholeDay?: boolean
}

/** What was measured, by the names its measure uses. Counts are whole numbers. */
export interface Measured {
  headcount?: Headcount
  people?: Seen[]
  count?: number
  part?: number
  whole?: number
  number?: number
  choice?: string
  text?: string
}

/** What is wrong with a measured value, in a sentence; undefined when it is sound or not given yet. */
export function measureProblem(measure: Measure, value: Measured): string | undefined {
  const { count, part, whole, number, choice } = value
  switch (measure.type) {
    case 'headcount':
      return value.headcount && headcountProblem(value.headcount, value.people ?? [])
    case 'count':
      return countProblem(count, value.people ?? [])
    case 'ratio':
    case 'sample':
      return partProblem(measure.labels, part, whole)
    case 'number':
      return number === undefined || Number.isFinite(number) ? undefined : `Ghi số ${measure.unit}, ví dụ 12,5.`
    case 'choice':
      return choice === undefined || measure.options.some(({ label }) => label === choice)
        ? undefined
        : 'Chọn một trong các mức của mục này.'
    default:
      return undefined
  }
}

const isCount = (value: number | undefined) => value === undefined || (Number.isSafeInteger(value) && value >= 0)
const wholeNumbers = 'Ghi số nguyên từ 0 trở lên.'

function countProblem(count: number | undefined, people: readonly Seen[]): string | undefined {
  if (!isCount(count)) return wholeNumbers
  return count !== undefined && people.length > count ? 'Số người ghi tên nhiều hơn số đếm được.' : undefined
}

function partProblem({ part, whole }: { part: string; whole: string }, some?: number, all?: number) {
  if (!isCount(some) || !isCount(all)) return wholeNumbers
  return some !== undefined && all !== undefined && some > all ? `Ghi số ${part} không lớn hơn số ${whole}.` : undefined
}

function headcountProblem({ staff, present, excused, unexcused }: Headcount, people: readonly Seen[]) {
  if (![staff, present, excused, unexcused].every(isCount)) return wholeNumbers
  if (staff !== present + excused + unexcused)
    return `Biên chế ${staff} phải bằng có mặt ${present} + vắng có lý do ${excused} + vắng không lý do ${unexcused}.`
  const named = (state: Seen['state']) => people.filter((one) => one.state === state).length
  if (named('excused') > excused || named('unexcused') > unexcused) return 'Số người ghi tên nhiều hơn số vắng.'
  if (people.some(({ state, reason }) => state === 'excused' && !reason?.trim()))
    return 'Ghi lý do của từng người vắng có lý do.'
  if (people.some(({ state, wholeDay }) => wholeDay && state !== 'excused'))
    return 'Người nghỉ phép cả ngày là người vắng có lý do.'
  return undefined
}

/** How many people are still to be named: everybody absent from a headcount, and what was counted where names are asked. */
export function namesMissing(measure: Measure, { headcount, count = 0, people = [] }: Measured): number {
  if (measure.type === 'headcount' && headcount)
    return Math.max(0, headcount.excused + headcount.unexcused - people.filter(({ state }) => state !== 'named').length)
  return measure.type === 'count' && measure.names ? Math.max(0, count - people.length) : 0
}

/** The headcount that shares are taken of: with whoever is on leave for the whole day, or without, as the office has it. */
export function countedHeadcount(
  headcount: Headcount,
  people: readonly Pick<Seen, 'wholeDay'>[],
  { wholeDayLeave }: Pick<Terms, 'wholeDayLeave'>,
): Headcount {
  const out = wholeDayLeave === 'leftOut' ? people.filter(({ wholeDay }) => wholeDay).length : 0
  return { ...headcount, staff: headcount.staff - out, excused: headcount.excused - out }
}

/** Shares of the staff in hundredths of a per cent, each rounded half up; undefined where there is no staff. */
export function headcountShares({ staff, ...parts }: Headcount): Omit<Headcount, 'staff'> | undefined {
  if (staff === 0) return undefined
  const share = (part: number) => Math.floor((part * 20_000 + staff) / (2 * staff))
  return { present: share(parts.present), excused: share(parts.excused), unexcused: share(parts.unexcused) }
}

/** The result that a measured value calls for; undefined where only the inspector can say, or the value is not sound. */
export function resultOf(measure: Measure, value: Measured): Result | undefined {
  if (measureProblem(measure, value)) return undefined
  switch (measure.type) {
    case 'headcount':
      return value.headcount && headcountResult(value.headcount)
    case 'count':
      return value.count === undefined ? undefined : value.count > 0 ? 'fail' : 'pass'
    case 'ratio':
      return partResult(value, (part, whole) => part === whole)
    case 'sample':
      return partResult(value, (part) => part === 0)
    case 'number':
      return numberResult(measure, value.number)
    case 'choice':
      return measure.options.find(({ label }) => label === value.choice)?.result
    default:
      return undefined
  }
}

/** Nobody to be there, nothing to look at (0 of 0): not applicable, neither pass nor fail. */
const headcountResult = ({ staff, unexcused }: Headcount): Result =>
  staff === 0 ? 'na' : unexcused > 0 ? 'fail' : 'pass'

function partResult({ part, whole }: Measured, isGood: (part: number, whole: number) => boolean): Result | undefined {
  if (part === undefined || whole === undefined) return undefined
  if (whole === 0) return 'na'
  return isGood(part, whole) ? 'pass' : 'fail'
}

function numberResult({ least, most }: { least?: number; most?: number }, value?: number): Result | undefined {
  if (value === undefined || (least === undefined && most === undefined)) return undefined
  return value >= (least ?? value) && value <= (most ?? value) ? 'pass' : 'fail'
}

export type Counts = Record<Result | 'open', number>

/** How many items of a sheet have which result; `open` are those without one. */
export function countResults(items: readonly string[], answers: ReadonlyMap<string, Result | null>): Counts {
  const counts: Counts = { pass: 0, partial: 0, fail: 0, na: 0, open: 0 }
  for (const item of items) counts[answers.get(item) ?? 'open'] += 1
  return counts
}

/** Coverage (độ phủ): distinct units inspected out of the units in scope; a unit checked twice counts once. */
export function coverageOf(scope: readonly number[], inspected: readonly number[]): { done: number; of: number } {
  const within = new Set(scope)
  return { done: new Set(inspected.filter((unit) => within.has(unit))).size, of: within.size }
}

/**
 * Whether a year's plan is behind: its target, in percent of the units, is taken to grow evenly from 1 January to 31
 * December, `today` included. Nothing in scope is never behind.
 */
export function isBehind({ done, of }: { done: number; of: number }, target: number, today: Day): boolean {
  const { ordinal, daysInYear } = DateTime.fromISO(today)
  return done * 100 * daysInYear < target * of * ordinal
}
