import { type AnyDb, index, table, text } from './columns.ts'

/** Days off, days in lieu and swapped days: dated data that an administrator edits. */
export async function up(db: AnyDb) {
  const t = text(db)
  await table(db, 'calendar_days')
    .addColumn('public_id', t, (c) => c.notNull().unique())
    .addColumn('day', t, (c) => c.notNull())
    .addColumn('kind', t, (c) => c.notNull())
    .addColumn('name', t, (c) => c.notNull())
    .addColumn('source', t, (c) => c.notNull())
    .addColumn('confidence', t, (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await index(db, 'calendar_days', ['day'], { unique: true })
}
