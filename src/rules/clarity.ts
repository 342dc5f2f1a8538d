import type { Day } from './days.ts'
import type { TaskKind } from './tasks.ts'
import { addWorkingDays, checkTypedDeadline, countedDeadline, type WorkCalendar } from './working-days.ts'

/** What a task is made of, in the order in which it is written; which rõ each belongs to is said by a set (clarity-set.ts). */
export const taskFields = [
  'assignee',
  'coordinators',
  'title',
  'content',
  'document',
  'steps',
  'assigner',
  'approver',
  'follower',
  'consequence',
  'product',
  'due',
  'quantity',
  'factor',
  'acceptance',
  'evidence',
] as const
export type TaskField = (typeof taskFields)[number]

/** A step (bước) and the working days after issue by which it is done; without them it ends with the task. */
export interface StepPlan {
  name: string
  days?: number
  /** Who does it; the responsible person when not given. */
  doer?: StepDoer
}

/** Who a step falls to, by relation to the task: người thực hiện, nghiệm thu, theo dõi, phối hợp. */
export const stepDoers = ['responsible', 'approver', 'follower', 'coordinator'] as const
export type StepDoer = (typeof stepDoers)[number]

/** A task as far as it is written. */
export interface TaskDraft {
  kind: TaskKind
  title: string
  content: string
  steps: readonly StepPlan[]
  product: string
  quantity: number
  /** Either a typed deadline or working days to count from today. */
  dueTyped?: Day
  dueCounted?: number
}

/** What is known of the people named in it. */
export interface DraftPeople {
  /** The responsible person (đầu mối), active. */
  assignee?: { id: number }
  approver?: { id: number }
  /** In whose name it is given: the one who gives, or the leader (lãnh đạo) for whom a clerk enters it. */
  assigner?: { id: number }
  /** Phối hợp; one who cannot be found any more is undefined. */
  coordinators: readonly ({ id: number } | undefined)[]
  /** Whether the one who gives leads the responsible person's unit, or keeps its work for a leader. */
  mayGive: boolean
  /** Whether it may be given in the assigner's name: they lead the responsible person's unit. */
  mayAssign: boolean
  /** Whether the approver leads the responsible person's unit. */
  mayApprove: boolean
}

/** One thing that is not clear in a task; `field` is where it is put right. */
export interface Gap {
  field: TaskField
  code: GapCode
  /** For a deadline on a day off: the working days before and after, and why the day is off. */
  offer?: { why: string; days: Day[] }
}

/** What is merely not written. In a rõ that is not compulsory it may stay so. */
export const absences = [
  'noAssignee',
  'noTitle',
  'noContent',
  'noStep',
  'noAssigner',
  'noApprover',
  'noProduct',
  'noQuantity',
  'noDue',
] as const
/** What is written and cannot stand, whatever an office asks for. */
const faults = [
  'outOfReach',
  'coordinatorGone',
  'coordinatorTwice',
  'stepsBackward',
  'stepAfterDue',
  'assignerWithoutRight',
  'selfApproval',
  'approverWithoutRight',
  'duePast',
  'dueOff',
] as const
export type GapCode = (typeof absences)[number] | (typeof faults)[number]

export const isAbsence = ({ code }: Gap): boolean => (absences as readonly string[]).includes(code)

/** The deadline a draft comes to, when it can be told; a counted one is always a working day. */
export function dueOf(draft: TaskDraft, today: Day, calendar: WorkCalendar): Day | undefined {
  return draft.dueCounted === undefined ? draft.dueTyped : countedDeadline(today, draft.dueCounted, calendar)
}

/** Everything unclear in a draft, whatever set of rõ is in force. product.md section 2 says when each is clear. */
export function gapsOf(draft: TaskDraft, people: DraftPeople, today: Day, calendar: WorkCalendar): Gap[] {
  const due = dueOf(draft, today, calendar)
  return [
    ...doerGaps(people),
    ...workGaps(draft),
    ...stepGaps(draft, due, today, calendar),
    ...leaderGaps(people),
    ...productGaps(draft),
    ...dueGaps(due, today, calendar),
  ]
}

/** What a task was issued without: the set of rõ it was given under, or another, need not have asked for it. */
export const withoutIn = (
  task: Pick<TaskDraft, 'title' | 'content' | 'product' | 'quantity'>,
  steps: number,
): Gap[] => [...workGaps(task), ...(steps === 0 ? [noStep] : []), ...productGaps(task)]

function doerGaps({ assignee, coordinators, mayGive }: DraftPeople): Gap[] {
  const known = [assignee, ...coordinators].flatMap((one) => one?.id ?? [])
  const gaps: Gap[] = []
  if (!assignee) gaps.push({ field: 'assignee', code: 'noAssignee' })
  else if (!mayGive) gaps.push({ field: 'assignee', code: 'outOfReach' })
  if (coordinators.includes(undefined)) gaps.push({ field: 'coordinators', code: 'coordinatorGone' })
  if (new Set(known).size < known.length) gaps.push({ field: 'coordinators', code: 'coordinatorTwice' })
  return gaps
}

function workGaps({ title, content }: Pick<TaskDraft, 'title' | 'content'>): Gap[] {
  const gaps: Gap[] = []
  if (!title) gaps.push({ field: 'title', code: 'noTitle' })
  if (!content) gaps.push({ field: 'content', code: 'noContent' })
  return gaps
}

const noStep: Gap = { field: 'steps', code: 'noStep' }

function stepGaps({ steps }: TaskDraft, due: Day | undefined, today: Day, calendar: WorkCalendar): Gap[] {
  if (steps.length === 0) return [noStep]
  const days = steps.map((step) => step.days ?? Number.POSITIVE_INFINITY)
  if (days.some((day, at) => day < (days[at - 1] ?? 0))) return [{ field: 'steps', code: 'stepsBackward' }]
  const late =
    due !== undefined && steps.some(({ days }) => days !== undefined && addWorkingDays(today, days, calendar) > due)
  return late ? [{ field: 'steps', code: 'stepAfterDue' }] : []
}

/** Whose unit it is, nobody knows before there is a responsible person. */
function leaderGaps({ assignee, assigner, approver, mayAssign, mayApprove }: DraftPeople): Gap[] {
  const gaps: Gap[] = []
  if (!assigner) gaps.push({ field: 'assigner', code: 'noAssigner' })
  else if (assignee && !mayAssign) gaps.push({ field: 'assigner', code: 'assignerWithoutRight' })
  if (!approver) gaps.push({ field: 'approver', code: 'noApprover' })
  else if (approver.id === assignee?.id) gaps.push({ field: 'approver', code: 'selfApproval' })
  else if (assignee && !mayApprove) gaps.push({ field: 'approver', code: 'approverWithoutRight' })
  return gaps
}

function productGaps({ product, quantity }: Pick<TaskDraft, 'product' | 'quantity'>): Gap[] {
  const gaps: Gap[] = []
  if (!product) gaps.push({ field: 'product', code: 'noProduct' })
  if (quantity < 1) gaps.push({ field: 'quantity', code: 'noQuantity' })
  return gaps
}

/** What keeps a deadline from standing: none given, gone by, or on a day off. */
export function dueGaps(due: Day | undefined, today: Day, calendar: WorkCalendar): Gap[] {
  const gap = (code: GapCode, offer?: Gap['offer']): Gap[] => [{ field: 'due', code, ...(offer && { offer }) }]
  if (!due) return gap('noDue')
  if (due < today) return gap('duePast')
  const checked = checkTypedDeadline(due, calendar)
  if (checked.ok) return []
  const days = [checked.before, checked.after].filter((day) => day >= today)
  return gap('dueOff', { why: checked.why, days })
}
