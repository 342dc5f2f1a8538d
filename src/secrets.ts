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

/** Stored for somebody who has not been given a password: nothing opens it. */
export const noPassword = 'none'

/**
 * A first password (mật khẩu lần đầu) of at least 60 random bits, stored by a fast hash: guessing it costs more than any
 * slow hash would add, and twenty thousand are made at once. It opens the account until then, in any case and spacing.
 */
export const hashFirstPassword = (password: string, until: string): string =>
  `once$${until}$${hashSecret(bare(password))}`

const bare = (password: string) => password.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Takes as long for a person who does not exist, so that time tells nothing. `now` is a UTC instant. */
export async function isPassword(password: string, stored: string | undefined, now: string): Promise<boolean> {
  nobody ??= hashPassword(newSecret())
  const slow = stored?.startsWith('$argon2') ? stored : await nobody
  const matches = await verify(slow, password.normalize('NFC'))
  return slow === stored ? matches : isFirstPassword(password, stored ?? noPassword, now)
}

function isFirstPassword(password: string, stored: string, now: string): boolean {
  const [kind, until = '', hash] = stored.split('$')
  return kind === 'once' && now <= until && hashSecret(bare(password)) === hash
}
let nobody: Promise<string> | undefined

/** Random enough for a public id: 96 bits, 16 characters, safe in a URL. */
export const newPublicId = (): string => randomText(12, 'base64url')

/** Random bytes as text, each given out once. They are made some thousands at a time: an import asks a hundred thousand times. */
export function randomText(bytes: number, encoding: 'hex' | 'base64url'): string {
  if (used + bytes > pool.length) {
    pool = randomBytes(4096)
    used = 0
  }
  used += bytes
  return pool.toString(encoding, used - bytes, used)
}
let pool = Buffer.alloc(0)
let used = 0
