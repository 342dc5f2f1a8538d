import { randomBytes } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { ask, databaseAt } from './ask.ts'

type Template =
  | { dialect: 'sqlite'; template: string; folder: string }
  | { dialect: 'postgres'; template: string; admin: string; run: string }

declare module 'vitest' {
  export interface ProvidedContext {
    database: Template
  }
}

export type FreshDatabase = {
  /** What `openDb` takes: postgres://..., or the path of a SQLite file. */
  url: string
  /** Removes it. Close the database first: PostgreSQL refuses, after five seconds, while somebody is connected. */
  drop(): Promise<void>
}

/** A migrated, empty database that nobody else uses, on the database of the project in which the test runs. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const from = inject('database')
  return from.dialect === 'sqlite' ? copyOfFile(from) : copyOnServer(from)
}

function copyOfFile({ template, folder }: Template & { dialect: 'sqlite' }): FreshDatabase {
  const url = join(folder, `${randomBytes(8).toString('hex')}.db`)
  copyFileSync(template, url)
  const drop = async () => {
    for (const end of ['', '-wal', '-shm']) rmSync(url + end, { force: true })
  }
  return { url, drop }
}

async function copyOnServer({ template, admin, run }: Template & { dialect: 'postgres' }): Promise<FreshDatabase> {
  const name = `${run}_${randomBytes(6).toString('hex')}`
  await ask(admin, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const drop = async () => void (await ask(admin, `DROP DATABASE IF EXISTS ${name}`))
  return { url: databaseAt(admin, name), drop }
}
