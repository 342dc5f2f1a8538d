import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

/** How a task stands to its deadline. Days are working days. */
export type Timeliness =
  | 'overdue'
  | 'today'
  | 'soon'
  | 'open'
  | 'onTime'
  | 'early'
  | 'late'
  | 'paused'
  | 'waiting'
  | 'parts'

type Look = { icon: IconName; full: (days: number) => string; brief?: (days: number) => string; counts?: boolean }

const looks: Record<Timeliness, Look> = {
  overdue: { icon: 'triangle-alert', full: (n) => `Quá hạn ${n} ngày`, brief: (n) => `${n} ngày`, counts: true },
  today: { icon: 'alarm-clock', full: () => 'Hạn hôm nay', brief: () => 'Hôm nay' },
  soon: { icon: 'clock', full: (n) => `Còn ${n} ngày`, counts: true },
  open: { icon: 'clock', full: (n) => `Còn ${n} ngày`, counts: true },
  onTime: { icon: 'circle-check', full: () => 'Đúng hạn' },
  early: { icon: 'circle-check', full: (n) => `Trước hạn ${n} ngày`, counts: true },
  late: { icon: 'clock-alert', full: (n) => `Xong, trễ ${n} ngày`, brief: (n) => `Trễ ${n} ngày`, counts: true },
  paused: { icon: 'hourglass', full: () => 'Tạm dừng' },
  waiting: { icon: 'hourglass', full: () => 'Chờ phối hợp' },
  parts: { icon: 'split', full: () => 'Theo các phần' },
}

type Props = {
  kind: Timeliness
  days?: number
  /** False in a list whose heading already says "Quá hạn" or "Đến hạn hôm nay". */
  long?: boolean
  /** Other words with the same icon and colour, for the page of one task. */
  children?: Child
}

/** The timeliness badge: icon, word, colour. */
export function Badge({ kind, days = 0, long = true, children }: Props) {
  const look = looks[kind]
  const brief = !long && look.brief
  return (
    <span class={`badge t-${kind}`} title={look.counts ? 'Tính theo ngày làm việc' : undefined}>
      <Icon name={look.icon} />
      <span>
        {brief && kind === 'overdue' && <span class="sr">Quá hạn </span>}
        {children ?? (brief ? brief(days) : look.full(days))}
      </span>
    </span>
  )
}

type TagProps = { tone?: 'blue' | 'green' | 'red' | 'amber' | 'slate'; icon?: IconName; children?: Child }

/** A state in a word: "Chờ nghiệm thu" in blue while it waits for someone, "Đạt" green, "Không đạt" red. */
export const Tag = ({ tone = 'slate', icon, children }: TagProps) => (
  <span class={`badge tag ${tone}`}>
    {icon && <Icon name={icon} />}
    <span>{children}</span>
  </span>
)
