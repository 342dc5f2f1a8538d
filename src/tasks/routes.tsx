import { Hono } from 'hono'
import { TaskList } from '../../views/tasks/list.tsx'
import { toCursor } from '../cursor.ts'
import { holds } from '../rules/access.ts'
import { allow, type Web } from '../web.tsx'
import { doing } from './doing.tsx'
import { giving } from './giving.tsx'
import { keyOf, shownTasks, visibleTasks } from './queries.ts'

const pageSize = 50

/** Theo dõi công việc: the list, the form that gives a task, and the tasks themselves. */
export const tasks = new Hono<Web>()
  .get('/', allow('task.see'), async (c) => {
    const { ctx } = c.var
    const query = { search: c.req.query('q') ?? '', show: c.req.query('show') ?? 'open', after: c.req.query('after') }
    const filter = { search: query.search, ...shownTasks(query.show, ctx.today), after: keyOf(query.after) }
    const rows = await visibleTasks(ctx.db, ctx.who, filter, pageSize + 1)
    const last = rows.length > pageSize ? rows[pageSize - 1] : undefined
    const next = last && toCursor([last.due, last.publicId])
    return c.render(<TaskList rows={rows.slice(0, pageSize)} query={query} next={next} ctx={ctx} />, {
      title: holds(ctx.who, 'leader') || holds(ctx.who, 'clerk') ? 'Theo dõi công việc' : 'Việc của tôi',
      section: 'tasks',
    })
  })
  .route('/', giving)
  .route('/', doing)
