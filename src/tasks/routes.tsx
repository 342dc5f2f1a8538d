import { Hono } from 'hono'
import { TaskList } from '../../views/tasks/list.tsx'
import type { Ctx } from '../act.ts'
import { pageOf } from '../cursor.ts'
import { readUnits, unitChoices } from '../people/work-units.ts'
import { could, holds, type Person } from '../rules/access.ts'
import { type TaskView, taskViews } from '../rules/task-lists.ts'
import { openStates } from '../rules/tasks.ts'
import { allow, type Web } from '../web.tsx'
import { readAsked } from './doing/asked.ts'
import { doing } from './doing/doing.tsx'
import { treeMarks } from './doing/parts.ts'
import { giving } from './giving/giving.tsx'
import { countTasks, type TaskFilter, visibleTasks } from './lists/lists.ts'

const pageSize = 50
const countedTo = 1000

/** Theo dõi công việc: the list, the form that gives a task, and the tasks themselves. */
export const tasks = new Hono<Web>()
  .get('/', allow('task.see'), async (c) => {
    const { ctx } = c.var
    const { asked, filter } = await readAsked(ctx, (name) => c.req.query(name))
    const rows = await visibleTasks(ctx.db, ctx.who, filter, pageSize + 1)
    const { items, next } = pageOf(
      rows,
      pageSize,
      (row) => row,
      (row) => [row.due, row.publicId],
    )
    const [counts, units, tree] = await Promise.all([countsFor(ctx, filter), unitsFor(ctx), treeMarks(ctx, items)])
    const list = {
      rows: items,
      tree,
      asked,
      views: viewsOf(ctx.who, asked.view),
      units,
      counts,
      next: next ?? undefined,
      ctx,
    }
    return c.render(<TaskList {...list} />, {
      title: leads(ctx.who) ? 'Theo dõi công việc' : 'Việc của tôi',
      section: 'tasks',
    })
  })
  .route('/', giving)
  .route('/', doing)

const leads = (who: Person) => holds(who, 'leader') || holds(who, 'clerk')

/** The counts on the two chips that matter most, as long as nothing else is filtered: then an index answers at once. */
async function countsFor({ db, who, today }: Ctx, { view, units, planId, ...rest }: TaskFilter) {
  const { search, kind, assignee, assigneeId, dueFrom, dueTo, issuedFrom, issuedTo } = rest
  if ([search, kind, assignee, assigneeId, dueFrom, dueTo, issuedFrom, issuedTo].some(Boolean)) return {}
  const count = (filter: TaskFilter) => countTasks(db, who, { view, units, planId, ...filter }, countedTo)
  const [open, late] = await Promise.all([
    count({ states: openStates }),
    count({ buckets: { of: ['openLate'], on: today } }),
  ])
  return { open, late }
}

const unitsFor = async ({ db, who }: Ctx) => (leads(who) ? unitChoices(await readUnits(db.reader), who) : [])

/** The views that can hold anything for this person. */
const viewsOf = (who: Person, asked: TaskView) =>
  taskViews.filter((view) => {
    if (view === asked || view === 'all' || view === 'mine') return true
    return view === 'units' ? leads(who) : could(who, 'person.giveTask')
  })
