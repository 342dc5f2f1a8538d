import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { migrateToLatest } from '../../src/db/migrate.ts'
import { openDb } from '../../src/db/open.ts'
import { ask, databaseAt } from './ask.ts'
import { settle } from './office.ts'
import { startPostgres } from './postgres-server.ts'

/**
 * Once per run: a real server, TEST_DATABASE_URL (a role that may create databases) or one of our own, and on it the
 * databases that every test copies. All databases of this run go when it ends.
 */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { url: given, stop: async () => {} } : await startPostgres()
  const run = `nam_ro_${randomBytes(4).toString('hex')}`
  const templates = { empty: `${run}_empty`, office: `${run}_office` }
  await ask(server.url, `CREATE DATABASE ${templates.empty}`)
  const empty = await openDb(databaseAt(server.url, templates.empty))
  await migrateToLatest(empty)
  await empty.close()
  await ask(server.url, `CREATE DATABASE ${templates.office} TEMPLATE ${templates.empty}`)
  const office = await openDb(databaseAt(server.url, templates.office))
  await settle(office)
  await office.close()
  project.provide('database', { dialect: 'postgres', templates, admin: server.url, run })
  return async () => {
    if (given) await dropAll(given, run)
    await server.stop()
  }
}

async function dropAll(admin: string, run: string) {
  const left = await ask(admin, `SELECT datname FROM pg_database WHERE starts_with(datname, '${run}_')`)
  for (const { datname } of left) await ask(admin, `DROP DATABASE ${datname} WITH (FORCE)`)
}
