/*
 * Photos tell where and with what they were taken (EXIF, XMP, IPTC). What comes in is written without, byte for byte the
 * same otherwise; of all that only the way up stays, without which a photo would lie on its side.
 */

/** A JPEG, PNG, WebP or HEIC without what it tells of its taking; undefined where it is damaged, or of another kind. */
export function withoutTrace(bytes: Uint8Array, mediaType: string): Uint8Array | undefined {
  try {
    return strippers[mediaType]?.(bytes)
  } catch (error) {
    if (error instanceof RangeError) return undefined // it points beyond its own end
    throw error
  }
}

const strippers: Record<string, (bytes: Uint8Array) => Uint8Array | undefined> = {
  'image/jpeg': jpegStripped,
  'image/png': pngStripped,
  'image/webp': webpStripped,
  'image/heic': heicStripped,
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const textAt = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length))

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const app0 = 0xe0
const app1 = 0xe1
const app2 = 0xe2
const app15 = 0xef
const comment = 0xfe
const startOfScan = 0xda

/** Segments up to the picture itself: of the application's own only JFIF, colour and Adobe's mark (APP14) are for drawing. */
function jpegStripped(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let orientation = 1
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return undefined
    if (marker === startOfScan) return joined([...withOrientation(kept, orientation), bytes.subarray(at)])
    const end = at + 2 + view.getUint16(at + 2)
    if (end > bytes.length) return undefined
    if (marker === app1) orientation = orientationIn(bytes.subarray(at + 4, end)) ?? orientation
    if (!isTrace(marker, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, end))
    at = end
  }
  return undefined
}

function isTrace(marker: number, body: Uint8Array): boolean {
  if (marker === comment) return true
  if (marker < app1 || marker > app15) return false
  const isColour = marker === app2 && textAt(body, 0, 11) === 'ICC_PROFILE'
  return !isColour && marker !== 0xee
}

/** Exif says it right after the beginning, or after the JFIF segment. */
function withOrientation([start, ...rest]: Uint8Array[], orientation: number): Uint8Array[] {
  if (!start || orientation === 1) return start ? [start, ...rest] : rest
  const [first, ...others] = rest
  const isJfif = first?.[1] === app0
  return isJfif && first
    ? [start, first, uprightExif(orientation), ...others]
    : [start, uprightExif(orientation), ...rest]
}

/** The value of tag 0x0112 in the first directory of an Exif segment. */
function orientationIn(body: Uint8Array): number | undefined {
  if (textAt(body, 0, 4) !== 'Exif' || body.length < 20) return undefined
  const view = viewOf(body)
  const isLittle = textAt(body, 6, 2) === 'II'
  const directory = 6 + view.getUint32(10, isLittle)
  if (directory + 2 > body.length) return undefined
  const count = view.getUint16(directory, isLittle)
  for (let entry = directory + 2; entry < directory + 2 + count * 12 && entry + 12 <= body.length; entry += 12)
    if (view.getUint16(entry, isLittle) === 0x0112) return view.getUint16(entry + 8, isLittle)
  return undefined
}

/** An Exif segment that says the way up (1 to 8) and nothing else. */
const uprightExif = (orientation: number) =>
  Uint8Array.of(
    ...[0xff, app1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  )

const pngTraces = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

function pngStripped(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length) return undefined
    if (!pngTraces.has(textAt(bytes, at + 4, 4))) kept.push(bytes.subarray(at, end))
    at = end
  }
  return joined(kept)
}

/** RIFF: chunks of even length; the flags of VP8X say what is in it. */
function webpStripped(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true)
    const end = Math.min(at + 8 + size + (size % 2), bytes.length)
    const kind = textAt(bytes, at, 4)
    if (kind === 'VP8X') kept.push(withoutFlags(bytes.subarray(at, end)))
    else if (kind !== 'EXIF' && kind !== 'XMP ') kept.push(bytes.subarray(at, end))
    at = end
  }
  const body = joined(kept)
  const head = bytes.slice(0, 12)
  viewOf(head).setUint32(4, body.length + 4, true)
  return joined([head, body])
}

function withoutFlags(chunk: Uint8Array): Uint8Array {
  const plain = chunk.slice()
  plain[8] = (plain[8] ?? 0) & ~0b1100 // Exif and XMP
  return plain
}

/**
 * HEIC says by offsets where everything is, so nothing may move: what the Exif and XMP items hold is blanked in place. A
 * HEIC turns by a property of its own (irot), not by Exif.
 */
function heicStripped(bytes: Uint8Array): Uint8Array | undefined {
  const meta = boxesIn(bytes, 0, bytes.length).find(({ kind }) => kind === 'meta')
  if (!meta) return undefined
  const boxes = boxesIn(bytes, meta.from + 4, meta.to)
  const [info, places] = [boxes.find(({ kind }) => kind === 'iinf'), boxes.find(({ kind }) => kind === 'iloc')]
  if (!info || !places) return undefined
  const traces = tracesIn(bytes, info)
  const clean = bytes.slice()
  for (const { from, to } of extentsOf(bytes, places, traces)) clean.fill(0, from, to)
  return clean
}

interface Box {
  kind: string
  from: number
  to: number
}

/** The boxes one after the other between two offsets; `from` is where their content begins. */
function boxesIn(bytes: Uint8Array, start: number, end: number): Box[] {
  const view = viewOf(bytes)
  const boxes: Box[] = []
  for (let at = start; at + 8 <= end; ) {
    const short = view.getUint32(at)
    const isLong = short === 1 && at + 16 <= end
    const size = short === 0 ? end - at : isLong ? Number(view.getBigUint64(at + 8)) : short
    if (size < 8 || at + size > end) break
    boxes.push({ kind: textAt(bytes, at + 4, 4), from: at + (isLong ? 16 : 8), to: at + size })
    at += size
  }
  return boxes
}

/** The items that are Exif or XMP, by their numbers. */
function tracesIn(bytes: Uint8Array, { from, to }: Box): Set<number> {
  const view = viewOf(bytes)
  const found = new Set<number>()
  const isShort = bytes[from] === 0
  for (const entry of boxesIn(bytes, from + (isShort ? 6 : 8), to)) {
    const isWide = bytes[entry.from] === 3
    const id = isWide ? view.getUint32(entry.from + 4) : view.getUint16(entry.from + 4)
    const kind = textAt(bytes, entry.from + (isWide ? 10 : 8), 4)
    if (kind === 'Exif' || kind === 'mime') found.add(id)
  }
  return found
}

/** Where those items lie in the file; offsets and lengths have 0, 4 or 8 bytes each. */
function extentsOf(bytes: Uint8Array, { from, to }: Box, wanted: ReadonlySet<number>) {
  const view = viewOf(bytes)
  const version = bytes[from] ?? 0
  const sizes = view.getUint16(from + 4)
  const [offsetSize, lengthSize, baseSize] = [(sizes >> 12) & 15, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const indexSize = version > 0 ? sizes & 15 : 0
  let at = from + 6
  const take = (size: number) => {
    at += size
    if (size === 0 || at > to) return 0
    return size === 8 ? Number(view.getBigUint64(at - 8)) : size === 4 ? view.getUint32(at - 4) : view.getUint16(at - 2)
  }
  const extents: { from: number; to: number }[] = []
  for (let left = take(version < 2 ? 2 : 4); left > 0 && at < to; left -= 1) {
    const id = take(version < 2 ? 2 : 4)
    const isInFile = version === 0 || (take(2) & 15) === 0
    take(2)
    const base = take(baseSize)
    for (let parts = take(2); parts > 0 && at < to; parts -= 1) {
      take(indexSize)
      const begin = base + take(offsetSize)
      const length = take(lengthSize)
      if (isInFile && wanted.has(id)) extents.push({ from: begin, to: begin + length })
    }
  }
  return extents
}
