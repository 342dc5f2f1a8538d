import { randomUUID } from 'node:crypto'
import type { Db } from '../db/schema.ts'
import { serially } from '../db/serially.ts'
import type { Site } from '../site.ts'
import { noteHead } from './heads.ts'
import { hasUnsealed, lastBatch } from './queries.ts'
import { seal } from './seal.ts'

const everySecond = 1000
const leaseTime = 10_000
const anHour = 3_600_000

/**
 * Seals the record once a second for as long as this process lives. Of several processes on one database one holds the
 * lease; when it dies another has it within ten seconds. A fault is logged and tried again.
 * `stop` waits for a running turn, seals what is left and notes the head.
 */
export function startSealer(site: Pick<Site, 'db' | 'config' | 'log' | 'clock'>): { stop(): Promise<void> } {
  const { db, config, log, clock } = site
  const holder = randomUUID()
  let noted = { position: 0, time: 0 }
  let timer: NodeJS.Timeout
  let running = Promise.resolve()

  async function noteEnd(soon: boolean) {
    const time = Date.parse(clock())
    if (!soon && time - noted.time < anHour) return
    const batch = await lastBatch(db.reader)
    if (!batch || batch.last === noted.position) return
    await noteHead(config.dataDir, { position: batch.last, hash: batch.hash, at: batch.sealedAt })
    noted = { position: batch.last, time }
  }

  async function turn() {
    // Looking costs nothing; the lease is a write, and an idle office should not write every second.
    if (!(await hasUnsealed(db.reader)) || !(await takeLease(db, holder, clock()))) return
    await seal(db, clock())
    await noteEnd(false)
  }

  const logged = (work: () => Promise<void>) =>
    work().catch((error) =>
      log.error({ stack: error instanceof Error ? error.stack : String(error) }, 'sealing failed'),
    )

  function wait() {
    timer = setTimeout(() => {
      running = logged(turn).then(wait)
    }, everySecond).unref()
  }
  wait()

  async function stop() {
    clearTimeout(timer)
    await running
    clearTimeout(timer) // the turn that was running has set another
    await logged(async () => {
      await seal(db, clock())
      await noteEnd(true)
      await serially(db, (tx) => tx.deleteFrom('leases').where('holder', '=', holder).execute())
    })
  }
  return { stop }
}

/**
 * Whether the sealing is this holder's for the next ten seconds. The lease only spares work: that each row is sealed
 * once rests on the transaction of `seal`.
 */
export function takeLease(db: Db, holder: string, now: string): Promise<boolean> {
  const until = new Date(Date.parse(now) + leaseTime).toISOString()
  return serially(db, async (tx) => {
    const lease = await tx.selectFrom('leases').selectAll().where('name', '=', 'sealer').executeTakeFirst()
    if (lease && lease.holder !== holder && lease.until > now) return false
    await tx
      .insertInto('leases')
      .values({ name: 'sealer', holder, until })
      .onConflict((clash) => clash.column('name').doUpdateSet({ holder, until }))
      .execute()
    return true
  })
}
