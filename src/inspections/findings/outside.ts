import { act, type Ctx, type Entry } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { headsOf } from '../../people/tree.ts'
import { Refusal, refuseUnless } from '../../refusal.ts'
import type { Action } from '../../rules/access.ts'
import { newPublicId } from '../../secrets.ts'
import { findRound, type SheetLine, sheetsIn } from '../queries.ts'
import { nextNumber } from './findings.ts'
import type { RecommendationsInput } from './outside-form.ts'

/**
 * Enters what an outside body concluded (kết luận) about a unit: its recommendations (kiến nghị) one by one, as findings of
 * no checklist that are put, answered, remedied and followed as any other. All of them or none. Returns the public id of
 * the round.
 */
export const addRecommendations = (ctx: Ctx, roundId: string, input: RecommendationsInput) =>
  act(
    { ...ctx, version: undefined },
    'round.inspect',
    async (tx) => {
      const round = await findRound(tx, ctx.who, roundId)
      return round && { ...round, version: undefined }
    },
    async (tx, round) => {
      refuseUnless(round.form === 'outside' && round.state === 'started', 'round.wrongState')
      const sheet = (await sheetsIn(tx, [round.id])).find(({ publicId }) => publicId === input.sheet)
      if (!sheet) throw new Refusal('missing')
      const also = await insertAll(tx, ctx, round.id, sheet, input)
      const facts = { unit: sheet.unitName, conclusion: input.conclusion, recommendations: also.length }
      return { subject: { kind: 'round', publicId: round.publicId, path: sheet.path }, facts, also }
    },
  )

async function insertAll(tx: Tx, ctx: Ctx, roundId: number, sheet: SheetLine, input: RecommendationsInput) {
  const [head] = await headsOf(tx, sheet.unitId, ctx.today)
  const also: (Entry & { action: Action })[] = []
  for (const text of input.texts) {
    const { severity, due, conclusion, day } = input
    const row = {
      publicId: newPublicId(),
      ...{
        roundId,
        sheetId: sheet.id,
        item: '',
        number: await nextNumber(tx, roundId),
        text,
        conclusion,
        severity,
        due,
      },
      ...{ unitId: sheet.unitId, personId: sheet.personId, foundOn: day, foundById: ctx.who.id },
      ...{ remedy: text, remedierId: sheet.personId ?? head?.id ?? null, repeatOfId: null, state: 'open' },
    }
    await tx.insertInto('findings').values(row).execute()
    const facts = { text, severity, due, unit: sheet.unitName, conclusion }
    const subject = { kind: 'finding', publicId: row.publicId, path: sheet.path }
    also.push({ action: 'round.inspect', subject, facts })
  }
  return also
}
