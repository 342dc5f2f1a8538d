import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '../act.ts'
import type { Db } from '../db/schema.ts'
import { serially } from '../db/serially.ts'
import { eachSlice } from '../db/slices.ts'
import { kindOf } from './all-kinds.ts'
import { givenRows } from './given.ts'
import type { GivenRow, Kind, RowAnswer } from './kinds.ts'
import { type Counts, type ImportRow, stagedRows } from './queries.ts'

/** What was said of a row before, as JSON; '' when nothing was. */
export type Before = ReadonlyMap<number, string>

const rowsAtOnce = 500

/** Asks the kind about every row under the headings. Answers in the order of the file, and what was said before. */
export async function judge(ctx: Ctx, it: ImportRow, progress: (done: number) => Promise<void>) {
  const kind = kindOf(it.kind)
  const { given, skipped, before } = await readStaged(ctx.db, it, kind)
  const answers = await kind.check(ctx, given, it.options, progress)
  return { answers: [...answers, ...skipped].sort((a, b) => a.number - b.number), before }
}

async function readStaged({ reader }: Db, it: ImportRow, { fields }: Kind) {
  const given: GivenRow[] = []
  const skipped: RowAnswer[] = []
  const before = new Map<number, string>()
  for (let last = 0; ; ) {
    const page = await stagedRows(reader, it.id, it.sheet, last, rowsAtOnce)
    for (const { number, answer } of page) before.set(number, answer)
    const rows = givenRows(page, it.head, it.mapping, fields)
    given.push(...rows.given)
    skipped.push(...rows.skipped)
    last = page.at(-1)?.number ?? last
    if (page.length < rowsAtOnce) return { given, skipped, before }
    await turn()
  }
}

/*
 * Progress and answers are written without `act`: they change nothing the office would put a name to. Slices are short
 * transactions of their own; half of them after a crash harm nobody, since the job begins anew.
 */

/** Keeps what was said of each row, so that pages can show it. */
export const writeAnswers = (db: Db, it: ImportRow, answers: readonly RowAnswer[]) =>
  eachSlice(answers, 250, (slice) => {
    const values = sql.join(
      slice.map((answer) => sql`(${answer.number}, ${answer.outcome}, ${answer.title}, ${JSON.stringify(answer)})`),
    )
    return serially(db, (tx) =>
      sql`
        update import_rows set outcome = said.column2, title = said.column3, answer = said.column4
        from (values ${values}) as said
        where import_id = ${it.id} and sheet = ${it.sheet} and number = cast(said.column1 as integer)`.execute(tx),
    )
  })

export function countsOf(answers: readonly RowAnswer[]): Counts {
  const counts: Counts = {}
  for (const { outcome } of answers) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

/** Notes how many rows are done, a few times a second; ends the job by throwing once the process is to stop. */
export function progressOf(db: Db, it: ImportRow, stop: AbortSignal) {
  let last = 0
  return async (done: number) => {
    stop.throwIfAborted()
    await turn()
    if (Date.now() - last < 400) return
    last = Date.now()
    await serially(db, (tx) => tx.updateTable('imports').set({ progress: done }).where('id', '=', it.id).execute())
  }
}
