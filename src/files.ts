import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { Readable } from 'node:stream'
import { fileTypeFromBuffer } from 'file-type'

/** A file on disk: named by the SHA-256 of its content, so the same evidence is kept once and cannot be changed unseen. */
export interface StoredFile {
  hash: string
  name: string
  mediaType: string
  size: number
}

/** Evidence (minh chứng) that offices hand in, by what the bytes say, not by what the name says. */
const allowed = new Map([
  ['pdf', 'application/pdf'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['odt', 'application/vnd.oasis.opendocument.text'],
  ['ods', 'application/vnd.oasis.opendocument.spreadsheet'],
  ['jpg', 'image/jpeg'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['heic', 'image/heic'],
  ['mp4', 'video/mp4'],
  ['zip', 'application/zip'],
])
/** Old Word and Excel share one container; the name must say which. */
const oldOffice = new Map([
  ['.doc', 'application/msword'],
  ['.xls', 'application/vnd.ms-excel'],
])
/** Plain text has no mark of its own: it is taken only under these names, and only when it is text. */
const plain = new Map([
  ['.txt', 'text/plain; charset=utf-8'],
  ['.csv', 'text/csv; charset=utf-8'],
])

/** The media type of evidence by its first bytes; undefined for what is not taken. */
export async function sniff(bytes: Uint8Array, name: string): Promise<string | undefined> {
  const extension = extname(name).toLowerCase()
  const found = await fileTypeFromBuffer(bytes)
  if (found?.ext === 'cfb') return oldOffice.get(extension)
  if (found) return allowed.get(found.ext)
  return bytes.includes(0) ? undefined : plain.get(extension)
}

/** Keeps the bytes under their hash. Safe to repeat; a crash leaves at worst a temporary file, never half of a real one. */
export async function storeFile(
  dataDir: string,
  bytes: Uint8Array,
  name: string,
  mediaType: string,
): Promise<StoredFile> {
  const hash = createHash('sha256').update(bytes).digest('hex')
  const target = pathOf(dataDir, hash)
  if (!(await exists(target))) await writeWhole(target, bytes)
  return { hash, name: safeName(name), mediaType, size: bytes.byteLength }
}

/**
 * Keeps bytes that are to have this hash, as they come: out of an archive. What stands there already is read, and left
 * alone when it is right. Throws, and keeps nothing, where the bytes have another hash.
 */
export async function placeFile(dataDir: string, hash: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const target = pathOf(dataDir, hash)
  if ((await exists(target)) && (await hashOf(readStored(dataDir, hash))) === hash) return
  await writeWhole(target, bytes, async (part) => {
    if ((await hashOf(createReadStream(part))) !== hash) throw new Error(`The bytes for ${hash} have another hash.`)
  })
}

async function hashOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of bytes) hash.update(chunk)
  return hash.digest('hex')
}

async function writeWhole(
  target: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  check?: (part: string) => Promise<void>,
) {
  await mkdir(dirname(target), { recursive: true })
  const part = `${target}.${randomUUID()}.part`
  const file = await open(part, 'wx')
  try {
    await writeFile(file, bytes)
    await file.sync()
    await check?.(part)
    await rename(part, target)
  } finally {
    await file.close()
    await rm(part, { force: true })
  }
}

/** The bytes of a stored file in pieces. */
export const readStored = (dataDir: string, hash: string) => createReadStream(pathOf(dataDir, hash))

/** The same as a stream for an answer. */
export const streamFile = (dataDir: string, hash: string): ReadableStream =>
  Readable.toWeb(readStored(dataDir, hash)) as ReadableStream

/** A renamed file survives a power cut only when its folder is on the disk too. */
export async function settle(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

const pathOf = (dataDir: string, hash: string) => join(dataDir, 'files', hash.slice(0, 2), hash)

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** A name without folders or control characters, in NFC, of a length every system takes. */
export function safeName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = last.replace(/\p{Cc}/gu, '').trim()
  const extension = extname(clean).slice(0, 10)
  return `${clean.slice(0, clean.length - extname(clean).length).slice(0, 120) || 'tep'}${extension}`
}
