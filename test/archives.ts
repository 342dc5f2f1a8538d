import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { openPromise } from 'yauzl'
import { type Kind, type Manifest, writeManifest } from '../src/archive/format.ts'
import type { Target } from '../src/archive/restore.ts'
import { writeArchive } from '../src/archive/write.ts'
import { isPostgres } from '../src/db/address.ts'
import { openDb } from '../src/db/open.ts'
import { inSnapshot } from '../src/db/snapshot.ts'
import { ask, databaseAt } from './setup/ask.ts'
import { freshDatabase } from './setup/databases.ts'

/** A new folder; `remove` it. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'nam-ro-archive-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export type Place = Target & { drop(): Promise<void> }

/** Somewhere to put an office, on the database of the project: migrated and empty, as after a first start. */
export async function startedPlace(): Promise<Place> {
  const { url, drop } = await freshDatabase()
  return placeOn(url, drop)
}

/** The same before any program was started on it: a SQLite file that is not there, a PostgreSQL database without tables. */
export async function barePlace(): Promise<Place> {
  const from = inject('database')
  if (from.dialect === 'sqlite') return sqlitePlace()
  const name = `${from.run}_bare_${randomBytes(6).toString('hex')}`
  await ask(from.admin, `CREATE DATABASE ${name}`)
  return placeOn(databaseAt(from.admin, name), async () => void (await ask(from.admin, `DROP DATABASE ${name}`)))
}

/** A SQLite file that is not there yet, whatever the database of the project. */
export async function sqlitePlace(): Promise<Place> {
  const { path, remove } = folder()
  return { database: join(path, 'namro.db'), dataDir: join(path, 'data'), drop: async () => remove() }
}

function placeOn(database: string, drop: () => Promise<void>): Place {
  const { path, remove } = folder()
  return { database, dataDir: path, drop: () => drop().finally(remove) }
}

/** Writes an archive into a file and gives its manifest. */
export async function archiveTo(file: string, from: Target, kind: Kind, now: string): Promise<Manifest> {
  const { bytes, manifest } = writeArchive({ ...from, now }, kind)
  await Promise.all([pipeline(bytes, createWriteStream(file)), manifest])
  return manifest
}

export type Rows = Record<string, unknown>[]

/** Every row of every table of ours as the database has it, read past the program; sorted, by table. Of tallies the sums. */
export async function everything(database: string): Promise<Record<string, Rows>> {
  return inSnapshot(database, async (db) => {
    const tables = await db.introspection.getTables()
    const found: Record<string, Rows> = {}
    for (const name of tables.map(({ name }) => name).sort()) {
      if (/_search(_|$)/.test(name)) continue
      const { rows } = await sql<Rows[number]>`select * from ${sql.id(name)}`.execute(db)
      found[name] = (name === 'task_tallies' ? summed(rows) : rows).sort((a, b) =>
        JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
      )
    }
    return found
  })
}

/** How many rows make up a sum is the database's own business, and so is a sum of nothing. */
function summed(rows: Rows): Rows {
  const sums = new Map<string, number>()
  for (const { id: _, count, ...of } of rows)
    sums.set(JSON.stringify(of), (sums.get(JSON.stringify(of)) ?? 0) + Number(count))
  return [...sums].filter(([, count]) => count !== 0).map(([of, count]) => ({ ...JSON.parse(of), count }))
}

/** Tables, keys, checks, indexes and triggers of a database, as it words them itself. */
export async function shapeOf(database: string): Promise<unknown[]> {
  const ofFile = sql`select type, name, sql from sqlite_master where name not like 'sqlite%' order by 1, 2`
  const ofServer = sql`
    select 'constraint', conrelid::regclass::text || conname, pg_get_constraintdef(oid) from pg_constraint
      where connamespace = current_schema()::regnamespace
    union all select 'index', indexname, indexdef from pg_indexes where schemaname = current_schema()
    union all select 'trigger', tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select 'column', table_name || column_name, data_type || is_nullable || coalesce(column_default, '')
      from information_schema.columns where table_schema = current_schema() order by 1, 2`
  return inSnapshot(database, async (db) => (await (isPostgres(database) ? ofServer : ofFile).execute(db)).rows)
}

/** Whether nothing of an office is in a database: no file, no tables, or tables without people. */
export async function isEmpty(database: string): Promise<boolean> {
  const db = await openDb(database)
  try {
    const person = await db.reader.selectFrom('people').select('id').limit(1).executeTakeFirst()
    return person === undefined
  } catch (error) {
    return /no such table|does not exist/.test(String(error))
  } finally {
    await db.close()
  }
}

/** The entries of a ZIP by name, whole. */
export async function unpack(file: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(file, { autoClose: false })
  const entries = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
    entries.set(entry.fileName, Buffer.concat(chunks))
  }
  zip.close()
  return entries
}

/** A ZIP with any names in any order, which no library writes: stored, not squeezed. */
export function zipOf(entries: Iterable<readonly [name: string, content: Buffer]>): Buffer {
  const [body, directory]: Buffer[][] = [[], []]
  let [offset, count] = [0, 0]
  for (const [name, content] of entries) {
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt32LE(crc32(content), 10)
    head.writeUInt32LE(content.length, 14)
    head.writeUInt32LE(content.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name)])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory?.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), head, tail, Buffer.from(name)]))
    body?.push(local, content)
    offset += local.length + content.length
    count += 1
  }
  const central = Buffer.concat(directory ?? [])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...(body ?? []), central, Buffer.from('PK\x05\x06'), end])
}

export const manifestIn = (entries: Map<string, Buffer>): Manifest => {
  const { sha256: _, ...manifest } = JSON.parse(String(entries.get('manifest.json')))
  return manifest
}

/** Puts the manifest in order with what the entries now hold, as somebody would who knows how archives are made. */
export function resign(entries: Map<string, Buffer>, change: (manifest: Manifest) => void = () => undefined) {
  const manifest = manifestIn(entries)
  for (const listed of [manifest.files, ...manifest.tables, ...manifest.others]) {
    const content = entries.get(listed.entry)
    if (!content) continue
    const counted = { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
    Object.assign(listed, counted, 'rows' in listed && { rows: content.filter((byte) => byte === 10).length })
  }
  change(manifest)
  entries.set('manifest.json', writeManifest(manifest))
}

/** The rows of a table in an archive, and the other way round. */
export const rowsIn = (entries: Map<string, Buffer>, table: string): Rows =>
  String(entries.get(`tables/${table}.jsonl`))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
export const setRows = (entries: Map<string, Buffer>, table: string, rows: Rows) =>
  entries.set(`tables/${table}.jsonl`, Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')))

export const bytesOf = (file: string): Promise<Buffer> => readFile(file)
