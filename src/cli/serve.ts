import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve as listen } from '@hono/node-server'
import { createApp } from '../app.tsx'
import type { Config } from '../config.ts'
import { migrateToLatest } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'
import { handlers } from '../handlers.ts'
import { startWorker } from '../jobs.ts'
import { openLog } from '../log.ts'
import { startSealer } from '../record/sealer.ts'
import { newSetupCode } from '../setup/code.ts'
import { isSetUp } from '../setup/first-run.tsx'
import { type Site, systemClock } from '../site.ts'

/** Opens the database, brings it up to date and serves until a signal asks to stop. */
export async function serve(_args: string[], config: Readonly<Config>): Promise<undefined> {
  const site = await openSite(config)
  if (!(await isSetUp(site.db)))
    console.log(`\nMã cài đặt: ${site.setupCode}\n(Setup code: open the address below and type it.)`)
  await run(site)
}

/** What one process holds, with its database in the newest shape. */
export async function openSite(config: Readonly<Config>): Promise<Site> {
  const db = await openDb(config.database)
  await migrateToLatest(db)
  return { config, db, log: openLog(config.logLevel), clock: systemClock, setupCode: newSetupCode() }
}

/**
 * Listens, seals, works, and stops in order: no new requests, those under way answered, the job under way given back,
 * the record sealed, the database closed.
 * Throws where it cannot listen (the port is taken).
 */
export async function run(site: Site): Promise<void> {
  const { config, log } = site
  const server = listen({ fetch: createApp(site).fetch, port: config.port, hostname: config.host }) as Server
  await once(server, 'listening').catch((error) => site.db.close().finally(() => Promise.reject(error)))
  const sealer = startSealer(site)
  const worker = startWorker(site, handlers)
  const { port } = server.address() as AddressInfo
  console.log(`Năm Rõ: http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`)
  log.info({ port }, 'listening')
  const stop = onlyOnce(async () => {
    await close(server)
    await worker.stop()
    await sealer.stop()
    await site.db.close()
    log.info('stopped')
  })
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

const mostWaiting = 5000
const betweenLooks = 100

/** Answers what is under way, each answer ending its connection, which a browser would else keep for its next request. */
async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.prependListener('request', (_, answer) => {
    answer.shouldKeepAlive = false
  })
  const looks = setInterval(() => server.closeIdleConnections(), betweenLooks)
  const cut = setTimeout(() => server.closeAllConnections(), mostWaiting)
  await closed
  clearInterval(looks)
  clearTimeout(cut)
}

function onlyOnce(work: () => Promise<void>) {
  let running: Promise<void> | undefined
  return () => {
    running ??= work()
    return running
  }
}
