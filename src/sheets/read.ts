import { extname } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { Invalid } from '../refusal.ts'
import type { Sheet } from './cells.ts'
import { readCsv } from './csv.ts'
import { limits } from './limits.ts'
import { refused } from './refusals.ts'
import { tidyText } from './text.ts'
import { isUtf16, unicodeText } from './unicode.ts'
import { readXlsx } from './xlsx.ts'

export { type Cell, cellName, columnName, type Sheet, type SheetRow } from './cells.ts'
export { dayOf } from './days.ts'
export { limits } from './limits.ts'

/**
 * Reads an XLSX, CSV or TSV file sent in; which one it is, its bytes say. Yields to the event loop while it reads.
 * Throws `Invalid({ file: sentence })` for what cannot be taken at all; what is wrong with single rows stands in them.
 * Only visible sheets with something in them come back, at least one.
 */
export async function readSheets(bytes: Uint8Array, name: string): Promise<Sheet[]> {
  if (bytes.length === 0) throw new Invalid({ file: refused.empty })
  if (bytes.length > limits.file) throw new Invalid({ file: refused.tooLarge })
  if (beginsWith(bytes, zipMark)) return readXlsx(bytes)
  if (beginsWith(bytes, oleMark)) throw new Invalid({ file: isLocked(bytes) ? refused.locked : refused.oldExcel })
  const text = await unicodeText(bytes)
  if (!text) throw new Invalid({ file: await refusalOf(bytes) })
  return readText(text, name)
}

const zipMark = [0x50, 0x4b, 0x03, 0x04]
const oleMark = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const beginsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte)

/** A workbook with a password lies encrypted in the container of old Office files, under a name in UTF-16. */
const isLocked = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encrypted)
const encrypted = Buffer.from('EncryptedPackage', 'utf16le')

async function readText(text: Uint8Array, name: string): Promise<Sheet[]> {
  const start = Buffer.from(text.subarray(0, 1024)).toString('utf8').trimStart()
  const other = otherTexts.find(([pattern]) => pattern.test(start))
  if (other) throw new Invalid({ file: other[1] })
  const extension = extname(name).toLowerCase()
  if (!['.csv', '.tsv', '.txt'].includes(extension)) throw new Invalid({ file: refused.notNamedText })
  const sheet = tidyText(name.slice(0, -extension.length))
  const rows = await readCsv(text, sheet)
  if (rows.length === 0) throw new Invalid({ file: refused.empty })
  return [{ name: sheet, rows }]
}

/** Formats that are text too, by how they begin. */
const otherTexts: [RegExp, string][] = [
  [/^(?:<!--|<!doctype|<\?xml|<(?:html|head|body|table|meta|style|script|div)\b)/i, refused.webPage],
  [/^%PDF-/, refused.otherType('tệp PDF')],
  [/^\{\\rtf/, refused.otherType('tệp văn bản RTF')],
]

/** Told by marks long enough that no text begins so by chance; others, such as 'BM' for a picture, are not trusted. */
const familiar: Record<string, string> = {
  pdf: 'tệp PDF',
  rar: 'tệp nén RAR',
  '7z': 'tệp nén 7-Zip',
  png: 'tệp ảnh',
  jpg: 'tệp ảnh',
  heic: 'tệp ảnh',
  webp: 'tệp ảnh',
  mp4: 'tệp video',
}

async function refusalOf(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const what = familiar[found?.ext ?? '']
  if (what) return refused.otherType(what)
  return bytes.includes(0) && !isUtf16(bytes) ? refused.damaged : refused.notUnicode
}
