import type { Ctx } from '../act.ts'
import type { Day } from '../rules/days.ts'
import { plannedYear } from '../rules/plan-deadlines.ts'
import { documentCited, documentKey } from '../rules/plan-documents.ts'
import { changesOf, type LineChange, type LineText, matchLines, pathsOf } from '../rules/plan-versions.ts'
import { nextWorkingDay } from '../rules/working-days.ts'
import { type TaskForm, taskForm } from '../tasks/giving/form.ts'
import { type Became, becameOf } from './became.ts'
import { type Filled, fillLine, type Reading } from './filling.ts'
import { lastLines, type PlanLine, planOfKey } from './queries.ts'
import type { ReadLine, ReadPlan } from './reading.ts'
import { type Weighed, weighForm } from './weighing.ts'

/** A line as read, beside the one it was in the version before, and what it comes to. */
export interface JudgedLine {
  line: ReadLine
  /** Its last state in an earlier version. */
  before?: PlanLine
  became?: Became
  changes: LineChange[]
  /** It stands under another line than before. */
  moved: boolean
  /** None for a heading, and for what is a task already. */
  filled?: Filled
  weighed?: Weighed
  /** The form of the task or draft it would be. */
  form?: TaskForm
}

export interface JudgedPlan {
  lines: JudgedLine[]
  /** Lines of the version in force that the file has no more, each after the place of the line it followed. */
  gone: { after: number; line: PlanLine }[]
}

type Around = Pick<Reading, 'find' | 'look' | 'templates' | 'blank'> & { ctx: Ctx; unitId: number }

/** Reads one document against what is known of it. Some dozen queries a line, whatever the office's size. */
export async function judgePlan(
  { ctx, unitId, ...shared }: Around,
  { document, lines }: ReadPlan,
  progress: () => Promise<void>,
): Promise<JudgedPlan> {
  const { reader } = ctx.db
  const known = await planOfKey(reader, unitId, documentKey(document))
  const before = known ? await lastLines(reader, known.id) : []
  const became = known ? await becameOf(reader, [known.id], ctx.who) : new Map<number, Became>()
  const matched = matchLines(
    placed(before),
    lines.map(({ text, path }) => ({ ...text, path })),
  )
  const issued = document.day ?? undefined
  const around: Reading = {
    ...shared,
    ctx,
    blank: { ...shared.blank, document: documentCited(document) },
    issued,
    year: plannedYear(document.summary, issued),
  }
  const judged = lines.map((line, at) => comparedTo(line, before[matched[at] ?? -1], became))
  for (const one of judged) one.moved = isMoved(judged, one)
  for (const at of deepestFirst(lines)) {
    await weighInto(around, judged, at)
    await progress()
  }
  return { lines: judged, gone: goneOf(before, matched) }
}

function comparedTo(line: ReadLine, before: PlanLine | undefined, known: Map<number, Became>): JudgedLine {
  const became = before && known.get(before.itemId)
  const changes = before ? changesOf(before as LineText, line.text) : []
  return { line, ...(before && { before }), ...(became && { became }), changes, moved: false }
}

/** Under a line that is another one than before, by what it is and not by its number. */
function isMoved(judged: readonly JudgedLine[], { line, before }: JudgedLine): boolean {
  if (!before) return false
  const above = line.parent === undefined ? undefined : judged[line.parent]
  return (above?.before?.itemId ?? null) !== before.parentItemId || (above !== undefined && !above.before)
}

/** What stands under a line is weighed before it: the line may take its deadline from there. */
const deepestFirst = (lines: readonly ReadLine[]) =>
  [...lines.keys()].sort((a, b) => (lines[b]?.depth ?? 0) - (lines[a]?.depth ?? 0) || a - b)

async function weighInto(around: Reading, judged: readonly JudgedLine[], at: number) {
  const one = judged[at] as JudgedLine
  if (one.line.heading || one.became?.task) return
  one.filled = await fillLine(around, one.line, partsOf(around, judged, at))
  one.form = one.became?.draft ? patched(one, one.filled.form) : one.filled.form
  one.weighed = await weighForm(around, one.line, one.form, one.filled.dueTold && !one.form.due)
}

/** The latest deadline under a line, as a working day; undefined for a line that nothing stands under. */
function partsOf({ ctx }: Reading, judged: readonly JudgedLine[], at: number): { due?: Day } | undefined {
  const below = judged.filter(({ line }) => line.parent === at && !line.heading)
  if (below.length === 0) return undefined
  const latest = below
    .map(({ filled, became }) => filled?.due ?? became?.task?.due ?? '')
    .sort()
    .at(-1)
  return latest ? { due: nextWorkingDay(latest, ctx.calendar) } : {}
}

/** A draft keeps what its owner has written, but for what the document now says otherwise. */
function patched({ became, changes }: JudgedLine, now: TaskForm): TaskForm {
  const kept = taskForm.parse(JSON.parse(became?.draft?.form ?? '{}'))
  const fields = changes.flatMap(({ field }) => formFields[field] ?? [])
  return { ...kept, ...Object.fromEntries(fields.map((field) => [field, now[field]])) }
}

/** The fields of the giving form that a field of a line fills. */
const formFields: Partial<Record<keyof LineText, (keyof TaskForm)[]>> = {
  title: ['title', 'content'],
  content: ['content'],
  note: ['content'],
  responsible: ['assignee', 'assigneeId'],
  coordinators: ['coordinators', 'content'],
  deadline: ['due'],
  product: ['product'],
  quantity: ['quantity'],
  quantityUnit: ['quantityUnit'],
  template: ['templateVersion', 'steps', 'acceptance', 'evidence'],
  approver: ['approver', 'approverId'],
}

/** Earlier lines in their places. */
function placed(lines: readonly PlanLine[]) {
  const at = new Map(lines.map(({ itemId }, place) => [itemId, place]))
  const paths = pathsOf(lines.map(({ mark, parentItemId }) => ({ mark, parent: at.get(parentItemId ?? 0) })))
  return lines.map(({ title, mark }, place) => ({ title, mark, path: paths[place] ?? '' }))
}

/** Lines of the newest version that no row is. */
function goneOf(before: readonly PlanLine[], matched: readonly (number | undefined)[]): JudgedPlan['gone'] {
  const inForce = Math.max(0, ...before.map(({ versionId }) => versionId))
  return before.flatMap((line, place) => {
    if (line.versionId !== inForce || matched.includes(place)) return []
    return [{ after: Math.max(0, lastBefore(matched, place)), line }]
  })
}

const lastBefore = (matched: readonly (number | undefined)[], place: number) =>
  matched.reduce<number>((last, one, at) => (one !== undefined && one < place ? at : last), -1)
