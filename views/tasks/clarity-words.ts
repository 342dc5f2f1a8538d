import type { Child } from 'hono/jsx'
import type { TaskField } from '../../src/rules/clarity.ts'
import type { Measured, Segment } from '../../src/rules/clarity-set.ts'
import type { IconName } from '../ui/icon.tsx'
import { missing } from './gaps.ts'

/** What is known of a task, field by field, in a few words. */
export type Known = Partial<Record<TaskField, Child>>

/** "4/5 rõ". */
export const countOf = ({ clear, total }: { clear: number; total: number }) => `${clear}/${total} rõ`

/** 'Rõ trách nhiệm' -> 'Trách nhiệm', where there is room for one word. */
export const shortLabel = (label: string) =>
  label.replace(/^Rõ\s+/i, '').replace(/^./u, (letter) => letter.toLocaleUpperCase('vi'))

/** What of a rõ has to be put right, in a few words; undefined when nothing has. */
export function lackOf({ state, gap }: Pick<Measured, 'state' | 'gap'>): string | undefined {
  if (state !== 'missing') return undefined
  return gap ? missing[gap.code] : 'cần sửa'
}

/** The fields that say most of a rõ, and those that do where it holds none of them. */
const telling: TaskField[] = ['assignee', 'title', 'approver', 'product', 'due']
const otherwise: TaskField[] = ['steps', 'assigner', 'content', 'quantity', 'coordinators']

/** What a rõ holds, for a segment of the meter. */
export function inAWord({ fields }: Pick<Segment, 'fields'>, known: Known): Child[] {
  const own = (among: TaskField[]) => among.filter((field) => fields.includes(field))
  const told = own(telling).length > 0 ? own(telling) : own(otherwise).slice(0, 1)
  return told.flatMap((field) => known[field] || []).flatMap((word, at) => (at === 0 ? [word] : [', ', word]))
}

const icons: [TaskField, IconName][] = [
  ['assignee', 'user-round'],
  ['title', 'file-text'],
  ['approver', 'shield-check'],
  ['product', 'target'],
  ['steps', 'route'],
  ['due', 'calendar-clock'],
  ['assigner', 'stamp'],
  ['content', 'file-text'],
]

/** The picture of a rõ, by the most telling field it holds. */
export const iconOf = ({ fields }: Pick<Segment, 'fields'>): IconName =>
  icons.find(([field]) => fields.includes(field))?.[1] ?? 'list-checks'
