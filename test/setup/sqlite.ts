import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateToLatest } from '../../src/db/migrate.ts'
import { openDb } from '../../src/db/open.ts'
import { folderForData } from './folder.ts'

/** Once per run: an empty, migrated file that every test copies, in a folder that goes when the run ends. */
export default async function setup(project: TestProject) {
  const folder = folderForData('nam-ro-sqlite-')
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  const template = join(folder, 'template.db')
  const db = await openDb(template)
  await migrateToLatest(db)
  await db.close()
  project.provide('database', { dialect: 'sqlite', template, folder })
  return remove
}
