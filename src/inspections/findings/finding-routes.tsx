import { Hono } from 'hono'
import { z } from 'zod'
import { day as shown } from '../../../views/format.ts'
import { FindingPage } from '../../../views/inspections/finding.tsx'
import { FindingForm } from '../../../views/inspections/finding-form.tsx'
import { findingTitle } from '../../../views/inspections/finding-title.ts'
import { FindingList } from '../../../views/inspections/findings.tsx'
import { itemsOf } from '../../checklists/body.ts'
import type { StoredFile } from '../../files.ts'
import { sniff, storeFile } from '../../files.ts'
import { attempt } from '../../people/attempt.ts'
import { flat, unitTree } from '../../people/tree.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { isToBeGiven, taskOf } from '../../rules/remedies.ts'
import { findingAnswers } from '../../rules/rounds.ts'
import { again, allow, done, type Errors, readForm, type Typed, type Web, type WebContext } from '../../web.tsx'
import { roundById } from '../queries.ts'
import { filesIn } from '../sheets/photos.ts'
import { sendImage } from '../sheets/sheet-routes.tsx'
import { bodyOfRound, photosOf } from '../sheets/sheets.ts'
import { termsFor } from '../terms/terms.ts'
import { evidenceOf, type Finding, findFinding, findingsSeen } from './find-findings.ts'
import { findingFilter, readFindingQuery } from './finding-asked.ts'
import { findingForm, peopleFor, readFinding } from './finding-form.ts'
import { answerFinding, editFinding, isStillOurs, putFinding, removeFinding, withdrawFinding } from './findings.ts'
import { remedyView } from './remedy-view.ts'

const pageSize = 50
const crumbs = [
  { href: '/inspections', label: 'Tự kiểm tra' },
  { href: '/findings', label: 'Tồn tại' },
]

/** Tồn tại: the list, one of them, and what the team and the side inspected do with it. */
export const findings = new Hono<Web>()
  .get('/', allow('finding.see'), async (c) => {
    const { db, who, today } = c.var.ctx
    const query = readFindingQuery((name) => c.req.query(name))
    const rows = await findingsSeen(db.reader, who, await findingFilter(c.var.ctx, query), pageSize + 1)
    const next = rows.length > pageSize ? rows[pageSize - 1]?.publicId : undefined
    const units = flat(await unitTree(db.reader))
    const page = { title: 'Tồn tại', section: 'inspections', crumbs: crumbs.slice(0, 1) }
    return c.render(<FindingList rows={rows.slice(0, pageSize)} {...{ query, units, next, today }} />, page)
  })
  .get('/:id', allow('finding.see'), async (c) => {
    const finding = await findSeen(c)
    return c.render(await findingView(c, finding), pageOf(finding))
  })
  .get('/:id/files/:file', allow('finding.see'), async (c) => {
    const finding = await findSeen(c)
    const { reader } = c.var.ctx.db
    const file = await evidenceOrPhoto(reader, finding, c.req.param('file'))
    refuseUnless(file, 'missing')
    return sendImage(c, file)
  })
  .get('/:id/edit', allow('finding.edit'), async (c) => {
    const finding = await findEditable(c)
    const typed = findingForm.parse({
      ...{ item: finding.item, text: finding.text, severity: finding.severity, remedy: finding.remedy },
      person: finding.personPublicId ?? '',
      remedier: finding.remedierPublicId ?? '',
      due: shown(finding.due),
    })
    return c.render(await editor(c, finding, typed), editPage(finding))
  })
  .post('/:id/edit', allow('finding.edit'), async (c) => {
    const finding = await findEditable(c)
    const form = await readForm(c, findingForm)
    const typed = form.value ?? findingForm.parse({})
    if (!form.ok) return again(c, await editor(c, finding, typed, form.errors), editPage(finding))
    const { input, errors } = await readFinding(c.var.ctx, typed, await termsOf(c, finding))
    if (Object.keys(errors).length > 0) return again(c, await editor(c, finding, typed, errors), editPage(finding))
    await editFinding(c.var.ctx, finding.publicId, input)
    return done(c, `/findings/${finding.publicId}`, 'Đã lưu tồn tại.')
  })
  .post('/:id/removal', allow('finding.edit'), async (c) => {
    const finding = await findSeen(c)
    await readForm(c, z.object({}))
    await removeFinding(c.var.ctx, finding.publicId)
    const back = finding.sheetPublicId ? `/inspections/sheets/${finding.sheetPublicId}` : '/findings'
    return done(c, back, 'Đã bỏ tồn tại.')
  })
  .post('/:id/putting', allow('finding.put'), async (c) => {
    const finding = await findSeen(c)
    await readForm(c, z.object({}))
    await putFinding(c.var.ctx, finding.publicId)
    return done(c, `/findings/${finding.publicId}`, 'Đã chuyển bên được kiểm tra.')
  })
  .post('/:id/answer', allow('finding.answer'), async (c) => {
    const finding = await findSeen(c)
    refuseUnless(can(c.var.ctx.who, 'finding.answer', finding), 'forbidden')
    const form = await readForm(c, answerForm)
    if (!form.ok) return again(c, await findingView(c, finding, form.typed, form.errors), pageOf(finding))
    const answered = await attempt(async () =>
      answerFinding(c.var.ctx, finding.publicId, { ...form.value, files: await storeEvidence(c, form.typed.file) }),
    )
    if (answered.errors) return again(c, await findingView(c, finding, form.typed, answered.errors), pageOf(finding))
    return done(c, `/findings/${finding.publicId}`, 'Đã gửi ý kiến tới đoàn kiểm tra.')
  })
  .post('/:id/withdrawal', allow('finding.withdraw'), async (c) => {
    const finding = await findSeen(c)
    const form = await readForm(c, z.object({ reason: z.string('Ghi lý do rút.').min(1, 'Ghi lý do rút.').max(1000) }))
    if (!form.ok) return again(c, await findingView(c, finding, form.typed, form.errors), pageOf(finding))
    await withdrawFinding(c.var.ctx, finding.publicId, form.value.reason)
    return done(c, `/findings/${finding.publicId}`, 'Đã rút tồn tại; vẫn còn trong sổ và không tính vào số liệu.')
  })

const answerForm = z.object({
  answer: z.enum(findingAnswers, 'Chọn nhất trí hoặc giải trình.'),
  text: z.string().max(4000, 'Rút gọn còn không quá 4000 ký tự.').default(''),
})

export const pageOf = (finding: Finding) => ({
  title: findingTitle(finding).replace(/^./u, (letter) => letter.toLocaleUpperCase('vi')),
  section: 'inspections',
  crumbs,
  sub: finding.unitName,
})
const editPage = (finding: Finding) => ({
  ...pageOf(finding),
  title: 'Sửa tồn tại',
  back: `/findings/${finding.publicId}`,
})

export async function findSeen(c: WebContext): Promise<Finding> {
  const finding = await findFinding(c.var.ctx.db.reader, c.req.param('id') ?? '')
  refuseUnless(finding && can(c.var.ctx.who, 'finding.see', finding), 'missing')
  return finding
}

async function findEditable(c: WebContext): Promise<Finding> {
  const finding = await findSeen(c)
  refuseUnless(can(c.var.ctx.who, 'finding.edit', finding), 'forbidden')
  refuseUnless(isStillOurs(finding), 'finding.wrongState')
  return finding
}

export async function findingView(c: WebContext, finding: Finding, typed?: Typed, errors?: Errors) {
  const { db, who, today } = c.var.ctx
  const { reader } = db
  const round = await roundById(reader, who, finding.roundId)
  const items = round ? itemsOf(await bodyOfRound(reader, round)) : []
  const repeat = finding.repeatedPublicId ? await findFinding(reader, finding.repeatedPublicId) : undefined
  const goesOn = finding.state === 'open' && finding.roundState === 'started'
  const mayWithdraw = goesOn && finding.answer === 'explain' && can(who, 'finding.withdraw', finding)
  const may = {
    edit: isStillOurs(finding) && can(who, 'finding.edit', finding),
    put: isStillOurs(finding) && can(who, 'finding.put', finding),
    answer:
      finding.state === 'open' && finding.putAt !== null && !finding.answeredAt && can(who, 'finding.answer', finding),
    withdraw: mayWithdraw && isToBeGiven(taskOf(finding)),
    cancelFirst: mayWithdraw && !isToBeGiven(taskOf(finding)),
    seeRound: round !== undefined && can(who, 'round.see', round),
    seeRepeat: repeat !== undefined && can(who, 'finding.see', repeat),
  }
  const itemName = items.find(({ code }) => code === finding.item)?.name
  const photos = finding.sheetId && finding.item ? await photosOf(reader, finding.sheetId) : []
  const own = photos.filter(({ item }) => item === finding.item)
  const evidence = await evidenceOf(reader, finding.id)
  const remedy = await remedyView(c.var.ctx, finding)
  const { answerDays } = await termsOf(c, finding)
  return (
    <FindingPage {...{ finding, itemName, evidence, may, remedy, answerDays, today, typed, errors }} photos={own} />
  )
}

async function editor(
  c: WebContext,
  finding: Finding,
  typed: Parameters<typeof FindingForm>[0]['typed'],
  errors?: Errors,
) {
  const { members } = await peopleFor(c.var.ctx, finding.unitId)
  const at = `/findings/${finding.publicId}`
  return (
    <FindingForm
      action={`${at}/edit`}
      back={at}
      version={c.var.ctx.version ?? finding.version}
      typed={{ ...typed, item: finding.item }}
      errors={errors}
      itemName=""
      people={members}
      remedyDays={(await termsOf(c, finding)).remedyDays}
      sheetId={finding.sheetPublicId ?? ''}
      photos={[]}
    />
  )
}

/** The terms of whoever holds the round, as they stand today. */
const termsOf = (c: WebContext, { roundPath }: Finding) => termsFor(c.var.ctx.db.reader, roundPath, c.var.ctx.today)

/** A file of the finding: evidence of the side inspected, or a photo of its item. */
async function evidenceOrPhoto(reader: WebContext['var']['ctx']['db']['reader'], finding: Finding, id: string) {
  const found = (await evidenceOf(reader, finding.id)).find(({ publicId }) => publicId === id)
  if (found || !finding.sheetId || !finding.item) return found
  return reader
    .selectFrom('answerFiles')
    .innerJoin('files', 'files.id', 'answerFiles.fileId')
    .select(['files.hash', 'files.name', 'files.mediaType', 'files.size'])
    .where('answerFiles.sheetId', '=', finding.sheetId)
    .where('answerFiles.item', '=', finding.item)
    .where('files.publicId', '=', id)
    .executeTakeFirst()
}

async function storeEvidence(c: WebContext, values: unknown): Promise<StoredFile[]> {
  const stored: StoredFile[] = []
  for (const file of filesIn(values)) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const mediaType = await sniff(bytes, file.name)
    if (!mediaType)
      throw new Invalid({ file: `Không nhận tệp “${file.name}”. Gửi PDF, Word, Excel, ảnh hoặc tệp nén ZIP.` })
    stored.push(await storeFile(c.var.site.config.dataDir, bytes, file.name, mediaType))
  }
  return stored
}
