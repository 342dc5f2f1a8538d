import { act, type Ctx } from '../../act.ts'
import type { StoredFile } from '../../files.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import type { Day } from '../../rules/days.ts'
import type { PaperKind } from '../../rules/sign-off.ts'
import { newPublicId } from '../../secrets.ts'
import { findRound, type Round, sheetsIn } from '../queries.ts'
import { signOffsOf } from './sign-off-rows.ts'

export interface PaperInput {
  kind: PaperKind
  /** The public id of the sheet the minutes are of. */
  sheet?: string
  /** Số, ký hiệu: '05/BB-ĐKT'. */
  number: string
  day: Day
  signer: string
  file: StoredFile
}

/**
 * Records that a paper is signed: number, day, signer and the signed file. From then on it is in force for the sign-off
 * it was made from; recorded again, the newest counts and the one before stays. Papers of ours need a sign-off; those of
 * an outside body are what it sent.
 */
export const recordPaper = (ctx: Ctx, id: string, { kind, sheet, number, day, signer, file }: PaperInput) =>
  act(
    { ...ctx, version: undefined },
    'round.record',
    async (tx) => {
      const round = await findRound(tx, ctx.who, id)
      return round && { ...round, version: undefined }
    },
    async (tx, round) => {
      refuseUnless(isRecordable(round), 'round.wrongState')
      if (day > ctx.today) throw new Invalid({ day: 'Ngày ký không sau hôm nay.' })
      const [last] = await signOffsOf(tx, round.id)
      const of = (await sheetsIn(tx, [round.id])).find(({ publicId }) => publicId === sheet)
      refuseUnless((kind === 'minutes') === (of !== undefined), 'missing')
      const added = { ...file, publicId: newPublicId(), addedById: ctx.who.actorId, addedAt: ctx.now }
      const { id: fileId } = await tx.insertInto('files').values(added).returning('id').executeTakeFirstOrThrow()
      const row = {
        publicId: newPublicId(),
        roundId: round.id,
        sheetId: of?.id ?? null,
        kind,
        number,
        day,
        signer,
        fileId,
      }
      const signoffId = round.state === 'signed' ? (last?.id ?? null) : null
      await tx
        .insertInto('roundPapers')
        .values({ ...row, signoffId, at: ctx.now, byId: ctx.who.actorId })
        .execute()
      const unit = of && (of.personName ?? of.unitName)
      return {
        subject: { kind: 'round', publicId: round.publicId, path: of?.path ?? round.path },
        facts: { paper: kind, ...(unit && { unit }), number, day, signer, file: { name: file.name, hash: file.hash } },
      }
    },
  )

/** Whether papers of a round may be recorded now. */
export const isRecordable = ({ state, form }: Pick<Round, 'state' | 'form'>): boolean =>
  state === 'signed' || (form === 'outside' && state === 'started')
