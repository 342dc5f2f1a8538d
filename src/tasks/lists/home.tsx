import { Hono } from 'hono'
import { longDay } from '../../../views/format.ts'
import { Home } from '../../../views/tasks/home.tsx'
import { QuickLine } from '../../../views/ui/quick-line.tsx'
import { findingsToAnswer } from '../../inspections/findings/to-answer.ts'
import { could, holds } from '../../rules/access.ts'
import { openStates } from '../../rules/tasks.ts'
import { findStart } from '../../start/queries.ts'
import { allow, type Web } from '../../web.tsx'
import { treeMarks, waitingForParts } from '../doing/parts.ts'
import { waitingFor } from '../queries.ts'
import { visibleTasks } from './lists.ts'

const most = 100

/** Việc cần tôi xử lý: what this person must decide, do, or look after. A query per question, whatever the rows. */
export const home = new Hono<Web>().get('/', allow('task.see'), async (c) => {
  const { ctx } = c.var
  const { db, who, today } = ctx
  const leads = holds(who, 'leader') || holds(who, 'clerk')
  const [toDecide, waiting, mine, late, dueToday, toAnswer, start] = await Promise.all([
    visibleTasks(db, who, { approverId: who.id, states: ['submitted'] }, most),
    waitingFor(db, who, most),
    visibleTasks(db, who, { assigneeId: who.id, states: openStates }, most),
    leads ? visibleTasks(db, who, { buckets: { of: ['openLate'], on: today } }, most) : [],
    leads ? visibleTasks(db, who, { states: ['issued', 'in_progress'], dueFrom: today, dueTo: today }, most) : [],
    findingsToAnswer(ctx),
    could(who, 'unit.configure') ? findStart(db.reader, today) : undefined,
  ])
  const shown = [...toDecide, ...waiting.declined, ...mine, ...late, ...dueToday]
  const [tree, unready] = await Promise.all([treeMarks(ctx, shown), waitingForParts(db.reader, mine)])
  return c.render(
    <Home
      toDecide={toDecide}
      {...waiting}
      mine={mine}
      toAnswer={toAnswer}
      late={late}
      dueToday={dueToday.filter(({ children }) => children === 0)}
      tree={tree}
      unready={unready}
      leads={leads}
      start={start}
      ctx={ctx}
    />,
    {
      title: 'Việc cần tôi xử lý',
      section: 'home',
      sub: longDay(today),
      actions: could(who, 'person.giveTask') ? <QuickLine action="/tasks/quick" /> : undefined,
    },
  )
})
