import type { Day } from './days.ts'
import { coverageOf, type Headcount, type Severity } from './inspections.ts'
import { isRemedied, isTermOver, type RemedyState } from './remedies.ts'

/*
 * Số liệu kiểm tra: every figure is counted over rows, and says what it counts and out of what. Findings that were
 * withdrawn count nothing, and what outside bodies recommended is told apart from what the office found itself.
 */

/** A finding as far as figures ask. */
export interface CountedFinding {
  unitId: number
  severity: Severity
  /** Withdrawn after it was explained: counts nothing but itself. */
  withdrawn: boolean
  /** A recommendation (kiến nghị) of an outside body. */
  outside: boolean
  repeat: boolean
  remedy: RemedyState
}

/** What the figures of a span are counted over. */
export interface FigureRows {
  /** The units that ought to be inspected, and those a round begun in the span has a sheet for. */
  scope: readonly number[]
  inspected: readonly number[]
  findings: readonly CountedFinding[]
  /** Headcounts (quân số) taken, with whoever is on leave counted as the office has it. */
  headcounts: readonly Headcount[]
}

export const metricKeys = [
  'coverage',
  'findings',
  'heavy',
  'medium',
  'light',
  'repeats',
  'remedied',
  'remediedInTime',
  'overdue',
  'present',
  'excused',
  'unexcused',
  'outside',
  'outsideInTime',
  'withdrawn',
] as const
export type MetricKey = (typeof metricKeys)[number]

/** A figure: `of` is the denominator, null where there is none to take a share of. */
export interface Figure {
  value: number
  of: number | null
}

export interface Metric {
  key: MetricKey
  /** As it is called on pages, and what it counts, in Vietnamese. */
  name: string
  definition: string
  /** What is counted, and out of what. */
  numerator: string
  denominator: string | null
  /** A share is shown in percent beside both its numbers. */
  unit: 'share' | 'count'
  figure: (rows: FigureRows) => Figure
}

type Judge = (finding: CountedFinding) => boolean

/** Findings of the office's own rounds that stand. */
const isOwn: Judge = ({ withdrawn, outside }) => !withdrawn && !outside
/** Recommendations of outside bodies that stand. */
const isOutside: Judge = ({ withdrawn, outside }) => !withdrawn && outside

const countOf = ({ findings }: FigureRows, ...judges: Judge[]) =>
  findings.filter((finding) => judges.every((judge) => judge(finding))).length

/** So many of the findings that `among` lets in meet `meets`. */
const shareOf =
  (among: readonly Judge[], meets: Judge) =>
  (rows: FigureRows): Figure => ({
    value: countOf(rows, ...among, meets),
    of: countOf(rows, ...among),
  })

const termOver: Judge = ({ remedy }) => isTermOver(remedy)
const inTime: Judge = ({ remedy }) => remedy === 'inTime'

const ofSeverity = (key: Severity, name: string): Metric => ({
  key,
  name: `Tồn tại ${name}`,
  definition: `Tồn tại mức ${name} trên tổng số tồn tại ghi nhận trong kỳ.`,
  numerator: `Tồn tại mức ${name}`,
  denominator: 'Tồn tại ghi nhận trong kỳ',
  unit: 'share',
  figure: shareOf([isOwn], ({ severity }) => severity === key),
})

const ofStaff = (key: 'present' | 'excused' | 'unexcused', name: string): Metric => ({
  key,
  name: `Tỷ lệ ${name}`,
  definition: `Số người ${name} trên tổng biên chế, cộng qua các lần kiểm tra quân số trong kỳ. Người nghỉ phép cả ngày tính theo thiết lập của cơ quan.`,
  numerator: `Số người ${name}`,
  denominator: 'Biên chế, cộng các lần kiểm tra',
  unit: 'share',
  figure: ({ headcounts }) => ({
    value: headcounts.reduce((sum, one) => sum + one[key], 0),
    of: headcounts.reduce((sum, { staff }) => sum + staff, 0),
  }),
})

/** Every figure of inspections, in the order in which it is shown. */
export const metrics: readonly Metric[] = [
  {
    key: 'coverage',
    name: 'Độ phủ kiểm tra',
    definition:
      'Số đơn vị có phiếu trong ít nhất một đợt của cơ quan đã bắt đầu trong kỳ, trên số đơn vị hoạt động cuối kỳ thuộc phạm vi. Kiểm tra nhiều lần tính một lần; không tính đợt của cơ quan ngoài.',
    numerator: 'Đơn vị đã được kiểm tra',
    denominator: 'Đơn vị thuộc phạm vi',
    unit: 'share',
    figure: ({ scope, inspected }) => {
      const { done, of } = coverageOf(scope, inspected)
      return { value: done, of }
    },
  },
  {
    key: 'findings',
    name: 'Số tồn tại',
    definition:
      'Tồn tại ghi nhận trong kỳ, mỗi tồn tại một lần. Không tính tồn tại đã rút sau giải trình và kiến nghị của cơ quan ngoài.',
    numerator: 'Tồn tại ghi nhận trong kỳ',
    denominator: null,
    unit: 'count',
    figure: (rows) => ({ value: countOf(rows, isOwn), of: null }),
  },
  ofSeverity('heavy', 'nặng'),
  ofSeverity('medium', 'trung bình'),
  ofSeverity('light', 'nhẹ'),
  {
    key: 'repeats',
    name: 'Tỷ lệ tái phạm',
    definition:
      'Tồn tại cùng mục, cùng đơn vị với một tồn tại trước đó trong số tháng cơ quan quy định, trên tổng số tồn tại trong kỳ.',
    numerator: 'Tồn tại tái phạm',
    denominator: 'Tồn tại ghi nhận trong kỳ',
    unit: 'share',
    figure: shareOf([isOwn], ({ repeat }) => repeat),
  },
  {
    key: 'remedied',
    name: 'Tỷ lệ đã khắc phục',
    definition: 'Tồn tại đã được người thứ hai nghiệm thu là khắc phục xong, trên tổng số tồn tại ghi nhận trong kỳ.',
    numerator: 'Tồn tại đã khắc phục',
    denominator: 'Tồn tại ghi nhận trong kỳ',
    unit: 'share',
    figure: shareOf([isOwn], ({ remedy }) => isRemedied(remedy)),
  },
  {
    key: 'remediedInTime',
    name: 'Tỷ lệ khắc phục đúng hạn',
    definition:
      'Tồn tại khắc phục xong đúng hạn, trên số tồn tại đã đến hạn: đã khắc phục xong, hoặc quá hạn mà chưa xong. Ngày xong là ngày báo cáo kết quả được nghiệm thu.',
    numerator: 'Tồn tại khắc phục đúng hạn',
    denominator: 'Tồn tại đã đến hạn khắc phục',
    unit: 'share',
    figure: shareOf([isOwn, termOver], inTime),
  },
  {
    key: 'overdue',
    name: 'Quá hạn chưa khắc phục',
    definition: 'Tồn tại đã quá hạn khắc phục mà chưa xong, trên số tồn tại đã đến hạn.',
    numerator: 'Tồn tại quá hạn chưa khắc phục',
    denominator: 'Tồn tại đã đến hạn khắc phục',
    unit: 'share',
    figure: shareOf([isOwn, termOver], ({ remedy }) => remedy === 'overdue'),
  },
  ofStaff('present', 'có mặt'),
  ofStaff('excused', 'vắng có lý do'),
  ofStaff('unexcused', 'vắng không lý do'),
  {
    key: 'outside',
    name: 'Kiến nghị của cơ quan ngoài',
    definition: 'Kiến nghị trong kết luận của HĐND, MTTQ, thanh tra, cấp trên. Tính riêng, không cộng vào số tồn tại.',
    numerator: 'Kiến nghị của cơ quan ngoài',
    denominator: null,
    unit: 'count',
    figure: (rows) => ({ value: countOf(rows, isOutside), of: null }),
  },
  {
    key: 'outsideInTime',
    name: 'Kiến nghị thực hiện đúng hạn',
    definition: 'Kiến nghị của cơ quan ngoài thực hiện xong đúng hạn, trên số kiến nghị đã đến hạn.',
    numerator: 'Kiến nghị thực hiện đúng hạn',
    denominator: 'Kiến nghị đã đến hạn',
    unit: 'share',
    figure: shareOf([isOutside, termOver], inTime),
  },
  {
    key: 'withdrawn',
    name: 'Tồn tại đã rút',
    definition: 'Tồn tại đã rút sau giải trình. Còn trong sổ, không tính vào số nào khác.',
    numerator: 'Tồn tại đã rút',
    denominator: null,
    unit: 'count',
    figure: (rows) => ({ value: countOf(rows, ({ withdrawn }) => withdrawn), of: null }),
  },
]

/** All figures of these rows, by key. */
export const figuresOf = (rows: FigureRows) =>
  Object.fromEntries(metrics.map(({ key, figure }) => [key, figure(rows)])) as Record<MetricKey, Figure>

/** Counts those findings of the office's own rounds that stand, by anything they have, the most first. */
export function countsBy<F extends CountedFinding, K>(
  findings: readonly F[],
  keyOf: (finding: F) => K,
): Map<K, number> {
  const counts = new Map<K, number>()
  for (const finding of findings.filter(isOwn)) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1)
  return new Map([...counts].sort(([, a], [, b]) => b - a))
}

/** First and last day of a set of figures. */
export interface Span {
  from: Day
  to: Day
}

/** A year as far as it has come, and the year before up to the same day; 29 February is compared with 28 February. */
export function yearToDate(year: number, today: Day): { span: Span; before: Span } {
  const isNow = today.slice(0, 4) === String(year)
  const until = (isNow ? today : `${year}-12-31`).slice(5)
  const lastDay = until === '02-29' ? '02-28' : until
  return {
    span: { from: `${year}-01-01`, to: `${year}-${until}` },
    before: { from: `${year - 1}-01-01`, to: `${year - 1}-${lastDay}` },
  }
}
