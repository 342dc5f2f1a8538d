import { day as shown } from '../../views/format.ts'
import { roleNames } from '../../views/words.ts'
import { act, type Ctx } from '../act.ts'
import type { Reader, Tx } from '../db/schema.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import type { Role } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { newPublicId } from '../secrets.ts'
import type { RoleInput } from './forms.ts'
import { activeGrants, findPerson, grantsOf } from './queries.ts'
import { personSubject } from './subjects.ts'
import { findOpenUnit } from './tree.ts'

/** Gives a person a role in a unit; it reaches that unit and all below it. */
export const grantRole = (ctx: Ctx, personId: string, { role, unit: unitId, day }: RoleInput) =>
  act(
    ctx,
    'unit.grantRole',
    (tx) => findOpenUnit(tx, unitId),
    async (tx, unit) => {
      const person = await findPerson(tx, personId)
      refuseUnless(person, 'missing')
      refuseUnless(person.leftOn === null, 'person.hasLeft')
      if (day < unit.openedOn)
        throw new Invalid({ day: `${unit.name} thành lập ngày ${shown(unit.openedOn)}. Ghi ngày từ hôm đó.` })
      const held = (await grantsOf(tx, [person.id], ctx.today)).some(
        (grant) => grant.role === role && grant.unitId === unit.id,
      )
      if (held)
        throw new Invalid({ role: `Đồng chí ${person.name} đang giữ vai trò ${roleNames[role]} tại ${unit.name}.` })
      await tx
        .insertInto('roleGrants')
        .values(grantRow(person.id, role, unit.id, day))
        .execute()
      return {
        subject: personSubject(person, unit.path),
        facts: { role, unit: unit.name, fromDay: day },
        about: person.id,
      }
    },
  )

/** Takes a role back from today on. */
export const endRole = (ctx: Ctx, personId: string, grantId: string) =>
  act(
    ctx,
    'unit.endRole',
    (tx) => findGrant(tx, personId, grantId, ctx.today),
    async (tx, grant) => {
      if (grant.role === 'admin') await refuseWithoutAdmin(tx, ctx.today, [grant.id])
      await tx.updateTable('roleGrants').set({ toDay: ctx.today }).where('id', '=', grant.id).execute()
      const facts = { role: grant.role, unit: grant.unitName, fromDay: grant.fromDay, toDay: ctx.today }
      return { subject: personSubject({ publicId: personId }, grant.path), facts, about: grant.personId }
    },
  )

/** Takes the end of a role back (hoàn tác), on the day on which it ended. Refuses with 'stale' when it is held anew already. */
export const resumeRole = (ctx: Ctx, personId: string, grantId: string) =>
  act(
    ctx,
    'unit.grantRole',
    (tx) => findEnded(tx, personId, grantId, ctx.today),
    async (tx, grant) => {
      const held = await grantsOf(tx, [grant.personId], ctx.today)
      refuseUnless(!held.some(({ role, unitId }) => role === grant.role && unitId === grant.unitId), 'stale')
      await tx.updateTable('roleGrants').set({ toDay: null }).where('id', '=', grant.id).execute()
      const facts = { role: grant.role, unit: grant.unitName, fromDay: grant.fromDay, toDay: [ctx.today, null] }
      return { subject: personSubject({ publicId: personId }, grant.path), facts, about: grant.personId }
    },
  )

/** A role that ended today, of somebody still here in a unit still there. */
const findEnded = (db: Reader, personId: string, grantId: string, today: Day) =>
  db
    .selectFrom('roleGrants')
    .innerJoin('people', 'people.id', 'roleGrants.personId')
    .innerJoin('units', 'units.id', 'roleGrants.unitId')
    .select(['roleGrants.id', 'roleGrants.personId', 'roleGrants.unitId', 'roleGrants.role', 'roleGrants.fromDay'])
    .select(['units.path', 'units.name as unitName'])
    .where('roleGrants.publicId', '=', grantId)
    .where('people.publicId', '=', personId)
    .where('roleGrants.toDay', '=', today)
    .where('people.leftOn', 'is', null)
    .where('units.closedOn', 'is', null)
    .executeTakeFirst()

async function findGrant(db: Reader, personId: string, grantId: string, today: Day) {
  const person = await findPerson(db, personId)
  const grants = person ? await grantsOf(db, [person.id], today) : []
  return grants.find((grant) => grant.publicId === grantId)
}

/** Someone active must stay administrator of the whole installation, or nobody could ever put anything right. */
export async function refuseWithoutAdmin(tx: Tx, today: Day, ending: readonly number[]) {
  const admins = await activeGrants(tx, today)
    .innerJoin('people', 'people.id', 'roleGrants.personId')
    .innerJoin('units', 'units.id', 'roleGrants.unitId')
    .select('roleGrants.id')
    .where('role', '=', 'admin')
    .where('units.parentId', 'is', null)
    .where('people.leftOn', 'is', null)
    .execute()
  const left = admins.filter(({ id }) => !ending.includes(id))
  refuseUnless(left.length > 0 || admins.length === 0, 'person.onlyAdmin')
}

export const grantRow = (personId: number, role: Role, unitId: number, fromDay: Day) => {
  return { publicId: newPublicId(), personId, role, unitId, fromDay, toDay: null }
}
