import { Hono } from 'hono'
import { z } from 'zod'
import { FaultyFile, Preview, ReplaceForm } from '../../views/checklists/file.tsx'
import { attempt, attemptEdit } from '../people/attempt.ts'
import { refuseUnless } from '../refusal.ts'
import { keyOf } from '../rules/names.ts'
import { again, allow, done, type Errors, readForm, type Web, type WebContext } from '../web.tsx'
import { type ChecklistBody, itemsOf } from './body.ts'
import { checklistBook, templateBook } from './book.ts'
import { addChecklist, editChecklist } from './commands.ts'
import { differenceOf } from './compare.ts'
import { nameField } from './form.ts'
import { crumbs, findEditable, findSeen, pageOf, refuseOutsiders, saved, versionAsked } from './found.ts'
import { checklistJson, readJson } from './json.ts'
import { bodyOf, type Checklist } from './queries.ts'
import { type FileRead, readChecklistFile } from './reading.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const upload = z.object({
  name: z.string().default(''),
  file: z.instanceof(File, { error: 'Chọn tệp.' }).refine(({ name }) => name !== '', 'Chọn tệp.'),
})
const decided = z.object({ body: z.string() })
const addPage = { title: 'Lập bảng kiểm từ tệp', section: 'checklists', crumbs }
const replacePage = (checklist: Checklist) => pageOf(checklist, 'Thay bằng tệp')

/** A checklist as a whole: out as Excel or JSON, in from either. */
export const files = new Hono<Web>()
  .get('/template', allow('checklist.edit'), async (c) => sent(c, await templateBook(), 'mau-bang-kiem.xlsx', xlsx))
  .get('/:id/file.xlsx', allow('checklist.see'), async (c) => {
    const { name, body } = await asked(c)
    return sent(c, await checklistBook(name, body), `${keyOf(name)}.xlsx`, xlsx)
  })
  .get('/:id/file.json', allow('checklist.see'), async (c) => {
    const { name, body } = await asked(c)
    return sent(c, Buffer.from(checklistJson(name, body)), `${keyOf(name)}.json`, 'application/json; charset=utf-8')
  })
  .post('/file', allow('checklist.edit'), async (c) => {
    await refuseOutsiders(c)
    const { errors, read, typed } = await received(c, { partial: false, note: '' })
    if (read?.faults) return again(c, <FaultyFile faults={read.faults} />, addPage)
    const name = nameField.safeParse(typed.name || (read?.name ?? ''))
    const wrong = errors ?? (name.success ? undefined : { name: name.error.issues[0]?.message ?? '' })
    const added = wrong
      ? { errors: wrong }
      : await attempt(() => addChecklist(c.var.ctx, { name: name.data ?? '', body: read!.body }))
    if (added.errors) return again(c, <FaultyFile errors={added.errors} typed={typed} />, addPage)
    return done(c, `/checklists/${added.done}`, `Đã lập bảng kiểm “${name.data}”.`)
  })
  .get('/:id/file', allow('checklist.edit'), async (c) => {
    const checklist = await findEditable(c)
    return c.render(<ReplaceForm checklist={checklist} />, replacePage(checklist))
  })
  .post('/:id/file', allow('checklist.edit'), async (c) => {
    const checklist = await findEditable(c)
    const { errors, read } = await received(c, checklist.body)
    if (errors || !read) return again(c, <ReplaceForm {...{ checklist, errors }} />, replacePage(checklist))
    if (read.faults) return again(c, <FaultyFile faults={read.faults} checklist={checklist} />, replacePage(checklist))
    return c.render(<Preview {...previewOf(checklist, read.body)} />, replacePage(checklist))
  })
  .post('/:id/content', allow('checklist.edit'), async (c) => {
    const checklist = await findEditable(c)
    const form = await readForm(c, decided)
    refuseUnless(form.ok, 'missing')
    const read = readJson(Buffer.from(form.value.body))
    if (read.faults) return again(c, <FaultyFile faults={read.faults} checklist={checklist} />, replacePage(checklist))
    const { body } = read
    const put = await attemptEdit(() => editChecklist(c.var.ctx, checklist.publicId, () => ({ body })))
    if (!('stale' in put)) return saved(c, checklist, 'Đã thay nội dung theo tệp.')
    c.status(409)
    return c.render(<Preview {...previewOf(checklist, body)} overtaken />, replacePage(checklist))
  })

/** What the file would change, and what it says, to be sent back with the decision. */
const previewOf = (checklist: Checklist, body: ChecklistBody) => {
  const counts = { groups: body.groups.length, items: itemsOf(body).length }
  return { checklist, counts, difference: differenceOf(checklist.body, body), content: JSON.stringify(body) }
}

/** The version asked for, or the newest. */
async function asked(c: WebContext) {
  const checklist = await findSeen(c)
  const number = versionAsked(c)
  const body = number === undefined ? checklist.body : await bodyOf(c.var.ctx.db.reader, checklist.id, number)
  refuseUnless(body, 'missing')
  return { name: checklist.name, body }
}

interface Received {
  typed: { name: string }
  errors?: Errors
  read?: FileRead
}

/** The file sent in, read; nothing is written by it. */
async function received(c: WebContext, base: Pick<ChecklistBody, 'partial' | 'note'>): Promise<Received> {
  const form = await readForm(c, upload)
  const typed = { name: String(form.typed.name ?? '') }
  if (!form.ok) return { typed, errors: form.errors }
  const { file } = form.value
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { errors, done: read } = await attempt(() => readChecklistFile(bytes, file.name, base))
  return { typed, errors, read }
}

const sent = (c: WebContext, body: Uint8Array, name: string, type: string) =>
  c.body(body as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  })
