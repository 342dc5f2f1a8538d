import { fold, nfc } from './names.ts'
import type { Token } from './quick-tokens.ts'
import { beginsWork } from './quick-verbs.ts'

/** A person or unit as named in the line; who that is, is found out elsewhere. `unit` is what follows the dot. */
export interface Mention {
  text: string
  unit?: string
}

const surnames = new Set(
  (
    'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh dao doan luong mai truong cao ' +
    'ha ta luu trieu chu lam quach tang to la vuong cu giang hua khong kieu luc mac nghiem nong ong phung quan ' +
    'than thach tong trang tu uong vi chau dam dau diep dong kim ma lo quang thai thi ton tieu an au bach ninh'
  ).split(' '),
)

/**
 * The name at the word numbered `at`: one word, or several while they are capitalised and nothing else begins
 * (`isOver`). Where a capital says little, at the beginning of the line or in a line of capitals, a name of several
 * words has to begin with a surname (họ). Undefined where no name stands.
 */
export function nameAt(line: string, tokens: readonly Token[], at: number, isOver: (at: number) => boolean) {
  const word = wordAt(tokens, at)
  const inQuotes = /^["“]([^"“”]*)["”](?:\.(.+))?$/u.exec(word)
  if (inQuotes) return inQuotes[1]?.trim() ? { mention: mention(inQuotes[1], inQuotes[2]), count: 1 } : undefined
  if (!/^\p{L}/u.test(word)) return undefined
  const count = wordsOfName(line, tokens, at, isOver)
  const words = tokens.slice(at, at + count).map((_, n) => wordAt(tokens, at + n))
  const [, name = '', unit] = /^([^.]+)(?:\.(.+))?$/u.exec(words.join(' ')) ?? []
  return { mention: mention(name, unit), count }
}

const wordAt = (tokens: readonly Token[], at: number): string => (tokens[at]?.text ?? '').replace(/^[@+]/, '')

const mention = (text: string, unit?: string): Mention => ({ text: nfc(text), ...(unit && { unit: nfc(unit) }) })

function wordsOfName(line: string, tokens: readonly Token[], at: number, isOver: (at: number) => boolean): number {
  const shouted = line === line.toUpperCase()
  const first = nfc(wordAt(tokens, at))
  const isSurname = surnames.has(fold(first))
  if (!/^\p{Lu}[^.]*$/u.test(first) || (!isSurname && (shouted || at === 0))) return 1
  const isName = (word: string) => (shouted ? /^\p{Lu}+(\.\S+)?$/u : /^\p{Lu}\p{Ll}*(\.\S+)?$/u).test(nfc(word))
  let count = 1
  while (count < (isSurname ? 5 : 2)) {
    const next = tokens[at + count]
    const before = tokens[at + count - 1]
    if (!next || !before || before.text.includes('.') || !/^\s+$/.test(line.slice(before.to, next.from))) break
    if (!isName(next.text) || isOver(at + count)) break
    if (beginsWork(fold(next.text), tokens[at + count + 1] && fold(tokens[at + count + 1]?.text ?? ''))) break
    count += 1
  }
  return count
}
