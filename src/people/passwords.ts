import { randomInt } from 'node:crypto'
import type { Reader } from '../db/schema.ts'
import { searchWords } from '../rules/names.ts'

// No letter or figure that is mistaken for another when read from paper or over the telephone.
const consonants = 'bdghkmnprstvx'
const vowels = 'aeiou'
const figures = '23456789'

const pick = (signs: string) => signs[randomInt(signs.length)] ?? ''
const syllables = () => pick(consonants) + pick(vowels) + pick(consonants) + pick(vowels)

/** A password for the first sign-in, such as 'bako-temi-duso-nari-47': 55 bits, easy to dictate. */
export const newTemporaryPassword = (): string =>
  [syllables(), syllables(), syllables(), syllables(), pick(figures) + pick(figures)].join('-')

/** A first password handed out on paper: 'remi-bako-temi-duso-nari-47', 66 bits, which a fast hash may keep. */
export const newFirstPassword = (): string => `${syllables()}-${newTemporaryPassword()}`

/** A user name nobody has yet: 'tran.thi.lan' of Trần Thị Lan, then 'tran.thi.lan2'. */
export async function freeUsername(db: Reader, name: string): Promise<string> {
  const plain = searchWords(name)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter(Boolean)
  const base = plain.join('.').slice(0, 36).padEnd(3, '0')
  const taken = await db
    .selectFrom('logins')
    .select('username')
    .where('username', '>=', base)
    .where('username', '<', `${base}:`)
    .execute()
  const names = new Set(taken.map(({ username }) => username))
  if (!names.has(base)) return base
  let number = 2
  while (names.has(`${base}${number}`)) number += 1
  return `${base}${number}`
}

export const usernameOf = async (db: Reader, personId: number): Promise<string | undefined> =>
  (await db.selectFrom('logins').select('username').where('personId', '=', personId).executeTakeFirst())?.username
