import { isRemedied, isTermOver, type RemedyState, remedyStates } from '../../src/rules/remedies.ts'
import { remedyNames } from '../words.ts'

/** What a list of findings can be narrowed to by its remedies: one state each, and those figures speak of. */
export const remedyGroups: Record<RemedyState | 'done' | 'due', { label: string; states: readonly RemedyState[] }> = {
  ...(Object.fromEntries(
    remedyStates.map((state) => [state, { label: remedyNames[state], states: [state] }]),
  ) as Record<RemedyState, { label: string; states: RemedyState[] }>),
  done: { label: 'Đã khắc phục', states: remedyStates.filter(isRemedied) },
  due: { label: 'Đã đến hạn khắc phục', states: remedyStates.filter(isTermOver) },
}
