import type { Note } from '../imports/kinds.ts'
import type { LineField } from '../rules/plan-versions.ts'
import type { ReadLine } from './reading.ts'

/** A sentence about a field of a line, beside its cell in the file. */
export function noteAt({ row }: Pick<ReadLine, 'row'>, field: LineField, text: string): Note {
  const cell = row.at(field)
  return { ...(cell && { cell }), text }
}
