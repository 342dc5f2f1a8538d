import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { migrateToLatest } from '../../src/db/migrate.ts'
import { openDb } from '../../src/db/open.ts'
import { ask, databaseAt } from './ask.ts'
import { startPostgres } from './postgres-server.ts'

/**
 * Once per run: a real server, TEST_DATABASE_URL (a role that may create databases) or one of our own, and on it an
 * empty, migrated database that every test copies. All databases of this run go when it ends.
 */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { url: given, stop: async () => {} } : await startPostgres()
  const run = `nam_ro_${randomBytes(4).toString('hex')}`
  const template = `${run}_template`
  await ask(server.url, `CREATE DATABASE ${template}`)
  const db = await openDb(databaseAt(server.url, template))
  await migrateToLatest(db)
  await db.close()
  project.provide('database', { dialect: 'postgres', template, admin: server.url, run })
  return async () => {
    if (given) await dropAll(given, run)
    await server.stop()
  }
}

async function dropAll(admin: string, run: string) {
  const left = await ask(admin, `SELECT datname FROM pg_database WHERE starts_with(datname, '${run}_')`)
  for (const { datname } of left) await ask(admin, `DROP DATABASE ${datname} WITH (FORCE)`)
}
