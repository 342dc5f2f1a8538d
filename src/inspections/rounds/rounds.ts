import { act, type Ctx } from '../../act.ts'
import { useVersion } from '../../checklists/rows.ts'
import type { Tx } from '../../db/schema.ts'
import { officeOf } from '../../people/queries.ts'
import { refuseUnless } from '../../refusal.ts'
import { isSecret, type MemberPart } from '../../rules/inspections.ts'
import { inspectingOwn } from '../../rules/rounds.ts'
import { newPublicId } from '../../secrets.ts'
import { findRound, type Round, sheetsIn } from '../queries.ts'
import type { RoundInput } from './round-form.ts'
import { rescopeRounds, roundsOf } from './scopes.ts'

/** Plans a round of the own office. Returns its public id. */
export const planRound = (ctx: Ctx, input: RoundInput) =>
  act(
    ctx,
    'unit.planInspection',
    async (tx) => {
      const office = await officeOf(tx, ctx.who.path)
      return office && { id: office.id, path: office.path }
    },
    async (tx, office) => {
      const row = { publicId: newPublicId(), unitId: office.id, ...columnsOf(input), state: 'planned' }
      const { id } = await tx.insertInto('inspectionRounds').values(row).returning('id').executeTakeFirstOrThrow()
      await writeParties(tx, id, input)
      const path = pathFor({ ...input, state: 'planned' }, office.path)
      return { subject: { kind: 'round', publicId: row.publicId, path }, facts: factsOf(input) }
    },
  )

/** Changes a round that has not begun. */
export const editRound = (ctx: Ctx, id: string, input: RoundInput) =>
  act(
    ctx,
    'round.edit',
    (tx) => findRound(tx, ctx.who, id),
    async (tx, round) => {
      refuseUnless(round.state === 'planned', 'round.wrongState')
      const set = { ...columnsOf(input), version: round.version + 1 }
      await tx.updateTable('inspectionRounds').set(set).where('id', '=', round.id).execute()
      await clearParties(tx, round.id)
      await writeParties(tx, round.id, input)
      const path = pathFor({ ...input, state: 'planned' }, round.path)
      return { subject: { kind: 'round', publicId: id, path }, facts: factsOf(input) }
    },
  )

/** Drops a round that has not begun: nothing of it stays but its rows of the record. */
export const cancelRound = (ctx: Ctx, id: string) =>
  act(
    ctx,
    'round.cancel',
    (tx) => findRound(tx, ctx.who, id),
    async (tx, round) => {
      refuseUnless(round.state === 'planned', 'round.wrongState')
      await clearParties(tx, round.id)
      await tx.deleteFrom('inspectionRounds').where('id', '=', round.id).execute()
      const path = pathFor(round, round.path)
      return { subject: { kind: 'round', publicId: id, path }, facts: { name: round.name, removed: true } }
    },
  )

/**
 * Begins a round: it gets its number of the year, its checklist stays as it is from now on, and whoever is over or in
 * charge of the inspected finds it. One row of the record says all that was kept from it before.
 */
export const startRound = (ctx: Ctx, id: string) =>
  act(
    ctx,
    'round.start',
    (tx) => findRound(tx, ctx.who, id),
    async (tx, round) => {
      refuseUnless(round.state === 'planned', 'round.wrongState')
      const number = await nextNumber(tx, round.unitId, ctx.today.slice(0, 4))
      const set = { state: 'started', startedAt: ctx.now, number, version: round.version + 1 }
      await tx.updateTable('inspectionRounds').set(set).where('id', '=', round.id).execute()
      if (round.checklistVersionId) await useVersion(tx, round.checklistVersionId, ctx.now)
      await dropWhoLeft(tx, round)
      await rescopeRounds(tx, roundsOf([round.id]))
      const sheets = await sheetsIn(tx, [round.id])
      refuseUnless(sheets.length > 0, 'round.nobody')
      refuseUnless(round.ownReason || !inspectsOwn(round, sheets), 'round.ownUnit')
      return { subject: { kind: 'round', publicId: id, path: round.path }, facts: await tellingAll(tx, round, sheets) }
    },
  )

/** Somebody of the team has come into a unit that is inspected since the round was planned, or that unit into theirs. */
const inspectsOwn = ({ team }: Round, sheets: readonly { unitId: number }[]) =>
  inspectingOwn(
    team.filter(({ leftOn }) => leftOn === null),
    sheets.map(({ unitId }) => unitId),
  ).length > 0

/** Whoever left while the round was secret: nobody outside could be told to hand that seat over. */
const dropWhoLeft = (tx: Tx, { id, team }: Round) =>
  tx
    .deleteFrom('roundMembers')
    .where('roundId', '=', id)
    .where('personId', 'in', [0, ...team.filter(({ leftOn }) => leftOn !== null).map((one) => one.id)])
    .execute()

async function tellingAll(tx: Tx, round: Round, sheets: readonly { unitName: string; personName: string | null }[]) {
  const planned = await tx
    .selectFrom('audit')
    .select((is) => is.fn.min('at').as('at'))
    .where('subjectKind', '=', 'round')
    .where('subject', '=', round.publicId)
    .executeTakeFirst()
  return {
    name: round.name,
    form: round.form,
    members: round.team
      .filter(({ leftOn }) => leftOn === null)
      .map(({ name }) => name)
      .join(', '),
    units: sheets.map(({ unitName, personName }) => personName ?? unitName).join('; '),
    orderedBy: round.orderedBy,
    plannedAt: planned?.at ?? null,
    state: ['planned', 'started'],
  }
}

const columnsOf = (input: RoundInput) => {
  const { form, name, outsideBody, document, orderedById, checklistVersionId, fromDay, toDay, ownReason } = input
  return { form, name, outsideBody, document, orderedById, checklistVersionId, fromDay, toDay, ownReason }
}

const factsOf = (input: RoundInput) => ({
  name: input.name,
  form: input.form,
  members: [input.head, ...input.members, ...(input.secretary ? [input.secretary] : [])]
    .map((one) => one.name)
    .join(', '),
  units: [...input.units, ...input.people].map(({ name }) => name).join('; '),
  ...(input.ownReason && { ownReason: input.ownReason }),
  fromDay: input.fromDay,
  toDay: input.toDay,
})

/** In which unit a row of the record lies: in none while the round is secret, so that no inspector finds it there. */
const pathFor = (round: Pick<Round, 'form' | 'state'>, path: string) => (isSecret(round) ? '' : path)

/** The team, the sheets, and who finds the round; over what it held before. */
async function writeParties(tx: Tx, roundId: number, input: RoundInput) {
  const member = (personId: number, part: MemberPart) => ({ roundId, personId, part })
  const team = [
    member(input.head.id, 'head'),
    ...input.members.map(({ id }) => member(id, 'member')),
    ...(input.secretary ? [member(input.secretary.id, 'secretary')] : []),
  ]
  await tx.insertInto('roundMembers').values(team).execute()
  const sheets = [
    ...input.units.map(({ id }) => ({ unitId: id, personId: null })),
    ...input.people.map(({ id, unitId }) => ({ unitId, personId: id })),
  ]
  await tx
    .insertInto('inspectionSheets')
    .values(sheets.map((sheet) => ({ publicId: newPublicId(), roundId, ...sheet })))
    .execute()
  await rescopeRounds(tx, roundsOf([roundId]))
}

async function clearParties(tx: Tx, roundId: number) {
  await tx.deleteFrom('roundMembers').where('roundId', '=', roundId).execute()
  await tx.deleteFrom('roundScopes').where('roundId', '=', roundId).execute()
  await tx.deleteFrom('inspectionSheets').where('roundId', '=', roundId).execute()
}

/** Số đợt in the year and office: given at the start, so that a gap tells of nothing. */
async function nextNumber(tx: Tx, unitId: number, year: string): Promise<number> {
  const { value } = await tx
    .insertInto('counters')
    .values({ name: `round:${unitId}:${year}`, value: 1 })
    .onConflict((on) => on.column('name').doUpdateSet((is) => ({ value: is('counters.value', '+', 1) })))
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}
