import { act, type Ctx } from '../../act.ts'
import type { Tx } from '../../db/schema.ts'
import { Invalid, Refusal, refuseUnless } from '../../refusal.ts'
import type { Side } from '../../rules/sign-off.ts'
import { findSheet, type InspectionSheet } from '../sheets/sheets.ts'
import { termsFor } from '../terms/terms.ts'
import { gather } from './frozen.ts'
import { signaturesIn } from './sign-off-rows.ts'

export interface SignatureInput {
  side: Side
  name: string
  post: string
  /** Why the side would not sign (từ chối ký); '' when it did. */
  refused: string
  /** The digest of the sheet as it was shown to who signs: another one now means that they signed something else. */
  content?: string
}

const asRound = async (tx: Tx, ctx: Ctx, id: string) => {
  const sheet = await findSheet(tx, ctx.who, id)
  return sheet && { ...sheet.round, version: undefined, sheet }
}

/**
 * Records that a side signed the minutes of a sheet, or would not. It replaces what stood there for that side; when both
 * sides are through, the sheet has its closing time. A sheet changed afterwards is no longer what was signed: `gather`
 * compares digests, so no way of changing it can forget to say so.
 */
export const signSheet = (ctx: Ctx, sheetId: string, input: SignatureInput) =>
  act(
    { ...ctx, version: undefined },
    'round.record',
    (tx) => asRound(tx, ctx, sheetId),
    async (tx, { sheet }) => {
      refuseUnless(sheet.round.state === 'started', 'round.wrongState')
      const { side, name, post, refused } = input
      if (side === 'team' && refused) throw new Invalid({ refused: 'Đoàn kiểm tra lập biên bản nên không từ chối ký.' })
      const living = await gather(tx, sheet.round, await termsFor(tx, sheet.round.path, ctx.today), sheet.id)
      const now = living.sheets[0]
      refuseUnless(now, 'missing')
      if (input.content !== undefined && input.content !== now.content) throw new Refusal('stale')
      const before = (await signaturesIn(tx, [sheet.id])).find((one) => one.side === side)
      const row = { name, post, refused: refused || null, content: now.content, at: ctx.now, byId: ctx.who.actorId }
      await tx
        .insertInto('sheetSignatures')
        .values({ sheetId: sheet.id, side, ...row })
        .onConflict((on) => on.columns(['sheetId', 'side']).doUpdateSet(row))
        .execute()
      if (now.signatures.some((one) => one.side !== side && one.stands)) await close(tx, sheet, ctx.now)
      const isAgain = before !== undefined && before.content !== now.content
      return {
        subject: subjectOf(sheet),
        facts: {
          ...{ unit: sheet.personName ?? sheet.unitName, side, signer: name, post },
          ...(refused && { refused }),
          ...(isAgain && { signedAgain: true }),
        },
      }
    },
  )

/** Takes a signature back that was recorded by mistake. */
export const unsignSheet = (ctx: Ctx, sheetId: string, side: Side) =>
  act(
    { ...ctx, version: undefined },
    'round.record',
    (tx) => asRound(tx, ctx, sheetId),
    async (tx, { sheet }) => {
      refuseUnless(sheet.round.state === 'started', 'round.wrongState')
      const before = (await signaturesIn(tx, [sheet.id])).find((one) => one.side === side)
      refuseUnless(before, 'missing')
      await tx.deleteFrom('sheetSignatures').where('sheetId', '=', sheet.id).where('side', '=', side).execute()
      await close(tx, sheet, null)
      const unit = sheet.personName ?? sheet.unitName
      return { subject: subjectOf(sheet), facts: { unit, side, signer: before.name, removed: true } }
    },
  )

const close = (tx: Tx, { id }: InspectionSheet, closedAt: string | null) =>
  tx.updateTable('inspectionSheets').set({ closedAt }).where('id', '=', id).execute()

const subjectOf = (sheet: InspectionSheet) => ({
  kind: 'round',
  publicId: sheet.round.publicId,
  path: sheet.sheetPath,
})
