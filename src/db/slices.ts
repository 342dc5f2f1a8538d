import { setImmediate as turn } from 'node:timers/promises'
import { type InsertObject, sql } from 'kysely'
import type { Schema, Tx } from './schema.ts'

/** Values in one statement: SQLite takes 32,766, PostgreSQL 65,535; far fewer keep each statement short. */
const mostValues = 4000

/**
 * Walks a long list a slice at a time. Between slices the event loop turns, so that pages are answered meanwhile.
 * `done` is how many items the slices before this one had.
 */
export async function eachSlice<T>(
  items: readonly T[],
  size: number,
  work: (slice: readonly T[], done: number) => unknown,
) {
  for (let done = 0; done < items.length; done += size) {
    await work(items.slice(done, done + size), done)
    if (done + size < items.length) await turn()
  }
}

/** Inserts any number of rows, many in a statement. Rows of one call name the same columns. */
export async function insertAll<T extends keyof Schema>(tx: Tx, table: T, rows: readonly InsertObject<Schema, T>[]) {
  const columns = Object.keys(rows[0] ?? {}).length
  await eachSlice(rows, Math.max(1, Math.floor(mostValues / Math.max(1, columns))), (slice) =>
    tx.insertInto(table).values(slice).execute(),
  )
}

type Plain = string | number | null

/**
 * Sets columns of many rows by their key, a statement for a slice. Rows of one call name the same columns; one of them may be
 * `version`, the version that was looked at: it goes up by one, and a row that has another by now is left as it is.
 * Returns how many were changed.
 */
export async function updateAll(
  tx: Tx,
  table: keyof Schema & string,
  rows: readonly Record<string, Plain>[],
  key = 'id',
): Promise<number> {
  const columns = Object.keys(rows[0] ?? {})
  const isNumber = new Set(columns.filter((column) => rows.some((row) => typeof row[column] === 'number')))
  const given = (column: string) => {
    const value = sql.ref(`given.column${columns.indexOf(column) + 1}`)
    return isNumber.has(column) ? sql`cast(${value} as integer)` : value
  }
  const isVersioned = columns.includes('version')
  const assigned = columns
    .filter((column) => column !== key)
    .map((column) => sql`${sql.ref(column)} = ${given(column)}${sql.raw(column === 'version' ? ' + 1' : '')}`)
  let changed = 0
  await eachSlice(rows, Math.max(1, Math.floor(mostValues / columns.length)), async (slice) => {
    const values = slice.map((row) => sql`(${sql.join(columns.map((column) => sql.val(row[column])))})`)
    const { numAffectedRows = 0n } = await sql`
      update ${sql.table(table)} set ${sql.join(assigned)}
      from (values ${sql.join(values)}) as given
      where ${sql.ref(`${table}.${key}`)} = ${given(key)}
      ${isVersioned ? sql`and ${sql.ref(`${table}.version`)} = ${given('version')}` : sql``}`.execute(tx)
    changed += Number(numAffectedRows)
  })
  return changed
}
