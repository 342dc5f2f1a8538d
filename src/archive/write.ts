import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { isPostgres } from '../db/address.ts'
import { allMigrations, migrationsRun } from '../db/migrate.ts'
import type { Reader, Tx } from '../db/schema.ts'
import { inSnapshot } from '../db/snapshot.ts'
import { findUp } from '../paths.ts'
import { lastBatch } from '../record/queries.ts'
import { addEvidence } from './evidence.ts'
import {
  entryNames,
  formatName,
  formatVersion,
  type Kind,
  type Manifest,
  type TableEntry,
  Unfit,
  writeManifest,
} from './format.ts'
import { listsOf } from './lists.ts'
import { columnsIn, mustFit } from './load.ts'
import { readmeOf } from './readme.ts'
import { fileLinesOf, filesOf, isIn, linesOf, shapesIn, tableNames } from './rows.ts'
import { startZip } from './zip.ts'

/** What an archive is made from. */
export interface Source {
  /** Of the database, as in the configuration. */
  database: string
  dataDir: string
  /** UTC instant that the archive bears. */
  now: string
}

/**
 * Reads the whole office as it stands at one moment and writes it as a ZIP, while people go on working and no faster than
 * `bytes` is taken. The memory it needs does not grow with the office. When something fails, `bytes` breaks off and
 * `manifest` is rejected with the reason.
 */
export function writeArchive(source: Source, kind: Kind): { bytes: Readable; manifest: Promise<Manifest> } {
  const zip = startZip(source.now)
  const manifest = inSnapshot(source.database, (db) => write(db, source, kind, zip)).catch((error) => {
    zip.bytes.destroy(error)
    throw error
  })
  return { bytes: zip.bytes, manifest }
}

type Zip = ReturnType<typeof startZip>

async function write(db: Tx, source: Source, kind: Kind, zip: Zip): Promise<Manifest> {
  await refuseOtherShape(db)
  mustFit(await columnsIn(db), shapesIn(kind), absentFrom(kind)) // else nothing could be put back
  const others = [await add(zip, entryNames.readme, pieces(readmeOf(kind, source.now)))]
  const tables: TableEntry[] = []
  for (const shape of shapesIn(kind)) {
    const { rows, ...entry } = await addCounted(zip, entryNames.table(shape.name), linesOf(db, shape, kind))
    tables.push({
      ...entry,
      name: shape.name,
      rows,
      key: [...shape.key],
      columns: [...shape.columns],
      leftOut: [...shape.leftOut],
    })
  }
  if (kind === 'export') for (const [name, bytes] of listsOf(db)) others.push(await add(zip, name, bytes))
  const files = { ...(await addCounted(zip, entryNames.files, fileLinesOf(db))), total: await sizeOf(db) }
  const lost = await addEvidence(db, source.dataDir, zip)
  const manifest = {
    ...headOf(source, kind),
    head: await headIn(db),
    tables,
    absent: absentFrom(kind),
    files,
    lost,
    others,
  }
  await zip.add(entryNames.manifest, pieces(writeManifest(manifest)))
  zip.end()
  return manifest
}

/** Rows are read by the names that this program knows. */
async function refuseOtherShape(db: Reader) {
  const run = await migrationsRun(db)
  if (run.length < allMigrations.length)
    throw new Unfit(
      'The database is older than this program: run "migrate", or archive it with the program that serves it.',
    )
  if (run.length > allMigrations.length) throw new Unfit('The database is newer than this program.')
}

async function addCounted(zip: Zip, name: string, bytes: AsyncIterable<Uint8Array>) {
  return { entry: name, ...(await zip.add(name, bytes)) }
}

async function add(zip: Zip, name: string, bytes: AsyncIterable<Uint8Array>) {
  const { rows: _, ...entry } = await addCounted(zip, name, bytes)
  return entry
}

async function* pieces(bytes: Uint8Array) {
  yield bytes
}

const headOf = ({ database, now }: Source, kind: Kind) => ({
  format: formatName as typeof formatName,
  formatVersion: formatVersion as typeof formatVersion,
  kind,
  product: { name: 'nam-ro', version: String(JSON.parse(readFileSync(findUp('package.json'), 'utf8')).version) },
  database: isPostgres(database) ? ('postgres' as const) : ('sqlite' as const),
  takenAt: now,
  schema: allMigrations,
})

async function headIn(db: Reader): Promise<Manifest['head']> {
  const batch = await lastBatch(db)
  return batch ? { position: batch.last, hash: batch.hash, at: batch.sealedAt } : null
}

const absentFrom = (kind: Kind) => tableNames.filter((name) => !isIn(name, kind))

async function sizeOf(db: Reader): Promise<number> {
  let total = 0
  for await (const slice of filesOf(db)) for (const { bytes } of slice) total += bytes
  return total
}
