import type { Ctx } from '../../act.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { findRound, type Round } from '../queries.ts'
import { findSheet } from '../sheets/sheets.ts'
import { conclusionOf } from './conclusion.ts'
import { type Frozen, titleOf } from './frozen.ts'
import { minutesOf } from './minutes.ts'
import { type ClosingView, closingFor, paperInForce } from './sign-off-page.ts'

/** A paper as a Word file. */
export interface WordPaper {
  /** 'Biên bản Kiểm tra quý IV, Phòng Kinh tế'. */
  name: string
  bytes: Uint8Array
  /** Not in force: no number, day, signer and signed file are recorded. */
  draft: boolean
  /** Of the frozen figures it was made from; null for a draft of living ones. */
  digest: string | null
}

/**
 * Biên bản of a sheet: from the figures of a sign-off (the one asked for, else the one in force), for the team before that
 * from the living ones. Who may not read it, and a paper of an outside body, are answered as missing; figures that are not what was frozen make no paper.
 */
export async function minutesPaper(ctx: Ctx, sheetId: string, signOff?: string): Promise<WordPaper> {
  const sheet = await findSheet(ctx.db.reader, ctx.who, sheetId)
  refuseUnless(sheet, 'missing')
  const { view, data, digest, source } = await dataOf(ctx, sheet.round, signOff)
  const own = data.sheets.find(({ id }) => id === sheetId)
  refuseUnless(own && view.sheets.some(({ publicId }) => publicId === sheetId), 'missing')
  const inForce = paperInForce(view.papers, 'minutes', source, sheetId)
  const bytes = await minutesOf(data, own, digest ?? undefined, inForce)
  return { name: `Biên bản ${titleOf(own)}`, bytes, draft: inForce === undefined, digest }
}

/** Thông báo kết luận of a round in the same way; once it is in force, also for every unit it was made for. */
export async function conclusionPaper(ctx: Ctx, roundId: string, signOff?: string): Promise<WordPaper> {
  const round = await findRound(ctx.db.reader, ctx.who, roundId)
  refuseUnless(round && can(ctx.who, 'round.see', round), 'missing')
  const { view, data, digest, source } = await dataOf(ctx, round, signOff)
  const inForce = paperInForce(view.papers, 'conclusion', source)
  refuseUnless(view.whole || inForce, 'missing')
  const bytes = await conclusionOf(data, digest ?? undefined, inForce)
  return { name: `Thông báo ${round.name}`, bytes, draft: inForce === undefined, digest }
}

interface Source {
  view: ClosingView
  data: Frozen
  digest: string | null
  /** The public id of the sign-off; null for living figures. */
  source: string | null
}

async function dataOf(ctx: Ctx, round: Round, signOff?: string): Promise<Source> {
  refuseUnless(round.form !== 'outside', 'missing')
  const view = await closingFor(ctx, round)
  refuseUnless(view, 'missing')
  const asked = signOff ? view.signOffs.find(({ publicId }) => publicId === signOff) : undefined
  const signed = asked ?? (round.state === 'signed' ? view.signOffs[0] : undefined)
  refuseUnless(!signOff || asked, 'missing')
  if (signed) {
    refuseUnless(signed.intact && signed.data, 'round.notIntact')
    return { view, data: signed.data, digest: signed.digest, source: signed.publicId }
  }
  refuseUnless(view.living, 'missing')
  return { view, data: view.living, digest: null, source: null }
}
