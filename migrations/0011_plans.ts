import { type AnyDb, index, searchable, table, text } from './columns.ts'

/** Directive documents with their versions and lines, and which line a task or a draft came from. */
export async function up(db: AnyDb) {
  const t = text(db)
  await table(db, 'plans')
    .addColumn('public_id', t, (c) => c.notNull().unique())
    .addColumn('unit_id', 'integer', (c) => c.notNull().references('units.id'))
    .addColumn('key', t, (c) => c.notNull())
    .addColumn('number', t, (c) => c.notNull())
    .addColumn('day', t)
    .addColumn('issuer', t, (c) => c.notNull())
    .addColumn('summary', t, (c) => c.notNull())
    .addColumn('folded', t, (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await index(db, 'plans', ['unit_id', 'key'], { unique: true })
  await index(db, 'plans', ['unit_id', 'day', 'id'])
  await searchable(db, 'plans')

  // A version is never changed: a later file of the same document is another one beside it.
  await table(db, 'plan_versions')
    .addColumn('plan_id', 'integer', (c) => c.notNull().references('plans.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('file_name', t, (c) => c.notNull())
    .addColumn('file_hash', t, (c) => c.notNull())
    .addColumn('at', t, (c) => c.notNull())
    .addColumn('by_id', 'integer', (c) => c.notNull().references('people.id'))
    .execute()
  await index(db, 'plan_versions', ['plan_id', 'number'], { unique: true })

  // What stays itself while its wording, number and place change from version to version.
  await table(db, 'plan_items')
    .addColumn('public_id', t, (c) => c.notNull().unique())
    .addColumn('plan_id', 'integer', (c) => c.notNull().references('plans.id'))
    .execute()
  await index(db, 'plan_items', ['plan_id'])

  await table(db, 'plan_lines')
    .addColumn('version_id', 'integer', (c) => c.notNull().references('plan_versions.id'))
    .addColumn('item_id', 'integer', (c) => c.notNull().references('plan_items.id'))
    .addColumn('parent_item_id', 'integer', (c) => c.references('plan_items.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('heading', 'integer', (c) => c.notNull())
    .addColumn('mark', t, (c) => c.notNull())
    .addColumn('title', t, (c) => c.notNull())
    .addColumn('content', t, (c) => c.notNull())
    .addColumn('responsible', t, (c) => c.notNull())
    .addColumn('coordinators', t, (c) => c.notNull())
    .addColumn('deadline', t, (c) => c.notNull())
    .addColumn('product', t, (c) => c.notNull())
    .addColumn('quantity', t, (c) => c.notNull())
    .addColumn('quantity_unit', t, (c) => c.notNull())
    .addColumn('template', t, (c) => c.notNull())
    .addColumn('approver', t, (c) => c.notNull())
    .addColumn('note', t, (c) => c.notNull())
    .addColumn('due', t)
    .addColumn('assignee_id', 'integer', (c) => c.references('people.id'))
    .execute()
  await index(db, 'plan_lines', ['version_id', 'item_id'], { unique: true })
  await index(db, 'plan_lines', ['item_id', 'version_id'])

  for (const on of ['tasks', 'drafts']) {
    await db.schema
      .alterTable(on)
      .addColumn('plan_item_id', 'integer', (c) => c.references('plan_items.id'))
      .execute()
  }
  await index(db, 'tasks', ['plan_item_id'], { where: 'plan_item_id is not null' })
  await index(db, 'drafts', ['plan_item_id'], { unique: true, where: 'plan_item_id is not null' })
}
