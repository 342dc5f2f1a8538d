import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillDatabase, mustBeFree } from '../db/filling.ts'
import { allMigrations, migrateTo } from '../db/migrate.ts'
import { checkSearch, emptyTables, restartKeys, withoutReferences } from '../db/references.ts'
import type { Tx } from '../db/schema.ts'
import { type Head, noteHead, readHeads } from '../record/heads.ts'
import { type Verdict, verifyRecord } from '../record/verify.ts'
import { dayIn } from '../rules/days.ts'
import { noPassword } from '../secrets.ts'
import { systemClock } from '../site.ts'
import { administratorsOf } from './deeds.ts'
import { placeEvidence } from './evidence.ts'
import { entryNames, type Kind, type Manifest, type TableEntry, Unfit } from './format.ts'
import { columnsIn, loadTable, mustFit } from './load.ts'
import { type Measured, measure } from './meter.ts'
import { fileLinesOf, linesOf, type Row, summedIn, tableNames } from './rows.ts'
import { linesIn, reading, withZip } from './unzip.ts'
import { type Opened, verifyArchive, withArchive } from './verify.ts'

/** Where an office goes: an empty database, and the folder that will hold its evidence. */
export interface Target {
  database: string
  dataDir: string
}

export interface Restored {
  manifest: Manifest
  /** What `audit verify` says of the restored record. */
  record: Verdict
  /** Where the heads noted beyond the end of the archive were put; undefined where there were none. */
  headsPutAside?: string
}

interface Options {
  /** Take the office even though its record does not prove itself. */
  acceptFaults?: boolean
}

/**
 * Puts the office of an archive into an empty database, whole or not at all. Everything is checked: the archive itself,
 * that every row points to rows that are there, that the database gives back exactly what the archive says, that the
 * record proves itself and agrees with the heads noted here earlier. Throws `Unfit` or `Occupied`.
 */
export async function restoreArchive(
  file: string,
  kind: Kind,
  target: Target,
  options: Options = {},
): Promise<Restored> {
  await mustBeFree(target.database)
  const manifest = await verifyArchive(file, (found) => {
    mustBeKind(found, kind)
    levelOf(found)
  })
  const noted = (await readHeads(target.dataDir))?.heads ?? []
  const record = await withArchive(file, (archive) =>
    fillDatabase(target.database, async (tx) => {
      const verdict = await fill(tx, archive, noted, options)
      await withZip(file, (zip) => placeEvidence(zip, manifest, archive.entry(entryNames.files), target.dataDir))
      return verdict
    }),
  )
  const headsPutAside = await noteEnd(target.dataDir, manifest, noted)
  return { manifest, record, headsPutAside }
}

/** Does all of it in a throw-away database and keeps nothing: whether `restore` or `import` would take the archive. */
export async function rehearse(file: string): Promise<Restored> {
  const manifest = await verifyArchive(file)
  const folder = await mkdtemp(join(tmpdir(), 'nam-ro-check-'))
  try {
    const database = join(folder, 'namro.db')
    const record = await withArchive(file, (archive) => fillDatabase(database, (tx) => fill(tx, archive, [], {})))
    return { manifest, record }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function mustBeKind({ kind }: Manifest, wanted: Kind) {
  if (kind === wanted) return
  throw new Unfit(
    kind === 'export' ? 'This is an export: "import" takes it in.' : 'This is a backup: "restore" takes it.',
  )
}

async function fill(tx: Tx, archive: Opened, noted: readonly Head[], options: Options): Promise<Verdict> {
  const { manifest } = archive
  await migrateTo(tx, levelOf(manifest)).catch(cannotShape)
  const columns = await columnsIn(tx)
  mustFit(columns, manifest.tables, manifest.absent)
  const ours = tableNames.filter((name) => columns.has(name))
  await emptyTables(tx, ours)
  const filled = valuesFor(manifest)
  await withoutReferences(tx, async () => {
    for (const table of manifest.tables.filter(({ name }) => !summedIn(name))) {
      const lines = linesIn(reading(await archive.zip.read(archive.entry(table.entry))))
      await loadTable(tx, table, columns.get(table.name) ?? new Map(), lines, filled.get(table.name) ?? {})
    }
  })
  await restartKeys(tx)
  await mustBeEqual(tx, manifest)
  await checkSearch(tx)
  const record = await proveRecord(tx, manifest, noted, options)
  await migrateTo(tx, allMigrations)
  if (manifest.kind === 'export') await mustHaveAdministrator(tx)
  return record
}

/** A PostgreSQL database that a newer program was started on cannot go back to the shape of an older archive. */
function cannotShape(error: Error): never {
  throw new Unfit(`The database cannot be given the shape of the archive; make a new, empty one. ${error.message}`)
}

/** Nobody has a password in an export; one who lets the others in is found at once, or the office would stay locked. */
async function mustHaveAdministrator(tx: Tx) {
  const found = await administratorsOf(tx, dayIn(systemClock()))
  if (found.length === 0) throw new Unfit('Nobody with a user name administers this office: nobody could sign in.')
}

/** The migrations that make the shape of the archive: an older office is brought up to date afterwards. */
function levelOf({ schema, product }: Manifest): string[] {
  if (schema.length > allMigrations.length || schema.some((name, at) => name !== allMigrations[at]))
    throw new Unfit(
      `This archive was made by another or newer version (${product.version}), whose tables are not known here.`,
    )
  return schema
}

/** What stands in columns that were left out: people of an office moved in from an export are given passwords anew. */
function valuesFor(manifest: Manifest): Map<string, Row> {
  const known: Record<string, Row> = { 'logins.passwordHash': { passwordHash: noPassword } }
  const filled = ({ name, leftOut }: TableEntry) => {
    const values = leftOut.map((column) => known[`${name}.${column}`])
    if (values.includes(undefined)) throw new Unfit(`The archive leaves out ${leftOut.join(', ')} of ${name}.`)
    return Object.assign({}, ...values) as Row
  }
  const written = manifest.tables.filter(({ name }) => !summedIn(name))
  return new Map(written.map((table) => [table.name, filled(table)]))
}

/** The database gives back, byte by byte, what the archive holds; so do the columns and tables that triggers made. */
async function mustBeEqual(tx: Tx, { tables, files }: Manifest) {
  for (const table of tables) mustMeasure(table, await measure(linesOf(tx, table)))
  mustMeasure(files, await measure(fileLinesOf(tx)))
}

function mustMeasure({ entry, rows, sha256 }: Pick<TableEntry, 'entry' | 'rows' | 'sha256'>, found: Measured) {
  if (found.rows !== rows || found.sha256 !== sha256)
    throw new Unfit(
      `${entry} does not come out of the database as it went in: it does not fit the rest of the archive.`,
    )
}

/** The record proves itself, ends where the archive says, and holds the heads that were noted here before that end. */
async function proveRecord(
  tx: Tx,
  { head }: Manifest,
  noted: readonly Head[],
  { acceptFaults }: Options,
): Promise<Verdict> {
  const end = head?.position ?? 0
  const heads = [...noted.filter(({ position }) => position <= end), ...(head ? [head] : [])]
  const record = await verifyRecord(tx, heads)
  if (acceptFaults) return record
  if (record.head.position !== end) throw new Unfit('The record does not end where manifest.json says.')
  if (record.faultCount > 0)
    throw new Unfit(
      `The record does not prove itself: ${record.faultCount} faults, the first at row ${record.faults[0]?.position ?? '?'}. ` +
        'Take an older archive; or, knowing that, add --accept-faults.',
    )
  return record
}

/** Heads beyond the archive are of what is gone now: kept beside, so that `audit verify` does not ask for it for ever. */
async function noteEnd(dataDir: string, { head, takenAt }: Manifest, noted: readonly Head[]) {
  const beyond = noted.some(({ position }) => position > (head?.position ?? 0))
  const aside = join(dataDir, `audit-heads-before-${takenAt.replace(/[^0-9]/g, '')}.jsonl`)
  if (beyond) await rename(join(dataDir, 'audit-heads.jsonl'), aside)
  if (head) await noteHead(dataDir, head)
  return beyond ? aside : undefined
}
