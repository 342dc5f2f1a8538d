import { Hono } from 'hono'
import { longDay } from '../../views/format.ts'
import { Home } from '../../views/tasks/home.tsx'
import { holds } from '../rules/access.ts'
import { openStates } from '../rules/tasks.ts'
import { allow, type Web } from '../web.tsx'
import { visibleTasks } from './queries.ts'

const most = 100

/** Việc cần tôi xử lý: what this person must decide, do, or look after. A query per question, whatever the rows. */
export const home = new Hono<Web>().get('/', allow('task.see'), async (c) => {
  const { ctx } = c.var
  const { db, who, today } = ctx
  const leads = holds(who, 'leader') || holds(who, 'clerk')
  const [toDecide, mine, late, dueToday] = await Promise.all([
    visibleTasks(db, who, { approverId: who.id, states: ['submitted'] }, most),
    visibleTasks(db, who, { assigneeId: who.id, states: openStates }, most),
    leads ? visibleTasks(db, who, { states: ['issued', 'in_progress'], overdueOn: today }, most) : [],
    leads ? visibleTasks(db, who, { states: ['issued', 'in_progress'], dueOn: today }, most) : [],
  ])
  const others = { late: late.filter(notMine), dueToday: dueToday.filter(notMine) }
  function notMine({ assigneeId }: { assigneeId: number }) {
    return assigneeId !== who.id
  }
  return c.render(<Home toDecide={toDecide} mine={mine} {...others} leads={leads} ctx={ctx} />, {
    title: 'Việc cần tôi xử lý',
    section: 'home',
    sub: longDay(today),
  })
})
