import { Hono } from 'hono'
import { Year, YearActions, YearSum } from '../../views/calendar/year.tsx'
import { day as shown } from '../../views/format.ts'
import type { Ctx } from '../act.ts'
import { can } from '../rules/access.ts'
import { nfc } from '../rules/names.ts'
import { countedDeadline, coversYear } from '../rules/working-days.ts'
import { monthsOf, passedOver } from '../rules/year-calendar.ts'
import { allow, firstErrors, type Web } from '../web.tsx'
import { editing } from './editing.tsx'
import { countForm } from './forms.ts'
import { findRoot, readDays } from './queries.ts'

/** The working calendar: everybody reads it, the administrators of the office edit it. */
export const calendar = new Hono<Web>()
  .get('/', allow('calendar.see'), async (c) => {
    const { ctx } = c.var
    const year = yearIn(c.req.query('year'), ctx)
    const [rows, root] = await Promise.all([readDays(ctx.db.reader), findRoot(ctx.db.reader)])
    const mayEdit = Boolean(root && can(ctx.who, 'calendar.edit', root))
    const months = monthsOf(year, ctx.calendar)
    const counter = count(ctx, c.req.query('from'), c.req.query('days'))
    if (counter.errors) c.status(422)
    return c.render(
      <Year
        year={year}
        today={ctx.today}
        months={months}
        rows={rows.filter(({ day }) => day.startsWith(`${year}-`))}
        covered={coversYear(year, ctx.calendar)}
        mayEdit={mayEdit}
        counter={{ year, ...counter }}
      />,
      {
        title: 'Lịch làm việc',
        section: 'calendar',
        sub: <YearSum year={year} months={months} />,
        actions: <YearActions year={year} mayEdit={mayEdit} />,
      },
    )
  })
  .route('/', editing)

/** The year asked for, within what days can be written; this year otherwise. */
const yearIn = (asked: string | undefined, { today }: Ctx): number =>
  Number(/^(19|2\d)\d\d$/.test(asked ?? '') ? asked : today.slice(0, 4))

/** 'n ngày làm việc sau ngày …': nothing asked, what is wrong with it, or the answer. */
function count({ today, calendar }: Ctx, asked: string | undefined, askedDays: string | undefined) {
  const typed = { from: nfc(asked ?? shown(today)), days: nfc(askedDays ?? '') }
  if (askedDays === undefined) return { typed }
  const read = countForm(today).safeParse(typed)
  if (!read.success) return { typed, errors: firstErrors(read.error) }
  const { from, days } = read.data
  const due = countedDeadline(from, days, calendar)
  const unsure = [from, due].some((day) => !coversYear(Number(day.slice(0, 4)), calendar))
  return { typed, counted: { from, days, due, passed: passedOver(from, due, calendar), unsure } }
}
