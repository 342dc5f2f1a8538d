import type { Day } from './days.ts'
import type { TaskState } from './tasks.ts'
import { isPast, type Timed } from './timeliness.ts'

/*
 * A task may have parts (phần việc): copies of one order given to many (giao nhiều nơi), or pieces that the responsible
 * person passes down (giao một phần). The parts count in figures; the whole (việc chung) waits for them.
 */

/** A whole, its parts, their parts, and once more: deeper, nobody would find the way back up. */
export const mostLevels = 4
/** What one page can still show, and one act still issue. */
export const mostParts = 200

/** Where a part stands on which the whole need not wait any more. */
export const endedStates = ['completed', 'cancelled'] as const satisfies readonly TaskState[]
export const isEnded = (state: TaskState): boolean => (endedStates as readonly TaskState[]).includes(state)

/** The last day on which a part may be due: the deadline of the whole, unless that has gone by already. */
export const lastDueOf = (whole: { due: Day }, today: Day): Day | undefined =>
  whole.due < today ? undefined : whole.due

/** "7/12 xong, 2 quá hạn". */
export interface RollUp {
  all: number
  done: number
  late: number
}

/**
 * How far the parts have come; a cancelled one is none any more. Late is by the own deadline of each, also where it has
 * parts in turn: whoever gave the order waits for it all the same.
 */
export function rollUp(parts: readonly Timed[], today: Day): RollUp {
  const counted = parts.filter(({ state }) => state !== 'cancelled')
  return {
    all: counted.length,
    done: counted.filter(({ state }) => state === 'completed').length,
    late: counted.filter((part) => isPast(part, today)).length,
  }
}

interface Head {
  post: string
}

/**
 * To whom work for a unit goes: its one leader, or the one who is nobody's deputy ('Trưởng phòng' beside two 'Phó Trưởng
 * phòng'). Undefined where there is none, or where the giver has to choose.
 */
export function headOf<H extends Head>(leaders: readonly H[]): H | undefined {
  const first = leaders.filter(({ post }) => !/^phó(?=\s|$)/i.test(post.trim()))
  return only(leaders) ?? only(first)
}

const only = <T>(some: readonly T[]): T | undefined => (some.length === 1 ? some[0] : undefined)
