import { act, type Ctx, type Entry } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import type { Action } from '../../rules/access.ts'
import { answerDue, type Terms } from '../../rules/inspections.ts'
import { isWaivable, lacksOf } from '../../rules/sign-off.ts'
import { newPublicId } from '../../secrets.ts'
import { findingsIn } from '../findings/find-findings.ts'
import { findRound, type Round } from '../queries.ts'
import { termsFor } from '../terms/terms.ts'
import { canonical, closingOf, digestOf, gather } from './frozen.ts'
import { signOffsOf } from './sign-off-rows.ts'

/**
 * Closes a round (kết thúc, chốt số liệu): nothing may be missing but what is waived with a reason. Findings that were not
 * put yet are put with it, and everything the papers and figures need is frozen with its digest. Returns the public id of
 * the round; `Invalid` names what is still missing as `lacks`, a reason that is wanted as `waiver`.
 */
export const signOffRound = (ctx: Ctx, id: string, { waiver }: { waiver: string }) =>
  act(
    ctx,
    'round.signOff',
    (tx) => findRound(tx, ctx.who, id),
    async (tx, round) => {
      refuseUnless(round.state === 'started', 'round.wrongState')
      const terms = await termsFor(tx, round.path, ctx.today)
      const isWaived = await refuseWhileMissing(tx, ctx, round, terms, waiver)
      const also = await putOpenFindings(tx, ctx, round, terms)
      const sequence = (await signOffsOf(tx, round.id)).length + 1
      const living = await gather(tx, round, terms)
      const frozen = canonical({
        ...living,
        findings: living.findings.map((one) => ({ ...one, atSignOff: one.atSignOff || one.putAt === ctx.now })),
        waiver: isWaived ? waiver : '',
        signed: { at: ctx.now, by: { name: ctx.who.name, post: ctx.who.post }, sequence },
      })
      const digest = digestOf(frozen)
      const row = { publicId: newPublicId(), roundId: round.id, at: ctx.now, byId: ctx.who.actorId, frozen, digest }
      await tx.insertInto('roundSignoffs').values(row).execute()
      await setState(tx, round, 'signed')
      const facts = { state: ['started', 'signed'], sequence, digest, ...(isWaived && { waiver }) }
      return { subject: subjectOf(round), facts, also }
    },
  )

/** Returns whether something is left open for the reason given. */
async function refuseWhileMissing(tx: Tx, ctx: Ctx, round: Round, terms: Terms, waiver: string): Promise<boolean> {
  const living = await gather(tx, round, terms)
  const lacks = lacksOf({ form: round.form, ...closingOf(living) }, ctx.today)
  const left = lacks.filter(isWaivable)
  if (lacks.length > left.length) throw new Invalid({ lacks: `Còn ${lacks.length - left.length} chỗ phải làm xong.` })
  if (left.length > 0 && !waiver) throw new Invalid({ waiver: 'Ghi lý do không kiểm tra được.' })
  return left.length > 0
}

/** The side inspected knows every finding of a round that is signed off, and may still answer within its term. */
async function putOpenFindings(tx: Tx, ctx: Ctx, round: Round, terms: Terms): Promise<(Entry & { action: Action })[]> {
  const answerBy = answerDue(ctx.today, terms, ctx.calendar)
  const open = (await findingsIn(tx, round.id)).filter(({ putAt, state }) => putAt === null && state === 'open')
  for (const { id, version } of open)
    await tx
      .updateTable('findings')
      .set({ putAt: ctx.now, answerBy, version: version + 1 })
      .where('id', '=', id)
      .execute()
  return open.map(({ publicId, path, item, personId }) => ({
    action: 'finding.put',
    subject: { kind: 'finding', publicId, path },
    facts: { item, answerBy },
    ...(personId !== null && { about: personId }),
  }))
}

/** Opens a closed round again, with a reason. What was signed off stays readable as it was, with its digest. */
export const reopenRound = (ctx: Ctx, id: string, reason: string) =>
  act(
    ctx,
    'round.reopen',
    (tx) => findRound(tx, ctx.who, id),
    async (tx, round) => {
      refuseUnless(round.state === 'signed', 'round.wrongState')
      const [last] = await signOffsOf(tx, round.id)
      refuseUnless(last, 'round.wrongState')
      const set = { reopenedAt: ctx.now, reopenedById: ctx.who.actorId, reason }
      await tx.updateTable('roundSignoffs').set(set).where('id', '=', last.id).execute()
      await setState(tx, round, 'started')
      return { subject: subjectOf(round), facts: { state: ['signed', 'started'], reason, digest: last.digest } }
    },
  )

const setState = (tx: Tx, { id, version }: Round, state: 'signed' | 'started') =>
  tx
    .updateTable('inspectionRounds')
    .set({ state, version: version + 1 })
    .where('id', '=', id)
    .execute()

const subjectOf = ({ publicId, path }: Round) => ({ kind: 'round', publicId, path })
