import { Hono } from 'hono'
import { numberOf } from '../../../views/inspections/list.tsx'
import { roundForms, roundStates } from '../../../views/words.ts'
import type { Column } from '../../columns.ts'
import { csvOf } from '../../csv.ts'
import { dayIn } from '../../rules/days.ts'
import { allow, type Web, type WebContext } from '../../web.tsx'
import { xlsxOf } from '../../xlsx.ts'
import { findingsSeen } from '../findings/find-findings.ts'
import { findingFilter, readFindingQuery } from '../findings/finding-asked.ts'
import { headsIn, type RoundRow, roundsSeen, type SheetLine, sheetsIn } from '../queries.ts'
import { findingColumns } from './figures-columns.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const most = 20_000

/** Rounds and findings as files: the rows of the list at the same address, /findings.xlsx or /findings.csv instead of /findings. */
export const inspectionExports = new Hono<Web>()
  .get('/inspections.xlsx', allow('round.see'), async (c) =>
    sendXlsx(c, 'dot-kiem-tra', 'Đợt kiểm tra', roundColumns, await roundsListed(c)),
  )
  .get('/inspections.csv', allow('round.see'), async (c) =>
    sendCsv(c, 'dot-kiem-tra', roundColumns, await roundsListed(c)),
  )
  .get('/findings.xlsx', allow('finding.see'), async (c) => {
    const { rows, note } = await findingsListed(c)
    return sendXlsx(c, 'ton-tai', 'Tồn tại', findingColumns(c.var.ctx.today), rows, note)
  })
  .get('/findings.csv', allow('finding.see'), async (c) => {
    const { rows, note } = await findingsListed(c)
    return sendCsv(c, 'ton-tai', findingColumns(c.var.ctx.today), rows, note)
  })

interface RoundLine {
  round: RoundRow
  head: string
  sheets: readonly SheetLine[]
}

/** Of the year asked for, as far as this person may know of them. Three queries. */
async function roundsListed(c: WebContext): Promise<RoundLine[]> {
  const { db, who, today } = c.var.ctx
  const year = /^20\d\d$/.exec(c.req.query('year') ?? '')?.[0] ?? today.slice(0, 4)
  const rounds = await roundsSeen(db.reader, who, Number(year))
  const ids = rounds.map(({ id }) => id)
  const [sheets, heads] = [await sheetsIn(db.reader, ids), await headsIn(db.reader, ids)]
  return rounds.map((round) => ({
    round,
    head: heads.get(round.id) ?? '',
    sheets: sheets.filter(({ roundId }) => roundId === round.id),
  }))
}

/** All pages of the list at once; `note` says when there would be more. */
async function findingsListed(c: WebContext) {
  const { ctx } = c.var
  const query = readFindingQuery((name) => (name === 'after' ? undefined : c.req.query(name)))
  const rows = await findingsSeen(ctx.db.reader, ctx.who, await findingFilter(ctx, query), most + 1)
  if (rows.length <= most) return { rows }
  return { rows: rows.slice(0, most), note: 'Chỉ có 20.000 tồn tại đầu. Lọc hẹp hơn rồi tải lại để có đủ.' }
}

const roundColumns: Column<RoundLine>[] = [
  { name: 'Số đợt', width: 16, text: ({ round }) => numberOf(round) ?? '' },
  { name: 'Tên đợt', width: 44, wrap: true, text: ({ round }) => round.name },
  { name: 'Hình thức', width: 22, text: ({ round }) => roundForms[round.form] },
  { name: 'Cơ quan ngoài', width: 22, text: ({ round }) => round.outsideBody },
  { name: 'Văn bản', width: 26, text: ({ round }) => round.document },
  { name: 'Từ ngày', width: 11, day: ({ round }) => round.fromDay },
  { name: 'Đến ngày', width: 11, day: ({ round }) => round.toDay },
  { name: 'Được kiểm tra', width: 44, wrap: true, text: ({ sheets }) => inspectedBy(sheets) },
  { name: 'Người quyết định', width: 22, text: ({ round }) => round.orderedBy },
  { name: 'Trưởng đoàn', width: 22, text: ({ head }) => head },
  { name: 'Trạng thái', width: 16, text: ({ round }) => roundStates[round.state] },
  { name: 'Ngày bắt đầu', width: 12, day: ({ round }) => round.startedAt && dayIn(round.startedAt) },
]

const inspectedBy = (sheets: readonly SheetLine[]) =>
  sheets.map(({ unitName, personName }) => personName ?? unitName).join('; ')

async function sendXlsx<T>(
  c: WebContext,
  name: string,
  title: string,
  columns: Column<T>[],
  rows: readonly T[],
  note?: string,
) {
  const body = await xlsxOf(title, columns, rows, note)
  return c.body(body as Uint8Array<ArrayBuffer>, 200, { ...named(c, `${name}.xlsx`), 'Content-Type': xlsx })
}

const sendCsv = <T>(c: WebContext, name: string, columns: Column<T>[], rows: readonly T[], note?: string) =>
  c.body(csvOf(columns, rows, note), 200, { ...named(c, `${name}.csv`), 'Content-Type': 'text/csv; charset=utf-8' })

const named = (c: WebContext, name: string) => ({
  'Content-Disposition': `attachment; filename="${name.replace('.', `-${c.var.ctx.today}.`)}"`,
  'Cache-Control': 'no-store',
})
