import type { Reader } from '../../db/schema.ts'
import type { PaperKind, Side } from '../../rules/sign-off.ts'

/* Rows behind a sign-off, each kind for any number of sheets in one query. */

/** What stands in sheets beside their items, by their keys inside. */
export async function linesOf(db: Reader, sheetIds: readonly number[]) {
  const rows = await db
    .selectFrom('inspectionSheets')
    .select(['id', 'place', 'met', 'strengths'])
    .where('id', 'in', [0, ...sheetIds])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The photos of these sheets with the hash of their content. */
export const photosIn = (db: Reader, sheetIds: readonly number[]) =>
  db
    .selectFrom('answerFiles')
    .innerJoin('files', 'files.id', 'answerFiles.fileId')
    .select(['answerFiles.sheetId', 'answerFiles.item', 'files.name', 'files.hash'])
    .where('answerFiles.sheetId', 'in', [0, ...sheetIds])
    .orderBy('files.id')
    .execute()

/** The evidence of these findings. */
export const evidenceIn = (db: Reader, findingIds: readonly number[]) =>
  db
    .selectFrom('findingFiles')
    .innerJoin('files', 'files.id', 'findingFiles.fileId')
    .select(['findingFiles.findingId', 'files.name', 'files.hash'])
    .where('findingFiles.findingId', 'in', [0, ...findingIds])
    .orderBy('files.id')
    .execute()

/** Signatures and refusals of these sheets, the team's first. */
export const signaturesIn = (db: Reader, sheetIds: readonly number[]) =>
  db
    .selectFrom('sheetSignatures')
    .innerJoin('people', 'people.id', 'sheetSignatures.byId')
    .select(['sheetSignatures.sheetId', 'sheetSignatures.name', 'sheetSignatures.post', 'sheetSignatures.refused'])
    .select(['sheetSignatures.at', 'sheetSignatures.content', 'people.name as by'])
    .select((is) => is.ref('sheetSignatures.side').$castTo<Side>().as('side'))
    .where('sheetSignatures.sheetId', 'in', [0, ...sheetIds])
    .orderBy('sheetSignatures.side')
    .execute()

/** For the record of a change to a sheet: that a side had signed it by then, whose signature the change takes away. */
export async function afterSigning(db: Reader, sheetId: number | null): Promise<{ afterSigning?: true }> {
  if (sheetId === null) return {}
  return (await signaturesIn(db, [sheetId])).length > 0 ? { afterSigning: true } : {}
}

export type SignOff = Awaited<ReturnType<typeof signOffsOf>>[number]

/** Every sign-off of a round, the newest first; at most the first of them is in force. */
export const signOffsOf = (db: Reader, roundId: number) =>
  db
    .selectFrom('roundSignoffs')
    .innerJoin('people as signer', 'signer.id', 'roundSignoffs.byId')
    .leftJoin('people as opener', 'opener.id', 'roundSignoffs.reopenedById')
    .select(['roundSignoffs.id', 'roundSignoffs.publicId', 'roundSignoffs.at', 'roundSignoffs.frozen'])
    .select(['roundSignoffs.digest', 'roundSignoffs.reopenedAt', 'roundSignoffs.reason'])
    .select(['signer.name as by', 'opener.name as reopenedBy'])
    .where('roundSignoffs.roundId', '=', roundId)
    .orderBy('roundSignoffs.id', 'desc')
    .execute()

export type Paper = Awaited<ReturnType<typeof papersOf>>[number]

/** The signed papers of a round, the newest first: of one kind, sheet and sign-off the first is the one in force. */
export const papersOf = (db: Reader, roundId: number) =>
  db
    .selectFrom('roundPapers')
    .innerJoin('files', 'files.id', 'roundPapers.fileId')
    .innerJoin('people', 'people.id', 'roundPapers.byId')
    .leftJoin('inspectionSheets', 'inspectionSheets.id', 'roundPapers.sheetId')
    .leftJoin('roundSignoffs', 'roundSignoffs.id', 'roundPapers.signoffId')
    .select(['roundPapers.publicId', 'roundPapers.number', 'roundPapers.day', 'roundPapers.signer', 'roundPapers.at'])
    .select(['inspectionSheets.publicId as sheet', 'roundSignoffs.publicId as signOff', 'people.name as by'])
    .select(['files.name as fileName', 'files.size', 'files.hash', 'files.mediaType'])
    .select((is) => is.ref('roundPapers.kind').$castTo<PaperKind>().as('kind'))
    .where('roundPapers.roundId', '=', roundId)
    .orderBy('roundPapers.id', 'desc')
    .execute()
