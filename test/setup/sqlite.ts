import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateToLatest } from '../../src/db/migrate.ts'
import { openDb } from '../../src/db/open.ts'
import { folderForData } from './folder.ts'
import { settle } from './office.ts'

/** Once per run: the files that every test copies, in a folder that goes when the run ends. */
export default async function setup(project: TestProject) {
  const folder = folderForData('nam-ro-sqlite-')
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  const templates = { empty: join(folder, 'empty.db'), office: join(folder, 'office.db') }
  const empty = await openDb(templates.empty)
  await migrateToLatest(empty)
  await empty.close()
  copyFileSync(templates.empty, templates.office)
  const office = await openDb(templates.office)
  await settle(office)
  await office.close()
  project.provide('database', { dialect: 'sqlite', templates, folder })
  return remove
}
