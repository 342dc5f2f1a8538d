import { TaskPage } from '../../views/tasks/page.tsx'
import { refuseUnless } from '../refusal.ts'
import { type Action, can } from '../rules/access.ts'
import type { Errors, Typed, WebContext } from '../web.tsx'
import {
  commentsOf,
  coordinatorsOf,
  deadlinesOf,
  findTask,
  historyOf,
  holdingsOf,
  openRequestsOf,
  stepsOf,
  submissionsOf,
} from './queries.ts'
import { openUndo } from './undo.ts'

/** What came of a form on the page: errors by field (422), or a sentence why it could not be taken any more (409). */
interface Answered {
  /** Which decision it was: its form comes back open. */
  decided: Action
  errors?: Errors
  refused?: string
  typed: Typed
}

const newest = 6

/** The page of one task, for those who may see it. A dozen small indexed queries, whatever the rows. */
export async function taskPage(c: WebContext, id: string, answered?: Answered): Promise<Response> {
  const { ctx } = c.var
  const { reader } = ctx.db
  const task = await findTask(reader, id)
  refuseUnless(task && can(ctx.who, 'task.see', task), 'missing')
  const parts = {
    steps: await stepsOf(reader, task.id),
    deadlines: await deadlinesOf(reader, task.id),
    submissions: await submissionsOf(reader, task.id),
    requests: await openRequestsOf(reader, task.id),
    holdings: await holdingsOf(reader, task.id),
    coordinators: await coordinatorsOf(reader, task.id),
    comments: await commentsOf(reader, task.id),
    undo: await openUndo(reader, task, ctx),
    history: await historyOf(reader, id, c.req.query('history') ? 500 : newest),
  }
  if (answered) c.status(answered.refused ? 409 : 422)
  return c.render(<TaskPage {...{ task, ...parts, ctx, ...answered }} />, {
    title: task.title,
    section: 'tasks',
    short: `Việc số ${task.code}`,
    crumbs: [{ href: '/tasks', label: 'Theo dõi công việc' }],
  })
}
