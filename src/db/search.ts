import { type RawBuilder, sql } from 'kysely'
import { searchWords } from '../rules/names.ts'
import type { Db } from './schema.ts'

/**
 * A condition for `where`: each word of `text`, with or without marks, begins a word of the row's `folded` column.
 * Text without a letter or digit matches nothing. The table needs `searchable` in its migration.
 */
export function finds(
  dialect: Db['dialect'],
  on: 'people' | 'units' | 'tasks' | 'plans',
  text: string,
): RawBuilder<boolean> {
  const words = searchWords(text)
  if (words.length === 0) return sql<boolean>`1 = 0`
  if (dialect === 'postgres') {
    const query = words.map((word) => `${word}:*`).join(' & ')
    return sql<boolean>`to_tsvector('simple', ${sql.ref(`${on}.folded`)}) @@ to_tsquery('simple', ${query})`
  }
  const query = words.map((word) => `"${word}"*`).join(' ')
  const search = sql.table(`${on}_search`)
  return sql<boolean>`${sql.ref(`${on}.id`)} in (select rowid from ${search} where ${search} match ${query})`
}

/** The same asked of one row after another, for a walk through an index when the words are too common to start from. */
export function begins(on: 'people' | 'units' | 'tasks', text: string): RawBuilder<boolean> {
  const words = searchWords(text)
  if (words.length === 0) return sql<boolean>`1 = 0`
  const folded = sql.ref(`${on}.folded`)
  return sql<boolean>`(${sql.join(
    words.map((word) => sql`' ' || ${folded} like ${`% ${word}%`}`),
    sql` and `,
  )})`
}
