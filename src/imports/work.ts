import type { Updateable } from 'kysely'
import { act, type Ctx } from '../act.ts'
import { readCalendar } from '../calendar/queries.ts'
import type { Schema, Tx } from '../db/schema.ts'
import { isUniqueViolation, serially } from '../db/serially.ts'
import { eachSlice } from '../db/slices.ts'
import { addJob, type Handler, type JobSite } from '../jobs.ts'
import { findWho } from '../people/queries.ts'
import { Refusal, refuseUnless } from '../refusal.ts'
import { dayIn } from '../rules/days.ts'
import { standIn } from '../session.ts'
import { kindOf } from './all-kinds.ts'
import { type Before, countsOf, judge, progressOf, writeAnswers } from './judge.ts'
import type { Outcome, RowAnswer } from './kinds.ts'
import { findImport, type ImportRow, importSubject } from './queries.ts'
import type { ImportState } from './states.ts'

type Work = (site: JobSite, ctx: Ctx, it: ImportRow, stop: AbortSignal) => Promise<void>

/** Runs `work` as whoever asked for it, if the import still waits for it: a crash may have come after the end. */
const step = (state: ImportState, work: Work): Handler => ({
  async run(site, publicId, stop) {
    const it = await findImport(site.db.reader, publicId)
    if (it?.state !== state) return
    const ctx = await ctxOf(site, it)
    if (ctx) await work(site, ctx, it, stop)
    else await settle(site, it, { state: 'failed', endedAt: site.clock() })
  },
  async giveUp(site, publicId) {
    const it = await findImport(site.db.reader, publicId)
    if (it?.state === state) await settle(site, it, { state: 'failed', endedAt: site.clock() })
  },
})

/** As the person is now: roles lost meanwhile count. Undefined for somebody who has left, or whose standing in is over. */
async function ctxOf({ db, clock }: JobSite, { askedById, askedActorId }: ImportRow): Promise<Ctx | undefined> {
  const now = clock()
  const today = dayIn(now)
  const who =
    askedById === askedActorId
      ? await findWho(db.reader, askedById, today)
      : (await standIn(db.reader, askedActorId, askedById, today))?.who
  return who && { db, who, now, today, calendar: await readCalendar(db.reader) }
}

const check = step('checking', async (site, ctx, it, stop) => {
  const { answers } = await judge(ctx, it, progressOf(site.db, it, stop))
  await showAnswers(site, it, answers, 0)
})

/** Checks once more, since the data may have moved: what would come out otherwise than was shown is shown again instead. */
const apply = step('applying', async (site, ctx, it, stop) => {
  const { answers, before } = await judge(ctx, it, progressOf(site.db, it, stop))
  const moved = await countMoved(answers, before)
  if (moved > 0) await showAnswers(site, it, answers, moved)
  else await write(ctx, it, answers).catch((error) => checkAgain(site, it, error))
})

async function countMoved(answers: readonly RowAnswer[], before: Before): Promise<number> {
  let moved = 0
  await eachSlice(answers, 500, (slice) => {
    for (const answer of slice) if (before.get(answer.number) !== JSON.stringify(answer)) moved += 1
  })
  return moved
}

async function showAnswers(site: JobSite, it: ImportRow, answers: readonly RowAnswer[], moved: number) {
  await writeAnswers(site.db, it, answers)
  const counts = JSON.stringify(countsOf(answers))
  const checked = { state: 'checked', total: answers.length, progress: answers.length, checkedAt: site.clock() }
  await settle(site, it, { ...checked, counts, moved })
}

/** All in one transaction with its rows of the record, or nothing. What need not be kept of the file goes with it. */
const write = (ctx: Ctx, it: ImportRow, answers: readonly RowAnswer[]) =>
  act(
    ctx,
    'import.finish',
    (tx) => findImport(tx, it.publicId),
    async (tx, now) => {
      refuseUnless(now.state === 'applying' && now.version === it.version, 'stale')
      const rows = answers.filter(({ outcome }) => isWritten(it, outcome))
      const source = { id: it.id, publicId: it.publicId, name: it.fileName, hash: it.fileHash }
      const { also, ...result } = await kindOf(it.kind).apply(tx, ctx, rows, it.options, source)
      await close(tx, it, ctx.now, result)
      const { created = 0, changed = 0, refused = 0 } = countsOf(answers)
      const facts = {
        imported: kindOf(it.kind).title,
        file: it.fileName,
        hash: it.fileHash,
        created,
        changed,
        leftOut: refused,
      }
      return { subject: importSubject(it), facts, also }
    },
  )

const isWritten = (it: ImportRow, outcome: Outcome) =>
  outcome === 'created' || outcome === 'changed' || (outcome === 'same' && kindOf(it.kind).whole === true)

/** Refused rows stay until the import is forgotten, to be taken away and mended. */
async function close(tx: Tx, it: ImportRow, endedAt: string, result: object) {
  const done = { state: 'done', result: JSON.stringify(result), endedAt, version: it.version + 1 }
  await tx.updateTable('imports').set(done).where('id', '=', it.id).execute()
  await tx.deleteFrom('importRows').where('importId', '=', it.id).where('outcome', '<>', 'refused').execute()
}

/** Somebody was faster between the check and the writing. */
async function checkAgain({ db, clock }: JobSite, it: ImportRow, error: unknown) {
  const isOvertaken = isUniqueViolation(error) || (error instanceof Refusal && error.code === 'stale')
  if (!isOvertaken) throw error
  await serially(db, async (tx) => {
    const again = { state: 'checking', progress: 0, version: it.version + 1 }
    const { numUpdatedRows } = await ours(tx, it).set(again).executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n) await addJob(tx, 'import.check', it.publicId, clock())
  })
}

const settle = ({ db }: JobSite, it: ImportRow, columns: Updateable<Schema['imports']>) =>
  serially(db, (tx) =>
    ours(tx, it)
      .set({ ...columns, version: it.version + 1 })
      .execute(),
  )

/** Nobody dropped it or sent it anew meanwhile. */
const ours = (tx: Tx, it: ImportRow) =>
  tx.updateTable('imports').where('id', '=', it.id).where('state', '=', it.state).where('version', '=', it.version)

/** Staged rows hold personal data: after 30 days nothing of them is left, done or not. */
const forget: Handler = {
  async run({ db, clock }, publicId) {
    const it = await findImport(db.reader, publicId)
    if (!it) return
    const isOver = it.state === 'done' || it.state === 'dropped'
    await serially(db, async (tx) => {
      await tx.deleteFrom('importRows').where('importId', '=', it.id).execute()
      if (!isOver)
        await ours(tx, it)
          .set({ state: 'dropped', endedAt: clock(), version: it.version + 1 })
          .execute()
    })
  },
  async giveUp() {},
}

/** What src/handlers.ts hands to the worker. */
export const importHandlers = { 'import.check': check, 'import.apply': apply, 'import.forget': forget }
