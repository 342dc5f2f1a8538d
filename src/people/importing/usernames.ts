import { nfc, searchWords } from '../../rules/names.ts'

/** Gives out user names nobody has: 'an.nguyenvan' of Nguyễn Văn An, then 'an.nguyenvan2'. Each is taken once given. */
export function usernames(taken: ReadonlySet<string>) {
  const used = new Set(taken)
  const last = new Map<string, number>()
  return (name: string): string => {
    const base = baseOf(name)
    let number = last.get(base) ?? 1
    let free = number === 1 ? base : `${base}${number}`
    while (used.has(free)) {
      number += 1
      free = `${base}${number}`
    }
    last.set(base, number)
    used.add(free)
    return free
  }
}

function baseOf(name: string): string {
  const words = nfc(name)
    .split(' ')
    .map((word) =>
      searchWords(word)
        .join('')
        .replace(/[^a-z0-9]/g, ''),
    )
    .filter(Boolean)
  const [given, rest] = [words.at(-1) ?? '', words.slice(0, -1).join('')]
  return [given, rest].filter(Boolean).join('.').slice(0, 34).padEnd(3, '0')
}
