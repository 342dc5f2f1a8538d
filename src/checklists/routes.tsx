import { Hono } from 'hono'
import { z } from 'zod'
import { HeadEditor } from '../../views/checklists/head.tsx'
import { ChecklistList } from '../../views/checklists/list.tsx'
import { NewChecklist } from '../../views/checklists/new.tsx'
import { ChecklistPage } from '../../views/checklists/page.tsx'
import { LinkButton } from '../../views/ui/button.tsx'
import { attempt, attemptEdit } from '../people/attempt.ts'
import { officeOf } from '../people/queries.ts'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { again, allow, done, type Errors, readForm, type Typed, type Web, type WebContext } from '../web.tsx'
import { addChecklist, editChecklist, offerChecklist } from './commands.ts'
import { differenceOf } from './compare.ts'
import { files } from './filing.tsx'
import { beginningOf, copyForm, headForm, markOf, newForm } from './form.ts'
import { crumbs, findEditable, findSeen, pageOf, refuseOutsiders, saved, versionAsked } from './found.ts'
import { groups } from './groups.tsx'
import { items } from './items.tsx'
import { bodyOf, type Checklist, checklistsFor, findChecklist, versionsOf } from './queries.ts'

const newPage = { title: 'Lập bảng kiểm', section: 'checklists', crumbs }

/** Bảng kiểm: what a round of inspection looks at, in versions. */
export const checklists = new Hono<Web>()
  .get('/', allow('checklist.see'), async (c) => {
    const { db, who } = c.var.ctx
    const query = { search: c.req.query('q') ?? '', retired: c.req.query('retired') === '1' }
    const rows = await checklistsFor(db.reader, who.path, query)
    const office = await officeOf(db.reader, who.path)
    const actions = office && can(who, 'checklist.edit', office) && (
      <LinkButton kind="pri" icon="plus" href="/checklists/new">
        Lập bảng kiểm
      </LinkButton>
    )
    const page = { title: 'Bảng kiểm', section: 'checklists', actions: actions || undefined }
    return c.render(<ChecklistList rows={rows} query={query} />, page)
  })
  .get('/new', allow('checklist.edit'), async (c) => {
    await refuseOutsiders(c)
    const from = c.req.query('from')
    const source = from ? await findChecklist(c.var.ctx.db.reader, from) : undefined
    const typed = source ? { from: source.publicId, copyName: `${source.name} (bản chép)` } : {}
    return c.render(await newView(c, typed), newPage)
  })
  .post('/', allow('checklist.edit'), async (c) => {
    await refuseOutsiders(c)
    const form = await readForm(c, newForm)
    const added = form.ok
      ? await attempt(() => addChecklist(c.var.ctx, { name: form.value.name, body: beginningOf(form.value) }))
      : form
    if (added.errors) return again(c, await newView(c, form.typed, added.errors, 'begin'), newPage)
    return done(c, `/checklists/${added.done}`, `Đã lập bảng kiểm “${form.value?.name}”. Thêm tiếp các mục.`)
  })
  .post('/copies', allow('checklist.edit'), async (c) => {
    await refuseOutsiders(c)
    const form = await readForm(c, copyForm)
    const copied = form.ok ? await attempt(() => copyOf(c, form.value.from, form.value.name)) : form
    if (!copied.errors) return done(c, `/checklists/${copied.done}`, `Đã lập bảng kiểm “${form.value?.name}”.`)
    const typed = { ...form.typed, name: '', copyName: form.typed.name }
    return again(c, await newView(c, typed, copied.errors, 'copy'), newPage)
  })
  .route('/', files)
  .get('/:id', allow('checklist.see'), async (c) => {
    const { db, who, today } = c.var.ctx
    const checklist = await findSeen(c)
    const versions = await versionsOf(db.reader, checklist.id)
    const number = versionAsked(c) ?? checklist.number
    const shown = versions.find((version) => version.number === number)
    const body = number === checklist.number ? checklist.body : await bodyOf(db.reader, checklist.id, number)
    refuseUnless(shown && body, 'missing')
    const before = number > 1 ? await bodyOf(db.reader, checklist.id, number - 1) : undefined
    const difference = before && differenceOf(before, body)
    const mayEdit = can(who, 'checklist.edit', checklist)
    const ordering = mayEdit && number === checklist.number && c.req.query('order') === '1'
    const props = { checklist, versions, shown, body, difference, mayEdit, ordering, today }
    return c.render(<ChecklistPage {...props} />, { title: checklist.name, section: 'checklists', crumbs })
  })
  .get('/:id/edit', allow('checklist.edit'), async (c) => {
    const checklist = await findEditable(c)
    return c.render(<HeadEditor {...headOf(checklist)} checklist={checklist} />, pageOf(checklist, 'Sửa tên, ghi chú'))
  })
  .post('/:id/edit', allow('checklist.edit'), async (c) => {
    const checklist = await findEditable(c)
    const form = await readForm(c, headForm)
    const page = pageOf(checklist, 'Sửa tên, ghi chú')
    const edited = form.ok ? await attemptEdit(() => putHead(c, checklist, form.value)) : form
    const stale = 'stale' in edited && edited.stale === true
    if (!stale && !edited.errors) return saved(c, checklist, 'Đã lưu.')
    const typed = { ...headOf(checklist), ...form.typed, partial: form.typed.partial === '1' }
    const seen = stale ? headOf(checklist).seen : String(form.typed.seen ?? '')
    if (stale) c.status(409)
    const view = <HeadEditor {...typed} seen={seen} checklist={checklist} errors={edited.errors} overtaken={stale} />
    return stale ? c.render(view, page) : again(c, view, page)
  })
  .post('/:id/retirement', allow('checklist.edit'), (c) => offer(c, false, 'Đã thôi dùng bảng kiểm này.'))
  .post('/:id/return', allow('checklist.edit'), (c) => offer(c, true, 'Bảng kiểm được dùng lại.'))
  .route('/', items)
  .route('/', groups)

async function newView(c: WebContext, typed: Typed, errors?: Errors, wrong?: 'begin' | 'copy' | 'file') {
  const { db, who } = c.var.ctx
  const sources = await checklistsFor(db.reader, who.path)
  return <NewChecklist typed={typed} sources={sources} errors={errors} wrong={wrong} />
}

async function copyOf(c: WebContext, from: string, name: string) {
  const { db, who } = c.var.ctx
  const sources = await checklistsFor(db.reader, who.path, { retired: true })
  const source = sources.find(({ publicId }) => publicId === from)
  refuseUnless(source, 'missing')
  return addChecklist(c.var.ctx, { name, body: source.body }, source.name)
}

type Head = { name: string; note: string; partial: boolean; seen: string }
const headOf = ({ name, body: { note, partial } }: Pick<Checklist, 'name' | 'body'>): Head => ({
  name,
  note,
  partial,
  seen: markOf([name, note, partial]),
})

const putHead = (c: WebContext, { publicId }: Checklist, { name, note, partial, seen }: Head) =>
  editChecklist(c.var.ctx, publicId, (checklist) => {
    refuseUnless(headOf(checklist).seen === seen, 'stale')
    return { name, body: { ...checklist.body, note, partial } }
  })

async function offer(c: WebContext, active: boolean, said: string) {
  const checklist = await findEditable(c)
  await readForm(c, z.object({}))
  await offerChecklist(c.var.ctx, checklist.publicId, active)
  return done(c, `/checklists/${checklist.publicId}`, said)
}
