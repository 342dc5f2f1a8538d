import { nfc, searchText } from '../../rules/names.ts'

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/**
 * What two spellings of one name share: case, spaces, punctuation and the place of the tone ('Hoà', 'Hòa') do not matter,
 * marks do: Hoa and Hòa are two people.
 */
export const nameKey = (name: string): string =>
  nfc(name)
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .map(toneLast)
    .join(' ')

function toneLast(word: string): string {
  const parts = word.normalize('NFD')
  return parts.replace(tones, '').normalize('NFC') + (parts.match(tones) ?? []).join('')
}

/** The same without marks: for what people type in a hurry. */
export const plainKey = (name: string): string => searchText(name)

export const emailKey = (email: string): string => email.toLowerCase()
export const codeKey = (code: string): string => nfc(code).toUpperCase()

/** The figures of a telephone number, +84 as 0. */
export const phoneKey = (phone: string): string => phone.replace(/^\+84/, '0').replace(/\D/g, '')

/** How many letters must be changed, added or left out to get from one to the other. */
export function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(swap, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    before = row
  }
  return before[b.length] ?? 0
}
