import type { PassThrough } from 'node:stream'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { type Measured, openMeter } from './meter.ts'

/**
 * Writes a ZIP as it goes: one entry after the other, no faster than `bytes` is read. Entries and archive may be larger
 * than 4 GB. `at` is the moment that all entries bear.
 */
export function startZip(at: string) {
  const zip = new ZipFile()
  const bytes = zip.outputStream as PassThrough
  const shelf = openShelf(zip)
  zip.on('error', (error: Error) => bytes.destroy(error))
  const mtime = new Date(at)

  /** Adds one entry and says what went into it. `packed` is what to squeeze: evidence mostly is already. */
  async function add(name: string, source: AsyncIterable<Uint8Array>, packed = true): Promise<Measured> {
    const meter = openMeter()
    const stream = Readable.from(passing(source, meter), { objectMode: false })
    const cut = () => stream.destroy(new Error('Nobody reads the archive any more.'))
    if (bytes.destroyed) cut()
    bytes.once('close', cut)
    try {
      shelf.put()
      zip.addReadStreamLazy(name, { mtime, mode: 0o100600, compress: packed }, once(stream))
      await finished(stream)
      return meter.read()
    } finally {
      bytes.off('close', cut)
    }
  }
  function end() {
    shelf.giveBack()
    zip.end()
  }
  return { bytes, add, end }
}

/**
 * The library looks through all its entries at every step, which takes hours for the evidence of a province: those that
 * are written are kept from it until it writes the directory.
 */
function openShelf(zip: ZipFile) {
  const library = zip as unknown as { entries: { state: number }[] }
  const isWritten = 3
  let written: { state: number }[] = []
  return {
    put() {
      const rest = library.entries.filter(({ state }) => state < isWritten)
      for (const entry of library.entries) if (entry.state >= isWritten) written.push(entry)
      library.entries = rest
    },
    giveBack() {
      library.entries = [...written, ...library.entries]
      written = []
    },
  }
}

/** Hands a stream over and lets go of it: the library keeps what it asks, for every entry to the end. */
function once(stream: Readable) {
  let held: Readable | undefined = stream
  return (give: (error: unknown, stream: Readable) => void) => {
    const given = held as Readable
    held = undefined
    give(null, given)
  }
}

async function* passing(source: AsyncIterable<Uint8Array>, meter: ReturnType<typeof openMeter>) {
  for await (const chunk of source) {
    meter.take(chunk)
    yield chunk
  }
}
