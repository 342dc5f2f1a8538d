import { commonPasswords } from './common-passwords.ts'
import { fold, searchWords } from './names.ts'

export type PasswordProblem = 'tooShort' | 'tooLong' | 'tooCommon' | 'containsName'

export const passwordLength = { least: 10, most: 128 } as const

/**
 * What is wrong with a new password, or undefined. Length and unlikeness are asked for, not a mixture of signs:
 * long sentences with marks and spaces are welcome. Lengths are in characters as read, whatever the keyboard composed.
 */
export function passwordProblem(
  password: string,
  owner: { name: string; username: string },
): PasswordProblem | undefined {
  const length = [...password.normalize('NFC')].length
  if (length < passwordLength.least) return 'tooShort'
  if (length > passwordLength.most) return 'tooLong'
  if (isCommon(password)) return 'tooCommon'
  if (containsName(password, owner)) return 'containsName'
  return undefined
}

/** A common word stays common in capitals, with marks, and with figures or signs around it; three signs repeated are no better. */
function isCommon(password: string): boolean {
  const shape = plain(password)
  return commonPasswords.has(shape) || commonPasswords.has(lettersOf(shape)) || new Set(password).size < 4
}

/** The user name, two words of the name run together, or one of these with nothing but figures and signs around it. */
function containsName(password: string, owner: { name: string; username: string }): boolean {
  const shape = plain(password)
  const words = searchWords(owner.name)
  const username = plain(owner.username)
  const pairs = words.flatMap((word, place) => words.slice(place + 1).flatMap((other) => [word + other, other + word]))
  const telling = [...pairs, username].filter((part) => part.length >= 4)
  const alone = [...words, lettersOf(username)].filter(Boolean)
  return telling.some((part) => shape.includes(part)) || alone.includes(lettersOf(shape))
}

const plain = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '')
const lettersOf = (shape: string): string => shape.replace(/\p{N}/gu, '')
