import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { isAllowed, Unfit } from './format.ts'

export type { Entry }

export interface Zip {
  /** Every entry in the order of the directory; names of another form are refused. */
  entries(): AsyncGenerator<Entry>
  /** The content of an entry; fails where it is longer or shorter than it says. */
  read(entry: Entry): Promise<Readable>
}

/** Opens a ZIP for `work`. What is wrong with the ZIP itself is thrown as `Unfit`. */
export async function withZip<T>(file: string, work: (zip: Zip) => Promise<T>): Promise<T> {
  const zip = await openPromise(file, { autoClose: false, strictFileNames: true }).catch(damaged)
  zip.on('error', () => undefined) // it reaches whoever waits for the next entry
  try {
    return await work({
      entries: () => entriesOf(zip),
      read: (entry) => zip.openReadStreamPromise(entry).catch(damaged),
    })
  } finally {
    zip.close()
  }
}

/** Every entry once: the library can walk through a ZIP only once after it was opened. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (let left = zip.entryCount; left > 0; left--) {
    const found = once(zip, 'entry')
    zip.readEntry()
    const [entry] = (await found.catch(damaged)) as [Entry]
    if (!isAllowed(entry.fileName))
      throw new Unfit(`The archive holds an entry that does not belong there: ${entry.fileName}`)
    yield entry
  }
}

/** Reading on a broken stream throws what the library and zlib say; `reading` turns that into `Unfit` too. */
export async function* reading(stream: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk
  } catch (error) {
    damaged(error)
  }
}

function damaged(error: unknown): never {
  const isMissing =
    error instanceof Error && 'code' in error && ['ENOENT', 'EACCES', 'EISDIR'].includes(String(error.code))
  const said = error instanceof Error ? error.message : String(error)
  throw new Unfit(isMissing ? `The archive cannot be opened: ${said}` : `The archive is damaged: ${said}`)
}

const longest = 64 * 1024 * 1024

/** The lines of a text, ended by a line feed alone. */
export async function* linesIn(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let [pieces, held]: [Buffer[], number] = [[], 0]
  for await (const chunk of source) {
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...pieces, chunk.subarray(start, end)]).toString('utf8')
      ;[pieces, held, start] = [[], 0, end + 1]
    }
    pieces.push(chunk.subarray(start))
    held += chunk.length - start
    if (held > longest) throw new Unfit('The archive holds a row of more than 64 MB.')
  }
  if (held > 0) throw new Unfit('The archive ends in the middle of a row.')
}
