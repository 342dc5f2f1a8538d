import { day as shown } from '../../views/format.ts'
import { act, type Ctx, type Entry, type Facts } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { moveSheetsOf } from '../inspections/rounds/scopes.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import { type Action, can } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { personSortKey, searchText } from '../rules/names.ts'
import { hashPassword, newPublicId } from '../secrets.ts'
import { refuseTakenCode } from './codes.ts'
import type { PersonEdit, PersonInput } from './forms.ts'
import { freeUsername, newTemporaryPassword } from './passwords.ts'
import { currentPosting, findPerson, grantsOf, type PersonRow } from './queries.ts'
import { grantRow } from './roles.ts'
import { rescope, tasksOfPerson } from './scopes.ts'
import { personSubject } from './subjects.ts'
import { findOpenUnit, type UnitRow } from './tree.ts'

/** Who was added or given a new password; the password only when this very call set it, so that it is shown once. */
export type WithPassword = { id: string; password?: string }

/** Takes a person into a unit, with a login whose temporary password must be changed, and the roles ticked. */
export async function addPerson(ctx: Ctx, input: PersonInput): Promise<WithPassword> {
  const password = newTemporaryPassword()
  const passwordHash = await hashPassword(password) // it takes its time: not while the database is locked
  const id = await act(
    ctx,
    'unit.addPerson',
    (tx) => findOpenUnit(tx, input.unit),
    async (tx, unit) => {
      refuseEarly(input.day, unit.openedOn, `${unit.name} thành lập ngày ${shown(unit.openedOn)}. Ghi ngày từ hôm đó.`)
      refuseUnless(input.roles.length === 0 || can(ctx.who, 'unit.grantRole', unit), 'forbidden')
      const person = await insertPerson(tx, input, unit)
      await insertLogin(tx, person.id, passwordHash, input)
      const also = await insertRoles(tx, person, unit, input)
      const facts = { name: input.name, unit: unit.name, post: input.post, fromDay: input.day }
      return { subject: personSubject(person, unit.path), facts, about: person.id, also }
    },
  )
  return { id, ...((await isInForce(ctx, id, passwordHash)) && { password }) }
}

/** Changes name, address or telephone, or moves the person to another unit or post from a day on. */
export const editPerson = (ctx: Ctx, id: string, input: PersonEdit) =>
  act(
    ctx,
    'person.edit',
    (tx) => findPerson(tx, id),
    async (tx, person) => {
      refuseUnless(person.leftOn === null, 'person.hasLeft')
      await refuseTakenEmail(tx, input.email, person.id)
      await refuseTakenCode(tx, 'people', input.code, person.id)
      const unit = await unitFor(tx, ctx, person, input.unit)
      const moves = unit.id !== person.unitId || input.post !== person.post
      if (moves) await post(tx, person, unit, input)
      await tx
        .updateTable('people')
        .set({ ...columns(input, unit), version: person.version + 1 })
        .where('id', '=', person.id)
        .execute()
      if (unit.id !== person.unitId) {
        await rescope(tx, tasksOfPerson(person.id))
        await moveSheetsOf(tx, [person.id])
      }
      return {
        subject: personSubject(person, unit.path),
        facts: differences(person, input, unit, moves),
        about: person.id,
      }
    },
  )

/** Gives a new temporary password and ends every session: for who forgot the old one or lost a device. */
export async function resetPassword(ctx: Ctx, id: string): Promise<WithPassword> {
  const password = newTemporaryPassword()
  const passwordHash = await hashPassword(password)
  await act(
    ctx,
    'person.resetPassword',
    (tx) => findPerson(tx, id),
    async (tx, person) => {
      refuseUnless(person.leftOn === null, 'person.hasLeft')
      await refuseBeyondReach(tx, ctx, person, 'unit.grantRole')
      await setPassword(tx, person, passwordHash)
      const devices = await endSessions(tx, person.id, ctx.now)
      return { subject: personSubject(person, person.path), facts: { devices }, about: person.id }
    },
  )
  return { id, ...((await isInForce(ctx, id, passwordHash)) && { password }) }
}

/** The password from now on, to be changed at the next sign-in; who has no login yet gets one. */
export async function setPassword(tx: Tx, person: PersonRow, passwordHash: string) {
  await tx
    .insertInto('logins')
    .values({ personId: person.id, username: await freeUsername(tx, person.name), passwordHash, mustChange: 1 })
    .onConflict((on) => on.column('personId').doUpdateSet({ passwordHash, mustChange: 1 }))
    .execute()
}

/** Whoever holds a role over more than the one at the keys reaches is not to be had through a password or a departure. */
export async function refuseBeyondReach(
  tx: Tx,
  ctx: Ctx,
  person: PersonRow,
  action: 'unit.grantRole' | 'unit.endRole',
) {
  const grants = await grantsOf(tx, [person.id], ctx.today)
  refuseUnless(
    grants.every((grant) => can(ctx.who, action, grant)),
    'forbidden',
  )
}

/** Ends what the person is signed in with on any device; returns how many. */
export async function endSessions(tx: Tx, personId: number, now: string): Promise<number> {
  const ended = await tx
    .updateTable('sessions')
    .set({ endedAt: now })
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .returning('id')
    .execute()
  return ended.length
}

export function refuseEarly(day: Day, first: Day, sentence: string) {
  if (day < first) throw new Invalid({ day: sentence })
}

/** Whether the password just made is the one in force; it is not when the form had been answered before. */
export async function isInForce(ctx: Ctx, publicId: string, passwordHash: string): Promise<boolean> {
  const login = await ctx.db.reader
    .selectFrom('logins')
    .innerJoin('people', 'people.id', 'logins.personId')
    .select('passwordHash')
    .where('people.publicId', '=', publicId)
    .executeTakeFirst()
  return login?.passwordHash === passwordHash
}

async function insertPerson(tx: Tx, input: PersonInput, unit: UnitRow) {
  await refuseTakenEmail(tx, input.email)
  await refuseTakenCode(tx, 'people', input.code)
  const person = await tx
    .insertInto('people')
    .values({ ...columns(input, unit), publicId: newPublicId(), leftOn: null })
    .returning(['id', 'publicId'])
    .executeTakeFirstOrThrow()
  const posting = { personId: person.id, unitId: unit.id, post: input.post, fromDay: input.day, toDay: null }
  await tx.insertInto('postings').values(posting).execute()
  return person
}

async function insertLogin(tx: Tx, personId: number, passwordHash: string, { name, username }: PersonInput) {
  const free = await freeUsername(tx, name)
  const taken =
    username && (await tx.selectFrom('logins').select('personId').where('username', '=', username).executeTakeFirst())
  if (taken) throw new Invalid({ username: `Tên đăng nhập ${username} đã có người dùng. Có thể dùng ${free}.` })
  await tx
    .insertInto('logins')
    .values({ personId, username: username ?? free, passwordHash, mustChange: 1 })
    .execute()
}

async function insertRoles(
  tx: Tx,
  person: { id: number; publicId: string },
  unit: UnitRow,
  { roles, day }: PersonInput,
) {
  const entries: (Entry & { action: Action })[] = []
  for (const role of new Set(roles)) {
    await tx
      .insertInto('roleGrants')
      .values(grantRow(person.id, role, unit.id, day))
      .execute()
    const facts = { role, unit: unit.name, fromDay: day }
    entries.push({ action: 'unit.grantRole', subject: personSubject(person, unit.path), facts, about: person.id })
  }
  return entries
}

async function refuseTakenEmail(tx: Tx, email: string | undefined, except = 0) {
  if (!email) return
  const other = await tx
    .selectFrom('people')
    .select('name')
    .where('email', '=', email)
    .where('id', '<>', except)
    .executeTakeFirst()
  if (other)
    throw new Invalid({ email: `Địa chỉ này đang là của đồng chí ${other.name}. Ghi địa chỉ khác hoặc để trống.` })
}

/** The unit the person is to be in; another one than now must be within reach too. */
async function unitFor(tx: Tx, ctx: Ctx, person: PersonRow, publicId: string) {
  const unit = await findOpenUnit(tx, publicId)
  if (!unit) throw new Invalid({ unit: 'Đơn vị này không còn. Chọn đơn vị khác.' })
  refuseUnless(unit.id === person.unitId || can(ctx.who, 'unit.addPerson', unit), 'forbidden')
  return unit
}

/** Closes the posting that holds and opens the next one; on its own first day it is put right instead. */
async function post(tx: Tx, person: PersonRow, unit: UnitRow, { day, post }: PersonEdit) {
  const now = await currentPosting(tx, person.id)
  if (now)
    refuseEarly(day, now.fromDay, `Đồng chí này giữ vị trí hiện nay từ ${shown(now.fromDay)}. Ghi ngày từ hôm đó.`)
  refuseEarly(day, unit.openedOn, `${unit.name} thành lập ngày ${shown(unit.openedOn)}. Ghi ngày từ hôm đó.`)
  if (now?.fromDay === day) {
    await tx.updateTable('postings').set({ unitId: unit.id, post }).where('id', '=', now.id).execute()
    return
  }
  if (now) await tx.updateTable('postings').set({ toDay: day }).where('id', '=', now.id).execute()
  await tx
    .insertInto('postings')
    .values({ personId: person.id, unitId: unit.id, post, fromDay: day, toDay: null })
    .execute()
}

const columns = ({ name, email, phone, post, code }: PersonEdit, unit: UnitRow) => ({
  name,
  folded: searchText(name),
  sortKey: personSortKey(name),
  email: email ?? null,
  phone: phone ?? null,
  code: code ?? null,
  unitId: unit.id,
  post,
})

/** From what to what, of what differs. */
function differences(person: PersonRow, input: PersonEdit, unit: UnitRow, moves: boolean): Facts {
  const pairs = {
    name: [person.name, input.name],
    email: [person.email, input.email ?? null],
    phone: [person.phone, input.phone ?? null],
    code: [person.code, input.code ?? null],
    unit: [person.unitName, unit.name],
    post: [person.post, input.post],
  }
  const changed = Object.entries(pairs).filter(
    ([key, [from, to]]) => from !== to || (key === 'unit' && unit.id !== person.unitId),
  )
  return { ...Object.fromEntries(changed), ...(moves && { fromDay: input.day }) }
}
