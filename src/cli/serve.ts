import type { Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import { createApp } from '../app.tsx'
import type { Config } from '../config.ts'
import { migrateToLatest } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'
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

/** Listens, seals, and stops in order: no new requests, those under way answered, the record sealed, the database closed. */
export async function run(site: Site): Promise<void> {
  const { config, log } = site
  const sealer = startSealer(site)
  const app = createApp(site)
  const server = listen({ fetch: app.fetch, port: config.port, hostname: config.host }, ({ port }) => {
    console.log(`Năm Rõ: http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`)
    log.info({ port }, 'listening')
  }) as Server
  const stop = once(async () => {
    const cut = setTimeout(() => server.closeAllConnections(), 5000)
    await new Promise((resolve) => server.close(resolve))
    clearTimeout(cut)
    await sealer.stop()
    await site.db.close()
    log.info('stopped')
  })
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function once(work: () => Promise<void>) {
  let running: Promise<void> | undefined
  return () => {
    running ??= work()
    return running
  }
}
