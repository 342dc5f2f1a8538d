import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import writeExcel from 'write-excel-file/node'
import { Invalid } from '../../src/refusal.ts'
import { readSheets } from '../../src/sheets/read.ts'
import { bookParts, textCell, zipOf } from '../made-sheets.ts'

/** Whether a file is read, or refused with a sentence; anything else that is thrown fails the test. */
async function isReadOrRefused(bytes: Uint8Array, name = 'a.xlsx'): Promise<boolean> {
  try {
    return (await readSheets(bytes, name)).length > 0
  } catch (error) {
    if (error instanceof Invalid) return typeof error.errors.file === 'string'
    throw error
  }
}

const someName = fc.constantFrom('a.xlsx', 'a.csv', 'a.txt', 'a', '')

test('random bytes are read or refused', async () => {
  const bytes = fc.uint8Array({ maxLength: 400 })
  const marks = fc
    .constantFrom('', '504b0304', 'd0cf11e0a1b11ae1', 'fffe', 'efbbbf', '504b0506')
    .map((hex) => Buffer.from(hex, 'hex'))
  const file = fc.tuple(marks, bytes).map((parts) => Buffer.concat(parts))
  await fc.assert(fc.asyncProperty(file, someName, isReadOrRefused), { numRuns: 400 })
})

test('random text is read or refused', async () => {
  const text = fc
    .array(fc.constantFrom(',', ';', '\t', '"', '\n', '\r\n', '=', 'đ', 'a', ' ', "'", '\u0301', '|'))
    .map((letters) => letters.join(''))
  await fc.assert(
    fc.asyncProperty(text, (text) => isReadOrRefused(Buffer.from(text), 'a.csv')),
    { numRuns: 400 },
  )
})

test('a workbook with random bytes changed, or cut, is read or refused', async () => {
  const sound = await writeExcel([
    ['Họ và tên', 'Hạn'],
    ['Lan', { value: new Date('2026-12-31'), type: Date, format: 'dd/mm/yyyy' }],
  ]).toBuffer()
  const damage = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(damage, fc.option(fc.nat(sound.length)), (changes, length) => {
      const file = Buffer.from(sound)
      for (const [at, byte] of changes) file[at] = byte
      return isReadOrRefused(file.subarray(0, length ?? file.length))
    }),
    { numRuns: 300 },
  )
})

test('a workbook whose XML is damaged under a sound container is read or refused', async () => {
  const parts = bookParts(
    [
      {
        rows: `<row r="1">${textCell('A1', 'a&amp;b')}<c r="B1" s="1"><v>46387</v></c></row>`,
        after: '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
      },
    ],
    { strings: ['<t>x</t>'] },
  )
  const someParts = fc.constantFrom(...Object.keys(parts))
  const pieces = fc.constantFrom(
    '<',
    '>',
    '&',
    '"',
    "'",
    '/',
    ' ',
    '<!',
    '<!--',
    ']]>',
    '<![CDATA[',
    '</row>',
    '<c>',
    '<row r="-1">',
    '=',
    '\ufffe',
    '&#0;',
    '<f>',
    ':',
    '',
  )
  await fc.assert(
    fc.asyncProperty(someParts, fc.nat(400), fc.nat(12), pieces, async (name, at, count, piece) => {
      const xml = String(parts[name])
      return isReadOrRefused(await zipOf({ ...parts, [name]: xml.slice(0, at) + piece + xml.slice(at + count) }))
    }),
    { numRuns: 300 },
  )
})

const rows = Array.from({ length: 20_000 }, (_, at) => {
  const person = `Nguyễn Thị Ánh Tuyết ${at}`
  return [
    at,
    person,
    `can-bo-${at}@tinh.gov.vn`,
    'Chuyên viên',
    'Phòng Văn hóa - Xã hội',
    `09${at}`,
    'có',
    at / 2,
    `ghi chú ${at % 100}`,
    'x',
  ]
})

test('20.000 rows of ten cells are read whole, and others get their turn all the while', {
  timeout: 60_000,
}, async () => {
  const file = await writeExcel(rows).toBuffer()
  const turns = countTurns()
  const [sheet] = await readSheets(file, 'a.xlsx')
  expect(sheet?.rows.length).toBe(20_000)
  expect(sheet?.rows.at(-1)?.cells.slice(0, 3)).toEqual([
    19_999,
    'Nguyễn Thị Ánh Tuyết 19999',
    'can-bo-19999@tinh.gov.vn',
  ])
  expect(await turns.stop()).toBeGreaterThan(20)
})

/** How often somebody else had a turn; how long one waits is a question for a bench, not for a test. */
function countTurns() {
  let [count, on] = [0, true]
  const watching = (async () => {
    for (; on; count += 1) await turn()
  })()
  return {
    async stop() {
      on = false
      await watching
      return count
    },
  }
}
