import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, givenName, initials, nfc, personSortKey, searchWords, sortKey } from '../../src/rules/names.ts'

const collator = new Intl.Collator('vi')
const byKey = (key: (text: string) => string) => (one: string, other: string) =>
  Number(key(one) > key(other)) - Number(key(one) < key(other))

const surnames = 'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Dặng Bùi Đỗ Đồ Hồ Ngô Dương Lý Ỷ Âu Ông Ưng'.split(
  ' ',
)
const middles = 'Văn Thị Thi Đức Ngọc Hữu Thanh Thành Minh Mình Xuân Ánh Hoà Hòa Hoa Quốc Quôc Thuỳ Thùy Y Ỷ'.split(' ')
const givens = 'An Ân Án Ấn Ẩn Ẫn Ậy Ăn Ang Anh Ánh Ảnh Lan Làn Lân Đan Dan Dân Đạt Tư Tú Tù Tu Ú Ư Ứ Uy Uyên'.split(
  ' ',
)
const anyName = fc
  .tuple(
    fc.constantFrom(...surnames),
    fc.array(fc.constantFrom(...middles), { maxLength: 2 }),
    fc.constantFrom(...givens),
  )
  .map(([surname, middle, given]) => [surname, ...middle, given].join(' '))
const letters = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵfjwz'
const typed = [...letters, ...letters.toUpperCase(), ...`019 -,.'"()/&@_%+#:;!?`]
const anyText = fc.string({ unit: fc.constantFrom(...typed), maxLength: 6 }).map(nfc)

test.each([
  ['Đỗ Thị Ánh', 'do thi anh', 'đ is a letter of its own, not a d with a mark'],
  ['Đặng Thị Ưu Phượng', 'dang thi uu phuong', 'horn and tone on one letter'],
  ['Ðặng', 'dang', 'the Icelandic capital that looks like Đ'],
  ['hoà HÒA', 'hoa hoa', 'old and new places of the tone'],
  ['Nguyễn'.normalize('NFD'), 'nguyen', 'decomposed by the keyboard'],
])('%s folds to %s: %s', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test('folding twice is folding once, however the text was composed', () => {
  fc.assert(
    fc.property(fc.oneof(anyName, anyText, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
      const folded = fold(text)
      expect(fold(folded)).toBe(folded)
      expect(fold(text.normalize('NFC'))).toBe(folded)
      expect(fold(text.normalize('NFD'))).toBe(folded)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['  Trần\u00a0Thị \t Lan\n', 'Trần Thị Lan', 'spaces of every kind'],
  ['Nguyễn'.normalize('NFD'), 'Nguyễn', 'decomposed'],
  ['   ', '', 'nothing'],
])('%j is kept as %s: %s', (text, kept) => {
  expect(nfc(text)).toBe(kept)
})

test.each([
  ['Sở Nội-vụ, 2026', ['so', 'noi', 'vu', '2026'], 'signs part words'],
  ['123/QĐ-UBND', ['123', 'qd', 'ubnd'], 'the number of a document'],
  ['"* OR (', ['or'], 'nothing of a search language is left'],
  [' ... ', [], 'no word'],
])('the words of %s are %j: %s', (text, words) => {
  expect(searchWords(text)).toEqual(words)
})

test.each([
  ['Trần Thị Lan', 'Lan', 'TL', 'surname and given name'],
  ['Đỗ Ánh'.normalize('NFD'), 'Ánh', 'ĐÁ', 'decomposed'],
  ['lan', 'lan', 'L', 'one word'],
  ['', '', '', 'nothing'],
])('%s is called %s, %s: %s', (name, given, letter) => {
  expect(givenName(name)).toBe(given)
  expect(initials(name)).toBe(letter)
})

describe('Vietnamese order', () => {
  test.each([
    ['a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y', 'the alphabet'],
    ['a à ả ã á ạ ă', 'the tones, before the next letter'],
    ['an An án Án àng ăn', 'letters first, then tones, then capitals'],
    ['10 2 a', 'figures one by one, before letters'],
    ['z ж 中', 'other letters after z'],
  ])('%s: %s', (line) => {
    expect(line.split(' ').reverse().sort(byKey(sortKey)).join(' ')).toBe(line)
  })

  test('people stand by given name, its tone included, then by surname and middle names', () => {
    const list = ['Vũ An', 'Lê Thị An', 'Lê Văn An', 'Nguyễn An', 'Đỗ Án', 'Bùi Ân', 'Đặng Lan', 'Dương Đạt', 'Lan']
    expect(list.sort(byKey(personSortKey))).toEqual([
      'Lê Thị An',
      'Lê Văn An',
      'Nguyễn An',
      'Vũ An',
      'Đỗ Án',
      'Bùi Ân',
      'Dương Đạt',
      'Lan',
      'Đặng Lan',
    ])
  })

  test('20,000 pairs of names stand as the Vietnamese collation has them', () => {
    fc.assert(
      fc.property(anyName, anyName, (one, other) => {
        expect(byKey(sortKey)(one, other)).toBe(collator.compare(one, other))
      }),
      { numRuns: 20_000 },
    )
  })

  test('20,000 pairs of people stand by the collation of the given name, then of the rest', () => {
    const rest = (name: string) => name.slice(0, name.lastIndexOf(' '))
    fc.assert(
      fc.property(anyName, anyName, (one, other) => {
        const expected = collator.compare(givenName(one), givenName(other)) || collator.compare(rest(one), rest(other))
        expect(byKey(personSortKey)(one, other)).toBe(expected)
      }),
      { numRuns: 20_000 },
    )
  })

  test('any text of letters, tones, capitals, figures and signs stands as the collation has it', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        expect(byKey(sortKey)(one, other)).toBe(collator.compare(one, other))
      }),
      { numRuns: 20_000 },
    )
  })

  test('a key is ASCII, and the same however the text was composed', () => {
    fc.assert(
      fc.property(fc.oneof(anyName, fc.string({ unit: 'grapheme' })), (text) => {
        expect([...personSortKey(text)].every((sign) => sign >= '\u001e' && sign <= '~')).toBe(true)
        expect(personSortKey(text.normalize('NFD'))).toBe(personSortKey(text.normalize('NFC')))
      }),
    )
  })
})
