import type { Frozen } from '../../src/inspections/closing/frozen.ts'
import { number } from '../format.ts'
import { Facts } from '../ui/facts.tsx'

/** The figures of one round as they were frozen. */
export function FrozenFigures({ data: { figures, round, wholeDayLeave } }: { data: Frozen }) {
  const { results, findings, headcount, shares } = figures
  const all = results.pass + results.partial + results.fail + results.na + results.open
  const share = (key: 'present' | 'excused' | 'unexcused') => (shares ? ` (${number(shares[key] / 100, 2)}%)` : '')
  const parts = [
    `${results.pass} đạt`,
    round.checklist?.partial && `${results.partial} đạt một phần`,
    `${results.fail} không đạt`,
    `${results.na} không áp dụng`,
    results.open > 0 && `${results.open} không kiểm tra được`,
  ]
  const { bySeverity } = findings
  return (
    <Facts
      rows={[
        { label: 'Phiếu', body: `${figures.sheets} đơn vị, cá nhân` },
        ...(all > 0
          ? [{ label: 'Kết quả', body: parts.filter(Boolean).join(', '), more: `Trên ${all} mục của các phiếu` }]
          : []),
        ...(headcount
          ? [
              {
                label: 'Quân số',
                body: `${headcount.staff} người: có mặt ${headcount.present}${share('present')}, vắng có lý do ${headcount.excused}${share('excused')}, vắng không lý do ${headcount.unexcused}${share('unexcused')}`,
                more: wholeDayLeave === 'leftOut' && 'Người nghỉ phép cả ngày không tính vào tổng số',
              },
            ]
          : []),
        {
          label: 'Tồn tại',
          body: `${findings.counted}: ${bySeverity.light} nhẹ, ${bySeverity.medium} trung bình, ${bySeverity.heavy} nặng`,
          more: [`${findings.repeats} tái phạm`, findings.withdrawn > 0 && `${findings.withdrawn} đã rút, không tính`]
            .filter(Boolean)
            .join('; '),
        },
      ]}
    />
  )
}
