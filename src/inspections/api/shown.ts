import type { z } from 'zod'
import type { Ctx } from '../../act.ts'
import { itemsOf } from '../../checklists/body.ts'
import { remedyStateOf } from '../../rules/remedies.ts'
import { stageOf } from '../../rules/rounds.ts'
import type { FindingRow } from '../findings/find-findings.ts'
import { checklistOf, type Round, type RoundRow, type SheetLine, sheetsIn } from '../queries.ts'
import { answerShown } from '../sheets/answer-json.ts'
import {
  answersOf,
  bodyOfRound,
  type InspectionSheet,
  photosOf,
  progressOf,
  progressOfSheets,
  readableSheets,
} from '../sheets/sheets.ts'
import type { finding, line, sheet, whole } from './shapes.ts'

/** Rows as the API shows them. */

const refOf = (id: string | null, name: string | null) => (id === null || name === null ? null : { id, name })

const inspectedIn = ({ unitPublicId, unitName, personPublicId, personName }: SheetLine) => ({
  unit: { id: unitPublicId, name: unitName },
  person: refOf(personPublicId, personName),
})

export const asLine = (row: RoundRow, sheets: readonly SheetLine[]): z.input<typeof line> => ({
  id: row.publicId,
  ...{ name: row.name, form: row.form, state: row.state, number: row.number, outsideBody: row.outsideBody },
  ...{ document: row.document, fromDay: row.fromDay, toDay: row.toDay, startedAt: row.startedAt, version: row.version },
  orderedBy: { id: row.orderedByPublicId, name: row.orderedBy },
  inspected: sheets.filter(({ roundId }) => roundId === row.id).map(inspectedIn),
})

export async function asWhole({ db, who }: Pick<Ctx, 'db' | 'who'>, round: Round): Promise<z.input<typeof whole>> {
  const sheets = await sheetsIn(db.reader, [round.id])
  const readable = (await readableSheets(db.reader, who, round, sheets)).map(({ id }) => id)
  const counts = await progressOfSheets(db.reader, round, readable)
  const checklist = await checklistOf(db.reader, round.checklistVersionId)
  return {
    ...asLine(round, sheets),
    ownReason: round.ownReason,
    checklist: checklist ? { id: checklist.publicId, name: checklist.name, number: checklist.number } : null,
    team: round.team.map(({ publicId, name, part }) => ({ id: publicId, name, part })),
    sheets: sheets.map((one) => ({ id: one.publicId, ...inspectedIn(one), counts: counts.get(one.id) ?? null })),
  }
}

export async function asSheet({ db }: Pick<Ctx, 'db'>, found: InspectionSheet): Promise<z.input<typeof sheet>> {
  const body = await bodyOfRound(db.reader, found.round)
  const answers = (await answersOf(db.reader, [found.id])).get(found.id)
  const photos = await photosOf(db.reader, found.id)
  const { place, met, strengths, version } = found
  return {
    id: found.publicId,
    ...{ place, met, strengths, version, partial: body.partial },
    round: { id: found.round.publicId, name: found.round.name },
    unit: { id: found.unitPublicId, name: found.unitName },
    person: refOf(found.personPublicId, found.personName),
    counts: progressOf(itemsOf(body), answers),
    items: body.groups.flatMap((group) =>
      group.items.map(({ code, name, severity, measure, photo }) => ({
        ...{ code, name, severity, measure, photo },
        group: group.name,
        answer: answerShown(code, answers?.get(code)),
        photos: photos
          .filter(({ item }) => item === code)
          .map((one) => ({ id: one.publicId, name: one.name, size: one.size })),
      })),
    ),
  }
}

export const asFinding = (row: FindingRow, today: string): z.input<typeof finding> => ({
  id: row.publicId,
  ...{ number: row.number, item: row.item, text: row.text, severity: row.severity, foundOn: row.foundOn },
  ...{ remedy: row.remedy, due: row.due, putAt: row.putAt, answerBy: row.answerBy, answer: row.answer },
  ...{ answerText: row.answerText, answeredAt: row.answeredAt, version: row.version, task: row.taskPublicId },
  round: { id: row.roundPublicId, name: row.roundName },
  unit: { id: row.unitPublicId, name: row.unitName },
  person: refOf(row.personPublicId, row.personName),
  remedier: refOf(row.remedierPublicId, row.remedierName),
  repeat: row.repeatOfId !== null,
  stage: stageOf(row, today),
  conclusion: row.conclusion,
  remedyState: remedyStateOf(row, today),
})
