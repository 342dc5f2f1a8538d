/**
 * How far an import is: the columns are to be mapped; a job checks the rows; every row is shown; a job writes them; it is
 * done, or a fault of ours stopped it, or it was dropped. `checking` and `applying` are under way: the page asks again.
 */
export const importStates = ['mapping', 'checking', 'checked', 'applying', 'done', 'failed', 'dropped'] as const
export type ImportState = (typeof importStates)[number]

export const isUnderWay = (state: ImportState): boolean => state === 'checking' || state === 'applying'

/** Where the columns may still be mapped another way, and where a person may stop it all. */
export const mayBeMapped = (state: ImportState): boolean => ['mapping', 'checked', 'failed'].includes(state)
export const mayBeDropped = (state: ImportState): boolean => mayBeMapped(state) || state === 'checking'
