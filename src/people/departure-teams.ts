import type { Entry } from '../act.ts'
import type { Reader, Tx } from '../db/schema.ts'
import { rescopeRounds, roundsOf } from '../inspections/rounds/scopes.ts'
import type { Action } from '../rules/access.ts'
import type { MemberPart } from '../rules/inspections.ts'
import { successorInTeam } from '../rules/rounds.ts'
import type { PersonRow } from './queries.ts'

/** A seat in the team (đoàn kiểm tra) of a round that is not signed off, and who takes it: nobody where `to` is missing. */
export interface Seat {
  roundId: number
  publicId: string
  name: string
  path: string
  part: MemberPart
  to?: { id: number; name: string; isMember: boolean }
}

/**
 * The seats of somebody who leaves. A round that is still secret is left out: who leads it or ordered it names another, and
 * whoever takes over is told of it by nobody. Three queries.
 */
export async function seatsOf(db: Reader, person: PersonRow, heir?: PersonRow): Promise<Seat[]> {
  const rounds = await db
    .selectFrom('roundMembers')
    .innerJoin('inspectionRounds as rounds', 'rounds.id', 'roundMembers.roundId')
    .innerJoin('units', 'units.id', 'rounds.unitId')
    .select(['rounds.id as roundId', 'rounds.publicId', 'rounds.name', 'units.path'])
    .select((is) => is.ref('roundMembers.part').$castTo<MemberPart>().as('part'))
    .where('personId', '=', person.id)
    .where('rounds.state', '!=', 'signed')
    .where((is) => is.or([is('rounds.form', '!=', 'unannounced'), is('rounds.state', '!=', 'planned')]))
    .orderBy('rounds.id')
    .execute()
  const ids = [0, ...rounds.map(({ roundId }) => roundId)]
  const others = await colleaguesIn(db, ids, person.id)
  const sheets = await db
    .selectFrom('inspectionSheets')
    .select(['roundId', 'unitId', 'personId'])
    .where('roundId', 'in', ids)
    .execute()
  return rounds.map((round) => {
    const team = others.filter(({ roundId }) => roundId === round.roundId)
    const own = sheets.filter(({ roundId }) => roundId === round.roundId)
    const inspected = {
      unitIds: own.map(({ unitId }) => unitId),
      personIds: own.flatMap(({ personId }) => personId ?? []),
    }
    const id = successorInTeam(round.part, team, heir, inspected)
    const member = team.find((one) => one.id === id)
    const name = member?.name ?? heir?.name ?? ''
    return { ...round, ...(id && { to: { id, name, isMember: member !== undefined } }) }
  })
}

const colleaguesIn = (db: Reader, roundIds: readonly number[], personId: number) =>
  db
    .selectFrom('roundMembers')
    .innerJoin('people', 'people.id', 'roundMembers.personId')
    .innerJoin('units', 'units.id', 'people.unitId')
    .select(['roundMembers.roundId', 'people.id', 'people.name', 'units.path'])
    .select((is) => is.ref('roundMembers.part').$castTo<MemberPart>().as('part'))
    .where('roundId', 'in', [...roundIds])
    .where('people.id', '!=', personId)
    .where('people.leftOn', 'is', null)
    .orderBy('people.sortKey')
    .execute()

/** A team that would have no head any more. */
export const headless = (seats: readonly Seat[]): Seat[] => seats.filter(({ part, to }) => part === 'head' && !to)

/** Puts whoever takes over into each seat; the one who leaves is of the team no more. */
export async function handOverSeats(tx: Tx, personId: number, seats: readonly Seat[]) {
  for (const { roundId, part, to } of seats) {
    await tx.deleteFrom('roundMembers').where('roundId', '=', roundId).where('personId', '=', personId).execute()
    if (!to) continue
    await tx
      .insertInto('roundMembers')
      .values({ roundId, personId: to.id, part })
      .onConflict((on) => on.columns(['roundId', 'personId']).doUpdateSet({ part }))
      .execute()
  }
  if (seats.length > 0) await rescopeRounds(tx, roundsOf(seats.map(({ roundId }) => roundId)))
}

/** The rows of the record, one for each seat. */
export const seatRows = (seats: readonly Seat[], { id, name }: PersonRow): (Entry & { action: Action })[] =>
  seats.map(({ publicId, path, to }) => ({
    action: 'person.depart',
    subject: { kind: 'round', publicId, path },
    facts: { members: [name, to?.name ?? null] },
    about: id,
  }))
