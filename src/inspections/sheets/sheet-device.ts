import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { Invalid, Refusal } from '../../refusal.ts'
import { allow, readForm, type Web, type WebContext } from '../../web.tsx'
import { addPhotos, removePhoto, saveSheetText } from './answering.ts'
import { filesIn, findInspecting, storePhotos } from './photos.ts'
import { readText } from './sheet-form.ts'
import { photoKept, sheetState, textKept } from './sheet-state.ts'
import { photosOf } from './sheets.ts'

const photoForm = z.object({ item: z.string().max(20), photo: z.unknown() })

/** What the script of a sheet asks and sends beside answers and findings; JSON, never a page. */
export const device = new Hono<Web>()
  .get('/:id/state', allow('round.inspect'), async (c) => {
    const sheet = await findInspecting(c, c.req.param('id'))
    const { at, ...state } = await sheetState(c, sheet)
    const tag = `W/"${createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22)}"`
    c.header('ETag', tag)
    c.header('Cache-Control', 'no-store')
    return c.req.header('If-None-Match') === tag ? c.body(null, 304) : c.json({ at, ...state })
  })
  .post('/:id/text', allow('round.inspect'), async (c) => {
    const sheet = await findInspecting(c, c.req.param('id'))
    const { typed } = await readForm(c, z.record(z.string(), z.unknown()))
    const { text, errors } = readText(typed)
    if (!text) return c.json({ errors }, 422)
    const isSame = (['place', 'met', 'strengths'] as const).every((name) => text[name] === sheet[name])
    const saved = isSame || (await isFresh(() => saveSheetText(c.var.ctx, sheet.publicId, text, Number(typed.version))))
    const now = await findInspecting(c, sheet.publicId)
    const kept = textKept(now)
    return saved ? c.json({ kept, at: c.var.ctx.now }) : c.json({ code: 'stale', theirs: { kept } }, 409)
  })
  .post('/:id/photos', allow('round.inspect'), async (c) => {
    const sheet = await findInspecting(c, c.req.param('id'))
    const form = await readForm(c, photoForm)
    if (!form.ok) return c.json({ errors: form.errors }, 422)
    const { item, photo } = form.value
    const files = await storePhotos(c, filesIn(photo), 'photo')
    if (files.length === 0) throw new Invalid({ photo: 'Chọn ít nhất một ảnh.' })
    await addPhotos(
      c.var.ctx,
      sheet.publicId,
      files.map((file) => ({ item, file })),
    )
    return c.json(await photosNow(c, sheet.id))
  })
  .post('/:id/photos/:file/removal', allow('round.inspect'), async (c) => {
    const sheet = await findInspecting(c, c.req.param('id'))
    await readForm(c, z.object({}))
    await isThere(() => removePhoto(c.var.ctx, sheet.publicId, c.req.param('file')))
    return c.json(await photosNow(c, sheet.id))
  })

const photosNow = async (c: WebContext, sheetId: number) => ({
  at: c.var.ctx.now,
  photos: (await photosOf(c.var.ctx.db.reader, sheetId)).map(photoKept),
})

/** Runs it; false where `code` says that somebody was faster. */
const unless = (code: Refusal['code']) => async (run: () => Promise<unknown>) => {
  try {
    await run()
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === code) return false
    throw error
  }
}
const isFresh = unless('stale')
const isThere = unless('missing')
