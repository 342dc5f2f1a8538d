import { type StoredFile, sniff, storeFile } from '../../files.ts'
import { Invalid, refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import type { WebContext } from '../../web.tsx'
import { findTask } from '../queries.ts'

/**
 * Takes the evidence of a submission from the form: each file sniffed, kept under its hash. It is stored before the
 * command, which may run twice and touches no files; so the right to hand in is asked here first.
 */
export async function readUploads(c: WebContext, taskId: string, values: readonly unknown[]): Promise<StoredFile[]> {
  const { ctx, site } = c.var
  const task = await findTask(ctx.db.reader, taskId)
  refuseUnless(task && can(ctx.who, 'task.see', task), 'missing')
  refuseUnless(can(ctx.who, 'task.submit', task), 'forbidden')
  const files = values.filter((value): value is File => value instanceof File && (value.size > 0 || value.name !== ''))
  const stored: StoredFile[] = []
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const mediaType = await sniff(bytes, file.name)
    if (!mediaType) throw new Invalid({ file: refusedFile(file.name) })
    stored.push(await storeFile(site.config.dataDir, bytes, file.name, mediaType))
  }
  return stored
}

const refusedFile = (name: string) =>
  `Không nhận tệp “${name}”. Nộp PDF, Word, Excel, PowerPoint, ảnh JPG hoặc PNG, tệp văn bản hoặc tệp nén ZIP.`
