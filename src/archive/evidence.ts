import { once } from 'node:events'
import type { Reader } from '../db/schema.ts'
import { placeFile, readStored } from '../files.ts'
import { entryNames, hashIn, type Manifest, Unfit } from './format.ts'
import { measure } from './meter.ts'
import { filesOf } from './rows.ts'
import { type Entry, linesIn, reading, type Zip } from './unzip.ts'
import type { startZip } from './zip.ts'

/**
 * Adds every evidence file that the rows speak of, in the order of the hashes. One that is missing on the disk, or is
 * not what its name says, does not keep the rest from being saved: its hash is returned.
 */
export async function addEvidence(db: Reader, dataDir: string, zip: ReturnType<typeof startZip>): Promise<string[]> {
  const lost: string[] = []
  for await (const slice of filesOf(db)) {
    for (const { hash } of slice) {
      const stream = readStored(dataDir, hash)
      const opened = await once(stream, 'open').catch(unlessMissing)
      const written = opened && (await zip.add(entryNames.file(hash), stream, false))
      if (written?.sha256 !== hash) lost.push(hash)
    }
  }
  return lost
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** What to do with each evidence entry; nothing is opened unless its content is asked for. */
type Take = (hash: string, content: AsyncIterable<Uint8Array>) => Promise<void>

/** Keeps the evidence in the data folder. It is named by its content: harmless where the rest of a restore fails. */
export const placeEvidence = (zip: Zip, manifest: Manifest, list: Entry, dataDir: string): Promise<void> =>
  walkEvidence(zip, manifest, list, (hash, content) =>
    placeFile(dataDir, hash, content).catch((error) => {
      throw new Unfit(`${entryNames.file(hash)} cannot be put in place: ${error.message}`)
    }),
  )

/** Reads all evidence: each listed file is there once, nothing else is, and its content has the hash of its name. */
export const checkEvidence = (zip: Zip, manifest: Manifest, list: Entry): Promise<void> =>
  walkEvidence(zip, manifest, list, async (hash, content) => {
    if ((await measure(content)).sha256 !== hash) throw new Unfit(`${entryNames.file(hash)} is not what its name says.`)
  })

/** Goes through the list and the directory side by side: both are in the order of the hashes, and neither is held whole. */
async function walkEvidence(zip: Zip, manifest: Manifest, list: Entry, take: Take) {
  const lost = new Set(manifest.lost)
  const listed = linesIn(reading(await zip.read(list)))
  for await (const entry of zip.entries()) {
    const hash = hashIn(entry.fileName)
    if (!hash) continue
    const next = await nextListed(listed, lost, hash)
    if (next?.hash !== hash) throw new Unfit(strayFile(hash, next))
    if (lost.has(hash)) continue
    if (next.bytes !== entry.uncompressedSize) throw new Unfit(`${entry.fileName} is not as long as files.jsonl says.`)
    await take(hash, contentOf(zip, entry))
  }
  const left = await nextListed(listed, lost)
  if (left) throw new Unfit(`${entryNames.file(left.hash)} is missing.`)
}

async function* contentOf(zip: Zip, entry: Entry) {
  yield* reading(await zip.read(entry))
}

interface Listed {
  hash: string
  bytes: number
}

/** The next file of the list, going past lost ones that have no entry. */
async function nextListed(list: AsyncGenerator<string>, lost: Set<string>, found = ''): Promise<Listed | undefined> {
  for (let line = await list.next(); !line.done; line = await list.next()) {
    const file = JSON.parse(line.value) as Listed
    if (file.hash === found || !lost.has(file.hash)) return file
  }
  return undefined
}

const strayFile = (hash: string, next: Listed | undefined) =>
  next && next.hash < hash
    ? `${entryNames.file(next.hash)} is missing.`
    : `${entryNames.file(hash)} belongs to nothing.`
