import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChecklistBody, checklistBody } from '../../src/checklists/body.ts'
import { checklistBook, templateBook } from '../../src/checklists/book.ts'
import { checklistJson } from '../../src/checklists/json.ts'
import { readMeasure } from '../../src/checklists/measure-text.ts'
import { readChecklistFile } from '../../src/checklists/reading.ts'
import { shippedChecklists } from '../../src/data/checklists.ts'
import { type Measure, results, severities } from '../../src/rules/inspections.ts'
import { labelsOf, measureGuide } from '../../views/checklists/measures.ts'
import { measureNames } from '../../views/words.ts'
import { xlsxOfSheets } from '../import-files.ts'

const base = { partial: false, note: '' }
const read = (bytes: Uint8Array, name = 'bang-kiem.xlsx') => readChecklistFile(bytes, name, base)
const bodyOf = (bytes: Uint8Array, name?: string) => read(bytes, name).then((it) => (it.faults ? it.faults : it.body))

/** Texts of letters that a keyboard here has, and of any others. */
const text = (most: number) =>
  fc.oneof(
    fc.string({
      unit: fc.constantFrom(...'aăâđêơưẫọ AZ09,.()-:“”\'"=+_xàÀ/;\n&<>'),
      minLength: 1,
      maxLength: Math.min(most, 40),
    }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  )
const kept = (most: number) =>
  text(most)
    .map((it) => it.replace(/\n/g, ' '))
    .filter((it) => /[\p{L}\p{N}]/u.test(it.trim()))
/** Composed first: the Greek question mark becomes a semicolon. */
const label = kept(20)
  .map((it) => it.normalize('NFC').replace(/[;=/]/g, ' '))
  .filter((it) => /[\p{L}\p{N}]/u.test(it.trim()))
const flag = fc.constantFrom(true, undefined)
const bound = fc.option(
  fc.integer({ min: -1e6, max: 1e6 }).map((it) => it / 1000),
  { nil: undefined },
)
const measure: fc.Arbitrary<Measure> = fc.oneof(
  fc.record({
    type: fc.constant('passFail' as const),
    per: fc.constantFrom('room', 'absentPerson', undefined),
    names: flag,
    document: flag,
    extra: fc.option(label, { nil: undefined }),
  }),
  fc.record({
    type: fc.constant('headcount' as const),
    labels: fc.record({ staff: label, present: label, excused: label, unexcused: label }),
  }),
  fc.record({ type: fc.constant('count' as const), label, names: flag }),
  fc.record({
    type: fc.constant('ratio' as const),
    labels: fc.record({ part: label, whole: label }),
    list: fc.option(label, { nil: undefined }),
  }),
  fc.record({ type: fc.constant('sample' as const), labels: fc.record({ part: label, whole: label }) }),
  fc.constant({ type: 'document' as const }),
  fc
    .record({ type: fc.constant('number' as const), unit: label, least: bound, most: bound })
    .filter(({ unit, least, most }) => !/^\s*(từ|đến)\s/i.test(unit) && (least ?? -Infinity) <= (most ?? Infinity)),
  fc.record({
    type: fc.constant('choice' as const),
    options: fc.uniqueArray(fc.record({ label, result: fc.constantFrom(...results) }), {
      minLength: 2,
      maxLength: 5,
      selector: (it) => it.label.normalize('NFC').replace(/\s+/g, ' ').trim(),
    }),
  }),
  fc.constant({ type: 'text' as const }),
)
const item = fc.record({
  name: kept(500),
  guidance: fc.oneof(fc.constant(''), text(200)),
  severity: fc.constantFrom(...severities),
  weight: fc.nat(10_000),
  measure,
  photo: fc.boolean(),
})
/** Bodies as the schema leaves them; every code but one is given by place. */
const body: fc.Arbitrary<ChecklistBody> = fc
  .record({
    note: fc.oneof(fc.constant(''), text(200)),
    groups: fc.array(fc.record({ name: kept(100), items: fc.array(item, { minLength: 1, maxLength: 4 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ note, groups }) =>
    checklistBody.parse({
      partial: true,
      note,
      groups: groups.map(({ name, items }, at) => ({
        code: 'ABC'[at],
        name,
        items: items.map((it, place) => ({ ...it, code: `${at + 1}.${place === 0 ? '10' : place}` })),
      })),
    }),
  )

describe('a checklist goes out and comes back the same', () => {
  test.each(shippedChecklists.map((it) => [it.name, it] as const))('%s', async (_, { key, name, ...shipped }) => {
    const whole = checklistBody.parse(shipped)
    expect(await read(await checklistBook(name, whole))).toEqual({ name, body: whole })
    expect(await read(Buffer.from(checklistJson(name, whole)), 'x.json')).toEqual({ name, body: whole })
  })

  test('as Excel, whatever it says', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (it) => {
        expect(await bodyOf(await checklistBook('Thử', it))).toEqual(it)
      }),
      { numRuns: 25 },
    )
  })

  test('as JSON', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (it) => {
        expect(await bodyOf(Buffer.from(checklistJson('Thử', it)), 'x.json')).toEqual(it)
      }),
    )
  })
})

const heads = [
  'Nhóm',
  'Tên nhóm',
  'Mã',
  'Nội dung',
  'Hướng dẫn',
  'Mức độ',
  'Trọng số',
  'Cách ghi',
  'Nhãn, tùy chọn',
  'Bắt buộc ảnh',
]
type Row = (string | number | boolean | Date | null)[]
/** A table as an office would send it: title and headings above, made by a library that is not ours. */
async function table(...rows: Row[]): Promise<Uint8Array> {
  const file = await xlsxOfSheets([{ sheet: 'Các mục', rows: [['Bảng kiểm của phường'], [], heads, ...rows] }])
  return new Uint8Array(await file.arrayBuffer())
}
const first: Row = ['A', 'Kỷ luật', 'A1', 'Đúng giờ']
const itemsIn = async (...rows: Row[]) => {
  const it = await bodyOf(await table(...rows))
  return Array.isArray(it) ? it : it.groups
}

describe('a table as people write it', () => {
  test('says little: what is left empty is usual, a group is that of the row above', async () => {
    const groups = await itemsIn(first, [null, null, 'A2', 'Đeo thẻ'], ['B', 'Một cửa'], [null, null, 'B1', 'Niêm yết'])
    const usual = { guidance: '', severity: 'medium', weight: 100, measure: { type: 'passFail' }, photo: false }
    expect(groups).toEqual([
      {
        code: 'A',
        name: 'Kỷ luật',
        items: [
          { code: 'A1', name: 'Đúng giờ', ...usual },
          { code: 'A2', name: 'Đeo thẻ', ...usual },
        ],
      },
      { code: 'B', name: 'Một cửa', items: [{ code: 'B1', name: 'Niêm yết', ...usual }] },
    ])
  })

  test('writes words in any case, with marks or without, and numbers as numbers', async () => {
    const groups = await itemsIn(
      [1, 'Kỷ luật', 1.1, 'Đúng giờ', null, 'NẶNG', 1.5, 'quan so', null, 'x'],
      [1, null, 1.2, 'Đeo thẻ', 'Đếm\nngười', 'nhe', '0,25', 'ĐẾM SỐ', 'người không đeo thẻ; Ghi tên người', true],
    )
    expect(groups).toMatchObject([
      {
        code: '1',
        items: [
          {
            code: '1.1',
            severity: 'heavy',
            weight: 150,
            measure: { type: 'headcount', labels: { staff: 'biên chế' } },
            photo: true,
          },
          {
            code: '1.2',
            guidance: 'Đếm\nngười',
            severity: 'light',
            weight: 25,
            measure: { type: 'count', names: true },
            photo: true,
          },
        ],
      },
    ])
  })

  test('comes back to a group further down', async () => {
    const groups = await itemsIn(first, ['B', 'Một cửa', 'B1', 'Niêm yết'], ['a', null, 'A2', 'Đeo thẻ'])
    expect(groups).toMatchObject([
      { code: 'A', items: [{ code: 'A1' }, { code: 'A2' }] },
      { code: 'B', items: [{ code: 'B1' }] },
    ])
  })

  test('leaves the example of the template out, and is nothing with it alone', async () => {
    await expect(read(await templateBook())).rejects.toMatchObject({
      errors: { file: expect.stringContaining('chưa có mục nào') },
    })
  })
})

describe('every row that is wrong is named by its cell', () => {
  const day = new Date('2026-02-01T00:00:00Z')
  test.each<[string, Row, string, RegExp]>([
    ['no code', ['A', null, null, 'Đeo thẻ'], 'C5', /Ghi mã mục/],
    ['no content', ['A', null, 'A2', null, 'xem tận nơi'], 'D5', /Ghi nội dung/],
    ['a code that came before, in another case', ['A', null, 'a1', 'Đeo thẻ'], 'C5', /Mã a1 đã có ở dòng 4/],
    ['a code of words', ['A', null, 'mục hai', 'Đeo thẻ'], 'C5', /Mã gồm chữ, số/],
    ['a code that Excel made a day', ['A', null, day, 'Đeo thẻ'], 'C5', /đổi mã này thành ngày/],
    ['a new group without a name', ['B', null, 'B1', 'Đeo thẻ'], 'B5', /Ghi tên nhóm/],
    ['a group with another name', ['A', 'Tác phong', 'A2', 'Đeo thẻ'], 'B5', /đã có tên “Kỷ luật” ở dòng 4/],
    ['a group with a name and no code', [null, 'Tác phong', 'A2', 'Đeo thẻ'], 'B5', /Ghi mã của nhóm “Tác phong”/],
    ['a severity there is not', ['A', null, 'A2', 'Đeo thẻ', null, 'rất nặng'], 'F5', /Không có mức độ “rất nặng”/],
    ['a weight in words', ['A', null, 'A2', 'Đeo thẻ', null, null, 'một'], 'G5', /không phải trọng số/],
    ['a weight too heavy', ['A', null, 'A2', 'Đeo thẻ', null, null, 101], 'G5', /không phải trọng số/],
    ['a measure there is not', ['A', null, 'A2', 'Đeo thẻ', null, null, null, 'Cân'], 'H5', /Không có cách ghi “Cân”/],
    [
      'words beside a measure that has none',
      ['A', null, 'A2', 'Đeo thẻ', null, null, null, 'Văn bản', 'số'],
      'I5',
      /Không hiểu “số”/,
    ],
    ['a photo perhaps', ['A', null, 'A2', 'Đeo thẻ', null, null, null, null, null, 'tùy'], 'J5', /Ghi Có hoặc Không/],
    [
      'a partial result, where none is used',
      ['A', null, 'A2', 'Đeo thẻ', null, null, null, 'Chọn mức', 'Tốt = đạt; Vừa = đạt một phần'],
      'I5',
      /không dùng “Đạt một phần”/,
    ],
  ])('%s', async (_, row, where, text) => {
    const faults = await itemsIn(first, row, ['A', null, 'A9', 'Còn lại'])
    expect(faults).toMatchObject([{ where, text: expect.stringMatching(text) }])
  })

  test('and all of them at once, beside what the reading itself finds', async () => {
    const faults = await itemsIn(
      [null, null, 'A1', 'Đúng giờ'],
      ['A', 'Kỷ luật', 'A1', null],
      ['A', null, 'A3', 'x'.repeat(501)],
    )
    expect(faults.map((it) => 'where' in it && it.where)).toEqual(['A4', 'C5', 'D5', 'D6'])
  })
})

test.each<[string, string, string, RegExp]>([
  ['headcount with two labels', 'Quân số', 'biên chế; có mặt', /đủ bốn nhãn/],
  ['a count of nothing', 'Đếm số', '', /Ghi đếm cái gì/],
  ['a count with words nobody knows', 'Đếm số', 'người; ghi tuổi', /Không hiểu “ghi tuổi”/],
  ['half a pair', 'Đã có / phải có', 'đã niêm yết', /hai nhãn cách nhau bằng dấu gạch chéo/],
  ['three parts of a pair', 'Sai / kiểm tra', 'a / b / c', /hai nhãn/],
  ['a number without a unit', 'Số đo', 'từ 5; đến 15', /đơn vị đo trước/],
  ['ends the wrong way round', 'Số đo', 'phút; từ 15; đến 5', /Số “từ” không lớn hơn/],
  ['an end that is no number', 'Số đo', 'phút; đến mười', /Không hiểu “đến mười”/],
  ['one choice', 'Chọn mức', 'Tốt = đạt', /ít nhất hai mức/],
  ['a choice without a result', 'Chọn mức', 'Tốt; Kém = không đạt', /tên = kết quả/],
  ['two choices of one name', 'Chọn mức', 'Tốt = đạt; Tốt = không đạt', /trùng tên/],
  ['a label too long', 'Đếm số', 'x'.repeat(61), /không quá 60/],
])('words beside a measure that are refused: %s', (_, kind, labels, problem) => {
  expect(readMeasure(kind, labels)).toMatchObject({ problem: expect.stringMatching(problem), with: 'labels' })
})

test.each(Object.entries(measureGuide))('what is explained of %s can be written so', (type, { example }) => {
  const { measure } = readMeasure(measureNames[type as Measure['type']], example)
  expect(measure?.type).toBe(type)
  expect(measure && labelsOf(measure)).toBe(example)
})

describe('JSON that is wrong says where', () => {
  const good = { groups: [{ code: 'A', name: 'Kỷ luật', items: [{ code: 'A1', name: 'Đúng giờ' }] }] }
  const withItem = (more: object) => ({
    groups: [{ ...good.groups[0], items: [{ code: 'A1', name: 'Đúng giờ', ...more }] }],
  })
  test.each<[string, unknown, string, RegExp]>([
    ['no groups', {}, 'groups', /Ghi các nhóm/],
    ['an empty group', { groups: [{ code: 'A', name: 'Kỷ luật', items: [] }] }, 'groups[0].items', /ít nhất một mục/],
    ['a name misspelt', withItem({ servity: 'heavy' }), 'groups[0].items[0]', /Không có mục tên “servity”/],
    ['a severity in Vietnamese', withItem({ severity: 'nặng' }), 'groups[0].items[0].severity', /light, medium, heavy/],
    [
      'a measure there is not',
      withItem({ measure: { type: 'weight' } }),
      'groups[0].items[0].measure.type',
      /passFail, headcount/,
    ],
    ['a name that is no text', { ...good, name: 5 }, 'name', /bằng chữ/],
    ['a weight that is a fraction', withItem({ weight: 1.5 }), 'groups[0].items[0].weight', /số nguyên/],
    ['no label', withItem({ measure: { type: 'count' } }), 'groups[0].items[0].measure.label', /Ghi đếm cái gì/],
    [
      'two codes alike',
      { groups: [good.groups[0], { ...good.groups[0], code: 'B' }] },
      'groups[1].items[0].code',
      /Hai mục trùng mã A1/,
    ],
    [
      'two groups alike',
      { groups: [good.groups[0], { code: 'a', name: 'x', items: [{ code: 'A2', name: 'y' }] }] },
      'groups[1].code',
      /Hai nhóm trùng mã/,
    ],
  ])('%s', async (_, value, where, text) => {
    const { faults = [] } = await read(Buffer.from(JSON.stringify(value)), 'x.json')
    expect(faults).toContainEqual(expect.objectContaining({ where, text: expect.stringMatching(text) }))
  })

  test('more items than a sheet can have', async () => {
    const groups = ['A', 'B', 'C'].map((code) => ({
      code,
      name: code,
      items: Array.from({ length: 150 }, (_, at) => ({ code: `${code}${at}`, name: 'x' })),
    }))
    expect(await read(Buffer.from(JSON.stringify({ groups })), 'x.json')).toMatchObject({
      faults: [{ where: 'groups', text: 'Bảng kiểm không quá 400 mục.' }],
    })
  })
})

describe('a file that is none is refused as a whole', () => {
  const sheet = (name: string, ...rows: Row[]) => ({ sheet: name, rows })
  const bytesOf = async (...sheets: ReturnType<typeof sheet>[]) =>
    new Uint8Array(await (await xlsxOfSheets(sheets)).arrayBuffer())
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string, RegExp]>([
    [
      'without the columns',
      () => bytesOf(sheet('Danh sách', ['Họ và tên', 'Chức vụ'], ['Lan', 'Chuyên viên'])),
      'x.xlsx',
      /Không thấy đủ các cột Nhóm, Mã, Nội dung/,
    ],
    [
      'with two such tables',
      () => bytesOf(sheet('Một', heads, first), sheet('Hai', heads, first)),
      'x.xlsx',
      /2 trang ghi các mục/,
    ],
    ['with nothing under the headings', () => bytesOf(sheet('Một', heads)), 'x.xlsx', /chưa có mục nào/],
    [
      'partial perhaps',
      () => bytesOf(sheet('Một', heads, first), sheet('Bảng kiểm', ['Dùng “Đạt một phần”', 'tùy'])),
      'x.xlsx',
      /Có hoặc Không, không phải “tùy”/,
    ],
    ['half of JSON', () => Buffer.from('{"groups":'), 'x.json', /không phải JSON/],
    ['a list of JSON', () => Buffer.from('[]'), 'x.json', /trong \{ \}/],
    ['a PDF', () => Buffer.from('%PDF-1.7 \u0000'), 'x.xlsx', /tệp PDF/],
    ['nothing', () => new Uint8Array(), 'x.xlsx', /không có hàng nào/],
  ])('%s', async (_, bytes, name, text) => {
    await expect(Promise.resolve(bytes()).then((it) => read(it, name))).rejects.toMatchObject({
      errors: { file: expect.stringMatching(text) },
    })
  })

  test('CSV is taken too, with the head as it was', async () => {
    const csv =
      'Nhóm,Tên nhóm,Mã,Nội dung,Cách ghi,"Nhãn, tùy chọn"\nA,Kỷ luật,A1,Đúng giờ,Chọn mức,Tốt = đạt; Vừa = đạt một phần\n'
    const it = await readChecklistFile(Buffer.from(csv), 'x.csv', { partial: true, note: 'của phường' })
    expect(it).toMatchObject({ body: { partial: true, note: 'của phường', groups: [{ items: [{ code: 'A1' }] }] } })
  })
})
