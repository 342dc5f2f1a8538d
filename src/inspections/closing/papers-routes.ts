import { Hono } from 'hono'
import { z } from 'zod'
import { sniff, storeFile } from '../../files.ts'
import { attempt } from '../../people/attempt.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { readDay } from '../../rules/days.ts'
import { keyOf } from '../../rules/names.ts'
import { allow, done, type Errors, readForm, type Typed, type Web, type WebContext } from '../../web.tsx'
import type { Round } from '../queries.ts'
import { filesIn } from '../sheets/photos.ts'
import { sendImage } from '../sheets/sheet-routes.tsx'
import { findSheet } from '../sheets/sheets.ts'
import { isRecordable, recordPaper } from './papers.ts'
import { conclusionPaper, minutesPaper, type WordPaper } from './papers-word.ts'
import { back, findClosing } from './sign-off-routes.tsx'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The paper of a round: thông báo kết luận as Word, what was signed, and recording that it was. */
export const roundPapers = new Hono<Web>()
  .get('/:id/conclusion.docx', allow('round.see'), async (c) =>
    sendWord(c, await conclusionPaper(c.var.ctx, c.req.param('id'), c.req.query('sign-off'))),
  )
  .post('/:id/papers', allow('round.record'), async (c) => {
    const { round } = await findClosing(c)
    return record(c, round)
  })
  .get('/:id/papers/:paper', allow('round.see'), async (c) => {
    const { papers } = await findClosing(c)
    const paper = papers.find(({ publicId }) => publicId === c.req.param('paper'))
    refuseUnless(paper, 'missing')
    return sendImage(c, { ...paper, name: paper.fileName })
  })

/** The papers of one sheet: biên bản as Word, and recording what was signed. */
export const sheetPapers = new Hono<Web>()
  .get('/:id/minutes.docx', allow('round.see'), async (c) =>
    sendWord(c, await minutesPaper(c.var.ctx, c.req.param('id'), c.req.query('sign-off'))),
  )
  .post('/:id/papers', allow('round.record'), async (c) => {
    const { db, who } = c.var.ctx
    const sheet = await findSheet(db.reader, who, c.req.param('id'))
    refuseUnless(sheet && can(who, 'round.see', sheet.round), 'missing')
    return record(c, sheet.round, sheet.publicId)
  })

function sendWord(c: WebContext, { name, bytes }: WordPaper) {
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': docx,
    'Content-Disposition': `attachment; filename="${keyOf(name)}.docx"`,
    'Cache-Control': 'private, no-store',
  })
}

const needed = (missing: string) =>
  z.string(missing).trim().min(1, missing).max(200, 'Rút gọn còn không quá 200 ký tự.')
export const paperForm = z.object({
  number: needed('Ghi số, ký hiệu của văn bản.'),
  day: needed('Ghi ngày ký, theo ngày/tháng/năm.'),
  signer: needed('Ghi người ký.'),
})

/** Asked before a file is taken: the right to record, and whether the round is at that point. */
async function record(c: WebContext, round: Round, sheet?: string) {
  refuseUnless(can(c.var.ctx.who, 'round.record', round), 'forbidden')
  refuseUnless(isRecordable(round), 'round.wrongState')
  const form = await readForm(c, paperForm)
  const wrong: Errors = { ...form.errors }
  const day = form.ok ? readDay(form.value.day, c.var.ctx.today) : undefined
  if (form.ok && !day) wrong.day = `“${form.value.day}” không có trong lịch. Ghi ngày/tháng/năm.`
  if (filesIn(form.typed.file).length === 0) wrong.file = 'Chọn tệp bản đã ký.'
  if (!form.ok || !day || Object.keys(wrong).length > 0) return returned(c, round, form.typed, wrong, sheet)
  const saved = await attempt(async () => {
    const file = await storeSigned(c, form.typed.file)
    const kind = sheet ? ('minutes' as const) : ('conclusion' as const)
    return recordPaper(c.var.ctx, round.publicId, { ...form.value, day, kind, sheet, file })
  })
  if (saved.errors) return returned(c, round, form.typed, saved.errors, sheet)
  return done(c, `/inspections/${round.publicId}/sign-off`, `Đã ghi văn bản số ${form.value.number}.`)
}

const returned = (c: WebContext, round: Round, typed: Typed, errors: Errors, sheet = 'conclusion') =>
  back(c, { ...typed, paper: sheet }, errors, round)

const signedAs = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic'])

/** A signed paper as it was scanned: PDF or a photo, by its bytes. */
export async function storeSigned(c: WebContext, values: unknown) {
  const [file] = filesIn(values)
  if (!file) throw new Invalid({ file: 'Chọn tệp bản đã ký.' })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mediaType = await sniff(bytes, file.name)
  if (!mediaType || !signedAs.has(mediaType))
    throw new Invalid({ file: `“${file.name}” không phải PDF hoặc ảnh. Quét hoặc chụp bản đã ký.` })
  return storeFile(c.var.site.config.dataDir, bytes, file.name, mediaType)
}
