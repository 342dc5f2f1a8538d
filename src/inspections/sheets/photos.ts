import { type StoredFile, sniff, storeFile } from '../../files.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import type { WebContext } from '../../web.tsx'
import { withoutTrace } from './photo-bytes.ts'
import { isFromKeeper } from './sheet-state.ts'
import { findSheet, readableSheets } from './sheets.ts'

/** What a browser can show, and what phones take photos in. */
const images = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic'])

/** The files among the values of a form's field. */
export const filesIn = (values: unknown): File[] =>
  [values ?? []].flat().filter((value): value is File => value instanceof File && value.size > 0)

/**
 * Takes photos in: each one an image by its bytes, kept under its hash without what it tells of where it was taken. Asked
 * first is the right to inspect, since what is stored is there before the command. Throws `Invalid` beside `field`.
 */
export async function storePhotos(c: WebContext, files: readonly File[], field: string): Promise<StoredFile[]> {
  const stored: StoredFile[] = []
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const mediaType = await sniff(bytes, file.name)
    if (!mediaType || !images.has(mediaType))
      throw new Invalid({ [field]: `“${file.name}” không phải ảnh. Chụp hoặc chọn ảnh JPG, PNG, WebP, HEIC.` })
    const clean = withoutTrace(bytes, mediaType)
    if (!clean) throw new Invalid({ [field]: `Không đọc được ảnh “${file.name}”. Chụp hoặc chọn lại.` })
    stored.push(await storeFile(c.var.site.config.dataDir, clean, file.name, mediaType))
  }
  return stored
}

/**
 * A sheet somebody of the team may write in now; refused otherwise, before any file is taken. What a device kept is taken
 * from nobody but whoever put it down: somebody else is signed in there by now.
 */
export async function findInspecting(c: WebContext, id: string) {
  const { db, who } = c.var.ctx
  refuseUnless(isFromKeeper(c), 'signedOut')
  const sheet = await findSheet(db.reader, who, id)
  refuseUnless(sheet && can(who, 'round.see', sheet.round), 'missing')
  refuseUnless(can(who, 'round.inspect', sheet.round), 'forbidden')
  refuseUnless(sheet.round.state === 'started', 'round.wrongState')
  return sheet
}

/** A sheet this person may read. */
export async function findReadable(c: WebContext, id: string) {
  const { db, who } = c.var.ctx
  const sheet = await findSheet(db.reader, who, id)
  const [readable] = sheet ? await readableSheets(db.reader, who, sheet.round, [sheet]) : []
  refuseUnless(sheet && readable, 'missing')
  return sheet
}
