import { day } from '../../views/format.ts'
import type { Ctx } from '../act.ts'
import type { Note } from '../imports/kinds.ts'
import { lastDueOf, mostLevels, mostParts } from '../rules/parts.ts'
import { next } from '../rules/tasks.ts'
import type { JudgedLine } from './judging.ts'
import { noteAt } from './notes.ts'

/**
 * What a line comes to: a task issued at once, a draft (nháp), a heading (đề mục), the task it is already, or nothing new
 * because its task was cancelled or its draft dropped.
 */
export type Becomes = 'task' | 'draft' | 'heading' | 'kept' | 'nothing'

/** Whether clear lines are given at once ('Giao ngay các việc đủ rõ') or all kept as drafts. */
export type Mode = 'issue' | 'drafts'

export interface Decided {
  becomes: Becomes
  /** The place of the line whose task it is to be a part of. */
  whole?: number
  notes: Note[]
}

/** From the top down: whether a line can be a part depends on what stands above it. */
export function decide(ctx: Ctx, lines: readonly JudgedLine[], mode: Mode): Decided[] {
  const decided: Decided[] = lines.map(() => ({ becomes: 'draft', notes: [] }))
  const order = [...lines.keys()].sort((a, b) => (lines[a]?.line.depth ?? 0) - (lines[b]?.line.depth ?? 0) || a - b)
  for (const at of order) decided[at] = decideOne(ctx, lines, decided, at, mode)
  return decided
}

function decideOne(
  ctx: Ctx,
  lines: readonly JudgedLine[],
  decided: readonly Decided[],
  at: number,
  mode: Mode,
): Decided {
  const { line, became, before, filled, weighed, changes } = lines[at] as JudgedLine
  if (line.heading) return { becomes: 'heading', notes: [] }
  if (became?.task) return { becomes: 'kept', notes: [] }
  const wasLeft = before?.heading === 0 && changes.length === 0
  if (!became?.draft && (wasLeft || became?.cancelled.length)) return { becomes: 'nothing', notes: [] }
  const isRefused = line.faults.length > 0 || filled?.faults.length
  if (mode === 'drafts' || isRefused || !weighed?.ready) return { becomes: 'draft', notes: [] }
  return asPart(ctx, lines, decided, at)
}

/** A clear line under another that is or becomes a task is a part of that, unless it would end after it. */
function asPart(ctx: Ctx, lines: readonly JudgedLine[], decided: readonly Decided[], at: number): Decided {
  const above = workAbove(lines, at)
  if (above === undefined) return { becomes: 'task', notes: [] }
  const whole = wholeAt(lines, decided, above)
  if (!whole) return { becomes: 'task', notes: [{ text: 'Việc mẹ chưa giao được nên việc này giao riêng.' }] }
  const { filled, line } = lines[at] as JudgedLine
  const last = lastDueOf(whole, ctx.today)
  if (filled?.due && last && filled.due > last) {
    const note = noteAt(line, 'deadline', `Hạn của việc con không sau hạn của việc mẹ, ${day(last)}.`)
    return { becomes: 'draft', notes: [note] }
  }
  const parts = decided.filter((one) => one.whole === above).length + whole.children
  return parts < mostParts && levelAt(lines, decided, above) < mostLevels
    ? { becomes: 'task', whole: above, notes: [] }
    : { becomes: 'task', notes: [{ text: 'Việc mẹ không nhận thêm việc con được nữa: việc này giao riêng.' }] }
}

/** The nearest line above that is work and no heading. */
function workAbove(lines: readonly JudgedLine[], at: number): number | undefined {
  let above = lines[at]?.line.parent
  while (above !== undefined && lines[above]?.line.heading) above = lines[above]?.line.parent
  return above
}

/** The task that a line is or will be, if it can have parts. */
function wholeAt(lines: readonly JudgedLine[], decided: readonly Decided[], at: number) {
  const { became, filled } = lines[at] as JudgedLine
  const { task } = became ?? {}
  if (task) return next('task.passDown', task) ? { due: task.due, children: task.children } : undefined
  return decided[at]?.becomes === 'task' && filled?.due ? { due: filled.due, children: 0 } : undefined
}

/** How many levels of tasks there are down to this line. */
function levelAt(lines: readonly JudgedLine[], decided: readonly Decided[], at: number): number {
  const isPartAlready = typeof lines[at]?.became?.task?.parentId === 'number'
  const above = decided[at]?.whole ?? (isPartAlready ? workAbove(lines, at) : undefined)
  return above === undefined ? 1 : levelAt(lines, decided, above) + 1
}
