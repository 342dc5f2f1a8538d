import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { recordDeed, systemCtx } from '../archive/deeds.ts'
import type { Kind, Manifest } from '../archive/format.ts'
import { datedName, keepNewest, saveArchive } from '../archive/keep.ts'
import type { Config } from '../config.ts'
import { openDb } from '../db/open.ts'
import { inSnapshot } from '../db/snapshot.ts'
import { readHeads } from '../record/heads.ts'
import { verifyRecord } from '../record/verify.ts'
import { systemClock } from '../site.ts'
import { contents, type Say, saidPlainly } from './archives.ts'

const usage = `backup FILE.zip            save the whole office into a new file, while it works on
backup --keep N FOLDER     the same under a dated name; then remove all but the newest N of such names`

type Place = Pick<Config, 'database' | 'dataDir'>

/** `backup`. Returns the exit code: 0 made and sound, 1 not made or something wrong with the office, 2 not understood. */
export async function backup(args: string[], config: Place, say: Say = console.log): Promise<number> {
  const asked = readArgs(args)
  if (!asked) {
    say(usage)
    return 2
  }
  const now = systemClock()
  const file = asked.keep ? join(asked.path, datedName(now)) : asked.path
  return saidPlainly('No backup was made', say, async () => {
    const code = await save(file, 'backup', config, now, say)
    if (asked.keep) for (const name of await keepNewest(asked.path, asked.keep)) say(`Removed the older ${name}.`)
    return code
  })
}

function readArgs(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { keep: { type: 'string' } } })
    const [path, ...more] = positionals
    const keep = values.keep === undefined ? undefined : Number(values.keep)
    const isCount = keep === undefined || (Number.isInteger(keep) && keep >= 1)
    return path && more.length === 0 && isCount ? { path, keep } : undefined
  } catch {
    return undefined // an option that there is not
  }
}

/** Makes, checks and notes one archive. Returns 0, or 1 when it was made but something is wrong with the office. */
export async function save(file: string, kind: Kind, config: Place, now: string, say: Say): Promise<number> {
  const manifest = await saveArchive(file, { ...config, now }, kind)
  say(`Written and read back: ${file}`)
  for (const line of contents(manifest)) say(line)
  await note(config, manifest, file).catch((error) => say(`It could not be noted in the record: ${error.message}`))
  const faults = [...aboutLost(manifest), ...(await aboutRecord(config))]
  for (const line of faults) say(line)
  return faults.length === 0 ? 0 : 1
}

/** That data left, or were saved, is on the record of the office; the archive itself was closed before. */
async function note({ database }: Place, { kind, tables, files, takenAt }: Manifest, file: string) {
  const db = await openDb(database)
  try {
    const ctx = await systemCtx(db, systemClock())
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    const facts = { archive: basename(file), takenAt, rows, files: files.rows }
    if (ctx) await recordDeed(ctx, kind === 'backup' ? 'unit.backup' : 'unit.export', facts)
  } finally {
    await db.close()
  }
}

const aboutLost = ({ lost }: Manifest) =>
  lost.length === 0
    ? []
    : [
        `EVIDENCE LOST: ${lost.length} files are missing on the disk or damaged, and are not in it:`,
        ...lost.map((hash) => `  ${hash}`),
      ]

/** A record that does not prove itself is saved all the same, but said: an archive of it is not taken back without a word. */
async function aboutRecord({ database, dataDir }: Place): Promise<string[]> {
  const heads = (await readHeads(dataDir))?.heads ?? []
  const { faultCount } = await inSnapshot(database, (db) => verifyRecord(db, heads))
  return faultCount === 0 ? [] : [`FAULTS IN THE RECORD: ${faultCount}. "audit verify" names them.`]
}
