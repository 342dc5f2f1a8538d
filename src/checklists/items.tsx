import { Hono } from 'hono'
import { z } from 'zod'
import { ItemEditor } from '../../views/checklists/item.tsx'
import { itemLabels, itemValue } from '../../views/checklists/labels.ts'
import { attempt, attemptEdit } from '../people/attempt.ts'
import { conflict } from '../people/conflict.tsx'
import { refuseUnless } from '../refusal.ts'
import { again, allow, type Errors, readForm, type Web, type WebContext } from '../web.tsx'
import { findGroup, findItem, moveItem, putItem, removeItem } from './changes.ts'
import { type Edit, editChecklist } from './commands.ts'
import { codeIn, move, remove } from './editing.ts'
import { markOf } from './form.ts'
import { findEditable, pageOf, saved } from './found.ts'
import { emptyItem, formOfItem, type ItemForm, itemForm, readItem } from './item-form.ts'
import { type Checklist, findChecklist } from './queries.ts'

const addPage = (checklist: Checklist) => pageOf(checklist, 'Thêm mục')
const itemPage = (checklist: Checklist, code: string) => pageOf(checklist, `Sửa mục ${code}`)

/** The items of a checklist, one at a time. Whoever edits one is in nobody's way at another. */
export const items = new Hono<Web>()
  .get('/:id/new-item', allow('checklist.edit'), async (c) => {
    const checklist = await findEditable(c)
    const asked = c.req.query('group')
    const group = findGroup(checklist.body, asked ?? '') ?? checklist.body.groups.at(-1)
    return c.render(<ItemEditor form={emptyItem(group?.code ?? '')} checklist={checklist} />, addPage(checklist))
  })
  .post('/:id/items', allow('checklist.edit'), async (c) => {
    const checklist = await findEditable(c)
    const { form, item, place, errors, then } = await typedItem(c, checklist)
    const add: Edit = ({ body }) => ({ body: putItem(body, item, place) })
    const added = errors ? { errors } : await attempt(() => editChecklist(c.var.ctx, checklist.publicId, add))
    if (added.errors) return again(c, <ItemEditor {...{ form, checklist }} errors={added.errors} />, addPage(checklist))
    return saved(c, checklist, `Đã thêm mục ${item.code}.`, then)
  })
  .get('/:id/items/:code', allow('checklist.edit'), async (c) => {
    const checklist = await findEditable(c)
    const { item, seen, form } = shownItem(checklist, codeIn(c))
    return c.render(<ItemEditor {...{ form, seen, checklist }} was={item} />, itemPage(checklist, item.code))
  })
  .post('/:id/items/:code', allow('checklist.edit'), async (c) => {
    const checklist = await findEditable(c)
    const was = codeIn(c)
    const { form, seen, item, place, errors, then } = await typedItem(c, checklist)
    const put: Edit = ({ body }) => {
      refuseUnless(markIn(body, was) === seen, 'stale')
      return { body: putItem(body, item, place, was) }
    }
    const edited = errors ? { errors } : await attemptEdit(() => editChecklist(c.var.ctx, checklist.publicId, put))
    if ('stale' in edited && edited.stale) return overtaken(c, checklist, was, form)
    if (!edited.errors) return saved(c, checklist, `Đã lưu mục ${item.code}.`, then)
    const before = findItem(checklist.body, was)?.item
    const view = <ItemEditor {...{ form, seen, checklist }} was={before} errors={edited.errors} />
    return again(c, view, itemPage(checklist, was))
  })
  .post('/:id/items/:code/removal', allow('checklist.edit'), (c) => remove(c, removeItem, 'mục'))
  .post('/:id/items/:code/move', allow('checklist.edit'), (c) => move(c, moveItem, '#muc-'))

/** The form as typed and what it comes to; `then` is where to go on from the checklist. */
async function typedItem(c: WebContext, { body }: Checklist) {
  const { typed } = await readForm(c, z.object({}))
  const form = itemForm.parse(typed)
  const { item, place, errors } = readItem(form, body)
  const then = typed.next === '1' ? `/new-item?group=${encodeURIComponent(place.code)}` : anchorOf(item.code)
  const wrong: Errors | undefined = Object.keys(errors).length > 0 ? errors : undefined
  return { form, seen: String(typed.seen ?? ''), item, place, errors: wrong, then }
}

const anchorOf = (code: string) => `#muc-${encodeURIComponent(code)}`

const markIn = (body: Checklist['body'], code: string) => {
  const found = findItem(body, code)
  return found && markOf([found.group.code, found.item])
}

function shownItem({ body }: Checklist, code: string) {
  const found = findItem(body, code)
  refuseUnless(found, 'missing')
  return { ...found, seen: markIn(body, code), form: formOfItem(found.item, found.group.code) }
}

/** Somebody changed this very item meanwhile: both stand side by side. */
async function overtaken(c: WebContext, { publicId }: Checklist, was: string, form: ItemForm) {
  const now = await findChecklist(c.var.ctx.db.reader, publicId)
  refuseUnless(now, 'missing')
  if (!findItem(now.body, was)) return gone(c, now, form)
  const { seen, form: theirs } = shownItem(now, was)
  const action = `/checklists/${publicId}/items/${encodeURIComponent(was)}`
  const about = {
    kind: 'checklist',
    publicId,
    version: now.version,
    action,
    discard: `/checklists/${publicId}${anchorOf(was)}`,
  }
  const typed = { ...form, seen }
  return conflict(
    c,
    { ...about, labels: itemLabels, theirs, typed, show: itemValue, along: 'seen' },
    itemPage(now, was),
  )
}

/** Somebody took it out meanwhile: what was typed can be put in again. */
function gone(c: WebContext, checklist: Checklist, form: ItemForm) {
  const group = findGroup(checklist.body, form.group)?.code ?? ''
  c.status(409)
  return c.render(<ItemEditor form={{ ...form, group }} checklist={checklist} gone />, addPage(checklist))
}
