import type { Schema, Tx } from '../db/schema.ts'
import { insertAll } from '../db/slices.ts'
import { type TableEntry, Unfit } from './format.ts'
import { type FullShape, type Row, tableNames, type Value } from './rows.ts'

/** The columns of every table of the database, ours or not, by the names that rows use: whether each holds text or a number. */
export type Columns = Map<string, Map<string, 'text' | 'number'>>

export async function columnsIn(tx: Tx): Promise<Columns> {
  const found = await tx.introspection.getTables()
  const tables = found.filter(({ isView }) => !isView)
  return new Map(
    tables.map(({ name, columns }) => [
      camel(name),
      new Map(columns.map((column) => [camel(column.name), /int/i.test(column.dataType) ? 'number' : 'text'])),
    ]),
  )
}

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/**
 * Throws `Unfit` unless the archive has exactly our tables and columns of this database, there or named as left out. What
 * else stands in the database, such as tables of extensions and of search indexes, is none of ours.
 */
export function mustFit(columns: Columns, tables: readonly FullShape[], absent: readonly string[]): void {
  const told = [...tables.map(({ name }) => name), ...absent]
  const isOurs = (name: string) => told.includes(name) || (tableNames as string[]).includes(name)
  sameNames('tables', told, [...columns.keys()].filter(isOurs))
  for (const table of tables)
    sameNames(
      `columns of ${table.name}`,
      [...table.columns, ...table.leftOut],
      [...(columns.get(table.name)?.keys() ?? [])],
    )
  for (const { name, key, columns } of tables)
    if (!key.every((column) => columns.includes(column)))
      throw new Unfit(`The key of ${name} is not among its columns.`)
}

function sameNames(what: string, told: readonly string[], found: readonly string[]) {
  const [extra, missing] = [told.filter((name) => !found.includes(name)), found.filter((name) => !told.includes(name))]
  const twice = told.length !== new Set(told).size
  if (extra.length > 0 || missing.length > 0 || twice)
    throw new Unfit(
      `The ${what} do not fit the database: ${[...extra, ...missing].join(', ') || 'one is there twice'}.`,
    )
}

const sliceSize = 1000

/** Inserts the rows of one table, a slice at a time. `filled` are values for the columns that the archive leaves out. */
export async function loadTable(
  tx: Tx,
  table: TableEntry,
  types: ReadonlyMap<string, 'text' | 'number'>,
  lines: AsyncIterable<string>,
  filled: Row,
): Promise<void> {
  let [slice, number]: [Row[], number] = [[], 0]
  for await (const line of lines) {
    number += 1
    slice.push({ ...rowOf(line, table, types, number), ...filled })
    if (slice.length === sliceSize) {
      await insert(tx, table, slice)
      slice = []
    }
  }
  await insert(tx, table, slice)
}

async function insert(tx: Tx, { name, entry }: TableEntry, rows: Row[]) {
  await insertAll(tx, name as keyof Schema, rows as never).catch((error) => {
    throw new Unfit(`${entry} cannot be taken in: ${error.message}`)
  })
}

function rowOf(
  line: string,
  { entry, columns }: TableEntry,
  types: ReadonlyMap<string, 'text' | 'number'>,
  number: number,
) {
  const row = parse(line)
  const fits =
    row && Object.keys(row).length === columns.length && columns.every((name) => isOf(types.get(name), row[name]))
  if (!fits) throw new Unfit(`${entry}: row ${number} is not as it should be.`)
  return row as Row
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

const isOf = (type: 'text' | 'number' | undefined, value: unknown): value is Value =>
  value === null || (type === 'number' ? Number.isSafeInteger(value) : type === 'text' && typeof value === 'string')
