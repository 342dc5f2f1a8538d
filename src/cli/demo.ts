import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { demoPassword, seedDemo } from '../demo/seed.ts'
import { seal } from '../record/seal.ts'
import { openSite, run } from './serve.ts'

/**
 * Serves a demonstration office on a SQLite file of its own, made new at each start so that its dates are near today;
 * `--keep` goes on with the last one. Never in production: its passwords are printed.
 */
export async function demo(args: string[], config: Readonly<Config>): Promise<number | undefined> {
  if (config.production) {
    console.error('The demonstration office has public passwords: it does not run with NODE_ENV=production.')
    return 1
  }
  const dataDir = join(config.dataDir, 'demo')
  const database = join(dataDir, 'namro.db')
  const fresh = !args.includes('--keep') || !existsSync(database)
  await needPort(config)
  if (fresh) rmSync(dataDir, { recursive: true, force: true })
  const site = await openSite({ ...config, dataDir, database })
  if (fresh) {
    await seedDemo(site)
    await seal(site.db, site.clock(), { limit: Number.MAX_SAFE_INTEGER })
  }
  await tellAccounts(site)
  await run(site)
  return undefined
}

/** Throws where the port is taken, perhaps by a demonstration whose database would be removed from under it. */
async function needPort({ port, host }: Readonly<Config>) {
  const probe = createServer().listen(port, host)
  await once(probe, 'listening')
  await once(probe.close(), 'close')
}

async function tellAccounts({ db }: Awaited<ReturnType<typeof openSite>>) {
  const accounts = await db.reader
    .selectFrom('logins')
    .innerJoin('people', 'people.id', 'logins.personId')
    .select(['username', 'people.name', 'people.post'])
    .orderBy('people.id')
    .execute()
  console.log(`\nVăn phòng minh họa. Mật khẩu của mọi tài khoản: ${demoPassword}\n`)
  for (const { username, name, post } of accounts) console.log(`  ${username.padEnd(12)} ${name}, ${post}`)
  console.log('')
}
