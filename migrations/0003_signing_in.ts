import { type AnyDb, index, table, text } from './columns.ts'

/** Logins, the sessions and tokens they open, and the attempts that failed. Secrets are stored as hashes only. */
export async function up(db: AnyDb) {
  const t = text(db)
  await db.schema
    .createTable('logins')
    .addColumn('person_id', 'integer', (c) => c.primaryKey().references('people.id'))
    .addColumn('username', t, (c) => c.notNull().unique())
    .addColumn('password_hash', t, (c) => c.notNull())
    .addColumn('must_change', 'integer', (c) => c.notNull())
    .addColumn('theme', t, (c) => c.notNull().defaultTo('auto'))
    .addColumn('size', t, (c) => c.notNull().defaultTo('100'))
    .execute()

  await table(db, 'sessions')
    .addColumn('public_id', t, (c) => c.notNull().unique())
    .addColumn('token_hash', t, (c) => c.notNull().unique())
    .addColumn('person_id', 'integer', (c) => c.notNull().references('people.id'))
    .addColumn('device', t, (c) => c.notNull())
    .addColumn('address', t, (c) => c.notNull())
    .addColumn('created_at', t, (c) => c.notNull())
    .addColumn('seen_at', t, (c) => c.notNull())
    .addColumn('expires_at', t, (c) => c.notNull())
    .addColumn('ended_at', t)
    .addColumn('acting_for_id', 'integer', (c) => c.references('people.id'))
    .execute()
  await index(db, 'sessions', ['person_id'])

  await table(db, 'tokens')
    .addColumn('public_id', t, (c) => c.notNull().unique())
    .addColumn('token_hash', t, (c) => c.notNull().unique())
    .addColumn('person_id', 'integer', (c) => c.notNull().references('people.id'))
    .addColumn('name', t, (c) => c.notNull())
    .addColumn('scope', t, (c) => c.notNull())
    .addColumn('created_at', t, (c) => c.notNull())
    .addColumn('expires_at', t, (c) => c.notNull())
    .addColumn('used_at', t)
    .addColumn('ended_at', t)
    .execute()
  await index(db, 'tokens', ['person_id'])

  await db.schema
    .createTable('known_devices')
    .addColumn('token_hash', t, (c) => c.primaryKey())
    .addColumn('person_id', 'integer', (c) => c.notNull().references('people.id'))
    .addColumn('created_at', t, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('attempts')
    .addColumn('key', t, (c) => c.primaryKey())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('last_at', t, (c) => c.notNull())
    .execute()
}
