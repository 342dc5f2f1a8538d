import { type Kysely, sql } from 'kysely'
import type { Reader, Schema } from '../db/schema.ts'
import type { Kind } from './format.ts'
import { tables } from './tables.ts'
import { withheld } from './withheld.ts'

/** A table as an archive has it: the columns that are in it, and in whose order its rows stand. */
export interface Shape {
  name: string
  key: readonly string[]
  columns: readonly string[]
}

/** With the columns that the archive leaves out. */
export interface FullShape extends Shape {
  leftOut: readonly string[]
}

export const tableNames = Object.keys(tables) as (keyof Schema)[]

/** The tables of an archive of this kind, and for each the columns it leaves out. */
export function shapesIn(kind: Kind): FullShape[] {
  return tableNames
    .filter((name) => isIn(name, kind))
    .map((name) => {
      const { key, summed, secret = [] } = tables[name]
      const all = Object.keys(tables[name].columns)
      const columns = summed ? [...key, summed] : all.filter((column) => kind === 'backup' || !isOneOf(secret, column))
      return { name, key, columns, leftOut: all.filter((column) => !columns.includes(column)) }
    })
}

export function isIn(name: keyof Schema, kind: Kind): boolean {
  const where = tables[name].in
  return where === 'both' || where === kind
}

const sliceSize = 500

/**
 * The rows of a table as JSON lines in the order of its key, a slice of them in each piece, so that a table of any size
 * takes the memory of one slice. Both databases give the same bytes for the same rows. An export is without what
 * `withheld` says.
 */
export async function* linesOf(db: Reader, shape: Shape, kind: Kind = 'backup'): AsyncGenerator<Buffer> {
  const columns = [...shape.columns]
  for (let after: Row | undefined; ; ) {
    const rows = await sliceOf(db, shape, kind, after)
    if (rows.length > 0) yield Buffer.from(`${rows.map((row) => JSON.stringify(row, columns)).join('\n')}\n`)
    if (rows.length < sliceSize) return
    after = rows.at(-1)
  }
}

export type Value = string | number | null
export type Row = Record<string, Value>

function sliceOf(db: Reader, { name, key, columns }: Shape, kind: Kind, after: Row | undefined): Promise<Row[]> {
  const keys = sql.join(key.map((column) => sql.ref(column)))
  const summed = summedIn(name)
  const sum = sql<number>`sum(${sql.ref(summed ?? '')})`
  const without = kind === 'export' ? withheld[name as keyof Schema] : undefined
  return anyTable(db)
    .selectFrom(name)
    .select(columns.filter((column) => column !== summed))
    .$if(without !== undefined, (query) => query.where(sql<boolean>`not ${without}`))
    .$if(summed !== undefined, (query) =>
      query
        .select(sum.as(summed ?? ''))
        .groupBy(keys)
        .having(sum, '<>', 0),
    )
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(${keys}) > (${sql.join(key.map((column) => after?.[column]))})`),
    )
    .orderBy(keys)
    .limit(sliceSize)
    .execute()
}

/** The column of a table that is summed by key: what the database itself counts up is not written back. */
export const summedIn = (name: string): string | undefined =>
  Object.hasOwn(tables, name) ? tables[name as keyof Schema].summed : undefined

const isOneOf = (names: readonly string[], name: string) => names.includes(name)

/** Tables by names that only the archive knows: those of an older shape are not in `Schema`. */
const anyTable = (db: Reader) => db as unknown as Kysely<Record<string, Row>>

/** The evidence that the rows speak of, by hash: its name in the archive and its length. */
export async function* filesOf(db: Reader): AsyncGenerator<{ hash: string; bytes: number }[]> {
  for (let after = ''; ; ) {
    const slice = await db
      .selectFrom('files')
      .select(['hash', (is) => is.fn.min<number>('size').as('bytes')])
      .where('hash', '>', after)
      .groupBy('hash')
      .orderBy('hash')
      .limit(sliceSize)
      .execute()
    if (slice.length > 0) yield slice
    if (slice.length < sliceSize) return
    after = slice.at(-1)?.hash ?? after
  }
}

/** The same as lines of files.jsonl. */
export async function* fileLinesOf(db: Reader): AsyncGenerator<Buffer> {
  for await (const slice of filesOf(db)) yield Buffer.from(`${slice.map((file) => JSON.stringify(file)).join('\n')}\n`)
}
