import { Hono } from 'hono'
import { isRecorded, type RecordQuery } from '../../views/record/filters.tsx'
import { RecordList } from '../../views/record/list.tsx'
import { Permissions, PrintButton } from '../../views/record/permissions.tsx'
import { type Action, grants, holds, type Person } from '../rules/access.ts'
import { type Day, readDay } from '../rules/days.ts'
import { nfc } from '../rules/names.ts'
import { again, allow, type Errors, type Web, type WebContext } from '../web.tsx'
import { countUnsealed, type RecordFilter, recordOf, subjectsOf } from './queries.ts'

const pageSize = 50

/** Nhật ký, and the table of who may do what. Nothing here changes anything. */
export const record = new Hono<Web>()
  .get('/', allow('record.see'), async (c) => {
    const { ctx } = c.var
    const query = typedIn(c)
    const { filter, errors } = readFilter(query, ctx.today)
    const page = { title: 'Nhật ký', section: 'record' }
    const shown = {
      query,
      today: ctx.today,
      seals: answersForSeals(ctx.who) ? { unsealed: await countUnsealed(ctx.db.reader) } : undefined,
    }
    if (errors) return again(c, <RecordList {...shown} rows={[]} subjects={new Map()} errors={errors} />, page)
    const found = await recordOf(ctx.db, ctx.who, filter, pageSize + 1)
    const rows = found.slice(0, pageSize)
    const next = found.length > pageSize ? rows.at(-1)?.publicId : undefined
    const subjects = await subjectsOf(ctx.db.reader, ctx.who, rows)
    return c.render(<RecordList {...shown} rows={rows} subjects={subjects} next={next} />, page)
  })
  .get('/permissions', allow('unit.seeGrants'), (c) =>
    c.render(<Permissions />, { title: 'Ai được làm gì', section: 'grants', actions: <PrintButton /> }),
  )

/** The number of unsealed rows tells how much there is in all, which not everybody may infer. */
const answersForSeals = (who: Person) => holds(who, 'inspector') || holds(who, 'admin')

function typedIn(c: WebContext): RecordQuery {
  const typed = (name: string) => nfc(c.req.query(name) ?? '')
  return {
    person: typed('person'),
    action: typed('action'),
    from: typed('from'),
    to: typed('to'),
    after: c.req.query('after'),
  }
}

function readFilter({ person, action, from, to, after }: RecordQuery, today: Day) {
  const days = { from: pastDay(from, today), to: pastDay(to, today) }
  const errors: Errors = {}
  if (from && !days.from) errors.from = notADay(from)
  if (to && !days.to) errors.to = notADay(to)
  if (days.from && days.to && days.to < days.from) errors.to = 'Chọn ngày cuối không trước ngày đầu.'
  const filter: RecordFilter = {
    ...days,
    person: person || undefined,
    action: isAction(action) ? action : undefined,
    after,
  }
  return { filter, errors: Object.keys(errors).length > 0 ? errors : undefined }
}

const isAction = (text: string): text is Action => Object.hasOwn(grants, text) && isRecorded(text as Action)
const notADay = (typed: string) => `“${typed}” không có trong lịch. Ghi ngày/tháng/năm, ví dụ 24/11/2026.`

/** A day as typed; without a year the last one that was, where forms take the next one to come. */
function pastDay(typed: string, today: Day): Day | undefined {
  const year = Number(today.slice(0, 4))
  const day = readDay(typed, `${year}-01-01`)
  return day && day > today ? readDay(typed, `${year - 1}-01-01`) : day
}
