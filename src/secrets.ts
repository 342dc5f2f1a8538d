import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** A random secret of 256 bits for a cookie or a token; the database keeps its hash only. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Enough for secrets that are random already; passwords need `hashPassword`. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

// OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }

/** argon2id, with its salt and cost inside. Text is compared in NFC: two keyboards may type one letter two ways. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), cost)

/** Takes as long for a person who does not exist, so that time tells nothing. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  nobody ??= hashPassword(newSecret())
  const matches = await verify(stored ?? (await nobody), password.normalize('NFC'))
  return matches && stored !== undefined
}
let nobody: Promise<string> | undefined

/** Random enough for a public id: 96 bits, 16 characters, safe in a URL. */
export const newPublicId = (): string => randomBytes(12).toString('base64url')
