import { act, type Ctx } from '../act.ts'
import { useVersion } from '../checklists/rows.ts'
import type { Tx } from '../db/schema.ts'
import { officeOf } from '../people/queries.ts'
import { refuseUnless } from '../refusal.ts'
import { unitsOf } from '../rules/access.ts'
import { isSecret, type MemberPart } from '../rules/inspections.ts'
import { newPublicId } from '../secrets.ts'
import { findRound, type Round, sheetsIn } from './queries.ts'
import type { RoundInput } from './round-form.ts'

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
      await writeParties(tx, id, office.path, input)
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
      await writeParties(tx, round.id, round.path, input)
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
      const sheets = await sheetsIn(tx, [round.id])
      await insertScopes(tx, round.id, unitScopes([round.path, ...sheets.map(({ path }) => path)]))
      return { subject: { kind: 'round', publicId: id, path: round.path }, facts: await tellingAll(tx, round, sheets) }
    },
  )

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
    members: round.team.map(({ name }) => name).join(', '),
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

async function writeParties(tx: Tx, roundId: number, path: string, input: RoundInput) {
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
  const people = [...team.map(({ personId }) => personId), input.orderedById].map((id) => `p${id}`)
  const places = [path, ...input.units.map((unit) => unit.path), ...input.people.map((person) => person.path)]
  const known = isSecret({ form: input.form, state: 'planned' }) ? [] : unitScopes(places)
  await insertScopes(tx, roundId, [...new Set([...people, ...known])])
}

async function clearParties(tx: Tx, roundId: number) {
  await tx.deleteFrom('roundMembers').where('roundId', '=', roundId).execute()
  await tx.deleteFrom('roundScopes').where('roundId', '=', roundId).execute()
  await tx.deleteFrom('inspectionSheets').where('roundId', '=', roundId).execute()
}

/** Every unit of these paths: the inspected, what is over them, and the round's own. */
const unitScopes = (paths: readonly string[]) => [
  ...new Set(paths.flatMap((path) => [...unitsOf(path)].map((id) => `u${id}`))),
]

async function insertScopes(tx: Tx, roundId: number, scopes: readonly string[]) {
  await tx
    .insertInto('roundScopes')
    .values(scopes.map((scope) => ({ roundId, scope })))
    .onConflict((on) => on.doNothing())
    .execute()
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
