import { act, type Ctx, type Entry } from '../../act.ts'
import { itemsOf } from '../../checklists/body.ts'
import type { Tx } from '../../db/schema.ts'
import type { StoredFile } from '../../files.ts'
import { Refusal, refuseUnless } from '../../refusal.ts'
import type { Action } from '../../rules/access.ts'
import { newPublicId } from '../../secrets.ts'
import { afterSigning } from '../closing/sign-off-rows.ts'
import { type AnswerInput, fingerprint, noAnswer } from './answer-form.ts'
import { type Answer, answersOf, bodyOfRound, findSheet, type InspectionSheet } from './sheets.ts'

/** An answer to one item, with the version it was given to: 0 for an item without one. */
export interface Given extends AnswerInput {
  item: string
  version: number
}

/** Somebody else changed that item meanwhile: nothing of it was saved. */
export interface AnswerConflict {
  item: string
  mine: Given
  theirs: Answer
}

/** For `act`: a sheet asked of as its round. The version of the round is not that of an answer. */
const asRound = (sheet: InspectionSheet | undefined) => sheet && { ...sheet.round, version: undefined, sheet }

const findInspected = async (tx: Tx, ctx: Ctx, id: string) => {
  const found = asRound(await findSheet(tx, ctx.who, id))
  return found
}

/**
 * Keeps answers as they were given, each by itself: what somebody else changed meanwhile comes back as a conflict, the
 * rest is saved. An answer that says what stands there already is neither. Returns the conflicts and how many were saved.
 */
export async function saveAnswers(ctx: Ctx, sheetId: string, given: readonly Given[]) {
  let conflicts: AnswerConflict[] = []
  let saved = 0
  const run = () =>
    act(
      { ...ctx, version: undefined },
      'round.inspect',
      (tx) => findInspected(tx, ctx, sheetId),
      async (tx, { sheet }) => {
        refuseUnless(sheet.round.state === 'started', 'round.wrongState')
        const known = new Set(itemsOf(await bodyOfRound(tx, sheet.round)).map(({ code }) => code))
        refuseUnless(
          given.every(({ item }) => known.has(item)),
          'missing',
        )
        const stored = (await answersOf(tx, [sheet.id])).get(sheet.id) ?? new Map<string, Answer>()
        const sorted = sortOut(given, stored)
        conflicts = sorted.conflicts
        saved = sorted.fresh.length
        if (saved === 0) throw new NothingToSave()
        for (const one of sorted.fresh) await write(tx, ctx, sheet.id, one)
        if (!sheet.openedAt)
          await tx.updateTable('inspectionSheets').set({ openedAt: ctx.now }).where('id', '=', sheet.id).execute()
        const signed = await afterSigning(tx, sheet.id)
        const [first, ...rest] = sorted.fresh.map((one) => entryOf(sheet, one, stored.get(one.item), signed))
        return { ...(first as Entry), also: rest.map((entry) => ({ ...entry, action: 'round.inspect' as Action })) }
      },
    )
  try {
    await run()
  } catch (error) {
    if (!(error instanceof NothingToSave)) throw error
  }
  return { conflicts, saved }
}

/** Ends the transaction without a row of the record: nothing was done. */
class NothingToSave extends Error {
  override readonly name = 'NothingToSave'
}

function sortOut(given: readonly Given[], stored: ReadonlyMap<string, Answer>) {
  const conflicts: AnswerConflict[] = []
  const fresh: Given[] = []
  for (const mine of given) {
    const theirs = stored.get(mine.item)
    if (fingerprint(mine) === fingerprint(theirs ?? noAnswer)) continue
    if (theirs && theirs.version !== mine.version) conflicts.push({ item: mine.item, mine, theirs })
    else fresh.push(mine)
  }
  return { conflicts, fresh }
}

function write(tx: Tx, ctx: Ctx, sheetId: number, { item, result, value, note }: Given) {
  const row = { result, value: JSON.stringify(value), note, byId: ctx.who.actorId, at: ctx.now }
  return tx
    .insertInto('sheetAnswers')
    .values({ sheetId, item, ...row })
    .onConflict((on) =>
      on.columns(['sheetId', 'item']).doUpdateSet((is) => ({ ...row, version: is('sheetAnswers.version', '+', 1) })),
    )
    .execute()
}

const entryOf = (sheet: InspectionSheet, now: Given, before: Answer | undefined, signed: object): Entry => ({
  subject: subjectOf(sheet),
  facts: {
    unit: sheet.personName ?? sheet.unitName,
    item: now.item,
    result: [before?.result ?? null, now.result],
    ...(Object.keys(now.value).length > 0 && { value: now.value }),
    ...(now.note && { note: now.note }),
    ...signed,
  },
})

/** What a row of the record about a sheet is about: its round, in the unit inspected. */
const subjectOf = (sheet: InspectionSheet) => ({
  kind: 'round',
  publicId: sheet.round.publicId,
  path: sheet.sheetPath,
})

/** Who stood for the unit, where, and what was good: the lines of the minutes that are no item. */
export const saveSheetText = (
  ctx: Ctx,
  sheetId: string,
  input: { place: string; met: string; strengths: string },
  version: number,
) =>
  act(
    { ...ctx, version: undefined },
    'round.inspect',
    (tx) => findInspected(tx, ctx, sheetId),
    async (tx, { sheet }) => {
      refuseUnless(sheet.round.state === 'started', 'round.wrongState')
      if (sheet.version !== version) throw new Refusal('stale')
      const set = { ...input, version: version + 1 }
      await tx.updateTable('inspectionSheets').set(set).where('id', '=', sheet.id).execute()
      return {
        subject: subjectOf(sheet),
        facts: { unit: sheet.personName ?? sheet.unitName, ...input, ...(await afterSigning(tx, sheet.id)) },
      }
    },
  )

/** Puts photos beside an item. They are stored before: the command may run twice and touches no files. */
export const addPhotos = (ctx: Ctx, sheetId: string, photos: readonly { item: string; file: StoredFile }[]) =>
  act(
    { ...ctx, version: undefined },
    'round.inspect',
    (tx) => findInspected(tx, ctx, sheetId),
    async (tx, { sheet }) => {
      refuseUnless(sheet.round.state === 'started', 'round.wrongState')
      const known = new Set(itemsOf(await bodyOfRound(tx, sheet.round)).map(({ code }) => code))
      for (const { item, file } of photos) {
        refuseUnless(known.has(item), 'missing')
        const row = { ...file, publicId: newPublicId(), addedById: ctx.who.actorId, addedAt: ctx.now }
        const { id } = await tx.insertInto('files').values(row).returning('id').executeTakeFirstOrThrow()
        await tx.insertInto('answerFiles').values({ sheetId: sheet.id, item, fileId: id }).execute()
      }
      const items = [...new Set(photos.map(({ item }) => item))].join(', ')
      const unit = sheet.personName ?? sheet.unitName
      const facts = { unit, item: items, photos: photos.length, ...(await afterSigning(tx, sheet.id)) }
      return { subject: subjectOf(sheet), facts }
    },
  )

/** Takes a photo off an item. */
export const removePhoto = (ctx: Ctx, sheetId: string, photoId: string) =>
  act(
    { ...ctx, version: undefined },
    'round.inspect',
    (tx) => findInspected(tx, ctx, sheetId),
    async (tx, { sheet }) => {
      refuseUnless(sheet.round.state === 'started', 'round.wrongState')
      const photo = await tx
        .selectFrom('answerFiles')
        .innerJoin('files', 'files.id', 'answerFiles.fileId')
        .select(['answerFiles.fileId', 'answerFiles.item', 'files.name'])
        .where('sheetId', '=', sheet.id)
        .where('files.publicId', '=', photoId)
        .executeTakeFirst()
      refuseUnless(photo, 'missing')
      await tx.deleteFrom('answerFiles').where('sheetId', '=', sheet.id).where('fileId', '=', photo.fileId).execute()
      return {
        subject: subjectOf(sheet),
        facts: { item: photo.item, file: photo.name, removed: true, ...(await afterSigning(tx, sheet.id)) },
      }
    },
  )
