import { type StoredFile, sniff, storeFile } from '../files.ts'
import { Invalid, refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import type { WebContext } from '../web.tsx'
import { findSheet, maySeeSheets } from './sheets.ts'

/** What a browser can show, and what phones take photos in. */
const images = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic'])

/** The files among the values of a form's field. */
export const filesIn = (values: unknown): File[] =>
  [values ?? []].flat().filter((value): value is File => value instanceof File && value.size > 0)

/**
 * Takes photos in: each one an image by its bytes, kept under its hash. Asked first is the right to inspect, since what
 * is stored is there before the command. Throws `Invalid` with the sentence beside `field`.
 */
export async function storePhotos(c: WebContext, files: readonly File[], field: string): Promise<StoredFile[]> {
  const stored: StoredFile[] = []
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const mediaType = await sniff(bytes, file.name)
    if (!mediaType || !images.has(mediaType))
      throw new Invalid({ [field]: `“${file.name}” không phải ảnh. Chụp hoặc chọn ảnh JPG, PNG, WebP, HEIC.` })
    stored.push(await storeFile(c.var.site.config.dataDir, bytes, file.name, mediaType))
  }
  return stored
}

/** A sheet somebody of the team may write in now; refused otherwise, before any file is taken. */
export async function findInspecting(c: WebContext, id: string) {
  const { db, who } = c.var.ctx
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
  refuseUnless(sheet && can(who, 'round.see', sheet.round) && maySeeSheets(who, sheet.round), 'missing')
  return sheet
}
