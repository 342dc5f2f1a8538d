import { randomUUID } from 'node:crypto'
import type { Tx } from './db/schema.ts'
import { serially } from './db/serially.ts'
import type { Site } from './site.ts'

export type JobSite = Pick<Site, 'db' | 'config' | 'log' | 'clock'>

/** What is done for a kind of job. It may run again after a crash, so it looks first how far the last one came. */
export interface Handler {
  /** `subject` is what the job was added with. Stops at its next chance, by throwing `stop.reason`, once `stop` is aborted. */
  run(site: JobSite, subject: string, stop: AbortSignal): Promise<void>
  /** Called in place of the last try's end: it failed three times. */
  giveUp(site: JobSite, subject: string): Promise<void>
}
export type Handlers = Readonly<Record<string, Handler>>

const betweenLooks = 500
const leaseTime = 30_000
const mostTries = 3
const pauseAfterFailure = 2000

const after = (instant: string, milliseconds: number) => new Date(Date.parse(instant) + milliseconds).toISOString()

/** Wants something done soon, or at `dueAt`; in the transaction of the act that wants it, so that neither is without the other. */
export const addJob = (tx: Tx, kind: string, subject: string, now: string, dueAt = now) =>
  tx.insertInto('jobs').values({ kind, subject, addedAt: now, dueAt, holder: null, heldUntil: null }).execute()

/**
 * Does what is due, one job at a time, for as long as this process lives; several processes share the work. `stop` asks
 * the running job to stop at its next chance and gives it back, for the next process that starts.
 */
export function startWorker(site: JobSite, handlers: Handlers): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout
  let running = Promise.resolve()
  const wait = () => {
    timer = setTimeout(() => {
      running = runJobs(site, handlers, stopping.signal).then(wait, (error) => {
        site.log.error({ stack: String(error?.stack ?? error) }, 'looking for jobs failed')
        wait()
      })
    }, betweenLooks).unref()
  }
  wait()
  return {
    async stop() {
      stopping.abort(new Error('stopping'))
      clearTimeout(timer)
      await running
      clearTimeout(timer) // the turn that was running has set another
    },
  }
}

/** Everything that is due now, one after another. Returns how many jobs were tried. */
export async function runJobs(site: JobSite, handlers: Handlers, stop = new AbortController().signal): Promise<number> {
  const holder = randomUUID()
  for (let count = 0; ; count++) {
    if (stop.aborted) return count
    const job = (await isAnyDue(site)) && (await claim(site, holder))
    if (!job) return count
    await work(site, handlers, job, stop)
  }
}

type Job = { id: number; kind: string; subject: string; tries: number; holder: string }

/** Looking costs nothing; a claim is a write, and an idle office should not write twice a second. */
const isAnyDue = ({ db, clock }: JobSite) => due(db.reader, clock()).executeTakeFirst()

const due = (db: Pick<Tx, 'selectFrom'>, now: string) =>
  db
    .selectFrom('jobs')
    .select(['id', 'kind', 'subject', 'tries'])
    .where('dueAt', '<=', now)
    .where((is) => is.or([is('heldUntil', 'is', null), is('heldUntil', '<=', now)]))
    .orderBy('dueAt')
    .orderBy('id')
    .limit(1)

/** Takes the next job for this holder alone, for as long as the lease is renewed. */
async function claim({ db, clock }: JobSite, holder: string): Promise<Job | undefined> {
  return serially(db, async (tx) => {
    const now = clock()
    const job = await due(tx, now).executeTakeFirst()
    if (!job) return undefined
    const tries = job.tries + 1
    const lease = { holder, heldUntil: after(now, leaseTime), tries }
    await tx.updateTable('jobs').set(lease).where('id', '=', job.id).execute()
    return { ...job, tries, holder }
  })
}

async function work(site: JobSite, handlers: Handlers, job: Job, stop: AbortSignal) {
  const lease = keepLease(site, job)
  try {
    const handler = handlers[job.kind]
    if (!handler) throw new Error(`nobody does ${job.kind}`)
    if (job.tries > mostTries) await handler.giveUp(site, job.subject)
    else await handler.run(site, job.subject, stop)
    await end(site, job)
  } catch (error) {
    await (stop.aborted ? giveBack(site, job) : fail(site, handlers[job.kind], job, error))
  } finally {
    clearInterval(lease)
  }
}

/** A crash leaves the lease to run out; then the job is anybody's again. */
const keepLease = (site: JobSite, job: Job) =>
  setInterval(() => {
    const heldUntil = after(site.clock(), leaseTime)
    serially(site.db, (tx) => held(tx, job).set({ heldUntil }).execute()).catch((error) =>
      site.log.warn({ error: String(error) }, 'a lease was not renewed'),
    )
  }, leaseTime / 3).unref()

const held = (tx: Tx, job: Job) => tx.updateTable('jobs').where('id', '=', job.id).where('holder', '=', job.holder)

const end = ({ db }: JobSite, job: Job) =>
  serially(db, (tx) => tx.deleteFrom('jobs').where('id', '=', job.id).where('holder', '=', job.holder).execute())

/** Not this job's fault: the try does not count. */
const giveBack = ({ db }: JobSite, job: Job) =>
  serially(db, (tx) =>
    held(tx, job)
      .set({ holder: null, heldUntil: null, tries: job.tries - 1 })
      .execute(),
  )

async function fail(site: JobSite, handler: Handler | undefined, job: Job, error: unknown) {
  const stack = error instanceof Error ? error.stack : String(error)
  site.log.error({ job: job.kind, subject: job.subject, tries: job.tries, stack }, 'job failed')
  if (job.tries < mostTries) {
    const dueAt = after(site.clock(), pauseAfterFailure * job.tries)
    await serially(site.db, (tx) => held(tx, job).set({ holder: null, heldUntil: null, dueAt }).execute())
  } else {
    await handler?.giveUp(site, job.subject)
    await end(site, job)
  }
}
