import { type AnyDb, index, table, text } from './columns.ts'

/** Process templates with their versions, which version a task was filled from, and the drafts a person keeps. */
export async function up(db: AnyDb) {
  const t = text(db)
  await table(db, 'process_templates')
    .addColumn('public_id', t, (c) => c.notNull().unique())
    .addColumn('unit_id', 'integer', (c) => c.notNull().references('units.id'))
    .addColumn('key', t, (c) => c.notNull())
    .addColumn('name', t, (c) => c.notNull())
    .addColumn('folded', t, (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await index(db, 'process_templates', ['unit_id', 'key'], { unique: true })

  // A version is never changed: the tasks filled from it keep it.
  await table(db, 'process_versions')
    .addColumn('public_id', t, (c) => c.notNull().unique())
    .addColumn('template_id', 'integer', (c) => c.notNull().references('process_templates.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('body', t, (c) => c.notNull())
    .addColumn('at', t, (c) => c.notNull())
    .addColumn('by_id', 'integer', (c) => c.notNull().references('people.id'))
    .execute()
  await index(db, 'process_versions', ['template_id', 'number'], { unique: true })
  await db.schema
    .alterTable('tasks')
    .addColumn('template_version_id', 'integer', (c) => c.references('process_versions.id'))
    .execute()

  await table(db, 'drafts')
    .addColumn('public_id', t, (c) => c.notNull().unique())
    .addColumn('owner_id', 'integer', (c) => c.notNull().references('people.id'))
    .addColumn('form', t, (c) => c.notNull())
    .addColumn('title', t, (c) => c.notNull())
    .addColumn('updated_at', t, (c) => c.notNull())
    .execute()
  await index(db, 'drafts', ['owner_id', 'updated_at'])
}
