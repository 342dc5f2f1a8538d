import type { Ctx } from '../act.ts'
import { act } from '../act.ts'
import type { Reader } from '../db/schema.ts'
import { eachSlice, updateAll } from '../db/slices.ts'
import { Invalid } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { hashFirstPassword, noPassword } from '../secrets.ts'
import { newFirstPassword } from './passwords.ts'
import { grantsOf, liesIn } from './queries.ts'
import { personSubject, unitSubject } from './subjects.ts'
import { unitById } from './tree.ts'

/** A first password opens the account for so long, until it is changed at the first sign-in. */
export const firstPasswordDays = 30

/** Who is to get one: everybody in a unit and below, or those of one import, who has never signed in. */
export interface Newcomers {
  unitId: number
  importId?: number
  /** Also those to whom one was handed out already: their old one no longer opens. */
  again?: boolean
}

export interface HandedOut {
  name: string
  unit: string
  post: string
  username: string
  password: string
}

type Newcomer = Awaited<ReturnType<typeof readNewcomers>>[number]

/** People who are here and have never had a password of their own, by unit and name. */
async function readNewcomers(db: Reader, { unitId, importId, again }: Newcomers) {
  const unit = await unitById(db, unitId)
  return db
    .selectFrom('logins')
    .innerJoin('people', 'people.id', 'logins.personId')
    .innerJoin('units', 'units.id', 'people.unitId')
    .select(['people.id', 'people.publicId', 'people.name', 'people.post', 'username', 'passwordHash'])
    .select(['units.name as unitName', 'units.path'])
    .where('mustChange', '=', 1)
    .where('people.leftOn', 'is', null)
    .where(liesIn(unit?.path ?? ''))
    .where((is) =>
      again
        ? is.or([is('passwordHash', '=', noPassword), is('passwordHash', 'like', 'once$%')])
        : is('passwordHash', '=', noPassword),
    )
    .$if(importId !== undefined, (query) => query.where('logins.importId', '=', importId ?? 0))
    .orderBy('units.path')
    .orderBy('people.sortKey')
    .orderBy('people.id')
    .execute()
}

/** How many wait for a first password, and how many have one that they have not used yet. */
export async function countNewcomers(ctx: Ctx, newcomers: Omit<Newcomers, 'again'>) {
  const all = await withinReach(ctx, ctx.db.reader, await readNewcomers(ctx.db.reader, { ...newcomers, again: true }))
  const waiting = all.filter(({ passwordHash }) => passwordHash === noPassword).length
  return { waiting, handedOut: all.length - waiting }
}

/** Whoever holds a role beyond one's own reach is not to be had through a password. */
async function withinReach(ctx: Ctx, db: Reader, people: readonly Newcomer[]): Promise<Newcomer[]> {
  const beyond = new Set<number>()
  for (let at = 0; at < people.length; at += 1000) {
    const ids = people.slice(at, at + 1000).map(({ id }) => id)
    for (const grant of await grantsOf(db, ids, ctx.today))
      if (!can(ctx.who, 'unit.grantRole', grant)) beyond.add(grant.personId)
  }
  return people.filter(({ id, path }) => !beyond.has(id) && can(ctx.who, 'person.resetPassword', { id, path }))
}

/**
 * Makes a first password for each newcomer (phát mật khẩu lần đầu) and returns them this once: the database keeps hashes,
 * the record only that it happened. Each opens the account for thirty days and must be changed at the first sign-in.
 * Throws `Invalid({ form })` when the same form was answered before, or nobody is waiting.
 */
export async function handOutPasswords(ctx: Ctx, newcomers: Newcomers): Promise<HandedOut[]> {
  const until = new Date(Date.parse(ctx.now) + firstPasswordDays * 24 * 3600 * 1000).toISOString()
  let handed: HandedOut[] | undefined
  await act(
    ctx,
    'unit.handOut',
    (tx) => unitById(tx, newcomers.unitId),
    async (tx, unit) => {
      const people = await withinReach(ctx, tx, await readNewcomers(tx, newcomers))
      refuseNobody(people)
      const made = await withPasswords(people)
      const hashes = made.map(({ person, password }) => ({
        personId: person.id,
        passwordHash: hashFirstPassword(password, until),
      }))
      await updateAll(tx, 'logins', hashes, 'personId')
      handed = made.map(({ person, password }) => ({
        name: person.name,
        unit: person.unitName,
        post: person.post,
        username: person.username,
        password,
      }))
      const also = people.map((person) => ({
        action: 'person.resetPassword' as const,
        subject: personSubject(person, person.path),
        facts: { until },
        about: person.id,
      }))
      return { subject: unitSubject(unit, unit.path), facts: { newcomers: people.length, until }, also }
    },
  )
  if (!handed)
    throw new Invalid({
      form: 'Danh sách mật khẩu chỉ tải được một lần và đã tải ở lần gửi trước. Nếu chưa có tệp, phát lại.',
    })
  return handed
}

/** Twenty thousand take a while: the event loop turns meanwhile. */
async function withPasswords(people: readonly Newcomer[]) {
  const made: { person: Newcomer; password: string }[] = []
  await eachSlice(people, 500, (slice) => {
    for (const person of slice) made.push({ person, password: newFirstPassword() })
  })
  return made
}

/** Whether anybody waits for a first password. */
export const isAnyoneWaiting = async (db: Reader): Promise<boolean> =>
  (await db
    .selectFrom('logins')
    .select('personId')
    .where('passwordHash', '=', noPassword)
    .limit(1)
    .executeTakeFirst()) !== undefined

function refuseNobody(people: readonly unknown[]) {
  if (people.length === 0) throw new Invalid({ form: 'Không còn ai chờ mật khẩu lần đầu.' })
}
