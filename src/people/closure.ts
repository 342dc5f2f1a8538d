import { sql } from 'kysely'
import { day as shown } from '../../views/format.ts'
import { act, type Ctx, type Entry } from '../act.ts'
import type { Reader, Tx } from '../db/schema.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import { type Action, can, type Role } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { openStates } from '../rules/tasks.ts'
import type { ClosureInput } from './forms.ts'
import { activeGrants } from './queries.ts'
import { grantRow } from './roles.ts'
import { rescope, scopesOfSubtree } from './scopes.ts'
import { personSubject, unitSubject } from './subjects.ts'
import { currentSpan, findOpenUnit, membersOf, type UnitRow } from './tree.ts'

/** What closing a unit would move or end: shown first, then done. */
export type Closure = Awaited<ReturnType<typeof foreseeClosure>>

export async function foreseeClosure(db: Reader, today: Day, unit: UnitRow) {
  const below = await db
    .selectFrom('units')
    .select(['publicId', 'name'])
    .where('parentId', '=', unit.id)
    .where('closedOn', 'is', null)
    .execute()
  const members = await membersOf(db, unit.id)
  const roles = await heldIn(db, unit.id, today)
  const { count: tasks } = await db
    .selectFrom('tasks')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('unitId', '=', unit.id)
    .where('state', 'in', openStates)
    .executeTakeFirstOrThrow()
  return { below, members, roles, tasks }
}

/** The roles held in the unit itself, each beside who holds it. */
const heldIn = (db: Reader, unitId: number, today: Day) =>
  activeGrants(db, today)
    .innerJoin('people', 'people.id', 'roleGrants.personId')
    .select([
      'roleGrants.id',
      'roleGrants.publicId',
      'roleGrants.personId',
      'people.name',
      'people.publicId as personPublicId',
    ])
    .select((is) => is.ref('roleGrants.role').$castTo<Role>().as('role'))
    .where('roleGrants.unitId', '=', unitId)
    .where('people.leftOn', 'is', null)
    .orderBy('people.sortKey')
    .orderBy('roleGrants.id')
    .execute()
type Held = Awaited<ReturnType<typeof heldIn>>[number]

/**
 * Closes a unit (kết thúc, sáp nhập). Its people and work go along to the successor when so asked; of the roles held in it
 * only those ticked, for a role reaches everything in the larger unit. The record keeps the old name for its days.
 */
export const closeUnit = (ctx: Ctx, id: string, input: ClosureInput) =>
  act(
    ctx,
    'unit.close',
    (tx) => findOpenUnit(tx, id),
    async (tx, unit) => {
      const { below, members, roles, tasks } = await foreseeClosure(tx, ctx.today, unit)
      refuseUnless(below.length === 0, 'unit.notEmpty')
      const heir = await heirFor(tx, ctx, unit, input, members.length + roles.length + tasks > 0)
      await refuseWrongDay(tx, unit, heir, input.day)
      if (members.length + roles.length > 0 && !input.along) {
        throw new Invalid({
          along: `${unit.name} còn ${members.length} người, ${roles.length} vai trò. Đánh dấu chuyển toàn bộ sang đơn vị nhận, hoặc chuyển từng người trước.`,
        })
      }
      if (heir) await movePeople(tx, unit, heir, input.day)
      const also = [
        ...(heir ? members.map((person) => moved(person, unit, heir, input.day)) : []),
        ...(await moveRoles(tx, ctx, unit, heir, roles, input)),
      ]
      await tx
        .updateTable('unitSpans')
        .set({ toDay: input.day })
        .where('unitId', '=', unit.id)
        .where('toDay', 'is', null)
        .execute()
      const closed = { closedOn: input.day, successorId: heir?.id ?? null, version: unit.version + 1 }
      await tx.updateTable('units').set(closed).where('id', '=', unit.id).execute()
      await rescope(tx, scopesOfSubtree(unit.path))
      const facts = {
        name: unit.name,
        closedOn: [null, input.day],
        successor: heir?.name ?? null,
        people: members.length,
        tasks,
      }
      return { subject: unitSubject(unit, unit.path), facts, also }
    },
  )

async function heirFor(tx: Tx, ctx: Ctx, unit: UnitRow, input: ClosureInput, isNeeded: boolean) {
  if (unit.parentId === null)
    throw new Invalid({ successor: 'Đây là đơn vị gốc của hệ thống nên không kết thúc được.' })
  if (!input.successor && !isNeeded) return undefined
  const heir = input.successor ? await findOpenUnit(tx, input.successor) : undefined
  if (!heir || heir.id === unit.id) throw new Invalid({ successor: 'Chọn đơn vị nhận người và việc.' })
  refuseUnless(can(ctx.who, 'unit.addPerson', heir), 'forbidden')
  return heir
}

/** Not before the unit, its present name, the successor or anybody's present posting began. */
async function refuseWrongDay(tx: Tx, unit: UnitRow, heir: UnitRow | undefined, day: Day) {
  const span = await currentSpan(tx, unit.id)
  const latest = await tx
    .selectFrom('postings')
    .select((is) => is.fn.max('fromDay').as('day'))
    .where('unitId', '=', unit.id)
    .where('toDay', 'is', null)
    .executeTakeFirst()
  const first = [unit.openedOn, span?.fromDay, heir?.openedOn, latest?.day]
    .filter((one) => typeof one === 'string')
    .sort()
    .at(-1)
  if (first && day < first)
    throw new Invalid({
      day: `Đơn vị, đơn vị nhận hoặc người trong đơn vị có thay đổi ngày ${shown(first)}. Ghi ngày từ hôm đó.`,
    })
}

/** In sets, not person by person: a department of hundreds moves in five statements. */
async function movePeople(tx: Tx, unit: UnitRow, heir: UnitRow, day: Day) {
  const here = tx.selectFrom('people').select('id').where('unitId', '=', unit.id).where('leftOn', 'is', null)
  await tx
    .insertInto('postings')
    .columns(['personId', 'unitId', 'post', 'fromDay', 'toDay'])
    .expression((is) =>
      is
        .selectFrom('postings as now')
        .select([
          'now.personId',
          sql.lit(heir.id).as('unitId'),
          'now.post',
          sql.val(day).as('fromDay'),
          sql.lit(null).as('toDay'),
        ])
        .where('now.unitId', '=', unit.id)
        .where('now.toDay', 'is', null)
        .where('now.fromDay', '<', day)
        .where('now.personId', 'in', here),
    )
    .execute()
  const open = tx.updateTable('postings').where('unitId', '=', unit.id).where('toDay', 'is', null)
  await open.set({ toDay: day }).where('fromDay', '<', day).execute()
  await open.set({ unitId: heir.id }).where('fromDay', '=', day).execute()
  await tx
    .updateTable('people')
    .set((is) => ({ unitId: heir.id, version: is('version', '+', 1) }))
    .where('unitId', '=', unit.id)
    .where('leftOn', 'is', null)
    .execute()
}

/** The row of the record about one person who went along. */
const moved = (
  person: Closure['members'][number],
  unit: UnitRow,
  heir: UnitRow,
  day: Day,
): Entry & { action: Action } => ({
  action: 'unit.close',
  subject: personSubject(person, heir.path),
  facts: { unit: [unit.name, heir.name], fromDay: day },
  about: person.id,
})

/** Every role held in the unit ends; those ticked begin anew in the successor. One row of the record for each person. */
async function moveRoles(
  tx: Tx,
  ctx: Ctx,
  unit: UnitRow,
  heir: UnitRow | undefined,
  roles: Held[],
  input: ClosureInput,
) {
  const entries: (Entry & { action: Action })[] = []
  const carried = heir ? roles.filter(({ publicId }) => input.roles.includes(publicId)) : []
  refuseUnless(carried.length === 0 || (heir && can(ctx.who, 'unit.grantRole', heir)), 'forbidden')
  await tx
    .updateTable('roleGrants')
    .set((is) => ({ toDay: is.case().when('fromDay', '>', input.day).then(is.ref('fromDay')).else(input.day).end() }))
    .where('unitId', '=', unit.id)
    .where((is) => is.or([is('toDay', 'is', null), is('toDay', '>', input.day)]))
    .execute()
  for (const grant of roles) {
    const subject = personSubject({ publicId: grant.personPublicId }, unit.path)
    const facts = { role: grant.role, unit: unit.name, toDay: input.day }
    entries.push({ action: 'unit.endRole', subject, facts, about: grant.personId })
  }
  for (const grant of carried) {
    if (!heir || (await holdsAlready(tx, ctx.today, grant, heir))) continue
    await tx
      .insertInto('roleGrants')
      .values(grantRow(grant.personId, grant.role, heir.id, input.day))
      .execute()
    const subject = personSubject({ publicId: grant.personPublicId }, heir.path)
    const facts = { role: grant.role, unit: heir.name, fromDay: input.day }
    entries.push({ action: 'unit.grantRole', subject, facts, about: grant.personId })
  }
  return entries
}

const holdsAlready = (db: Reader, today: Day, { personId, role }: Held, heir: UnitRow) =>
  activeGrants(db, today)
    .select('id')
    .where('personId', '=', personId)
    .where('role', '=', role)
    .where('unitId', '=', heir.id)
    .executeTakeFirst()
