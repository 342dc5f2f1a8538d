import { type Manifest, Unfit } from '../archive/format.ts'
import { Occupied } from '../db/filling.ts'
import { BrokenReference } from '../db/references.ts'

export type Say = (line: string) => void

/** What is in an archive, for the one at the command line. */
export function contents({ tables, files, head, takenAt, product }: Manifest): string[] {
  const rows = (name: string) => tables.find((table) => table.name === name)?.rows ?? 0
  const all = tables.reduce((sum, table) => sum + table.rows, 0)
  return [
    `As of ${takenAt}, by version ${product.version}: ${rows('people')} people, ${rows('units')} units, ${rows('tasks')} tasks, ` +
      `${rows('audit')} rows of the record; ${all} rows in ${tables.length} tables.`,
    `Evidence: ${files.rows} files, ${files.total} bytes.`,
    head
      ? `Head of the record, to be written down: ${head.position}:${head.hash}`
      : 'Nothing of the record was sealed yet.',
  ]
}

/** Runs `work`; an expected no becomes one line and exit code 1. */
export async function saidPlainly(no: string, say: Say, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!isExpected(error)) throw error
    say(`${no}. ${error.message}`)
    return 1
  }
}

const isExpected = (error: unknown): error is Error =>
  error instanceof Unfit || error instanceof Occupied || error instanceof BrokenReference
