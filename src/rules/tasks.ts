import { type Action, can, type Person, type TaskParties } from './access.ts'

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
  to: TaskState
}

/** The state table: which action leads from where to where. Whose action it is stands in `grants`. */
export const moves = {
  'task.accept': { kinds: ['action', 'opinion'], from: ['issued'], to: 'in_progress' },
  'task.submit': { kinds: ['action', 'opinion'], from: ['in_progress'], to: 'submitted' },
  'task.approve': { kinds: ['action', 'opinion'], from: ['submitted'], to: 'completed' },
  'task.return': { kinds: ['action', 'opinion'], from: ['submitted'], to: 'in_progress' },
} as const satisfies Partial<Record<Action, Move>>

export type TaskMove = keyof typeof moves

/** Where an action leads from here, or undefined when the state table has no such line. */
export function next(move: TaskMove, task: { state: TaskState; kind: TaskKind }): TaskState | undefined {
  const { kinds, from, to }: Move = moves[move]
  return kinds.includes(task.kind) && from.includes(task.state) ? to : undefined
}

/** What this person can do with the task now: buttons, the API and tests all ask here. */
export function offers(who: Person, task: TaskParties & { state: TaskState; kind: TaskKind }): TaskMove[] {
  return (Object.keys(moves) as TaskMove[]).filter((move) => next(move, task) && can(who, move, task))
}

const open: readonly TaskState[] = ['issued', 'in_progress', 'submitted', 'paused']
export const openStates = open
export const isOpen = (state: TaskState): boolean => open.includes(state)
