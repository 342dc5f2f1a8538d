import type { Ctx } from '../../act.ts'
import type { Reader } from '../../db/schema.ts'
import { readUnits, scopesOfUnit } from '../../people/work-units.ts'
import { can, type Person } from '../../rules/access.ts'
import { isWaivable, type Lack, lacksOf, type PaperKind } from '../../rules/sign-off.ts'
import { type Round, type SheetLine, sheetsIn } from '../queries.ts'
import { isOver, readableSheets } from '../sheets/sheets.ts'
import { termsFor } from '../terms/terms.ts'
import { closingOf, type Frozen, gather, isIntact, readFrozen } from './frozen.ts'
import { type Paper, papersOf, type SignOff, signOffsOf } from './sign-off-rows.ts'

/** A sign-off with what was frozen in it. */
export interface Signed extends SignOff {
  /** The first of a round is 1. */
  sequence: number
  /** Undefined where the stored bytes are no figures any more. */
  data?: Frozen
  /** Whether the stored bytes still have the digest of that day. */
  intact: boolean
}

/** A round at its end, as far as one person may know of it. */
export interface ClosingView {
  round: Round
  /** The sheets this person may read. */
  sheets: SheetLine[]
  /** Whether the figures of the whole round are theirs to see; a unit inspected among others sees its own sheets. */
  whole: boolean
  /** While it goes on, for its team. */
  living?: Frozen
  lacks: Lack[]
  /** The newest first; the first is in force while the round is signed off. */
  signOffs: Signed[]
  papers: Paper[]
}

/** The end of a round for this person; undefined while there is nothing of it that they may see. */
export async function closingFor({ db, who, today }: Ctx, round: Round): Promise<ClosingView | undefined> {
  const { reader } = db
  if (round.state === 'planned') return undefined
  const signOffs = (await signOffsOf(reader, round.id)).map((row, at, all) => opened(row, all.length - at))
  const isTeam = can(who, 'round.inspect', round)
  const sheets = await readableSheets(reader, who, round, await sheetsIn(reader, [round.id]), signOffs.length > 0)
  const papers = (await papersOf(reader, round.id)).filter((paper) => isPaperSeen(paper, sheets))
  if (!isTeam && signOffs.length === 0 && papers.length === 0) return undefined
  const living =
    round.state === 'started' && isTeam
      ? await gather(reader, round, await termsFor(reader, round.path, today))
      : undefined
  const lacks = living ? lacksOf({ form: round.form, ...closingOf(living) }, today) : []
  return { round, sheets, whole: await maySeeWhole(reader, who, round), living, lacks, signOffs, papers }
}

const opened = (row: SignOff, sequence: number): Signed => ({
  ...{ ...row, sequence, intact: isIntact(row) },
  data: readFrozen(row.frozen),
})

/** Whether somebody may know the figures of a whole round: its team, who ordered it, whoever is over all of it. */
const maySeeWhole = async (db: Reader, who: Person, round: Round): Promise<boolean> =>
  can(who, 'round.inspect', round) ||
  who.id === round.orderedById ||
  isOver(who, scopesOfUnit(await readUnits(db), round.unitId))

/** Minutes go with their sheet; a notice in force is for every unit it was made for. */
const isPaperSeen = ({ kind, sheet }: Paper, sheets: readonly SheetLine[]) =>
  kind === 'conclusion' || sheets.some(({ publicId }) => publicId === sheet)

/** The paper in force of one kind, sheet and sign-off: the one recorded last. */
export const paperInForce = (
  papers: readonly Paper[],
  kind: PaperKind,
  signOff: string | null,
  sheet: string | null = null,
) => papers.find((paper) => paper.kind === kind && paper.signOff === signOff && paper.sheet === sheet)

export const openLacks = (lacks: readonly Lack[]) => lacks.filter(isWaivable)
export const hardLacks = (lacks: readonly Lack[]) => lacks.filter((lack) => !isWaivable(lack))
