import type { Day } from './days.ts'
import {
  type Counts,
  countedHeadcount,
  type Headcount,
  headcountShares,
  type Measure,
  type Measured,
  namesMissing,
  type Result,
  type RoundForm,
  results,
  type Seen,
  type Severity,
  severities,
  type Terms,
} from './inspections.ts'
import { isPhotoMissing, stageOf } from './rounds.ts'

/*
 * Kết thúc đợt kiểm tra: what still keeps a round from being signed off, and the figures that are frozen with it.
 */

/** Đoàn kiểm tra, bên được kiểm tra: both sign the minutes. */
export const sides = ['team', 'unit'] as const
export type Side = (typeof sides)[number]

/** Biên bản kiểm tra of one sheet, thông báo kết luận of the round. */
export const paperKinds = ['minutes', 'conclusion'] as const
export type PaperKind = (typeof paperKinds)[number]

export interface ClosingItem {
  code: string
  severity: Severity
  photo: boolean
  measure: Measure
  result: Result | null
  value: Measured
  /** How many. */
  photos: number
}

export interface ClosingSheet {
  /** Public id. */
  id: string
  /** The unit or person inspected. */
  title: string
  items: readonly ClosingItem[]
  /** Codes of items with a finding, a withdrawn one too: it was looked into. */
  found: readonly string[]
  /** `stands`: the sheet still says what was signed. */
  signatures: readonly { side: Side; stands: boolean }[]
}

export interface ClosingFinding {
  /** Public id. */
  id: string
  number: number
  severity: Severity
  repeat: boolean
  state: string
  putAt: string | null
  answerBy: Day | null
  answeredAt: string | null
  /** Put by a sign-off, and answered after it: a round opened again does not wait for it. */
  atSignOff: boolean
}

export interface Closing {
  form: RoundForm
  sheets: readonly ClosingSheet[]
  findings: readonly ClosingFinding[]
}

/**
 * What keeps a round open. `unanswered`, `photo` and `names` may be waived with one reason, so that nobody is stuck with
 * what could not be looked at; a finding, a signature (or its refusal) and an answer in its term may not.
 */
export const lackKinds = ['unanswered', 'photo', 'names', 'noFinding', 'unsigned', 'changed', 'waiting'] as const
export type LackKind = (typeof lackKinds)[number]

export interface Lack {
  kind: LackKind
  sheet?: { id: string; title: string }
  /** Codes, in the order of the checklist. */
  items?: string[]
  side?: Side
  finding?: { id: string; number: number; answerBy: Day }
}

const waivable: readonly LackKind[] = ['unanswered', 'photo', 'names']
export const isWaivable = ({ kind }: Lack): boolean => waivable.includes(kind)

/** Everything still missing, sheet by sheet. An outside body's round has no sheet of ours to fill in or to sign. */
export function lacksOf({ form, sheets, findings }: Closing, today: Day): Lack[] {
  const own = form === 'outside' ? [] : sheets.flatMap(lacksOfSheet)
  return [...own, ...findings.flatMap((finding) => waitingFor(finding, today))]
}

function lacksOfSheet({ id, title, items, found, signatures }: ClosingSheet): Lack[] {
  const sheet = { id, title }
  const where = (kind: LackKind, isMissing: (item: ClosingItem) => boolean): Lack[] => {
    const codes = items.filter(isMissing).map(({ code }) => code)
    return codes.length > 0 ? [{ kind, sheet, items: codes }] : []
  }
  return [
    ...where('unanswered', ({ result }) => result === null),
    ...where('photo', (item) => isPhotoMissing(item, item.result, item.photos)),
    ...where('names', ({ measure, value, result }) => result !== null && namesMissing(measure, value) > 0),
    ...where('noFinding', ({ code, result }) => result === 'fail' && !found.includes(code)),
    ...sides.flatMap((side): Lack[] => {
      const signature = signatures.find((one) => one.side === side)
      return signature?.stands ? [] : [{ kind: signature ? 'changed' : 'unsigned', sheet, side }]
    }),
  ]
}

/** Put to the side inspected, which has neither answered nor let its term pass. */
function waitingFor({ id, number, ...put }: ClosingFinding, today: Day): Lack[] {
  const isWaiting = stageOf(put, today) === 'put' && put.answerBy !== null && !put.atSignOff
  return isWaiting ? [{ kind: 'waiting', finding: { id, number, answerBy: put.answerBy as Day } }] : []
}

/** The figures of one round, counted over its sheets and findings. */
export interface RoundFigures {
  sheets: number
  /** Of all items of all sheets. */
  results: Counts
  findings: { counted: number; withdrawn: number; repeats: number; bySeverity: Record<Severity, number> }
  /** Quân số of all sheets together, as the office counts whole-day leave; null where none was taken. */
  headcount: Headcount | null
  /** Shares of its staff in hundredths of a per cent. */
  shares: Omit<Headcount, 'staff'> | null
}

/** Counts a round. A withdrawn finding counts nothing and is told apart. */
export function roundFigures({ sheets, findings }: Omit<Closing, 'form'>, terms: Pick<Terms, 'wholeDayLeave'>) {
  const items = sheets.flatMap((sheet) => sheet.items)
  const counted = findings.filter(({ state }) => state !== 'withdrawn')
  const headcount = headcountOf(items, terms)
  const many = (result: Result | null) => items.filter((item) => item.result === result).length
  const figures: RoundFigures = {
    sheets: sheets.length,
    results: { ...countsBy(results, many), open: many(null) },
    findings: {
      counted: counted.length,
      withdrawn: findings.length - counted.length,
      repeats: counted.filter(({ repeat }) => repeat).length,
      bySeverity: countsBy(severities, (one) => counted.filter(({ severity }) => severity === one).length),
    },
    headcount,
    shares: (headcount && headcountShares(headcount)) ?? null,
  }
  return figures
}

const countsBy = <K extends string>(keys: readonly K[], count: (key: K) => number) =>
  Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<K, number>

function headcountOf(items: readonly ClosingItem[], terms: Pick<Terms, 'wholeDayLeave'>): Headcount | null {
  const taken = items.flatMap(({ value: { headcount, people = [] as Seen[] } }) =>
    headcount ? [countedHeadcount(headcount, people, terms)] : [],
  )
  if (taken.length === 0) return null
  const sum = (part: keyof Headcount) => taken.reduce((total, one) => total + one[part], 0)
  return { staff: sum('staff'), present: sum('present'), excused: sum('excused'), unexcused: sum('unexcused') }
}

/**
 * Địa danh before the day of a document: the own name of the place the office is of ('Minh Thụy' of 'Phường Minh Thụy');
 * a place called by a number keeps its kind ('Phường 5'). Undefined where the name of the office does not tell.
 * Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II, điểm 4 (chưa kiểm chứng).
 */
export function placeOf(office: string): string | undefined {
  const [, kind, name] = /^(Tỉnh|Thành phố|Xã|Phường|Đặc khu|Thị trấn)\s+(.+)$/iu.exec(office.trim()) ?? []
  if (!name) return undefined
  return /^\d+$/.test(name) ? `${kind} ${name}` : name
}

/**
 * The words of authority over a signature (quyền hạn, chức vụ của người ký): the head of a people's committee signs for
 * it, a deputy in the head's place; anybody else by their post alone. In capitals. Nghị định 30/2020/NĐ-CP, Phụ lục I
 * (chưa kiểm chứng).
 */
export function authorityOf(superior: string, post: string): string[] {
  const isCommittee = /^ủy ban nhân dân$/iu.test(superior.trim().normalize('NFC'))
  const capitals = post.trim().toLocaleUpperCase('vi')
  if (!isCommittee) return [capitals]
  if (/^chủ tịch\b/iu.test(post.trim())) return ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']
  if (/^phó chủ tịch\b/iu.test(post.trim())) return ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']
  return [capitals]
}
