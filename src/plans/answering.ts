import type { Ctx } from '../act.ts'
import type { Note, RowAnswer } from '../imports/kinds.ts'
import type { Day } from '../rules/days.ts'
import type { PlanDocument } from '../rules/plan-documents.ts'
import type { LineText } from '../rules/plan-versions.ts'
import type { TaskInput } from '../tasks/giving/draft.ts'
import type { TaskForm } from '../tasks/giving/form.ts'
import { type Becomes, type Decided, decide, type Mode } from './deciding.ts'
import { planFields } from './fields.ts'
import type { JudgedLine, JudgedPlan } from './judging.ts'
import type { ReadPlan } from './reading.ts'

/** What writing a row needs, as JSON. */
export interface PlannedLine {
  document: PlanDocument
  text: LineText
  heading: boolean
  /** The row of the line it stands under. */
  parentRow?: number
  /** The item it was before. */
  itemId?: number
  due?: Day
  assigneeId?: number
  becomes: Becomes
  /** Of a task to be issued. */
  input?: TaskInput
  /** The row of the line whose task it is to be a part of. */
  wholeRow?: number
  /** Of a draft to be kept or brought up to date. */
  form?: TaskForm
  draftId?: number
  /** The task it is already. */
  taskId?: number
}

/** The same beside its row of the file and what was said of that. */
export type PlannedRow = PlannedLine & Pick<RowAnswer, 'number' | 'outcome'>

/** What the preview shows under a row's title. */
export interface LineView {
  becomes: Becomes
  depth: number
  clear?: number
  total?: number
  who?: string
  due?: Day
  code?: string
  draft?: true
}

/** One answer for each line of a document, in its order. */
export function answersFor(ctx: Ctx, plan: ReadPlan, judged: JudgedPlan, mode: Mode): RowAnswer[] {
  const decided = decide(ctx, judged.lines, mode)
  const answers = judged.lines.map((one, at) => answerOf(plan.document, judged.lines, decided, at, one))
  for (const { after, line } of judged.gone) {
    const answer = answers[after]
    if (!answer) continue
    answer.notes.push({
      text: `Bản trước có dòng “${nameOf(line)}” ở sau dòng này; tệp không còn dòng đó. Việc đã giao giữ nguyên.`,
    })
    if (answer.outcome === 'same') answer.outcome = 'changed'
  }
  return answers
}

function answerOf(
  document: PlanDocument,
  lines: readonly JudgedLine[],
  decided: readonly Decided[],
  at: number,
  one: JudgedLine,
): RowAnswer {
  const { line, before, became, filled, weighed, form } = one
  const { becomes, whole, notes } = decided[at] as Decided
  const rowOf = (place: number | undefined) => (place === undefined ? undefined : lines[place]?.line.row.number)
  const faults = [...line.faults, ...(filled?.faults ?? [])]
  const plan: PlannedLine = {
    document,
    text: line.text,
    heading: line.heading,
    parentRow: rowOf(line.parent),
    itemId: before?.itemId,
    due: filled ? filled.due : (before?.due ?? undefined),
    assigneeId: filled ? filled.assignee?.id : (before?.assigneeId ?? undefined),
    becomes,
    ...(becomes === 'task' && { input: weighed?.input, wholeRow: rowOf(whole) }),
    ...(becomes === 'draft' && { form }),
    draftId: became?.draft?.id,
    taskId: became?.task?.id,
  }
  return {
    number: line.row.number,
    outcome: faults.length > 0 ? 'refused' : outcomeOf(one, becomes),
    title: nameOf(line.text),
    notes: faults.length > 0 ? faults : [...notes, ...notesOf(one, becomes)],
    changes: before ? one.changes.map(({ field, from, to }) => ({ label: labelOf(field), from, to })) : [],
    plan,
    ...(faults.length === 0 && { view: viewOf(one, becomes) }),
  }
}

/** A line as before is the same, unless its draft has become clear enough to be issued. */
function outcomeOf({ before, became, changes, moved, line }: JudgedLine, becomes: Becomes): RowAnswer['outcome'] {
  if (!before) return 'created'
  const isIssuedNow = becomes === 'task' || (becomes === 'draft' && !became?.draft)
  const isOtherwise = changes.length > 0 || moved || (before.heading === 1) !== line.heading
  return isOtherwise || isIssuedNow ? 'changed' : 'same'
}

function notesOf({ became, before, changes, filled, weighed }: JudgedLine, becomes: Becomes): Note[] {
  if (becomes === 'kept' && changes.length > 0) return [{ text: keptAsItIs(became?.task?.code ?? '') }]
  if (becomes === 'nothing')
    return [
      { text: became?.cancelled.length ? 'Việc này đã hủy nên không giao lại.' : 'Nháp đã bỏ nên không giữ lại.' },
    ]
  const clear = before && becomes === 'task' && changes.length === 0
  const lacks = becomes === 'draft' ? (weighed?.lacks ?? []) : []
  return [...(clear ? [{ text: 'Nháp nay đủ rõ.' }] : []), ...(filled?.notes ?? []), ...lacks]
}

const keptAsItIs = (code: string) =>
  `Việc ${code} đã giao nên không tự đổi theo tệp. Đổi hạn bằng gia hạn, đổi người bằng chuyển người thực hiện, ở trang của việc.`

function viewOf({ line, became, filled, weighed }: JudgedLine, becomes: Becomes): LineView {
  const { task } = became ?? {}
  return {
    becomes,
    depth: line.depth,
    ...(weighed && { clear: weighed.clear, total: weighed.total }),
    who: task?.assigneeName ?? filled?.assignee?.name,
    due: task?.due ?? filled?.due,
    ...(task && { code: task.code }),
    ...(became?.draft && { draft: true as const }),
  }
}

const labelOf = (field: string) => planFields.find(({ key }) => key === field)?.label ?? field

const nameOf = ({ mark, title }: { mark: string; title: string }) =>
  [mark, title.length > 160 ? `${title.slice(0, 160)}…` : title].filter(Boolean).join(' ')
