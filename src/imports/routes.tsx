import { Hono } from 'hono'
import { z } from 'zod'
import { ImportList } from '../../views/imports/list.tsx'
import { attempt } from '../people/attempt.ts'
import { refuseUnless } from '../refusal.ts'
import { could } from '../rules/access.ts'
import { again, allow, done, type Errors, readForm, type Web, type WebContext } from '../web.tsx'
import { kindOf, kinds } from './all-kinds.ts'
import { applyImport, dropImport, mapImport } from './commands.ts'
import { refusedOf, templateName, templateOf } from './files.ts'
import { lookAt } from './mapping.ts'
import { readMapping } from './mapping-form.ts'
import { findSeen, mappingView, pageOf, showImport } from './page.tsx'
import { importsSeenBy } from './queries.ts'
import { stageImport } from './stage.ts'

const page = { title: 'Nhập dữ liệu', section: 'imports' }
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const shownBefore = 20

const upload = z.object({ kind: z.string().max(40), file: z.instanceof(File, { error: 'Chọn tệp cần nhập.' }) })
const mapped = z.looseObject({
  sheet: z.coerce.number().int().min(0).max(1000).optional(),
  head: z.coerce.number().int().min(1).max(1_000_000).optional(),
})
const decision = z.object({ leaveOut: z.literal('1').optional() })

/** Nhập dữ liệu: send a file, map its columns, look at every row, write all of them. */
export const imports = new Hono<Web>()
  .get('/', allow('import.stage'), async (c) => c.render(await listView(c), page))
  .get('/templates/:kind', allow('import.stage'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    return file(c, await templateOf(kind), templateName(kind))
  })
  .post('/', allow('import.stage'), async (c) => {
    const form = await readForm(c, upload)
    const refused = async (errors: Errors) =>
      again(c, await listView(c, { kind: String(form.typed.kind ?? ''), errors }), page)
    if (!form.ok) return refused(form.errors)
    const { kind, file } = form.value
    if (!file.name) return refused({ file: 'Chọn tệp cần nhập.' })
    const bytes = new Uint8Array(await file.arrayBuffer())
    const staged = await attempt(() => stageImport(c.var.ctx, kindOf(kind), { name: file.name, bytes }))
    return staged.errors ? refused(staged.errors) : done(c, `/imports/${staged.done}`)
  })
  .get('/:id', allow('import.see'), async (c) => showImport(c, await findSeen(c.var.ctx, c.req.param('id'))))
  .post('/:id/mapping', allow('import.map'), sendMapping)
  .post('/:id/application', allow('import.apply'), async (c) => {
    const form = await readForm(c, decision)
    const id = await applyImport(c.var.ctx, c.req.param('id'), { leaveOut: form.value?.leaveOut === '1' })
    return done(c, `/imports/${id}`)
  })
  .post('/:id/removal', allow('import.drop'), async (c) => {
    await readForm(c, z.object({}))
    await dropImport(c.var.ctx, c.req.param('id'))
    return done(c, '/imports', 'Đã bỏ lần nhập, không ghi gì.')
  })
  .get('/:id/refused', allow('import.see'), async (c) => {
    const it = await findSeen(c.var.ctx, c.req.param('id'))
    return file(c, await refusedOf(c.var.ctx.db, it), `bi-tu-choi-${c.var.ctx.today}.xlsx`)
  })

async function sendMapping(c: WebContext) {
  const { ctx } = c.var
  const it = await findSeen(ctx, c.req.param('id') ?? '')
  const form = await readForm(c, mapped)
  const { sheet = it.sheet, head = it.head } = form.value ?? {}
  refuseUnless(form.ok && sheet < it.sheets.length, 'missing')
  if (sheet < 0) return showImport(c, it)
  const look = { sheet, head: Math.max(1, head) }
  const { columns, fingerprint } = await lookAt(ctx, it, look)
  const { mapping, options, errors } = await readMapping(ctx, kindOf(it.kind), form.typed, columns.length)
  if (Object.keys(errors).length > 0) {
    const view = await mappingView(ctx, it, look, { errors, mapping, values: options })
    return again(c, <div id="import">{view}</div>, pageOf(it))
  }
  await mapImport(ctx, it.publicId, { ...look, mapping, options, fingerprint })
  return done(c, `/imports/${it.publicId}`)
}

async function listView(c: WebContext, wrong?: { kind: string; errors: Errors }) {
  const { db, who, today } = c.var.ctx
  const offered = kinds.filter(({ action }) => could(who, action))
  return (
    <ImportList
      kinds={offered}
      earlier={await importsSeenBy(db.reader, who, shownBefore)}
      today={today}
      wrong={wrong}
    />
  )
}

const file = (c: WebContext, body: Uint8Array, name: string) =>
  c.body(body as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': xlsx,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  })
