import { Legend, type Part, SplitBar } from './bars.tsx'

/** Whole working days spent with the doer, the coordinators, and whoever decides. */
export type Holding = { kind: 'doer' | 'assigner' | 'approver' | 'coordinator'; label: string; days: number }

/** "Thời gian theo người giữ việc": solid, outlined, hatched, with the days inside. */
export function Holders({ holdings }: { holdings: readonly Holding[] }) {
  const parts: Part[] = holdings.map(({ kind, label, days }) => ({ key: kind, label, count: days }))
  const title = holdings.map(({ label, days }) => `${label}: ${days} ngày làm việc`).join(', ')
  return (
    <div class="bars">
      <SplitBar parts={parts} title={title} height={24} figures />
      <Legend parts={parts} unit="ngày" />
    </div>
  )
}
