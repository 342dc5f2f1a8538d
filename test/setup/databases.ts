import { randomBytes } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { ask, databaseAt } from './ask.ts'

/** Only migrated, or with the office of the tests in it. */
export type Content = 'empty' | 'office'

type Template =
  | { dialect: 'sqlite'; templates: Record<Content, string>; folder: string }
  | { dialect: 'postgres'; templates: Record<Content, string>; admin: string; run: string }

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

/** A migrated database that nobody else uses, on the database of the project in which the test runs. */
export async function freshDatabase(content: Content = 'empty'): Promise<FreshDatabase> {
  const from = inject('database')
  return from.dialect === 'sqlite' ? copyOfFile(from, content) : copyOnServer(from, content)
}

type On<D> = Extract<Template, { dialect: D }>

function copyOfFile({ templates, folder }: On<'sqlite'>, content: Content): FreshDatabase {
  const url = join(folder, `${randomBytes(8).toString('hex')}.db`)
  copyFileSync(templates[content], url)
  const drop = async () => {
    for (const end of ['', '-wal', '-shm']) rmSync(url + end, { force: true })
  }
  return { url, drop }
}

async function copyOnServer({ templates, admin, run }: On<'postgres'>, content: Content): Promise<FreshDatabase> {
  const name = `${run}_${randomBytes(6).toString('hex')}`
  await ask(admin, `CREATE DATABASE ${name} TEMPLATE ${templates[content]}`)
  const drop = async () => void (await ask(admin, `DROP DATABASE IF EXISTS ${name}`))
  return { url: databaseAt(admin, name), drop }
}
