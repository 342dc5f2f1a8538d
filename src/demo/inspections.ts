import type { Ctx } from '../act.ts'
import { itemsOf } from '../checklists/body.ts'
import { checklistsFor } from '../checklists/queries.ts'
import type { StoredFile } from '../files.ts'
import { signOffRound } from '../inspections/closing/sign-off.ts'
import { signSheet } from '../inspections/closing/signing.ts'
import { proposedFinding, readFinding } from '../inspections/findings/finding-form.ts'
import { addFinding, answerFinding } from '../inspections/findings/findings.ts'
import { giveRemedies } from '../inspections/findings/remedies.ts'
import { savePlan } from '../inspections/rounds/plans.ts'
import { readRound, roundForm } from '../inspections/rounds/round-form.ts'
import { planRound, startRound } from '../inspections/rounds/rounds.ts'
import { saveAnswers } from '../inspections/sheets/answering.ts'
import { bodyOfRound, findSheet } from '../inspections/sheets/sheets.ts'
import { termsFor } from '../inspections/terms/terms.ts'
import type { Day } from '../rules/days.ts'
import type { Measure, Measured, Result } from '../rules/inspections.ts'
import { acceptTask, approveTask, submitTask } from '../tasks/doing/commands.ts'

/** Somebody of the office at a time of a working day: -3 is three before today. */
type At = (who: string, offset: number, time: string) => Promise<Ctx>

interface Seen {
  result: Result
  value?: Measured
  note?: string
}

/** What the team has seen by now, in the order of the checklist. */
const seen: Record<string, Seen> = {
  A1: {
    result: 'pass',
    value: {
      headcount: { staff: 12, present: 11, excused: 1, unexcused: 0 },
      people: [{ name: 'Bùi Hải Yến', state: 'excused', reason: 'Giấy mời họp số 41/GM-UBND' }],
    },
  },
  A2: { result: 'pass' },
  A3: { result: 'pass' },
  A4: { result: 'pass' },
  A5: { result: 'pass' },
  A6: { result: 'pass' },
  B1: { result: 'fail', value: { count: 1 }, note: 'Một công chức ở quầy số 3 chưa đeo thẻ.' },
  B2: { result: 'pass', value: { count: 0 } },
  B5: { result: 'pass' },
  C1: { result: 'pass', value: { part: 214, whole: 214 } },
  C2: { result: 'fail', note: 'Bảng niêm yết còn ghi mức lệ phí cũ.' },
  C6: { result: 'na' },
}

/** Kế hoạch năm; a round that was closed, its finding remedied; one at work on its sheet, one to come. */
export async function seedInspections(at: At, on: (offset: number) => Day, evidence: StoredFile): Promise<void> {
  const year = Number(on(0).slice(0, 4))
  await savePlan(await at('huy', -34, '09:00'), year, { document: 'Kế hoạch số 08/KH-UBND', target: 60 })
  await seedClosed(at, on, evidence)
  const head = await at('huy', -6, '09:00')
  const found = await round(head, {
    form: 'unannounced',
    name: 'Kiểm tra đột xuất giờ giấc, niêm yết',
    fromDay: on(-1),
    toDay: on(0),
    unit: await unitOf(head, 'TT PVHCC'),
  })
  await startRound(await at('huy', -1, '08:05'), found)
  await inspect(await at('huy', -1, '08:41'), await sheetOf(head, found), seen)
  await round(await at('huy', -4, '10:00'), {
    form: 'planned',
    name: 'Kiểm tra công vụ cuối năm',
    fromDay: on(8),
    toDay: on(10),
    unit: await unitOf(head, 'KT-HT-ĐT'),
  })
}

/** From the plan to a remedy that a second person approved. */
async function seedClosed(at: At, on: (offset: number) => Day, evidence: StoredFile) {
  const head = await at('huy', -33, '09:00')
  const name = 'Kiểm tra công vụ quý III'
  const id = await round(head, {
    form: 'planned',
    name,
    fromDay: on(-30),
    toDay: on(-30),
    unit: await unitOf(head, 'VH-XH'),
    memberName: 'Hoàng Mạnh Cường',
  })
  const sheet = await sheetOf(head, id)
  await startRound(await at('huy', -30, '08:10'), id)
  const there = await at('huy', -30, '10:30')
  const note = 'Hai phòng chưa có biển tên, chức danh để bàn.'
  await inspect(there, sheet, { ...(await soundIn(there, sheet)), B3: { result: 'fail', note } })
  const post = 'Trưởng đoàn kiểm tra'
  await signSheet(there, sheet, { side: 'team', name: 'Đỗ Quang Huy', post, refused: '' })
  await signSheet(there, sheet, { side: 'unit', name: 'Hoàng Thị Mai', post: 'Trưởng phòng', refused: '' })
  const close = await at('huy', -29, '15:00')
  await signOffRound(close, id, { waiver: '' })
  const { publicId: finding } = await close.db.reader
    .selectFrom('findings')
    .innerJoin('inspectionRounds', 'inspectionRounds.id', 'findings.roundId')
    .select('findings.publicId')
    .where('inspectionRounds.publicId', '=', id)
    .executeTakeFirstOrThrow()
  await answerFinding(await at('mai', -28, '08:20'), finding, { answer: 'agree', text: '', files: [] })
  await giveRemedies(await at('huy', -28, '09:00'), [{ finding }])
  const { publicId: task } = await close.db.reader
    .selectFrom('tasks')
    .innerJoin('findings', 'findings.taskId', 'tasks.id')
    .select('tasks.publicId')
    .where('findings.publicId', '=', finding)
    .executeTakeFirstOrThrow()
  await acceptTask(await at('mai', -28, '14:00'), task)
  await submitTask(await at('mai', -26, '10:00'), task, { report: 'Đã đặt đủ biển tên, chức danh.', files: [evidence] })
  await approveTask(await at('huy', -25, '08:30'), task, { grade: 'met' })
}

/** Everything in order, item by item. */
async function soundIn(ctx: Ctx, sheetId: string): Promise<Record<string, Seen>> {
  const sheet = await findSheet(ctx.db.reader, ctx.who, sheetId)
  const items = sheet ? itemsOf(await bodyOfRound(ctx.db.reader, sheet.round)) : []
  return Object.fromEntries(items.map(({ code, measure }) => [code, { result: 'pass', value: sound[measure.type] }]))
}

const sound: Partial<Record<Measure['type'], Measured>> = {
  headcount: { headcount: { staff: 5, present: 5, excused: 0, unexcused: 0 } },
  count: { count: 0 },
  ratio: { part: 40, whole: 40 },
  sample: { part: 0, whole: 20 },
}

async function round(ctx: Ctx, fields: Record<string, string>): Promise<string> {
  const [checklist] = (await checklistsFor(ctx.db.reader, ctx.who.path)).filter(({ key }) =>
    key.startsWith('kt-cong-vu'),
  )
  const typed = roundForm.parse({
    ...{ document: 'Kế hoạch số 08/KH-UBND', checklist: checklist?.publicId },
    ...{ orderer: 'Đặng Quốc Thịnh', head: 'Đỗ Quang Huy', memberName: 'Nguyễn Thị Lan', secretary: 'Lưu Khánh Ly' },
    ...fields,
  })
  const { input, errors } = await readRound(ctx, typed)
  if (Object.keys(errors).length > 0) throw new Error(JSON.stringify(errors))
  return planRound(ctx, input)
}

async function unitOf({ db }: Ctx, shortName: string): Promise<string> {
  const units = db.reader.selectFrom('units').select('publicId').where('shortName', '=', shortName)
  return (await units.executeTakeFirstOrThrow()).publicId
}

async function sheetOf({ db }: Ctx, roundId: string): Promise<string> {
  const sheets = db.reader
    .selectFrom('inspectionSheets')
    .innerJoin('inspectionRounds', 'inspectionRounds.id', 'inspectionSheets.roundId')
    .select('inspectionSheets.publicId')
    .where('inspectionRounds.publicId', '=', roundId)
  return (await sheets.executeTakeFirstOrThrow()).publicId
}

/** Answers what was seen, and notes a finding for whatever failed. */
async function inspect(ctx: Ctx, id: string, all: Record<string, Seen>) {
  const given = Object.entries(all).map(([item, { result, value = {}, note = '' }]) => {
    return { item, result, value, note, version: 0 }
  })
  await saveAnswers(ctx, id, given)
  const sheet = await findSheet(ctx.db.reader, ctx.who, id)
  if (!sheet) return
  const items = itemsOf(await bodyOfRound(ctx.db.reader, sheet.round))
  const terms = await termsFor(ctx.db.reader, sheet.round.path, ctx.today)
  for (const item of items.filter(({ code }) => all[code]?.result === 'fail')) {
    const proposed = await proposedFinding(ctx, sheet, item, terms, { note: all[item.code]?.note ?? '' })
    const { input } = await readFinding(ctx, proposed, terms)
    await addFinding(ctx, id, input)
  }
}
