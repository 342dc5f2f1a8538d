import { createHash } from 'node:crypto'
import type { ChecklistItem } from '../../checklists/body.ts'
import type { Reader } from '../../db/schema.ts'
import { officeOf } from '../../people/queries.ts'
import type { Day } from '../../rules/days.ts'
import type { Measured, MemberPart, Result, RoundForm, Severity, Terms } from '../../rules/inspections.ts'
import type { FindingAnswer, FindingState } from '../../rules/rounds.ts'
import { placeOf, type RoundFigures, roundFigures, type Side } from '../../rules/sign-off.ts'
import { findingsIn } from '../findings/find-findings.ts'
import { checklistOf, type Round, sheetsIn } from '../queries.ts'
import { answersOf, bodyOfRound } from '../sheets/sheets.ts'
import { evidenceIn, linesOf, photosIn, signaturesIn, signOffsOf } from './sign-off-rows.ts'

/*
 * Số liệu của đợt kiểm tra as they stand: what the papers say and the figures count. Frozen at sign-off as JSON with its
 * digest; before that the same shape is made from the living rows, for drafts. No key from inside the database is in it.
 */

export interface FrozenPerson {
  name: string
  post: string
}

export interface FrozenItem {
  code: string
  group: string
  name: string
  severity: Severity
  weight: number
  measure: ChecklistItem['measure']
  photo: boolean
  result: Result | null
  value: Measured
  note: string
  by: string | null
  at: string | null
  photos: { name: string; hash: string }[]
}

export interface FrozenSignature extends FrozenPerson {
  side: Side
  /** Why it was not signed (từ chối ký); null when it was. */
  refused: string | null
  at: string
  /** Who recorded it. */
  by: string
  /** Whether the sheet still says what was signed. */
  stands: boolean
}

export interface FrozenSheet {
  id: string
  unit: string
  person: string | null
  place: string
  met: string
  strengths: string
  openedAt: string | null
  closedAt: string | null
  groups: { code: string; name: string }[]
  items: FrozenItem[]
  signatures: FrozenSignature[]
  /** Digest of what the sides sign: `contentOf`. */
  content: string
}

export interface FrozenFinding {
  id: string
  /** Of the sheet it was noted on; null for one of an outside body. */
  sheet: string | null
  number: number
  item: string
  text: string
  severity: Severity
  unit: string
  person: string | null
  foundOn: Day
  /** The day of the finding it repeats. */
  repeatOf: Day | null
  remedy: string
  remedier: string | null
  due: Day
  state: FindingState
  putAt: string | null
  /** Put by a sign-off itself. */
  atSignOff: boolean
  answerBy: Day | null
  answer: FindingAnswer | null
  answerText: string
  answeredAt: string | null
  answeredBy: string | null
  evidence: { name: string; hash: string }[]
}

export interface Frozen {
  /** Of this shape. */
  shape: 1
  office: { superior: string; name: string; place: string | null }
  round: {
    id: string
    name: string
    /** Số đợt of the year of its start. */
    number: number | null
    form: RoundForm
    outsideBody: string
    document: string
    ownReason: string
    fromDay: Day
    toDay: Day
    startedAt: string | null
    checklist: { name: string; number: number; partial: boolean } | null
    orderedBy: FrozenPerson
  }
  team: (FrozenPerson & { unit: string; part: MemberPart })[]
  sheets: FrozenSheet[]
  findings: FrozenFinding[]
  figures: RoundFigures
  /** How the office counts whoever is on leave for the whole day. */
  wholeDayLeave: Terms['wholeDayLeave']
  /** Why open items were left open. */
  waiver: string
  /** Null in a draft. */
  signed: { at: string; by: FrozenPerson; sequence: number } | null
}

/** JSON with its keys in one order: the same values are the same text, whatever made them. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value))

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]))
}

/** SHA-256 in hexadecimal. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Whether frozen figures are still what was signed off: a byte changed makes this false. */
export const isIntact = ({ frozen, digest }: { frozen: string; digest: string }): boolean => digestOf(frozen) === digest

/** Frozen figures as they are stored, read back; undefined for bytes that are no JSON any more. */
export function readFrozen(frozen: string): Frozen | undefined {
  try {
    return JSON.parse(frozen) as Frozen
  } catch {
    return undefined
  }
}

/** What both sides of the minutes put their names to. What the inspected side answers later is its own, and not in it. */
export function contentOf(sheet: Omit<FrozenSheet, 'content' | 'signatures'>, findings: readonly FrozenFinding[]) {
  const { place, met, strengths } = sheet
  const items = sheet.items.map(({ code, result, value, note, photos }) => ({
    ...{ code, result, value, note },
    photos: photos.map(({ hash }) => hash).sort(),
  }))
  const noted = findings
    .filter((finding) => finding.sheet === sheet.id)
    .map(({ number, item, text, severity, person, remedy, remedier, due }) => ({
      ...{ number, item, text, severity, person, remedy, remedier, due },
    }))
  return digestOf(canonical({ place, met, strengths, items, noted }))
}

/**
 * A round as it stands, ready to be frozen; `only` gathers one of its sheets by its key inside. About a dozen queries,
 * however many sheets there are.
 */
export async function gather(db: Reader, round: Round, terms: Terms, only?: number): Promise<Frozen> {
  const office = await officeOf(db, round.path)
  const checklist = await checklistOf(db, round.checklistVersionId)
  const body = await bodyOfRound(db, round)
  const findings = await gatherFindings(db, round.id)
  const sheets = await gatherSheets(db, round, body, findings, only)
  return {
    shape: 1,
    office: { superior: office?.superior ?? '', name: office?.name ?? '', place: placeOf(office?.name ?? '') ?? null },
    round: {
      id: round.publicId,
      ...{ name: round.name, number: round.number, form: round.form, outsideBody: round.outsideBody },
      ...{ document: round.document, ownReason: round.ownReason, fromDay: round.fromDay, toDay: round.toDay },
      startedAt: round.startedAt,
      checklist: checklist ? { name: checklist.name, number: checklist.number, partial: body.partial } : null,
      orderedBy: { name: round.orderedBy, post: round.orderedByPost },
    },
    team: round.team.map(({ name, post, unitName, part }) => ({ name, post, unit: unitName, part })),
    sheets,
    findings,
    figures: roundFigures(closingOf({ sheets, findings }), terms),
    wholeDayLeave: terms.wholeDayLeave,
    waiver: '',
    signed: null,
  }
}

/** What the rules of closing look at. */
export const closingOf = ({ sheets, findings }: Pick<Frozen, 'sheets' | 'findings'>) => ({
  sheets: sheets.map((sheet) => ({
    id: sheet.id,
    title: titleOf(sheet),
    items: sheet.items.map((item) => ({ ...item, photos: item.photos.length })),
    found: findings.filter((finding) => finding.sheet === sheet.id && finding.item).map(({ item }) => item),
    signatures: sheet.signatures,
  })),
  findings: findings.map((finding) => ({ ...finding, repeat: finding.repeatOf !== null })),
})

export const titleOf = ({ unit, person }: Pick<FrozenSheet, 'unit' | 'person'>): string => person ?? unit

async function gatherFindings(db: Reader, roundId: number): Promise<FrozenFinding[]> {
  const rows = await findingsIn(db, roundId)
  const signedAt = new Set((await signOffsOf(db, roundId)).map(({ at }) => at))
  const evidence = await evidenceIn(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.publicId,
    sheet: row.sheetPublicId,
    ...{ number: row.number, item: row.item, text: row.text, severity: row.severity },
    ...{ unit: row.unitName, person: row.personName, foundOn: row.foundOn, repeatOf: row.repeatedFrom },
    ...{ remedy: row.remedy, remedier: row.remedierName, due: row.due, state: row.state },
    ...{ putAt: row.putAt, answerBy: row.answerBy, answer: row.answer, answerText: row.answerText },
    ...{ answeredAt: row.answeredAt, answeredBy: row.answererName },
    atSignOff: row.putAt !== null && signedAt.has(row.putAt),
    evidence: evidence.filter(({ findingId }) => findingId === row.id).map(({ name, hash }) => ({ name, hash })),
  }))
}

async function gatherSheets(
  db: Reader,
  round: Round,
  body: Awaited<ReturnType<typeof bodyOfRound>>,
  findings: readonly FrozenFinding[],
  only?: number,
): Promise<FrozenSheet[]> {
  const units = (await sheetsIn(db, [round.id])).filter(({ id }) => only === undefined || id === only)
  const ids = units.map(({ id }) => id)
  const [lines, answers] = [await linesOf(db, ids), await answersOf(db, ids)]
  const [photos, signatures] = [await photosIn(db, ids), await signaturesIn(db, ids)]
  // An outside body brings its own findings; nobody of ours answers a checklist.
  const groups = round.form === 'outside' ? [] : body.groups
  return units.map((unit) => {
    const line = lines.get(unit.id)
    const items = groups.flatMap(({ code: group, items }) =>
      items.map(({ code, name, severity, weight, measure, photo }): FrozenItem => {
        const answer = answers.get(unit.id)?.get(code)
        const own = photos.filter(({ sheetId, item }) => sheetId === unit.id && item === code)
        return {
          ...{ code, group, name, severity, weight, measure, photo },
          ...{ result: answer?.result ?? null, value: answer?.value ?? {}, note: answer?.note ?? '' },
          ...{ by: answer?.by ?? null, at: answer?.at ?? null },
          photos: own.map(({ name, hash }) => ({ name, hash })),
        }
      }),
    )
    const sheet = {
      ...{ id: unit.publicId, unit: unit.unitName, person: unit.personName },
      ...{ place: line?.place ?? '', met: line?.met ?? '', strengths: line?.strengths ?? '' },
      ...{ openedAt: unit.openedAt, closedAt: unit.closedAt, items },
      groups: groups.map(({ code, name }) => ({ code, name })),
    }
    const content = contentOf(sheet, findings)
    const signed = signatures
      .filter(({ sheetId }) => sheetId === unit.id)
      .map(({ sheetId: _, content: then, ...signature }) => ({ ...signature, stands: then === content }))
    return { ...sheet, content, signatures: signed }
  })
}
