import { fieldOf } from '../../views/tasks/give-labels.ts'
import type { Ctx } from '../act.ts'
import type { Note } from '../imports/kinds.ts'
import { measure, sumOf } from '../rules/clarity-set.ts'
import type { LineField } from '../rules/plan-versions.ts'
import type { TaskInput } from '../tasks/giving/draft.ts'
import { type TaskForm, taskForm } from '../tasks/giving/form.ts'
import { weigh } from '../tasks/giving/judging.ts'
import { type LookUps, rememberedLookUps } from '../tasks/giving/look-ups.ts'
import type { PlanDraft } from './became.ts'
import type { Reading } from './filling.ts'
import { noteAt } from './notes.ts'
import type { ReadLine } from './reading.ts'

/** How clear a form is: 4 of 5 rõ. */
export interface Weight {
  clear: number
  total: number
  /** It may be issued as it is. */
  ready: boolean
}

/** The weight of a line's form, and what is not clear in it beside its cells. */
export interface Weighed extends Weight {
  input: TaskInput
  lacks: Note[]
}

async function weightOf(ctx: Ctx, form: TaskForm, look: LookUps) {
  const { errors, gaps, set, input } = await weigh(ctx, form, look)
  const unread = Object.keys(errors).flatMap((name) => fieldOf(name) ?? [])
  const { clear, total, lacking } = sumOf(measure(set, gaps, unread))
  const ready = lacking.length === 0 && Object.keys(errors).length === 0
  return { clear, total, ready, input, errors, gaps }
}

/** Weighs the form of a line. `dueTold`: why it has no deadline is said already. */
export async function weighForm(
  { ctx, look }: Pick<Reading, 'ctx' | 'look'>,
  line: ReadLine,
  form: TaskForm,
  dueTold: boolean,
): Promise<Weighed> {
  const { errors, gaps, ...weight } = await weightOf(ctx, form, look)
  if (gaps.some(({ code }) => code === 'duePast')) errors.due = `Hạn ${form.due} đã qua: chọn hạn mới rồi giao.`
  const untold = Object.entries(errors).filter(([name]) => name !== 'due' || !dueTold)
  return {
    ...weight,
    lacks: untold.map(([name, words]) => noteAt(line, writtenAt[fieldOf(name) ?? ''] ?? 'title', words)),
  }
}

/** A page weighs so many drafts at most. */
const most = 40

/** How clear this person's own drafts among these are, by public id. */
export async function weightsOf(ctx: Ctx, drafts: readonly PlanDraft[]): Promise<Map<string, Weight>> {
  const found = new Map<string, Weight>()
  const look = rememberedLookUps(ctx)
  for (const { publicId, form } of drafts.filter(({ ownerId }) => ownerId === ctx.who.id).slice(0, most))
    found.set(publicId, await weightOf(ctx, taskForm.parse(JSON.parse(form)), look))
  return found
}

/** Where in the file a field of the giving form is written. */
const writtenAt: Record<string, LineField> = {
  assignee: 'responsible',
  coordinators: 'coordinators',
  content: 'content',
  steps: 'template',
  approver: 'approver',
  product: 'product',
  quantity: 'quantity',
  due: 'deadline',
}
