import type { Reader } from '../db/schema.ts'

/** A person as the owner of a login, for `act`. */
export const findAccount = (db: Reader, personId: number) =>
  db
    .selectFrom('people')
    .innerJoin('units', 'units.id', 'people.unitId')
    .innerJoin('logins', 'logins.personId', 'people.id')
    .select(['people.id as personId', 'people.publicId', 'people.name', 'units.path', 'username', 'passwordHash'])
    .where('people.id', '=', personId)
    .executeTakeFirst()

/** The login of a username, in any case of letters. */
export const findLogin = (db: Reader, username: string) =>
  db
    .selectFrom('logins')
    .innerJoin('people', 'people.id', 'logins.personId')
    .select(['personId', 'passwordHash', 'people.leftOn'])
    .where('username', '=', username.toLowerCase())
    .executeTakeFirst()

/** The devices signed in at `now`, the one last seen first. */
export const devicesOf = (db: Reader, personId: number, now: string) =>
  db
    .selectFrom('sessions')
    .select(['id', 'publicId', 'device', 'address', 'createdAt', 'seenAt'])
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('seenAt', 'desc')
    .execute()

/** Tokens that still open the door. */
export const tokensOf = (db: Reader, personId: number, now: string) =>
  db
    .selectFrom('tokens')
    .select(['publicId', 'name', 'scope', 'createdAt', 'expiresAt', 'usedAt'])
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('id', 'desc')
    .execute()
