import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Ctx } from '../act.ts'
import { recordDeed, systemCtx } from '../archive/deeds.ts'
import type { Kind } from '../archive/format.ts'
import { type Restored, rehearse, restoreArchive } from '../archive/restore.ts'
import type { Config } from '../config.ts'
import { openDb } from '../db/open.ts'
import { systemClock } from '../site.ts'
import { contents, type Say, saidPlainly } from './archives.ts'

const usage = `restore FILE.zip                  put the office of a backup into an empty installation, whole or not at all
restore --check FILE.zip          try it in a throw-away database and change nothing
restore --accept-faults FILE.zip  even though its record does not prove itself`

type Place = Pick<Config, 'database' | 'dataDir'>

/** `restore`. Returns the exit code: 0 restored (or would be), 1 refused, nothing changed, 2 not understood. */
export async function restore(args: string[], config: Place, say: Say = console.log): Promise<number> {
  const asked = readArgs(args)
  if (!asked) {
    say(usage)
    return 2
  }
  const { file, check, acceptFaults } = asked
  if (check) return tryOut(file, say)
  return saidPlainly('Nothing was restored', say, async () => {
    await takeIn(file, 'backup', config, acceptFaults, say)
    say('People sign in again, with their passwords of that time. API tokens ended since then work again: end them.')
    return 0
  })
}

function readArgs(args: string[]) {
  const options = { check: { type: 'boolean' }, 'accept-faults': { type: 'boolean' } } as const
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    const [file, ...more] = positionals
    const asked = { check: values.check ?? false, acceptFaults: values['accept-faults'] ?? false }
    return file && more.length === 0 ? { file, ...asked } : undefined
  } catch {
    return undefined // an option that there is not
  }
}

const tryOut = (file: string, say: Say) =>
  saidPlainly('This archive would not be taken', say, async () => {
    tell(await rehearse(file), say)
    say('Everything fits: this archive would be taken. Nothing was changed.')
    return 0
  })

/** Restores, says what came, and notes it in the record; `then` may do more as the program itself. */
export async function takeIn(
  file: string,
  kind: Kind,
  config: Place,
  acceptFaults: boolean,
  say: Say,
  then: (ctx: Ctx) => Promise<void> = async () => undefined,
): Promise<void> {
  const restored = await restoreArchive(file, kind, config, { acceptFaults })
  tell(restored, say)
  const { manifest, headsPutAside } = restored
  if (headsPutAside) say(`Heads of the record later than this archive were put aside: ${headsPutAside}`)
  const db = await openDb(config.database)
  try {
    const ctx = await systemCtx(db, systemClock())
    if (!ctx) return
    await recordDeed(ctx, 'unit.restore', { archive: basename(file), takenAt: manifest.takenAt })
    await then(ctx)
  } finally {
    await db.close()
  }
}

function tell({ manifest, record }: Restored, say: Say) {
  for (const line of contents(manifest)) say(line)
  say(`The record: ${record.rows} rows, ${record.faultCount === 0 ? 'no fault found' : `${record.faultCount} FAULTS`}.`)
  if (manifest.lost.length > 0)
    say(`Evidence that was lost already when the archive was made: ${manifest.lost.length} files.`)
}
