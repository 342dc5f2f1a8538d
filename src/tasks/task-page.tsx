import { TaskPage } from '../../views/tasks/page.tsx'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import type { Errors, Typed, WebContext } from '../web.tsx'
import { deadlinesOf, findTask, historyOf, stepsOf, submissionsOf } from './queries.ts'

/** What came of a form on the page: errors by field (422), or a sentence why it could not be taken any more (409). */
interface Answered {
  errors?: Errors
  refused?: string
  typed: Typed
}

const newest = 6

/** The page of one task, for those who may see it. Five queries. */
export async function taskPage(c: WebContext, id: string, answered?: Answered): Promise<Response> {
  const { ctx } = c.var
  const { reader } = ctx.db
  const task = await findTask(reader, id)
  refuseUnless(task && can(ctx.who, 'task.see', task), 'missing')
  const [steps, deadlines, submissions, history] = await Promise.all([
    stepsOf(reader, task.id),
    deadlinesOf(reader, task.id),
    submissionsOf(reader, task.id),
    historyOf(reader, id, c.req.query('history') ? 500 : newest),
  ])
  if (answered) c.status(answered.refused ? 409 : 422)
  return c.render(<TaskPage {...{ task, steps, deadlines, submissions, history, ctx, ...answered }} />, {
    title: task.title,
    section: 'tasks',
    short: `Việc số ${task.code}`,
    crumbs: [{ href: '/tasks', label: 'Theo dõi công việc' }],
  })
}
