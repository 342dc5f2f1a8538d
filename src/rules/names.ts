/** Text of one line as it is kept: NFC (an NFD "Nguyễn" is another string), trimmed, single spaces. */
export const nfc = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** Text of several lines as it is kept: each of them so, none around. */
export const nfcLines = (text: string): string => text.split(/\r?\n/).map(nfc).join('\n').trim()

/**
 * Text folded for search: 'Đỗ Thị Ánh' becomes 'do thi anh'. The Icelandic ð is folded too: old typefaces and scanned
 * documents use its capital, which looks the same, for Đ.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{Mn}/gu, '')
    .replace(/[đð]/g, 'd')

/** The folded words of letters and figures, for a search by beginnings: 'Sở Nội-vụ, 2026' gives so, noi, vu, 2026. */
export const searchWords = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** What the search column of a row holds: words of letters and figures alone, which both databases take apart alike. */
export const searchText = (...texts: string[]): string => searchWords(texts.join(' ')).join(' ')

/** The given name (tên), which comes last: 'Lan' of 'Trần Thị Lan'. Empty for an empty name. */
export const givenName = (name: string): string => nfc(name).split(' ').at(-1) ?? ''

/** 'Báo cáo định kỳ' as 'bao-cao-dinh-ky': a name short enough for an address or a quick line, at most 40 letters. */
export const keyOf = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '')

/** Surname and given name as one letter each: 'ĐL' of 'Đỗ Thị Lan', 'L' of 'Lan'. */
export function initials(name: string): string {
  const words = nfc(name).split(' ')
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

/*
 * Vietnamese order as text that any database compares byte by byte. A key has three levels, as dictionaries do: the
 * letters (ă is a letter of its own, á is not), then the tones, then small before capital. Its order is that of
 * Intl.Collator('vi'). Every level has one sign for each character, so levels of equal keys never overlap.
 */
const alphabet = ` _-,;:!?.'"()[]{}@*/\\&#%\`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz`
const ranks = new Map([...alphabet].map((letter, place) => [letter, String.fromCharCode(0x20 + place)]))
const shapes = /[\u0302\u0306\u031B]/ // circumflex, breve, horn: they make another letter
const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'] // none, huyền, hỏi, ngã, sắc, nặng

const betweenLevels = '\u001F'
const betweenNames = '\u001E'

/** ASCII text in whose binary order (`COLLATE "C"`) texts stand as in a Vietnamese dictionary. */
export function sortKey(text: string): string {
  const letters =
    nfc(text)
      .normalize('NFD')
      .match(/\P{Mn}\p{Mn}*/gu) ?? []
  const levels = [letters.map(letterRank), letters.map(toneRank), letters.map(caseRank)]
  return levels.map((level) => level.join('')).join(betweenLevels)
}

/** For lists of people: the given name first, tone included, then surname and middle names. */
export function personSortKey(name: string): string {
  const words = nfc(name).split(' ')
  return sortKey(words.at(-1) ?? '') + betweenNames + sortKey(words.slice(0, -1).join(' '))
}

/** A character outside the alphabet comes after z, in the order of its code point. */
function letterRank(letter: string): string {
  const base = letter.charAt(0).toLowerCase()
  const shaped = (base + (shapes.exec(letter)?.[0] ?? '')).normalize('NFC')
  return ranks.get(shaped) ?? ranks.get(base) ?? `~${letter.codePointAt(0)?.toString(16).padStart(6, '0')}`
}

/** A mark that is no Vietnamese tone comes after the six. */
function toneRank(letter: string): number {
  const marks = [...letter].slice(1).filter((mark) => !shapes.test(mark))
  const tone = tones.indexOf(marks[0] ?? '')
  return tone < 0 ? tones.length : tone
}

const caseRank = (letter: string): number => (letter === letter.toLowerCase() ? 0 : 1)
