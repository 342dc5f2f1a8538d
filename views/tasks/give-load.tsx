import { shortDay } from '../format.ts'
import type { GiveProps } from './give.tsx'

/** What the chosen person has in hand already, so that a load is seen before it is added to. */
export function LoadOf({ load, due, today }: GiveProps) {
  if (!load) return null
  return (
    <section class="sheet">
      <div class="sheet-body">
        <h2>
          Đồng chí {load.name} đang có {load.open} việc
        </h2>
        <dl class="load">
          <Count label="Quá hạn" count={load.overdue} late />
          <Count label="Hạn tuần này" count={load.thisWeek} />
          {due && <Count label={`Cùng hạn ${shortDay(due, today)}`} count={load.sameDue} />}
        </dl>
        {load.left !== undefined && <p class="muted">Đến hạn còn {load.left} ngày làm việc.</p>}
      </div>
    </section>
  )
}

const Count = ({ label, count, late }: { label: string; count: number; late?: boolean }) => (
  <div>
    <dt>{label}</dt>
    <dd class={count === 0 ? 'zero' : late ? 'lack' : undefined}>{count}</dd>
  </div>
)
