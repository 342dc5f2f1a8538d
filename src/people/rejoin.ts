import { day as shown } from '../../views/format.ts'
import { act, type Ctx } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { moveSheetsOf } from '../inspections/rounds/scopes.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { hashPassword } from '../secrets.ts'
import { isInForce, setPassword, type WithPassword } from './commands.ts'
import type { Rejoining } from './forms.ts'
import { newTemporaryPassword } from './passwords.ts'
import { findPerson, type PersonRow } from './queries.ts'
import { rescope, tasksOfPerson } from './scopes.ts'
import { personSubject } from './subjects.ts'
import { findOpenUnit, type UnitRow } from './tree.ts'

/**
 * Takes back somebody who had left (nhận lại công tác), by mistake or truly: a new posting and a new temporary password.
 * No role comes back by itself, and the work handed over stays with who has it now.
 */
export async function rejoin(ctx: Ctx, id: string, input: Rejoining): Promise<WithPassword> {
  const password = newTemporaryPassword()
  const passwordHash = await hashPassword(password)
  await act(
    ctx,
    'person.rejoin',
    (tx) => findPerson(tx, id),
    async (tx, person) => {
      refuseUnless(person.leftOn !== null, 'stale') // somebody else has taken them back
      const unit = await findOpenUnit(tx, input.unit)
      if (!unit) throw new Invalid({ unit: 'Đơn vị này không còn. Chọn đơn vị khác.' })
      refuseUnless(can(ctx.who, 'unit.addPerson', unit), 'forbidden')
      refuseWrongDay(person.leftOn, unit, input.day)
      await post(tx, person, unit, input)
      await setPassword(tx, person, passwordHash)
      if (unit.id !== person.unitId) {
        await rescope(tx, tasksOfPerson(person.id))
        await moveSheetsOf(tx, [person.id])
      }
      const facts = { leftOn: [person.leftOn, null], unit: unit.name, post: input.post, fromDay: input.day }
      return { subject: personSubject(person, unit.path), facts, about: person.id }
    },
  )
  return { id, ...((await isInForce(ctx, id, passwordHash)) && { password }) }
}

function refuseWrongDay(leftOn: string, unit: UnitRow, day: string) {
  const no = (sentence: string) => {
    throw new Invalid({ day: `${sentence} Ghi ngày từ hôm đó.` })
  }
  if (day < leftOn) no(`Đồng chí này thôi công tác từ ${shown(leftOn)}.`)
  if (day < unit.openedOn) no(`${unit.name} thành lập ngày ${shown(unit.openedOn)}.`)
}

/** A new posting; the last one is taken up again when it began on the same day. */
async function post(tx: Tx, person: PersonRow, unit: UnitRow, { post, day }: Rejoining) {
  const at = { unitId: unit.id, post, toDay: null }
  await tx
    .insertInto('postings')
    .values({ ...at, personId: person.id, fromDay: day })
    .onConflict((on) => on.columns(['personId', 'fromDay']).doUpdateSet(at))
    .execute()
  const set = { leftOn: null, unitId: unit.id, post, version: person.version + 1 }
  await tx.updateTable('people').set(set).where('id', '=', person.id).execute()
}
