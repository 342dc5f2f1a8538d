import { createHash } from 'node:crypto'

/** What was counted of a stream of bytes. `rows` are its line ends. */
export interface Measured {
  bytes: number
  rows: number
  sha256: string
}

/** Counts and hashes bytes as they pass. */
export function openMeter() {
  const hash = createHash('sha256')
  let [bytes, rows] = [0, 0]
  function take(chunk: Uint8Array) {
    hash.update(chunk)
    bytes += chunk.length
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1
  }
  return { take, read: (): Measured => ({ bytes, rows, sha256: hash.digest('hex') }) }
}

/** Reads a stream to its end and keeps nothing of it. */
export async function measure(source: AsyncIterable<Uint8Array>): Promise<Measured> {
  const meter = openMeter()
  for await (const chunk of source) meter.take(chunk)
  return meter.read()
}
