import { documentName, type PlanDocument } from '../../src/rules/plan-documents.ts'
import type { LineShow } from '../../src/rules/plan-lines.ts'
import type { TaskShow } from '../../src/rules/task-lists.ts'
import { askHref } from '../tasks/asked.ts'

/** The list of tasks that a group of lines leads to; drafts and lines not given yet are shown on the plan's own page. */
export const listOf: Partial<Record<LineShow, TaskShow>> = { done: 'completed', late: 'openLate', open: 'openInTime' }

/** Exactly the tasks of a plan that a figure counts. */
export const tasksHref = (plan: PlanDocument & { publicId: string }, show: TaskShow) =>
  askHref({ plan: { publicId: plan.publicId, name: documentName(plan) }, show })

/** The plan's page with only some of its lines. */
export function linesHref(plan: { publicId: string }, asked: { show?: LineShow; unit?: string }) {
  const said = Object.entries({ show: asked.show === 'all' ? '' : asked.show, unit: asked.unit })
  const some = said.filter((entry): entry is [string, string] => Boolean(entry[1]))
  return `/plans/${plan.publicId}${some.length > 0 ? `?${new URLSearchParams(some)}` : ''}#nhiem-vu`
}
