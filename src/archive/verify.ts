import { checkEvidence } from './evidence.ts'
import { entryNames, hashIn, type Manifest, readManifest, Unfit } from './format.ts'
import { measure } from './meter.ts'
import { type Entry, reading, withZip, type Zip } from './unzip.ts'

/** An archive whose directory was looked through. */
export interface Opened {
  zip: Zip
  manifest: Manifest
  /** The entry of this name, which the manifest lists. */
  entry(name: string): Entry
}

/**
 * Opens an archive for `work` after a look at its directory: only names that belong there, each once, evidence in order,
 * exactly what the manifest lists. Throws `Unfit`.
 */
export function withArchive<T>(file: string, work: (archive: Opened) => Promise<T>): Promise<T> {
  return withZip(file, async (zip) => {
    const entries = await directoryOf(zip)
    const manifest = readManifest(await textOf(zip, entries.get(entryNames.manifest)))
    const listed = [manifest.files, ...manifest.tables, ...manifest.others]
    for (const { entry, bytes } of listed) {
      const found = entries.get(entry)
      if (!found) throw new Unfit(`${entry} is missing.`)
      if (found.uncompressedSize !== bytes) throw new Unfit(`${entry} is not as long as manifest.json says.`)
    }
    const known = new Set([entryNames.manifest, ...listed.map(({ entry }) => entry)])
    if (known.size !== listed.length + 1) throw new Unfit('manifest.json lists something twice.')
    for (const name of entries.keys()) if (!known.has(name)) throw new Unfit(`${name} belongs to nothing.`)
    return work({ zip, manifest, entry: (name) => entries.get(name) as Entry })
  })
}

/**
 * Reads the whole archive and throws `Unfit` at the first thing that is wrong. `look` is asked first, before the long
 * reading, whether it is the right archive at all.
 */
export function verifyArchive(file: string, look: (manifest: Manifest) => void = () => undefined): Promise<Manifest> {
  return withArchive(file, async (archive) => {
    const { manifest, entry } = archive
    look(manifest)
    await checkContents(archive)
    // The library goes through a ZIP only once after it is opened.
    await withZip(file, (zip) => checkEvidence(zip, manifest, entry(entryNames.files)))
    return manifest
  })
}

/** Each entry but the evidence has the rows and the SHA-256 that the manifest says. */
async function checkContents(archive: Opened): Promise<void> {
  const { zip, manifest, entry } = archive
  for (const listed of [manifest.files, ...manifest.tables, ...manifest.others]) {
    const { sha256, rows } = await measure(reading(await zip.read(entry(listed.entry))))
    if (sha256 !== listed.sha256) throw new Unfit(`${listed.entry} was changed: its SHA-256 does not fit.`)
    if ('rows' in listed && listed.rows !== rows)
      throw new Unfit(`${listed.entry} has ${rows} rows, not ${listed.rows}.`)
  }
}

const mostEntries = 1000

/** All entries but the evidence, of which only names and order are looked at: there may be very many. */
async function directoryOf(zip: Zip): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let before = ''
  for await (const entry of zip.entries()) {
    const hash = hashIn(entry.fileName)
    if (hash !== undefined) {
      if (hash <= before) throw new Unfit(`${entry.fileName} is there twice, or not in order.`)
      before = hash
    } else {
      if (entries.has(entry.fileName)) throw new Unfit(`${entry.fileName} is there twice.`)
      if (entries.size >= mostEntries) throw new Unfit('The archive has too many entries.')
      entries.set(entry.fileName, entry)
    }
  }
  return entries
}

const longestManifest = 16 * 1024 * 1024

async function textOf(zip: Zip, entry: Entry | undefined): Promise<string> {
  if (!entry) throw new Unfit('This is not an archive of Năm Rõ: it has no manifest.json.')
  if (entry.uncompressedSize > longestManifest) throw new Unfit('manifest.json is too long.')
  const chunks: Buffer[] = []
  for await (const chunk of reading(await zip.read(entry))) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
