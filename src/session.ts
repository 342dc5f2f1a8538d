import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Db, Reader } from './db/schema.ts'
import { serially } from './db/serially.ts'
import { findWho } from './people/queries.ts'
import type { Person } from './rules/access.ts'
import { type Day, dayIn } from './rules/days.ts'
import { hashSecret } from './secrets.ts'
import type { Site } from './site.ts'

/** A signed-in person, by cookie or by token. */
export interface SignedIn {
  who: Person
  /** The session of the cookie; a token has none. */
  sessionId?: number
  /** A token that may only read. */
  readOnly?: true
  mustChange: boolean
  theme: string
  size: string
  /** Set while standing in for somebody. */
  actingFor?: { self: Person; name: string; until: Day; delegation: string }
}

export const sessionDays = 30

/** Whether the browser reaches us over TLS, directly, by a trusted proxy's word, or by the address we were told. */
export function isSecure(c: Context, site: Site): boolean {
  if (site.config.publicUrl) return site.config.publicUrl.startsWith('https:')
  if (site.config.trustProxy && c.req.header('X-Forwarded-Proto') === 'https') return true
  return c.req.url.startsWith('https:')
}

/**
 * Whether others on the network could listen in. Over loopback nobody can; the warning would only teach people to
 * overlook warnings.
 */
export const isOverheard = (c: Context, site: Site): boolean =>
  !isSecure(c, site) && !['localhost', '127.0.0.1', '[::1]'].includes(new URL(c.req.url).hostname)

/** `__Host-` binds a cookie to this host and to TLS; plain http in a local network gets a plain name. */
export const cookieName = (secure: boolean, name: string): string => (secure ? `__Host-${name}` : name)

export function setSecretCookie(c: Context, site: Site, name: string, secret: string, days: number) {
  const secure = isSecure(c, site)
  const maxAge = days * 24 * 3600
  setCookie(c, cookieName(secure, name), secret, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge })
}

export const getSecretCookie = (c: Context, site: Site, name: string): string | undefined =>
  getCookie(c, cookieName(isSecure(c, site), name))

export function dropSecretCookie(c: Context, site: Site, name: string) {
  const secure = isSecure(c, site)
  deleteCookie(c, cookieName(secure, name), { path: '/', secure })
}

/** Who sends this request: by `Authorization: Bearer` under /api, by the session cookie elsewhere. Undefined: nobody known. */
export async function signedIn(c: Context, site: Site, now: string): Promise<SignedIn | undefined> {
  if (c.req.path.startsWith('/api/')) {
    const token = /^Bearer (\S+)$/.exec(c.req.header('Authorization') ?? '')?.[1]
    return token ? byToken(site.db, token, now) : undefined
  }
  const secret = getSecretCookie(c, site, 'session')
  return secret ? bySession(site.db, secret, now) : undefined
}

async function bySession(db: Db, secret: string, now: string): Promise<SignedIn | undefined> {
  const session = await db.reader
    .selectFrom('sessions')
    .innerJoin('logins', 'logins.personId', 'sessions.personId')
    .where('tokenHash', '=', hashSecret(secret))
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .select(['sessions.id', 'sessions.personId', 'seenAt', 'actingForId', 'mustChange', 'theme', 'size'])
    .executeTakeFirst()
  if (!session) return undefined
  const { id, personId, seenAt, actingForId, mustChange, theme, size } = session
  if (isStale(seenAt, now)) {
    await serially(db, (tx) => tx.updateTable('sessions').set({ seenAt: now }).where('id', '=', id).execute())
  }
  const look = { sessionId: id, mustChange: mustChange === 1, theme, size }
  const acting = actingForId === null ? undefined : await standIn(db.reader, personId, actingForId, dayIn(now))
  if (acting) return { ...look, ...acting }
  const who = await findWho(db.reader, personId, dayIn(now))
  return who && { ...look, who }
}

/** The person stood in for, while a delegation to this substitute holds; its end ends the standing in by itself. */
export async function standIn(db: Reader, substituteId: number, principalId: number, today: Day) {
  const delegation = await db
    .selectFrom('delegations')
    .select(['publicId', 'toDay'])
    .where('substituteId', '=', substituteId)
    .where('principalId', '=', principalId)
    .where('fromDay', '<=', today)
    .where('toDay', '>=', today)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  const self = delegation && (await findWho(db, substituteId, today))
  const who = self && (await findWho(db, principalId, today, substituteId))
  if (!who) return undefined
  const roles = who.roles.filter(({ role }) => role !== 'admin') // the keys of the house are not lent with the pen
  return {
    who: { ...who, roles },
    actingFor: { self, name: who.name, until: delegation.toDay, delegation: delegation.publicId },
  }
}

async function byToken(db: Db, secret: string, now: string): Promise<SignedIn | undefined> {
  const token = await db.reader
    .selectFrom('tokens')
    .where('tokenHash', '=', hashSecret(secret))
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .select(['id', 'personId', 'scope', 'usedAt'])
    .executeTakeFirst()
  const who = token && (await findWho(db.reader, token.personId, dayIn(now)))
  if (!token || !who) return undefined
  if (!token.usedAt || isStale(token.usedAt, now)) {
    await serially(db, (tx) => tx.updateTable('tokens').set({ usedAt: now }).where('id', '=', token.id).execute())
  }
  return { who, mustChange: false, theme: 'auto', size: '100', ...(token.scope === 'read' && { readOnly: true }) }
}

/** Being seen again is noted once an hour, so that reading a page is not a write. */
const isStale = (seenAt: string, now: string) => Date.parse(now) - Date.parse(seenAt) > 3600 * 1000
