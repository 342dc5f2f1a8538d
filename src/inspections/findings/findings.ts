import { act, type Ctx } from '../../act.ts'
import { itemsOf } from '../../checklists/body.ts'
import type { Tx } from '../../db/schema.ts'
import type { StoredFile } from '../../files.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import { answerDue } from '../../rules/inspections.ts'
import { isToBeGiven, taskOf } from '../../rules/remedies.ts'
import type { FindingAnswer } from '../../rules/rounds.ts'
import { newPublicId } from '../../secrets.ts'
import { afterSigning } from '../closing/sign-off-rows.ts'
import { bodyOfRound, findSheet } from '../sheets/sheets.ts'
import { termsFor } from '../terms/terms.ts'
import { type Finding, findFinding, repeatedIn } from './find-findings.ts'
import type { FindingInput } from './finding-form.ts'

/** Notes a finding (tồn tại) on a sheet, of an item or of none; recognises a repeat. Returns its public id. */
export const addFinding = (ctx: Ctx, sheetId: string, input: FindingInput) =>
  act(
    { ...ctx, version: undefined },
    'round.inspect',
    async (tx) => {
      const sheet = await findSheet(tx, ctx.who, sheetId)
      return sheet && { ...sheet.round, version: undefined, sheet }
    },
    async (tx, { sheet }) => {
      const { round } = sheet
      refuseUnless(round.state === 'started', 'round.wrongState')
      const items = itemsOf(await bodyOfRound(tx, round))
      refuseUnless(input.item === '' || items.some(({ code }) => code === input.item), 'missing')
      const asked = { roundId: round.id, unitId: sheet.unitId, item: input.item }
      const terms = await termsFor(tx, round.path, ctx.today)
      const repeat = input.item === '' ? undefined : await repeatedIn(tx, asked, ctx.today, terms)
      const row = {
        publicId: newPublicId(),
        ...input,
        roundId: round.id,
        sheetId: sheet.id,
        number: await nextNumber(tx, round.id),
        unitId: sheet.unitId,
        foundOn: ctx.today,
        foundById: ctx.who.id,
        repeatOfId: repeat?.id ?? null,
        state: 'open',
      }
      await tx.insertInto('findings').values(row).execute()
      const subject = { kind: 'finding', publicId: row.publicId, path: sheet.sheetPath }
      return {
        subject,
        facts: {
          ...factsOf(input),
          unit: sheet.unitName,
          ...(repeat && { repeat: repeat.foundOn }),
          ...(await afterSigning(tx, sheet.id)),
        },
      }
    },
  )

/** Changes a finding that was not put to the side inspected. */
export const editFinding = (ctx: Ctx, id: string, input: FindingInput) =>
  act(
    ctx,
    'finding.edit',
    (tx) => findFinding(tx, id),
    async (tx, finding) => {
      refuseUnless(isStillOurs(finding), 'finding.wrongState')
      const { item, ...set } = input
      await update(tx, finding, set)
      return {
        subject: subjectOf(finding),
        facts: { ...factsOf({ ...input, item: finding.item }), ...(await afterSigning(tx, finding.sheetId)) },
      }
    },
  )

/** Takes away a finding noted by mistake, before anybody else could know of it. */
export const removeFinding = (ctx: Ctx, id: string) =>
  act(
    ctx,
    'finding.edit',
    (tx) => findFinding(tx, id),
    async (tx, finding) => {
      refuseUnless(isStillOurs(finding), 'finding.wrongState')
      await tx.updateTable('findings').set({ repeatOfId: null }).where('repeatOfId', '=', finding.id).execute()
      await tx.deleteFrom('findingFiles').where('findingId', '=', finding.id).execute()
      await tx.deleteFrom('findings').where('id', '=', finding.id).execute()
      return {
        subject: subjectOf(finding),
        facts: { item: finding.item, text: finding.text, removed: true, ...(await afterSigning(tx, finding.sheetId)) },
      }
    },
  )

/** Puts a finding to the side inspected (chuyển bên được kiểm tra), which answers within its term. */
export const putFinding = (ctx: Ctx, id: string) =>
  act(
    ctx,
    'finding.put',
    (tx) => findFinding(tx, id),
    async (tx, finding) => {
      refuseUnless(isStillOurs(finding), 'finding.wrongState')
      const answerBy = answerDue(ctx.today, await termsFor(tx, finding.roundPath, ctx.today), ctx.calendar)
      await update(tx, finding, { putAt: ctx.now, answerBy })
      const about = finding.personId ?? undefined
      return { subject: subjectOf(finding), facts: { item: finding.item, answerBy }, ...(about && { about }) }
    },
  )

export interface AnswerToFinding {
  answer: FindingAnswer
  text: string
  files: readonly StoredFile[]
}

/**
 * The side inspected agrees, or explains with evidence; once, within its term. What was put by the sign-off itself is
 * answered after it: that answer is in no frozen figure, unless the round is opened again.
 */
export const answerFinding = (ctx: Ctx, id: string, { answer, text, files }: AnswerToFinding) =>
  act(
    ctx,
    'finding.answer',
    (tx) => findFinding(tx, id),
    async (tx, finding) => {
      refuseUnless(finding.putAt !== null && finding.state === 'open', 'finding.wrongState')
      refuseUnless(finding.answeredAt === null && finding.roundState !== 'planned', 'finding.wrongState')
      if (finding.answerBy && finding.answerBy < ctx.today) throw new Invalid({ answer: tooLate })
      if (answer === 'explain' && !text) throw new Invalid({ text: 'Ghi nội dung giải trình.' })
      const set = { answer, answerText: text, answeredAt: ctx.now, answeredById: ctx.who.id }
      await update(tx, finding, set)
      for (const file of files) {
        const row = { ...file, publicId: newPublicId(), addedById: ctx.who.actorId, addedAt: ctx.now }
        const { id: fileId } = await tx.insertInto('files').values(row).returning('id').executeTakeFirstOrThrow()
        await tx.insertInto('findingFiles').values({ findingId: finding.id, fileId, side: 'unit' }).execute()
      }
      const facts = { answered: answer, report: text, ...(files.length > 0 && { files: files.length }) }
      return { subject: subjectOf(finding), facts }
    },
  )
const tooLate = 'Đã hết hạn giải trình. Đề nghị trưởng đoàn ghi ý kiến vào biên bản.'

/** Withdraws a finding after what was explained: it stays, with the reason in the record, and counts nothing. */
export const withdrawFinding = (ctx: Ctx, id: string, reason: string) =>
  act(
    ctx,
    'finding.withdraw',
    (tx) => findFinding(tx, id),
    async (tx, finding) => {
      refuseUnless(finding.state === 'open' && finding.answer === 'explain', 'finding.wrongState')
      refuseUnless(finding.roundState === 'started', 'finding.wrongState')
      refuseUnless(isToBeGiven(taskOf(finding)), 'finding.hasTask')
      await update(tx, finding, { state: 'withdrawn' })
      return { subject: subjectOf(finding), facts: { state: ['open', 'withdrawn'], reason } }
    },
  )

/** Not put yet, and the round goes on. */
export const isStillOurs = ({ putAt, state, roundState }: Pick<Finding, 'putAt' | 'state' | 'roundState'>): boolean =>
  putAt === null && state === 'open' && roundState === 'started'

const update = (tx: Tx, { id, version }: Finding, set: Record<string, string | number | null>) =>
  tx
    .updateTable('findings')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .execute()

const subjectOf = ({ publicId, path }: Finding) => ({ kind: 'finding', publicId, path })

const factsOf = ({ item, text, severity, remedy, due }: FindingInput) => ({ item, text, severity, remedy, due })

/** The number a finding noted next gets in its round. */
export async function nextNumber(tx: Tx, roundId: number): Promise<number> {
  const { most } = await tx
    .selectFrom('findings')
    .select((is) => is.fn.max<number | null>('number').as('most'))
    .where('roundId', '=', roundId)
    .executeTakeFirstOrThrow()
  return (most ?? 0) + 1
}
