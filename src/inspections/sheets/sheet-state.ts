import { shortDay, time } from '../../../views/format.ts'
import { answerText } from '../../../views/inspections/conflicts.tsx'
import { findingTitle } from '../../../views/inspections/item.tsx'
import { type ChecklistItem, itemsOf } from '../../checklists/body.ts'
import type { Person } from '../../rules/access.ts'
import type { WebContext } from '../../web.tsx'
import { type FindingRow, findingsSeen } from '../findings/find-findings.ts'
import { noAnswer, typedOf } from './answer-form.ts'
import { type Answer, answersOf, bodyOfRound, type InspectionSheet, type Photo, photosOf } from './sheets.ts'

/*
 * What the script of a sheet keeps on the device and brings up to date: the answers by the names of their fields, the
 * photos, the findings. It goes into the page as well, so that a device without a connection has all of it.
 */

export type SheetState = Awaited<ReturnType<typeof sheetState>>

/** Everything the page of a sheet shows that somebody else may change. Four queries. */
export async function sheetState(c: WebContext, sheet: InspectionSheet) {
  const { reader } = c.var.ctx.db
  const answers = (await answersOf(reader, [sheet.id])).get(sheet.id) ?? new Map<string, Answer>()
  const items = itemsOf(await bodyOfRound(reader, sheet.round))
  const findings = await findingsSeen(reader, c.var.ctx.who, { sheetId: sheet.id }, 1000)
  return {
    at: c.var.ctx.now,
    answers: Object.fromEntries(
      items.flatMap((item) => {
        const answer = answers.get(item.code)
        return answer ? [[item.code, answerKept(item, answer, c.var.ctx.who)]] : []
      }),
    ),
    photos: (await photosOf(reader, sheet.id)).map(photoKept),
    findings: findings.map((row) => findingKept(row, c.var.ctx.today)),
    text: textKept(sheet),
  }
}

/** An answer as the fields of its item show it, and in a sentence for whoever must choose between two. */
export const answerKept = (item: ChecklistItem, answer: Answer | undefined, { actorId }: Pick<Person, 'actorId'>) => ({
  fields: typedOf(answer ?? noAnswer),
  version: answer?.version ?? 0,
  said: answerText(item, answer ?? noAnswer),
  by: answer ? `${answer.by} ghi lúc ${time(answer.at)}` : '',
  isOwn: answer?.byId === actorId,
})

export const photoKept = ({ item, publicId, name }: Pick<Photo, 'item' | 'publicId' | 'name'>) => ({
  item,
  id: publicId,
  name,
})

/** A finding as the line that stands under its item. */
export const findingKept = (row: FindingRow, today: string) => ({
  id: row.publicId,
  item: row.item,
  ...findingTitle({ ...row, due: shortDay(row.due, today) }),
})

export const textKept = ({ place, met, strengths, version }: InspectionSheet) => ({
  fields: { place, met, strengths },
  version,
})

/** Whose device it is: the one at the keys and, standing in, the one stood in for. What waits on a device is theirs alone. */
export function keeperOf(c: WebContext): string {
  const { ctx, session } = c.var
  return session.actingFor ? `${session.actingFor.self.publicId}.${ctx.who.publicId}` : ctx.who.publicId
}

/** Whether what a device kept comes from the one who kept it; a form without scripts says nothing. */
export const isFromKeeper = (c: WebContext): boolean =>
  c.req.header('X-Keeper') === undefined || c.req.header('X-Keeper') === keeperOf(c)
