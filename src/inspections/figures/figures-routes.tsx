import { Hono } from 'hono'
import { FiguresPage, type FiguresQuery } from '../../../views/inspections/figures.tsx'
import { csvOf } from '../../csv.ts'
import { findUnit, flat, unitTree } from '../../people/tree.ts'
import { allow, type Web, type WebContext } from '../../web.tsx'
import { bookOf, sheetOf } from '../../xlsx.ts'
import { findingsSeen } from '../findings/find-findings.ts'
import { yearsSeen } from '../queries.ts'
import { figuresOfYear } from './figures.ts'
import { findingColumns, metricColumns, metricLines } from './figures-columns.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const most = 20_000

/** Số liệu kiểm tra: every figure with what it counts, what it is out of, and the way to the very rows. */
export const inspectionFigures = new Hono<Web>()
  .get('/figures', allow('finding.see'), async (c) => {
    const { query, figures } = await asked(c)
    const { db, who, today } = c.var.ctx
    const units = flat(await unitTree(db.reader))
    const seen = await yearsSeen(db.reader, who)
    const years = [...new Set([Number(today.slice(0, 4)), figures.year, ...seen])].sort((a, b) => b - a)
    const page = {
      title: 'Số liệu kiểm tra',
      section: 'inspections',
      crumbs: [{ href: '/inspections', label: 'Tự kiểm tra' }],
    }
    return c.render(<FiguresPage {...{ query, figures, units, years, now: c.var.ctx.now }} />, page)
  })
  .get('/figures.xlsx', allow('finding.see'), async (c) => {
    const { figures, rows, note } = await counted(c)
    const body = await bookOf([
      sheetOf({ name: 'Số liệu', columns: metricColumns(figures), rows: metricLines(figures), note }),
      sheetOf({ name: 'Tồn tại', columns: findingColumns(c.var.ctx.today), rows }),
    ])
    return c.body(body as Uint8Array<ArrayBuffer>, 200, { ...named(c, 'xlsx'), 'Content-Type': xlsx })
  })
  .get('/figures.csv', allow('finding.see'), async (c) => {
    const { figures, note } = await counted(c)
    const body = csvOf(metricColumns(figures), metricLines(figures), note)
    return c.body(body, 200, { ...named(c, 'csv'), 'Content-Type': 'text/csv; charset=utf-8' })
  })

/** The year and the unit an address names, with their figures as this person may know them. */
async function asked(c: WebContext) {
  const { db, who, today } = c.var.ctx
  const year = /^20\d\d$/.exec(c.req.query('year') ?? '')?.[0] ?? today.slice(0, 4)
  const unit = c.req.query('unit') ? await findUnit(db.reader, c.req.query('unit') ?? '') : undefined
  const query: FiguresQuery = { year, unit: unit?.publicId ?? '' }
  const figures = await figuresOfYear(db.reader, { year: Number(year), today, who, unitId: unit?.id })
  return { query, figures, unit }
}

/** The same with all the findings behind them, those that were withdrawn and those of outside bodies among them. */
async function counted(c: WebContext) {
  const { query, figures, unit } = await asked(c)
  const { db, who, today } = c.var.ctx
  const filter = { path: unit?.path, figure: { ...figures.spans.span, today } }
  const rows = await findingsSeen(db.reader, who, filter, most)
  const note = `Năm ${query.year}${unit ? `, ${unit.name}` : ''}. Số liệu đến ngày ${today.split('-').reverse().join('/')}.`
  return { figures, rows, note }
}

const named = (c: WebContext, kind: string) => ({
  'Content-Disposition': `attachment; filename="so-lieu-kiem-tra-${c.var.ctx.today}.${kind}"`,
  'Cache-Control': 'no-store',
})
