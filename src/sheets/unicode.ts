import { isUtf8 } from 'node:buffer'
import { breather } from './pause.ts'

/**
 * A text in UTF-8, or in UTF-16 as Excel saves 'Unicode text', as UTF-8 without a byte order mark. Undefined for bytes
 * that are no such text: old Vietnamese encodings (TCVN3, VNI, Windows-1258) cannot be told apart, and are not guessed.
 */
export async function unicodeText(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const text = isUtf16(bytes) ? await fromUtf16(bytes) : bytes
  if (text === undefined || text.includes(0) || !isUtf8(text)) return undefined
  return text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? text.subarray(3) : text
}

/** By its byte order mark. */
export const isUtf16 = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xfe

const slice = 256 * 1024

async function fromUtf16(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const pause = breather()
  const decoder = new TextDecoder('utf-16le', { fatal: true })
  const parts: Buffer[] = []
  try {
    for (let at = 0; at < bytes.length; at += slice) {
      const stream = at + slice < bytes.length
      parts.push(Buffer.from(decoder.decode(bytes.subarray(at, at + slice), { stream })))
      await pause()
    }
    return Buffer.concat(parts)
  } catch {
    return undefined
  }
}
