import { monthsOf, type Period } from '../../src/rules/task-lists.ts'
import type { Figures } from '../../src/tasks/lists/figures.ts'
import { type AskedTasks, askHref } from './asked.ts'

/** Always in this order and pattern; the keys are the classes of static/css/57-figures.css. */
export const parts = [
  ['doneInTime', 'doneOnTime'],
  ['doneLate', 'doneLate'],
  ['openInTime', 'openInTime'],
  ['openLate', 'openOverdue'],
] as const

export const counted = (figures: Figures) => parts.reduce((sum, [bucket]) => sum + figures[bucket], 0)

/** What the on-time share is a share of: done, or overdue already. */
export const settled = ({ doneInTime, doneLate, openLate }: Figures) => doneInTime + doneLate + openLate

type Scope = { unit?: { publicId: string; name: string }; period: Period; today: string }

/** The list of exactly the tasks that a figure counts. */
export const linkTo = ({ unit, period, today }: Scope, more: Partial<AskedTasks>) =>
  askHref({ ...(unit ? { unit } : { view: 'mine' }), ...spanOf(period, today), ...more })

export function spanOf(period: Period, today: string): Pick<AskedTasks, 'issuedFrom' | 'issuedTo'> {
  if (period === 'all') return {}
  const [from, to] = monthsOf(period, today)
  return {
    issuedFrom: `${from}-01`,
    issuedTo: `${to}-${new Date(Date.UTC(+to.slice(0, 4), +to.slice(5), 0)).getUTCDate()}`,
  }
}

/** 'giao trong quý IV/2026'. */
export function issuedIn(period: Period, today: string): string {
  const [year, month] = [today.slice(0, 4), Number(today.slice(5, 7))]
  if (period === 'month') return `giao trong tháng ${month}/${year}`
  if (period === 'quarter') return `giao trong quý ${['I', 'II', 'III', 'IV'][Math.ceil(month / 3) - 1]}/${year}`
  return period === 'year' ? `giao trong năm ${year}` : 'từ trước đến nay'
}
