import { setImmediate as turn } from 'node:timers/promises'
import type { Reader } from '../../db/schema.ts'
import type { Role } from '../../rules/access.ts'
import type { Day } from '../../rules/days.ts'
import { activeGrants } from '../queries.ts'
import { codeKey, emailKey, nameKey } from './keys.ts'

/** Somebody of the installation, gone or not, with login, present posting and roles. */
export interface KnownPerson {
  id: number
  publicId: string
  name: string
  code: string | null
  email: string | null
  phone: string | null
  unitId: number
  post: string
  leftOn: Day | null
  version: number
  username?: string
  posting?: { id: number; fromDay: Day }
  grants: { id: number; role: Role; unitId: number }[]
}

export interface KnownPeople {
  byCode: ReadonlyMap<string, KnownPerson>
  byEmail: ReadonlyMap<string, KnownPerson>
  byUsername: ReadonlyMap<string, KnownPerson>
  byName: ReadonlyMap<string, readonly KnownPerson[]>
}

const atOnce = 1000

/** Everybody, read a thousand at a time. */
export async function readPeople(db: Reader, today: Day): Promise<KnownPeople> {
  const all: KnownPerson[] = []
  for (let last = 0; ; last = all.at(-1)?.id ?? 0) {
    const people = await db
      .selectFrom('people')
      .select(['id', 'publicId', 'name', 'code', 'email', 'phone', 'unitId', 'post', 'leftOn', 'version'])
      .where('id', '>', last)
      .where('system', '=', 0)
      .orderBy('id')
      .limit(atOnce)
      .execute()
    all.push(...(await completed(db, people, today)))
    if (people.length < atOnce) return indexed(all)
    await turn()
  }
}

async function completed(
  db: Reader,
  people: readonly Omit<KnownPerson, 'grants'>[],
  today: Day,
): Promise<KnownPerson[]> {
  const [first, last] = [people[0]?.id ?? 0, people.at(-1)?.id ?? 0]
  const logins = await db
    .selectFrom('logins')
    .select(['personId', 'username'])
    .where('personId', '>=', first)
    .where('personId', '<=', last)
    .execute()
  const postings = await db
    .selectFrom('postings')
    .select(['id', 'personId', 'fromDay'])
    .where('toDay', 'is', null)
    .where('personId', '>=', first)
    .where('personId', '<=', last)
    .execute()
  const grants = await activeGrants(db, today)
    .select(['id', 'personId', 'unitId'])
    .select((is) => is.ref('role').$castTo<Role>().as('role'))
    .where('personId', '>=', first)
    .where('personId', '<=', last)
    .orderBy('id')
    .execute()
  const byId = new Map(people.map((person): [number, KnownPerson] => [person.id, { ...person, grants: [] }]))
  for (const { personId, username } of logins) Object.assign(byId.get(personId) ?? {}, { username })
  for (const { personId, ...posting } of postings) Object.assign(byId.get(personId) ?? {}, { posting })
  for (const { personId, ...grant } of grants) byId.get(personId)?.grants.push(grant)
  return [...byId.values()]
}

function indexed(all: readonly KnownPerson[]): KnownPeople {
  const by = (key: (person: KnownPerson) => string | undefined | null) =>
    new Map(
      all
        .flatMap((person) => [[key(person), person] as const])
        .filter((pair): pair is [string, KnownPerson] => Boolean(pair[0])),
    )
  const byName = new Map<string, KnownPerson[]>()
  for (const person of all) {
    const key = nameKey(person.name)
    const same = byName.get(key)
    if (same) same.push(person)
    else byName.set(key, [person])
  }
  return {
    byCode: by(({ code }) => code && codeKey(code)),
    byEmail: by(({ email }) => email && emailKey(email)),
    byUsername: by(({ username }) => username),
    byName,
  }
}
