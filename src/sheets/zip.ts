import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { Invalid } from '../refusal.ts'
import { limits } from './limits.ts'
import { breather } from './pause.ts'
import { refused } from './refusals.ts'

/** A zip container whose directory has been looked through, with its parts by name in small letters. */
export interface Zip {
  names: string[]
  has(name: string): boolean
  /** The parts that nobody has read so far. */
  unread(): string[]
  /** The unpacked bytes of a part, a few kilobytes at a time; `Invalid` where they are not what the directory says. */
  read(name: string): AsyncGenerator<Uint8Array>
}

/** Opens a container from memory and refuses, before anything is unpacked, what no spreadsheet looks like. */
export async function openZip(bytes: Uint8Array): Promise<Zip> {
  const file = await orDamaged(fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
  if (file.entryCount > limits.parts) throw tooLarge()
  const entries = await orDamaged(entriesOf(file))
  refuseBombs(entries)
  const parts = new Map(entries.map((entry) => [entry.fileName.toLowerCase(), entry]))
  if (parts.size < entries.length) throw damaged() // which of two of one name counts, programs disagree about
  const names = [...parts.keys()]
  const read = new Set<string>()
  return {
    names,
    has: (name) => parts.has(name),
    unread: () => names.filter((name) => !read.has(name)),
    read(name) {
      read.add(name)
      return unpack(file, parts.get(name))
    },
  }
}

async function entriesOf(file: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of file.eachEntry()) entries.push(entry)
  return entries
}

function refuseBombs(entries: readonly Entry[]) {
  if (entries.some((entry) => entry.isEncrypted())) throw new Invalid({ file: refused.locked })
  if (entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > limits.unpacked) throw tooLarge()
  if (entries.some(packsTooWell) || overlap(entries)) throw tooLarge()
}

const packsTooWell = ({ uncompressedSize, compressedSize }: Entry) =>
  uncompressedSize > limits.ratioFrom && uncompressedSize > compressedSize * limits.ratio

/** Parts that lie over one another make many out of the same few bytes. */
function overlap(entries: readonly Entry[]): boolean {
  const spans = entries
    .map(({ relativeOffsetOfLocalHeader: from, fileNameLength, compressedSize }) => ({
      from,
      to: from + 30 + fileNameLength + compressedSize,
    }))
    .sort((a, b) => a.from - b.from)
  return spans.some(({ to }, at) => to > (spans[at + 1]?.from ?? Number.POSITIVE_INFINITY))
}

/** Sizes are held against what the directory says while unpacking, so that one that lies is cut off there. */
async function* unpack(file: ZipFile, entry: Entry | undefined): AsyncGenerator<Uint8Array> {
  if (!entry) throw damaged()
  const pause = breather()
  const stream = await orDamaged(file.openReadStreamPromise(entry))
  let sum = 0
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      sum = crc32(piece, sum)
      yield piece
      await pause()
    }
  } catch (error) {
    throw error instanceof Invalid ? error : damaged()
  }
  if (sum !== entry.crc32) throw damaged()
}

/** Whatever a container is found to be broken by, its owner is told that it is broken. */
const orDamaged = <T>(work: Promise<T>): Promise<T> =>
  work.catch(() => {
    throw damaged()
  })

const damaged = () => new Invalid({ file: refused.damaged })
const tooLarge = () => new Invalid({ file: refused.unpacksTooLarge })
