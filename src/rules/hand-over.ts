import { answererOf, type Holder, holderOf } from './ball.ts'
import { moves, type RequestKind, type TaskState } from './tasks.ts'

/** Who is what in a task: người thực hiện, người giao, người nghiệm thu, người theo dõi. */
export interface Seats {
  assigneeId: number
  assignerId: number
  approverId: number
  followerId: number | null
}

/** A task as far as anything in it points to people. */
export interface Seated extends Seats {
  state: TaskState
  coordinators: readonly Coordinator[]
  /** The doers of the steps still to be done. */
  stepDoers: readonly number[]
  /** What was asked and waits for an answer. */
  requests: readonly { id: number; kind: RequestKind; askedOfId: number }[]
  /** Who has it in hand (ai đang giữ việc). */
  ball?: { holder: Holder; personId: number | null }
}
export interface Coordinator {
  id: number
  personId: number
  part: string
  isDone: boolean
}

/**
 * The task with the successor (người nhận bàn giao) wherever the leaver stood. State, deadline and what was asked stay as
 * they are; only what the leaver had declined is handed over anew, for the successor has declined nothing.
 */
export function succeeded(task: Seated, leaver: number, heir: number): Seated {
  const at = (id: number) => (id === leaver ? heir : id)
  const assigneeId = at(task.assigneeId)
  const isDeclined = task.assigneeId === leaver && task.state === 'declined'
  return settled({
    state: isDeclined ? moves['task.handOver'].to : task.state,
    assigneeId,
    assignerId: at(task.assignerId),
    approverId: at(task.approverId),
    followerId: task.followerId === null ? null : at(task.followerId),
    coordinators: partsAfter(task.coordinators, leaver, heir).filter(({ personId }) => personId !== assigneeId),
    stepDoers: task.stepDoers.map(at),
    requests: task.requests,
    ball: task.ball && { ...task.ball, personId: task.ball.personId === leaver ? heir : task.ball.personId },
  })
}

/** Nobody coordinates twice: who already does takes the leaver's part to the own one. What the leaver had done stays the leaver's. */
function partsAfter(coordinators: readonly Coordinator[], leaver: number, heir: number): Coordinator[] {
  const left = coordinators.find(({ personId, isDone }) => personId === leaver && !isDone)
  const own = coordinators.find(({ personId }) => personId === heir)
  if (!left) return [...coordinators]
  if (!own) return coordinators.map((one) => (one === left ? { ...one, personId: heir } : one))
  const both = { ...own, part: [...new Set([own.part, left.part])].join('; '), isDone: false }
  return coordinators.filter((one) => one !== left).map((one) => (one === own ? both : one))
}

/** The same task with its questions put to, and its ball held by, whom its seats say. */
export function settled(task: Seated): Seated {
  const requests = task.requests.map((request) => ({
    ...request,
    askedOfId: request.kind === 'extension' ? task.approverId : answererOf(task),
  }))
  return { ...task, requests, ball: ballOf({ ...task, requests }) }
}

function ballOf(task: Seated): Seated['ball'] {
  const open = task.requests.map(({ kind }) => kind)
  const waited = task.ball?.holder === 'coordinator' ? task.ball.personId : null
  const coordinator = task.coordinators.find(({ personId, isDone }) => personId === waited && !isDone)
  const holder = holderOf(task.state, open, coordinator !== undefined)
  const assigner = open.includes('clarification') ? answererOf(task) : task.assignerId
  const people = { doer: task.assigneeId, assigner, approver: task.approverId, coordinator: waited }
  return holder && { holder, personId: people[holder] }
}

/** 'both': would approve the own work. 'approver', 'assigner': would not lead who does it (product.md section 2, rõ trách nhiệm). */
export type Misfit = 'both' | 'approver' | 'assigner'
/** Whether the one leads the unit of the other. */
export type Leads = (leader: number, doer: number) => boolean

/**
 * Why a task could not stand as it would. Only what changes is judged; who once assigned it stays the assigner, whoever
 * does it now.
 */
export function misfitsOf(before: Seats, after: Seats, leads: Leads): Misfit[] {
  const changes = (seat: keyof Seats) => before[seat] !== after[seat]
  const { assigneeId, approverId, assignerId } = after
  const misfits: Misfit[] = []
  const isJudgedAnew = changes('assigneeId') || changes('approverId')
  if (isJudgedAnew && approverId === assigneeId) misfits.push('both')
  else if (isJudgedAnew && !leads(approverId, assigneeId)) misfits.push('approver')
  if (changes('assignerId') && !leads(assignerId, assigneeId)) misfits.push('assigner')
  return misfits
}

/** The same task with a leader in the seats that do not fit. */
export const ledBy = (task: Seated, misfits: readonly Misfit[], leader: number): Seated =>
  settled({
    ...task,
    approverId: misfits.some((misfit) => misfit !== 'assigner') ? leader : task.approverId,
    assignerId: misfits.includes('assigner') ? leader : task.assignerId,
  })
