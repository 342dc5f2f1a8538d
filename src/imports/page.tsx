import { DoneImport } from '../../views/imports/done.tsx'
import { ChooseSheet, MappingPage } from '../../views/imports/mapping.tsx'
import { Preview } from '../../views/imports/preview.tsx'
import { DroppedImport, FailedImport, UnderWay } from '../../views/imports/under-way.tsx'
import type { Page } from '../../views/layout.tsx'
import type { Ctx } from '../act.ts'
import { fromCursor, toCursor } from '../cursor.ts'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import type { Errors, WebContext } from '../web.tsx'
import { kindOf } from './all-kinds.ts'
import type { Mapping } from './headings.ts'
import { type Options, type Outcome, outcomes } from './kinds.ts'
import { type Look, mappingProps } from './mapping.ts'
import { answersOf, findImport, type ImportRow } from './queries.ts'
import { isUnderWay, mayBeMapped } from './states.ts'

const pageLength = 50

/** An import this person may see; every other one is not there. */
export async function findSeen({ db, who }: Ctx, publicId: string): Promise<ImportRow> {
  const it = await findImport(db.reader, publicId)
  refuseUnless(it && can(who, 'import.see', it), 'missing')
  return it
}

export const pageOf = (it: ImportRow): Page => ({
  title: `Nhập ${inside(kindOf(it.kind).title)}`,
  section: 'imports',
  crumbs: [{ href: '/imports', label: 'Nhập dữ liệu' }],
  sub: it.fileName,
})

/** A title inside a sentence: 'cán bộ, công chức'. */
export const inside = (title: string) => title.charAt(0).toLowerCase() + title.slice(1)

/** The page of one import, by how far it is; while a job is at it, it asks again every second. */
export async function showImport(c: WebContext, it: ImportRow) {
  const again = isUnderWay(it.state)
    ? { 'hx-get': `/imports/${it.publicId}`, 'hx-trigger': 'every 1s', 'hx-swap': 'outerHTML', 'data-say': '' }
    : { 'data-say': 'Đã xong.' }
  return c.render(
    <div id="import" {...again}>
      {await viewOf(c, it)}
    </div>,
    pageOf(it),
  )
}

async function viewOf(c: WebContext, it: ImportRow) {
  const wantsMapping = mayBeMapped(it.state) && (it.state === 'mapping' || c.req.query('mapping') === '1')
  if (wantsMapping) return mappingView(c.var.ctx, it, askedLook(c, it))
  if (isUnderWay(it.state)) return <UnderWay it={it} now={c.var.site.clock()} />
  if (it.state === 'checked') return preview(c, it)
  if (it.state === 'done') return doneView(c.var.ctx, it)
  return it.state === 'failed' ? <FailedImport it={it} /> : <DroppedImport />
}

/** What the address asks to look at, else what was kept. */
function askedLook(c: WebContext, it: ImportRow): Look {
  const number = (name: string) => {
    const text = c.req.query(name)
    return text && /^\d{1,7}$/.test(text) ? Number(text) : undefined
  }
  const sheet = number('sheet') ?? it.sheet
  const isKept = sheet === it.sheet
  return { sheet, head: number('head') ?? (isKept ? it.head : undefined) }
}

/** With errors it is the answer to the form, and shows the columns chosen there. */
export async function mappingView(
  ctx: Ctx,
  it: ImportRow,
  look: Look,
  form?: { errors: Errors; mapping: Mapping; values: Options },
) {
  if (look.sheet < 0) return <ChooseSheet it={it} />
  const props = await mappingProps(ctx, it, look)
  const isMapped = it.state !== 'mapping' && look.sheet === it.sheet && look.head === it.head
  const kept = isMapped ? { mapping: it.mapping, isSaved: false } : {}
  return <MappingPage {...props} {...kept} {...form} />
}

async function preview(c: WebContext, it: ImportRow) {
  const { reader } = c.var.ctx.db
  const kind = kindOf(it.kind)
  const asked = c.req.query('outcome')
  const outcome = asked ? outcomes.find((one) => one === asked) : it.counts.refused ? ('refused' as Outcome) : undefined
  const [last] = fromCursor(c.req.query('after'))
  const rows = await answersOf(reader, it, { outcome, after: Number(last ?? 0), limit: pageLength + 1 })
  const shown = rows.slice(0, pageLength)
  const next = rows.length > pageLength ? toCursor([String(shown.at(-1)?.number)]) : undefined
  const [firstRefused] = it.counts.refused ? await answersOf(reader, it, { outcome: 'refused', limit: 1 }) : []
  const sum = kind.sum?.((await answersOf(reader, it, { limit: it.total })).map(({ view }) => view))
  return (
    <Preview
      {...{ it, outcome, next, firstRefused, sum }}
      noun={kind.noun}
      rows={shown}
      after={last}
      show={kind.show}
    />
  )
}

async function doneView({ db }: Ctx, it: ImportRow) {
  const left = await answersOf(db.reader, it, { outcome: 'refused', limit: pageLength })
  return <DoneImport it={it} next={kindOf(it.kind).next?.(it)} left={left} />
}
