import type { Day } from './days.ts'
import type { TaskKind } from './tasks.ts'
import { addWorkingDays, checkTypedDeadline, countedDeadline, type WorkCalendar } from './working-days.ts'

/** The five rõ: người, việc, quy trình, trách nhiệm, hiệu quả. */
export const clarities = ['person', 'work', 'process', 'responsibility', 'outcome'] as const
export type Clarity = (typeof clarities)[number]

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

/** One thing that keeps a task from being issued; `field` is where it is put right. */
export interface Gap {
  clarity: Clarity
  field:
    | 'assignee'
    | 'coordinators'
    | 'assigner'
    | 'approver'
    | 'title'
    | 'content'
    | 'steps'
    | 'product'
    | 'quantity'
    | 'due'
  code: GapCode
  /** For a deadline on a day off: the working days before and after, and why the day is off. */
  offer?: { why: string; days: Day[] }
}
export type GapCode =
  | 'noAssignee'
  | 'outOfReach'
  | 'coordinatorGone'
  | 'coordinatorTwice'
  | 'noTitle'
  | 'noContent'
  | 'noStep'
  | 'stepsBackward'
  | 'stepAfterDue'
  | 'noAssigner'
  | 'assignerWithoutRight'
  | 'noApprover'
  | 'selfApproval'
  | 'approverWithoutRight'
  | 'noProduct'
  | 'noQuantity'
  | 'noDue'
  | 'duePast'
  | 'dueOff'

/** The deadline a draft comes to, when it can be told; a counted one is always a working day. */
export function dueOf(draft: TaskDraft, today: Day, calendar: WorkCalendar): Day | undefined {
  return draft.dueCounted === undefined ? draft.dueTyped : countedDeadline(today, draft.dueCounted, calendar)
}

/** Everything unclear in a draft; none means that it may be issued. product.md section 2 says when each rõ is clear. */
export function gapsOf(draft: TaskDraft, people: DraftPeople, today: Day, calendar: WorkCalendar): Gap[] {
  const due = dueOf(draft, today, calendar)
  return [
    ...personGaps(people),
    ...workGaps(draft),
    ...processGaps(draft, due, today, calendar),
    ...responsibilityGaps(people),
    ...outcomeGaps(draft, due, today, calendar),
  ]
}

function personGaps({ assignee, coordinators, mayGive }: DraftPeople): Gap[] {
  const gap = (field: Gap['field'], code: GapCode): Gap => ({ clarity: 'person', field, code })
  const known = [assignee, ...coordinators].flatMap((one) => one?.id ?? [])
  const gaps: Gap[] = []
  if (!assignee) gaps.push(gap('assignee', 'noAssignee'))
  else if (!mayGive) gaps.push(gap('assignee', 'outOfReach'))
  if (coordinators.includes(undefined)) gaps.push(gap('coordinators', 'coordinatorGone'))
  if (new Set(known).size < known.length) gaps.push(gap('coordinators', 'coordinatorTwice'))
  return gaps
}

function workGaps({ title, content }: TaskDraft): Gap[] {
  const gaps: Gap[] = []
  if (!title) gaps.push({ clarity: 'work', field: 'title', code: 'noTitle' })
  if (!content) gaps.push({ clarity: 'work', field: 'content', code: 'noContent' })
  return gaps
}

function processGaps({ steps }: TaskDraft, due: Day | undefined, today: Day, calendar: WorkCalendar): Gap[] {
  if (steps.length === 0) return [{ clarity: 'process', field: 'steps', code: 'noStep' }]
  const days = steps.map((step) => step.days ?? Number.POSITIVE_INFINITY)
  if (days.some((day, at) => day < (days[at - 1] ?? 0)))
    return [{ clarity: 'process', field: 'steps', code: 'stepsBackward' }]
  const late =
    due !== undefined && steps.some(({ days }) => days !== undefined && addWorkingDays(today, days, calendar) > due)
  return late ? [{ clarity: 'process', field: 'steps', code: 'stepAfterDue' }] : []
}

/** Whose unit it is, nobody knows before there is a responsible person. */
function responsibilityGaps({ assignee, assigner, approver, mayAssign, mayApprove }: DraftPeople): Gap[] {
  const gap = (field: Gap['field'], code: GapCode): Gap => ({ clarity: 'responsibility', field, code })
  const gaps: Gap[] = []
  if (!assigner) gaps.push(gap('assigner', 'noAssigner'))
  else if (assignee && !mayAssign) gaps.push(gap('assigner', 'assignerWithoutRight'))
  if (!approver) gaps.push(gap('approver', 'noApprover'))
  else if (approver.id === assignee?.id) gaps.push(gap('approver', 'selfApproval'))
  else if (assignee && !mayApprove) gaps.push(gap('approver', 'approverWithoutRight'))
  return gaps
}

function outcomeGaps(draft: TaskDraft, due: Day | undefined, today: Day, calendar: WorkCalendar): Gap[] {
  const gaps: Gap[] = []
  if (!draft.product) gaps.push({ clarity: 'outcome', field: 'product', code: 'noProduct' })
  if (draft.quantity < 1) gaps.push({ clarity: 'outcome', field: 'quantity', code: 'noQuantity' })
  return [...gaps, ...dueGaps(due, today, calendar)]
}

/** What keeps a deadline from standing: none given, gone by, or on a day off. */
export function dueGaps(due: Day | undefined, today: Day, calendar: WorkCalendar): Gap[] {
  const gap = (code: GapCode, offer?: Gap['offer']): Gap[] => [
    { clarity: 'outcome', field: 'due', code, ...(offer && { offer }) },
  ]
  if (!due) return gap('noDue')
  if (due < today) return gap('duePast')
  const checked = checkTypedDeadline(due, calendar)
  if (checked.ok) return []
  const days = [checked.before, checked.after].filter((day) => day >= today)
  return gap('dueOff', { why: checked.why, days })
}
