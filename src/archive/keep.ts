import { createWriteStream, existsSync } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DateTime } from 'luxon'
import { settle } from '../files.ts'
import { type Kind, type Manifest, Unfit } from './format.ts'
import { verifyArchive } from './verify.ts'
import { type Source, writeArchive } from './write.ts'

/**
 * Writes an archive under another name, reads it back whole, and only then gives it its own. Never writes over a file;
 * whatever fails, nothing of that name is there. Only the owner may read it.
 */
export async function saveArchive(file: string, source: Source, kind: Kind): Promise<Manifest> {
  mustNotExist(file)
  const part = `${file}.part`
  await claim(part)
  try {
    const { bytes, manifest } = writeArchive(source, kind)
    await Promise.all([pipeline(bytes, createWriteStream(part, { flush: true })), manifest])
    await verifyArchive(part)
    mustNotExist(file)
    await rename(part, file)
    await settle(dirname(file))
    return await manifest
  } finally {
    await rm(part, { force: true })
  }
}

/** Two runs at once must not write into one another's file. */
async function claim(part: string) {
  const handle = await open(part, 'wx', 0o600).catch((error) => {
    throw error.code === 'EEXIST'
      ? new Unfit(`${part} is there: another run is at work, or was cut off. Remove it.`)
      : error
  })
  await handle.close()
}

function mustNotExist(file: string) {
  if (existsSync(file)) throw new Unfit(`${file} is there already; an archive is never written over.`)
}

/** 'nam-ro-20261125-090000.zip', by the clock of Việt Nam: the names sort by time. */
export const datedName = (now: string): string =>
  `nam-ro-${DateTime.fromISO(now, { zone: 'Asia/Ho_Chi_Minh' }).toFormat('yyyyMMdd-HHmmss')}.zip`
const dated = /^nam-ro-\d{8}-\d{6}\.zip$/

/** Keeps the newest `count` archives with a dated name in a folder and removes older ones; other files are left alone. */
export async function keepNewest(folder: string, count: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const ours = entries.filter((entry) => entry.isFile() && dated.test(entry.name)).map(({ name }) => name)
  const old = ours.sort().slice(0, -count)
  for (const name of old) await rm(join(folder, name))
  return old
}
