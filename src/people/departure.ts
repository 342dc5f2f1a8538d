import { act, type Ctx, type Entry } from '../act.ts'
import type { Tx } from '../db/schema.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import type { Action } from '../rules/access.ts'
import type { Day } from '../rules/days.ts'
import { endSessions, refuseBeyondReach } from './commands.ts'
import { type Departure, foreseeDeparture } from './departure-plan.ts'
import { handOverSeats, seatRows } from './departure-teams.ts'
import { unfinished } from './open-work.ts'
import { findPerson, type PersonRow } from './queries.ts'
import { reseat, reseated } from './reseat.ts'
import { refuseWithoutAdmin } from './roles.ts'
import { personSubject } from './subjects.ts'

export interface DepartureInput {
  day: Day
  /** Public ids: who takes over, and who approves where the successor cannot. */
  successorId?: string
  leaderId?: string
  /** The `seen` of what was shown. */
  seen?: string
}

/**
 * A person leaves (thôi công tác): posting, roles, delegations and sessions end, and whatever is open goes to the successor
 * wherever the leaver stood, as `foreseeDeparture` shows it. Nothing is deleted. Throws `Invalid` with all that stands in
 * the way; refuses with 'stale' when something else would happen than what was shown.
 */
export const depart = (ctx: Ctx, id: string, { day, successorId, leaderId, seen }: DepartureInput) =>
  act(
    ctx,
    'person.depart',
    (tx) => findPerson(tx, id),
    async (tx, person) => {
      refuseUnless(person.leftOn === null, 'person.hasLeft')
      await refuseBeyondReach(tx, ctx, person, 'unit.endRole')
      const heir = successorId ? await findPerson(tx, successorId) : undefined
      const leader = leaderId ? await findPerson(tx, leaderId) : undefined
      const foreseen = await foreseeDeparture(tx, ctx.today, person, { day, heir, leader })
      const roles = foreseen.roles.map((grant) => grant.id)
      await refuseWithoutAdmin(tx, ctx.today, roles)
      if (Object.keys(foreseen.errors).length > 0) throw new Invalid(foreseen.errors)
      refuseUnless(seen === foreseen.seen, 'stale')
      if (heir) await handOver(tx, ctx, person, heir, foreseen)
      await handOverSeats(tx, person.id, foreseen.seats)
      await endEverything(tx, ctx, person, day)
      const also = [...rowsOf(person, foreseen, day), ...handed(person, foreseen), ...seatRows(foreseen.seats, person)]
      return {
        subject: personSubject(person, person.path),
        facts: factsOf(foreseen, day, heir),
        about: person.id,
        also,
      }
    },
  )

/** Puts the successor in every place of the leaver. */
async function handOver(tx: Tx, ctx: Ctx, person: PersonRow, heir: PersonRow, { tasks, drafts, names }: Departure) {
  await reseat(tx, ctx, tasks, names)
  const open = tx.selectFrom('tasks').select('id').where('state', 'in', unfinished)
  const steps = tx.updateTable('taskSteps').set({ doerId: heir.id }).where('doerId', '=', person.id)
  await steps.where('doneOn', 'is', null).where('taskId', 'in', open).execute()
  if (drafts.go) await tx.updateTable('drafts').set({ ownerId: heir.id }).where('ownerId', '=', person.id).execute()
}

const handed = (person: PersonRow, { tasks, names }: Departure) => reseated('person.depart', tasks, names, person.id)

function factsOf({ tasks, roles, delegations, devices, tokens, drafts }: Departure, day: Day, heir?: PersonRow) {
  return {
    leftOn: [null, day],
    ...(heir && tasks.length + drafts.count > 0 && { successor: heir.name, tasks: tasks.length }),
    roles: roles.map(({ role, unitName }) => ({ role, unit: unitName })),
    delegations: delegations.length,
    ...(devices > 0 && { devices }),
    ...(tokens > 0 && { tokens }),
    ...(drafts.go && { drafts: drafts.count }),
  }
}

/** A row of the record for each role and each delegation that ends. */
function rowsOf(person: PersonRow, { roles, delegations }: Departure, day: Day): (Entry & { action: Action })[] {
  return [
    ...roles.map(({ role, unitName, path }) => ({
      action: 'unit.endRole' as const,
      subject: personSubject(person, path),
      facts: { role, unit: unitName, toDay: day },
      about: person.id,
    })),
    ...delegations.map(({ publicId, path, principalId, principalName, substituteName }) => ({
      action: 'delegation.end' as const,
      subject: { kind: 'delegation', publicId, path },
      facts: { principal: principalName, substitute: substituteName, ended: true },
      about: principalId,
    })),
  ]
}

async function endEverything(tx: Tx, ctx: Ctx, person: PersonRow, day: Day) {
  const { id } = person
  await tx
    .updateTable('people')
    .set({ leftOn: day, version: person.version + 1 })
    .where('id', '=', id)
    .execute()
  await tx.updateTable('postings').set({ toDay: day }).where('personId', '=', id).where('toDay', 'is', null).execute()
  await tx
    .updateTable('roleGrants')
    .set((is) => ({ toDay: is.case().when('fromDay', '>', day).then(is.ref('fromDay')).else(day).end() }))
    .where('personId', '=', id)
    .where((is) => is.or([is('toDay', 'is', null), is('toDay', '>', day)]))
    .execute()
  await tx
    .updateTable('delegations')
    .set({ endedAt: ctx.now })
    .where((is) => is.or([is('principalId', '=', id), is('substituteId', '=', id)]))
    .where('endedAt', 'is', null)
    .where('toDay', '>=', ctx.today)
    .execute()
  await endSessions(tx, id, ctx.now)
  await tx.updateTable('sessions').set({ actingForId: null }).where('actingForId', '=', id).execute()
  await tx
    .updateTable('tokens')
    .set({ endedAt: ctx.now })
    .where('personId', '=', id)
    .where('endedAt', 'is', null)
    .execute()
  await tx.deleteFrom('knownDevices').where('personId', '=', id).execute()
}
