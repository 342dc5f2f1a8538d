import { CompiledQuery, type Kysely, type KyselyPlugin, type QueryId } from 'kysely'
import type { Db, Schema } from '../src/db/schema.ts'

/** What grows with the years; of the rest a province has hundreds. */
const large = /^(tasks|task_\w+|audit|people|submissions)$/

/** The same database, and every query that is asked of its reader, as it is sent. */
export function listening(db: Db): { db: Db; asked: CompiledQuery[] } {
  const asked: CompiledQuery[] = []
  const reader = db.reader as Kysely<Schema>
  const begun = new WeakMap<QueryId, CompiledQuery>() // the parts of a query are transformed too, and never answered
  const ear: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      begun.set(queryId, reader.getExecutor().compileQuery(node, queryId))
      return node
    },
    async transformResult({ queryId, result }) {
      const query = begun.get(queryId)
      if (query) asked.push(query)
      return result
    },
  }
  return { db: { ...db, reader: reader.withPlugin(ear) }, asked }
}

/** A large table that a query reads from one end to the other. */
export interface FullScan {
  table: string
  /** How the database says it. */
  how: string
  sql: string
}

/** What these queries read whole. PostgreSQL is to say whether there is another way at all, however small the tables are. */
export function fullScans(db: Db, queries: readonly CompiledQuery[]): Promise<FullScan[]> {
  const every = new Map(queries.map((query) => [query.sql, query])).values()
  return db.writer.connection().execute(async (one) => {
    const scansOf = db.dialect === 'sqlite' ? scansOnSqlite : await scannerOnPostgres(one)
    const found: FullScan[] = []
    for (const query of every) {
      const scans = (await scansOf(one, query)).filter(({ table }) => large.test(table))
      found.push(...scans.map((scan) => ({ ...scan, sql: query.sql })))
    }
    if (db.dialect === 'postgres') await ask(one, 'reset all')
    return found
  })
}

async function scannerOnPostgres(one: Kysely<Schema>) {
  for (const way of ['seqscan', 'hashjoin', 'mergejoin']) await ask(one, `set enable_${way} = off`)
  const indexes = await indexesOf(one)
  return (on: Kysely<Schema>, query: CompiledQuery) => scansOnPostgres(on, query, indexes)
}

type Scan = Omit<FullScan, 'sql'>

/**
 * 'SCAN tasks', with or without an index. 'SEARCH' begins somewhere, unless the index is made of the whole table for this
 * query alone, or its first column may be anything.
 */
async function scansOnSqlite(one: Kysely<Schema>, { sql, parameters }: CompiledQuery): Promise<Scan[]> {
  const plan = await ask<{ detail: string }>(one, `explain query plan ${sql}`, parameters)
  return plan.flatMap(({ detail: how }) => {
    const [, name] = /^SCAN (\w+)/.exec(how) ?? /^SEARCH (\w+) USING (?:AUTOMATIC|.*ANY\()/.exec(how) ?? []
    return name ? [{ table: tableOf(name, sql), how }] : []
  })
}

/** SQLite calls a table by its name in the query. */
const tableOf = (name: string, sql: string): string => new RegExp(`"?(\\w+)"? as "?${name}"?\\b`).exec(sql)?.[1] ?? name

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Node[]
}

/** 'Seq Scan', or an index read without a condition on its first column: PostgreSQL can skip that one. */
async function scansOnPostgres(
  one: Kysely<Schema>,
  { sql, parameters }: CompiledQuery,
  indexes: Indexes,
): Promise<Scan[]> {
  const [answer] = await ask<Record<string, [{ Plan: Node }]>>(one, `explain (format json) ${sql}`, parameters)
  const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)]
  const [plan] = Object.values(answer ?? {})
  return nodes(plan?.[0].Plan as Node).flatMap((node) => {
    const { 'Node Type': how, 'Relation Name': table, 'Index Name': name, 'Index Cond': begins = '' } = node
    if (how === 'Seq Scan' && table) return [{ table, how }]
    const index = name === undefined ? undefined : indexes.get(name)
    return index && !begins.includes(index.first) ? [{ table: index.on, how: `${how} using ${name}: ${begins}` }] : []
  })
}

/**
 * By name: the table of an index, and its first column or expression. One of some rows only is left out: whoever reads it
 * whole reads what it was made for.
 */
type Indexes = Map<string, { on: string; first: string }>

async function indexesOf(one: Kysely<Schema>): Promise<Indexes> {
  const rows = await ask<{ name: string; on: string; first: string }>(
    one,
    `select indexrelid::regclass::text as name, indrelid::regclass::text as on, pg_get_indexdef(indexrelid, 1, true) as first
      from pg_index where indpred is null`,
  )
  return new Map(rows.map(({ name, ...index }) => [name, index]))
}

async function ask<R>(one: Kysely<Schema>, sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
  return (await one.executeQuery<R>(CompiledQuery.raw(sql, [...parameters]))).rows
}
