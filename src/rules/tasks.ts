import { type Action, can, could, type Person, type TaskParties } from './access.ts'

/** Mới giao, đang thực hiện, chờ nghiệm thu, hoàn thành, từ chối, tạm dừng, hủy. */
export const taskStates = [
  'issued',
  'in_progress',
  'submitted',
  'completed',
  'declined',
  'paused',
  'cancelled',
] as const
export type TaskState = (typeof taskStates)[number]

/** Để thực hiện (the result is accepted), xin ý kiến, để biết. */
export const taskKinds = ['action', 'opinion', 'information'] as const
export type TaskKind = (typeof taskKinds)[number]

/** Mức nghiệm thu. Nghị định 335/2025/NĐ-CP counts quality by major errors at review, so a pass is a pass. */
export const grades = ['met', 'exceeded'] as const
export type Grade = (typeof grades)[number]

/** Why a deadline was set. The first never changes; every later one is a row beside it. */
export const deadlineCauses = ['first', 'return', 'extension', 'calendar'] as const
export type DeadlineCause = (typeof deadlineCauses)[number]

interface Move {
  kinds: readonly TaskKind[]
  from: readonly TaskState[]
  /** Where it leads; without it the state stays. */
  to?: TaskState
  /** The request that must be open, or must not be. */
  needs?: RequestKind
  unless?: RequestKind
  /** What was asked and not answered lapses: nobody can answer it from there, or who asked is no longer the doer. */
  endsRequests?: true
  /** Only when every part is done: the whole waits for them. */
  afterParts?: true
}

/** Gia hạn (more time) and hỏi lại (a question): open beside the state, not states of their own. */
export const requestKinds = ['extension', 'clarification'] as const
export type RequestKind = (typeof requestKinds)[number]

const work = ['action', 'opinion'] as const
const every = ['action', 'opinion', 'information'] as const
const unfinished = ['issued', 'in_progress', 'declined', 'paused'] as const
const inHand = ['issued', 'in_progress'] as const

/** The state table: which action leads from where to where. Whose action it is stands in `grants`. */
export const moves = {
  'task.read': { kinds: ['information'], from: ['issued'], to: 'completed', afterParts: true },
  'task.accept': { kinds: work, from: ['issued'], to: 'in_progress' },
  'task.decline': { kinds: work, from: ['issued'], to: 'declined', endsRequests: true },
  'task.report': { kinds: work, from: ['in_progress'] },
  'task.tickStep': { kinds: work, from: ['in_progress'] },
  'task.submit': { kinds: work, from: ['in_progress'], to: 'submitted', endsRequests: true, afterParts: true },
  'task.approve': { kinds: work, from: ['submitted'], to: 'completed', afterParts: true },
  'task.return': { kinds: work, from: ['submitted'], to: 'in_progress' },
  'task.askExtension': { kinds: work, from: inHand, unless: 'extension' },
  'task.decideExtension': { kinds: work, from: inHand, needs: 'extension' },
  'task.ask': { kinds: work, from: inHand, unless: 'clarification' },
  'task.answer': { kinds: work, from: inHand, needs: 'clarification' },
  'task.excuse': { kinds: work, from: [...inHand, 'submitted', 'completed'] },
  'task.pause': { kinds: work, from: ['in_progress'], to: 'paused' },
  'task.resume': { kinds: work, from: ['paused'], to: 'in_progress' },
  'task.handOver': { kinds: every, from: unfinished, to: 'issued', endsRequests: true },
  'task.passDown': { kinds: every, from: inHand },
  'task.cancel': { kinds: every, from: unfinished, to: 'cancelled', endsRequests: true },
} as const satisfies Partial<Record<Action, Move>>

export type TaskMove = keyof typeof moves

/** What the state table looks at. */
export interface Movable {
  state: TaskState
  kind: TaskKind
  openRequests?: readonly RequestKind[]
  /** How many of its parts are neither done nor cancelled. */
  openParts?: number
}

/** Where an action leads from here (the same state, when it only adds something), or undefined when the table has no such line. */
export function next(
  move: TaskMove,
  { state, kind, openRequests = [], openParts = 0 }: Movable,
): TaskState | undefined {
  const { kinds, from, to, needs, unless, afterParts }: Move = moves[move]
  if (!kinds.includes(kind) || !from.includes(state)) return undefined
  if (needs && !openRequests.includes(needs)) return undefined
  if (unless && openRequests.includes(unless)) return undefined
  if (afterParts && openParts > 0) return undefined
  return to ?? state
}

/** Whether the action makes open requests lapse. */
export const endsRequests = (move: TaskMove): boolean => 'endsRequests' in moves[move]

/** Whether the action has to wait until every part is done. */
export const waitsForParts = (move: TaskMove): boolean => 'afterParts' in moves[move]

/** What this person can do with the task now: buttons, the API and tests all ask here. */
export function offers(who: Person, task: TaskParties & Movable): TaskMove[] {
  return (Object.keys(moves) as TaskMove[]).filter(
    (move) => next(move, task) && can(who, move, task) && reaches(who, move),
  )
}

/** Who passes work down gives it: that takes somebody to give it to. */
const reaches = (who: Person, move: TaskMove) => move !== 'task.passDown' || could(who, 'person.giveTask')

const open: readonly TaskState[] = ['issued', 'in_progress', 'submitted', 'paused']
export const openStates = open
export const isOpen = (state: TaskState): boolean => open.includes(state)
