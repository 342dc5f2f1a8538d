import { share } from '../../../views/format.ts'
import { remedyNames, severityNames } from '../../../views/words.ts'
import type { Column } from '../../columns.ts'
import type { Day } from '../../rules/days.ts'
import { type Figure, type Metric, metrics } from '../../rules/inspection-figures.ts'
import { findingCode, remedyStateOf } from '../../rules/remedies.ts'
import type { FindingRow } from '../findings/find-findings.ts'
import type { YearFigures } from './figures.ts'

/** A figure of a year beside that of the year before, as a line of a file. */
export interface MetricLine {
  metric: Metric
  now: Figure
  before: Figure
}

export const metricLines = ({ now, before }: YearFigures): MetricLine[] =>
  metrics.map((metric) => ({ metric, now: now[metric.key], before: before[metric.key] }))

/** Whole numbers as they were counted, the share as text: whoever reads the file can take it again. */
export const metricColumns = ({ year }: Pick<YearFigures, 'year'>): Column<MetricLine>[] => [
  { name: 'Chỉ số', width: 32, text: ({ metric }) => metric.name },
  { name: `Năm ${year}: tử số`, width: 12, number: ({ now }) => now.value },
  { name: `Năm ${year}: mẫu số`, width: 12, text: ({ now }) => (now.of === null ? '' : String(now.of)) },
  { name: `Năm ${year}: tỷ lệ`, width: 12, text: ({ now }) => shown(now) },
  { name: `Cùng kỳ ${year - 1}: tử số`, width: 12, number: ({ before }) => before.value },
  {
    name: `Cùng kỳ ${year - 1}: mẫu số`,
    width: 12,
    text: ({ before }) => (before.of === null ? '' : String(before.of)),
  },
  { name: `Cùng kỳ ${year - 1}: tỷ lệ`, width: 12, text: ({ before }) => shown(before) },
  { name: 'Cách tính', width: 70, wrap: true, text: ({ metric }) => metric.definition },
]

const shown = ({ value, of }: Figure) => (of === null ? '' : share(value, of))

/** The findings that figures count, one a line. */
export const findingColumns = (today: Day): Column<FindingRow>[] => [
  { name: 'Đợt kiểm tra', width: 30, text: (row) => row.roundName },
  { name: 'Số', width: 6, text: (row) => findingCode(row.number) },
  { name: 'Mục', width: 8, text: (row) => row.item },
  { name: 'Tồn tại', width: 50, wrap: true, text: (row) => row.text },
  { name: 'Đơn vị', width: 26, text: (row) => row.unitName },
  { name: 'Người có liên quan', width: 22, text: (row) => row.personName ?? '' },
  { name: 'Mức độ', width: 12, text: (row) => severityNames[row.severity] },
  { name: 'Tái phạm', width: 10, text: (row) => (row.repeatOfId === null ? '' : 'Có') },
  { name: 'Cơ quan ngoài', width: 20, text: (row) => (row.roundForm === 'outside' ? row.outsideBody : '') },
  { name: 'Ngày ghi nhận', width: 12, day: (row) => row.foundOn },
  { name: 'Yêu cầu khắc phục', width: 40, wrap: true, text: (row) => row.remedy },
  { name: 'Người khắc phục', width: 22, text: (row) => row.remedierName ?? '' },
  { name: 'Hạn khắc phục', width: 12, day: (row) => row.taskDue ?? row.due },
  { name: 'Mã việc', width: 12, text: (row) => row.taskCode ?? '' },
  { name: 'Ngày xong', width: 12, day: (row) => row.taskDoneOn },
  {
    name: 'Tình trạng',
    width: 26,
    text: (row) => (row.state === 'withdrawn' ? 'Đã rút' : remedyNames[remedyStateOf(row, today)]),
  },
]
