import { describe, expect, test } from 'vitest'
import { withoutTrace } from '../../src/inspections/sheets/photo-bytes.ts'

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0))
const bytes = (...parts: (number | number[] | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? ascii(part) : part)))
const has = (found: Uint8Array | undefined, text: string) => Buffer.from(found ?? []).includes(text)

const secret = 'GPS 21.02851 105.80482'
const u16 = (value: number) => [value >> 8, value & 255]
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)]

/** An Exif body with the orientation and a text that is to go; big-endian or little-endian. */
const exif = (orientation: number, isLittle = false) => {
  const order = (part: number[]) => (isLittle ? part.reverse() : part)
  const entry = [order(u16(0x0112)), order(u16(3)), order(u32(1)), order(u16(orientation)), [0, 0]].flat()
  const directory = [order(u32(8)), order(u16(1)), entry, [0, 0, 0, 0]].flat()
  return [...ascii('Exif'), 0, 0, ...ascii(isLittle ? 'II' : 'MM'), ...order([0, 42]), ...directory, ...ascii(secret)]
}

describe('JPEG', () => {
  const segment = (marker: number, body: number[]) => [0xff, marker, ...u16(body.length + 2), ...body]
  const jfif = segment(0xe0, [...ascii('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0])
  const colour = segment(0xe2, [...ascii('ICC_PROFILE'), 0, 1, 1])
  const scan = [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]
  const photo = (...segments: number[][]) => bytes([0xff, 0xd8], ...segments, scan)
  const strip = (photo: Uint8Array) => withoutTrace(photo, 'image/jpeg')

  test.each([
    [6, false],
    [8, true],
  ])('loses place, camera, comment and captions; keeps orientation %i and the picture', (orientation, isLittle) => {
    const traces = [
      segment(0xe1, exif(orientation, isLittle)),
      segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/ ${secret}`)),
      segment(0xed, ascii(`Photoshop ${secret}`)),
      segment(0xfe, ascii(secret)),
    ]
    const clean = strip(photo(jfif, ...traces, colour))
    expect(has(clean, 'GPS')).toBe(false)
    expect(has(clean, 'ICC_PROFILE')).toBe(true)
    const upright = segment(0xe1, exif(orientation).slice(0, 32))
    expect([...(clean ?? [])]).toEqual([...photo(jfif, upright, colour)])
  })

  test('one that lies straight has no Exif afterwards', () => {
    expect(strip(photo(segment(0xe1, exif(1))))).toEqual(photo())
    expect(strip(photo(jfif, colour))).toEqual(photo(jfif, colour))
  })

  test('a damaged one is not taken', () => {
    expect(strip(photo(jfif).slice(0, 12))).toBeUndefined()
    expect(strip(bytes([0xff, 0xd8, 1, 2, 3, 4]))).toBeUndefined()
  })
})

test('PNG loses its texts, its Exif and its time', () => {
  const chunk = (kind: string, body: number[]) => [...u32(body.length), ...ascii(kind), ...body, 0, 0, 0, 0]
  const mark = [0x89, ...ascii('PNG\r\n'), 0x1a, 10]
  const [head, data, end] = [chunk('IHDR', [1, 2]), chunk('IDAT', [3]), chunk('IEND', [])]
  const traces = ['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME'].map((kind) => chunk(kind, ascii(secret)))
  expect(withoutTrace(bytes(mark, head, ...traces, data, end), 'image/png')).toEqual(bytes(mark, head, data, end))
})

test('WebP loses Exif and XMP, says so in its flags, and its length is right', () => {
  const size = (value: number) => u32(value).reverse()
  const chunk = (kind: string, body: number[]) => [
    ...ascii(kind),
    ...size(body.length),
    ...body,
    ...(body.length % 2 ? [0] : []),
  ]
  const riff = (...chunks: number[][]) => bytes('RIFF', size(chunks.flat().length + 4), 'WEBP', ...chunks)
  const picture = chunk('VP8 ', [1, 2, 3])
  const traced = riff(
    chunk('VP8X', [0b101100, 0, 0, 0]),
    picture,
    chunk('EXIF', ascii(secret)),
    chunk('XMP ', ascii(secret)),
  )
  expect(withoutTrace(traced, 'image/webp')).toEqual(riff(chunk('VP8X', [0b100000, 0, 0, 0]), picture))
})

test('HEIC keeps its length; what its Exif holds is blank', () => {
  const box = (kind: string, body: number[]) => [...u32(body.length + 8), ...ascii(kind), ...body]
  const item = (id: number, kind: string) => box('infe', [2, 0, 0, 0, ...u16(id), 0, 0, ...ascii(kind), 0])
  const info = box('iinf', [0, 0, 0, 0, ...u16(2), ...item(1, 'hvc1'), ...item(2, 'Exif')])
  const file = box('ftyp', ascii('heic'))
  const place = (id: number, from: number, length: number) => [
    ...u16(id),
    0,
    0,
    ...u16(1),
    ...u32(from),
    ...u32(length),
  ]
  const whole = (at: number) => {
    const places = box('iloc', [0, 0, 0, 0, 0x44, 0, ...u16(2), ...place(1, at, 4), ...place(2, at + 4, secret.length)])
    return [...file, ...box('meta', [0, 0, 0, 0, ...info, ...places])]
  }
  const at = whole(0).length + 8
  const photo = bytes(whole(at), box('mdat', [1, 2, 3, 4, ...ascii(secret)]))
  const clean = withoutTrace(photo, 'image/heic')
  expect(has(photo, 'GPS')).toBe(true)
  expect(has(clean, 'GPS')).toBe(false)
  expect([...(clean ?? [])].slice(0, at + 4)).toEqual([...photo].slice(0, at + 4))
  expect(clean).toHaveLength(photo.length)
})

test('what is no photo, or points beyond its end, is not taken', () => {
  expect(withoutTrace(bytes('%PDF-1.7'), 'application/pdf')).toBeUndefined()
  expect(withoutTrace(bytes([0, 0, 0, 24], 'ftypheic'), 'image/heic')).toBeUndefined()
})
