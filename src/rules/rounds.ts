import { unitsOf } from './access.ts'
import type { Measured, MemberPart, Result, Severity } from './inspections.ts'

/*
 * Đợt kiểm tra và tồn tại: what a round needs before it may begin, and what becomes of a finding.
 */

/** Ghi nhận; rút sau giải trình, which stays in the log and counts nothing. The remedy's state is that of its task. */
export const findingStates = ['open', 'withdrawn'] as const
export type FindingState = (typeof findingStates)[number]

/** Nhất trí; giải trình kèm minh chứng. */
export const findingAnswers = ['agree', 'explain'] as const
export type FindingAnswer = (typeof findingAnswers)[number]

/** Where a finding stands between the team and the side inspected. */
export const findingStages = ['noted', 'put', 'overdue', 'answered', 'withdrawn'] as const
export type FindingStage = (typeof findingStages)[number]

interface Put {
  state: string
  putAt: string | null
  answerBy: string | null
  answeredAt: string | null
}

/** Mới ghi nhận, chờ giải trình, quá hạn giải trình, đã trả lời, đã rút; `today` is a day in Việt Nam. */
export function stageOf({ state, putAt, answerBy, answeredAt }: Put, today: string): FindingStage {
  if (state === 'withdrawn') return 'withdrawn'
  if (answeredAt) return 'answered'
  if (!putAt) return 'noted'
  return answerBy && answerBy < today ? 'overdue' : 'put'
}

/** Which of the team belong to one of the inspected units, or to one below it: they inspect the own unit. */
export const inspectingOwn = <M extends { path: string }>(team: readonly M[], unitIds: readonly number[]): M[] =>
  team.filter(({ path }) => unitIds.some((id) => unitsOf(path).has(id)))

/** What an item asks of its inspector, as far as it matters here. */
interface Asked {
  severity: Severity
  photo: boolean
}

/** Whether a photo is still wanting: an item that asks for one must not fail without. */
export const isPhotoMissing = ({ photo }: Asked, result: Result | null, photos: number): boolean =>
  photo && result === 'fail' && photos === 0

/** Whether an answer differs from what its numbers call for without saying why. */
export const needsReason = (result: Result | null, suggested: Result | undefined, note: string): boolean =>
  result !== null && suggested !== undefined && result !== suggested && note === ''

/** Nothing in it: as good as no value. */
export const isEmptyValue = (value: Measured): boolean =>
  Object.values(value).every((part) => part === undefined || (Array.isArray(part) && part.length === 0))

/** Somebody of a team, or who is to come into one, with the path of their unit. */
interface Seated {
  id: number
  path: string
}

/** Whom a round inspects: units, and persons. */
export interface Inspected {
  unitIds: readonly number[]
  personIds: readonly number[]
}

/**
 * Who takes the seat of somebody who leaves a team: whoever takes over their work, unless inspected themselves or of a unit
 * that is (kiểm tra đơn vị mình needs a reason, which nobody has given). A team is never without a head: then the first of
 * the others leads it. Undefined when nobody takes the seat.
 */
export function successorInTeam(
  part: MemberPart,
  others: readonly (Seated & { part: MemberPart })[],
  heir: Seated | undefined,
  { unitIds, personIds }: Inspected,
): number | undefined {
  const isFit = heir && !personIds.includes(heir.id) && inspectingOwn([heir], unitIds).length === 0
  const isMember = heir !== undefined && others.some(({ id }) => id === heir.id)
  if (part === 'head')
    return isMember || isFit ? heir?.id : (others.find((one) => one.part === 'member') ?? others[0])?.id
  return isFit && !isMember ? heir.id : undefined
}
