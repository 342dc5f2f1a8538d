import { Hono } from 'hono'
import { z } from 'zod'
import { AnswerConflicts } from '../../../views/inspections/conflicts.tsx'
import { itemsOf } from '../../checklists/body.ts'
import { streamFile } from '../../files.ts'
import { attempt } from '../../people/attempt.ts'
import { Invalid, Refusal, refuseUnless } from '../../refusal.ts'
import { allow, done, type Errors, readForm, refreshClock, type Typed, type Web, type WebContext } from '../../web.tsx'
import { fieldsIn, fingerprint, readAnswer } from './answer-form.ts'
import { answerBody, answerShown, conflictShown } from './answer-json.ts'
import { type AnswerConflict, addPhotos, type Given, removePhoto, saveAnswers, saveSheetText } from './answering.ts'
import { filesIn, findInspecting, findReadable, storePhotos } from './photos.ts'
import { readText } from './sheet-form.ts'
import { pageOf, sheetView } from './sheet-page.tsx'
import { answerKept } from './sheet-state.ts'
import { answersOf, bodyOfRound, findPhoto, type InspectionSheet } from './sheets.ts'

const anyForm = z.record(z.string(), z.unknown())

/** Phiếu kiểm tra: read, filled in as a whole, or answer by answer. */
export const sheets = new Hono<Web>()
  .get('/:id', allow('round.see'), async (c) => {
    const sheet = await findReadable(c, c.req.param('id'))
    return c.render(await sheetView(c, sheet), pageOf(sheet))
  })
  .post('/:id', allow('round.inspect'), async (c) => {
    const sheet = await findInspecting(c, c.req.param('id'))
    const { typed } = await readForm(c, anyForm)
    return saveWhole(c, sheet, typed)
  })
  .post('/:id/answers/:item', allow('round.inspect'), async (c) => {
    const sheet = await findInspecting(c, c.req.param('id'))
    const { typed } = await readForm(c, anyForm)
    const body = await bodyOfRound(c.var.ctx.db.reader, sheet.round)
    const item = itemsOf(body).find(({ code }) => code === c.req.param('item'))
    refuseUnless(item, 'missing')
    const read = answerBody(item, typed)
    if (Object.keys(read.errors).length > 0) return answerBack(c, 422, { errors: read.errors }, sheet, item.code)
    const given = { ...read.input, item: item.code, version: read.version }
    const photos = await storePhotos(c, filesIn(typed.photo), 'photo')
    const { conflicts } = await saveAnswers(c.var.ctx, sheet.publicId, [given])
    if (photos.length > 0)
      await addPhotos(
        keyed(c, 'photos'),
        sheet.publicId,
        photos.map((file) => ({ item: item.code, file })),
      )
    const [conflict] = conflicts
    if (conflict) return answerBack(c, 409, conflictShown(item, conflict, c.var.ctx.who), sheet, item.code)
    const now = (await answersOf(c.var.ctx.db.reader, [sheet.id])).get(sheet.id)?.get(item.code)
    const kept = answerKept(item, now, c.var.ctx.who)
    return answerBack(c, 200, { ...answerShown(item.code, now), kept, at: c.var.ctx.now }, sheet, item.code)
  })
  .get('/:id/photos/:file', allow('round.see'), async (c) => {
    const sheet = await findReadable(c, c.req.param('id'))
    const photo = await findPhoto(c.var.ctx.db.reader, sheet.id, c.req.param('file'))
    refuseUnless(photo, 'missing')
    return sendImage(c, photo)
  })

/** A script asks for JSON; a browser without one goes back to its place in the sheet. */
function answerBack(c: WebContext, status: 200 | 409 | 422, body: object, sheet: InspectionSheet, item: string) {
  if (c.req.header('Accept')?.includes('application/json')) return c.json(body, status)
  if (status === 409) throw new Refusal('stale')
  if (status === 422) throw new Invalid((body as { errors: Errors }).errors)
  return done(c, `/inspections/sheets/${sheet.publicId}#item-${item}`, `Đã lưu mục ${item}.`)
}

/** The whole sheet: photos first, then every item that was touched, each by itself. What is wrong comes back as typed. */
async function saveWhole(c: WebContext, sheet: InspectionSheet, typed: Typed) {
  const { reader } = c.var.ctx.db
  const items = itemsOf(await bodyOfRound(reader, sheet.round))
  const errors: Errors = {}
  await savePhotos(c, sheet, items, typed, errors)
  const given: Given[] = []
  const own = new Map<string, Typed>()
  for (const item of items) {
    const prefix = `${item.code}.`
    const { one } = fieldsIn(typed, prefix)
    if (typed[`${prefix}result`] === undefined && typed[`${prefix}version`] === undefined) continue
    if (one('keep') === 'theirs') continue
    const read = readAnswer(item, typed, prefix)
    const wrong = Object.entries(read.errors)
    if (fingerprint(read.input) === one('was') && wrong.length === 0) continue
    own.set(item.code, ownFields(typed, prefix))
    for (const [name, text] of wrong) errors[prefix + name] = text
    if (wrong.length === 0) given.push({ ...read.input, item: item.code, version: Number(one('version')) || 0 })
  }
  const { conflicts, saved } =
    given.length > 0 ? await saveAnswers(c.var.ctx, sheet.publicId, given) : { conflicts: [], saved: 0 }
  await saveText(c, sheet, typed, errors)
  if (Object.keys(errors).length > 0) return returned(c, sheet, own, typed, errors, saved)
  if (conflicts.length > 0) return conflicting(c, sheet, items, conflicts, own, saved)
  return done(c, `/inspections/sheets/${sheet.publicId}`, saved > 0 ? `Đã lưu ${saved} mục.` : 'Đã lưu phiếu.')
}

async function returned(
  c: WebContext,
  sheet: InspectionSheet,
  own: ReadonlyMap<string, Typed>,
  typed: Typed,
  errors: Errors,
  saved: number,
) {
  const wrong = new Set(Object.keys(errors).map((name) => name.slice(0, name.lastIndexOf('.'))))
  const back = new Map([...own].filter(([item]) => wrong.has(item)))
  c.status(422)
  return c.render(await sheetView(c, sheet, { typed: back, text: typed, errors, saved }), pageOf(sheet))
}

function conflicting(
  c: WebContext,
  sheet: InspectionSheet,
  items: ReturnType<typeof itemsOf>,
  conflicts: readonly AnswerConflict[],
  mine: ReadonlyMap<string, Typed>,
  saved: number,
) {
  c.status(409)
  return c.render(<AnswerConflicts sheetId={sheet.publicId} {...{ conflicts, items, mine, saved }} />, pageOf(sheet))
}

const notFields = new Set(['version', 'was', 'keep', 'photo', 'unphoto'])

/** The fields of one item by their names without its code. */
const ownFields = (typed: Typed, prefix: string): Typed =>
  Object.fromEntries(
    Object.entries(typed)
      .filter(([name]) => name.startsWith(prefix) && !notFields.has(name.slice(prefix.length)))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  )

async function savePhotos(
  c: WebContext,
  sheet: InspectionSheet,
  items: ReturnType<typeof itemsOf>,
  typed: Typed,
  errors: Errors,
) {
  const photos: { item: string; file: Awaited<ReturnType<typeof storePhotos>>[number] }[] = []
  for (const { code } of items) {
    const stored = await attempt(() => storePhotos(c, filesIn(typed[`${code}.photo`]), `${code}.photo`))
    if (stored.errors) Object.assign(errors, stored.errors)
    else photos.push(...stored.done.map((file) => ({ item: code, file })))
  }
  if (photos.length > 0) await addPhotos(keyed(c, 'photos'), sheet.publicId, photos)
  const gone = items.flatMap(({ code }) => [typed[`${code}.unphoto`] ?? []].flat().map(String))
  for (const photo of gone) await removePhoto(keyed(c, photo), sheet.publicId, photo)
}

/** Several acts of one form: each has a key of its own, so that the form sent twice gets the first answer to each. */
function keyed(c: WebContext, part: string) {
  refreshClock(c)
  const { key } = c.var.ctx
  return { ...c.var.ctx, key: key && `${key}:${part}` }
}

/** The lines of the minutes, where they differ from what stands there. */
async function saveText(c: WebContext, sheet: InspectionSheet, typed: Typed, errors: Errors) {
  if (typed.sheetVersion === undefined) return
  const { text, errors: wrong } = readText(typed)
  if (!text) return Object.assign(errors, wrong)
  const isSame = (['place', 'met', 'strengths'] as const).every((name) => text[name] === sheet[name])
  if (!isSame) await saveSheetText(keyed(c, 'text'), sheet.publicId, text, Number(typed.sheetVersion))
}

interface Stored {
  hash: string
  name: string
  mediaType: string
  size: number
}

/** A photo to look at; what a browser cannot show is taken away as a file. */
export function sendImage(c: WebContext, { hash, name, mediaType, size }: Stored) {
  const how = /^image\/(jpeg|png|webp)$/.test(mediaType) ? 'inline' : 'attachment'
  return c.body(streamFile(c.var.site.config.dataDir, hash), 200, {
    'Content-Type': mediaType,
    'Content-Length': String(size),
    'Content-Disposition': `${how}; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escaped)}`,
    'Cache-Control': 'private, no-store',
  })
}

const escaped = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
