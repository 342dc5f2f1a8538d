import type { Candidate } from '../../../views/people/picker.tsx'
import { TaskPage } from '../../../views/tasks/page.tsx'
import type { Ctx } from '../../act.ts'
import { findingOfTask } from '../../inspections/rounds/naming.ts'
import { planOfTask } from '../../plans/linking.ts'
import { refuseUnless } from '../../refusal.ts'
import { type Action, can, unitsOf } from '../../rules/access.ts'
import { clarityFor } from '../../settings/queries.ts'
import { templateOfTask } from '../../templates/queries.ts'
import type { Errors, Typed, WebContext } from '../../web.tsx'
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
} from '../queries.ts'
import { levelOf } from '../tree.ts'
import { partsOf, wholeOf } from './parts.ts'
import { openUndo } from './undo.ts'

/** What came of a form on the page: errors by field (422), or a sentence why it could not be taken any more (409). */
interface Answered {
  /** Which decision it was: its form comes back open. */
  decided: Action
  errors?: Errors
  refused?: string
  typed: Typed
  /** Who may approve in the place of one who cannot. */
  leaders?: readonly Candidate[]
}

const newest = 6

/** The page of one task, for those who may see it. A dozen small indexed queries, whatever the rows. */
export async function taskPage(c: WebContext, id: string, answered?: Answered): Promise<Response> {
  const { ctx } = c.var
  const { reader } = ctx.db
  const task = await findTask(reader, id)
  refuseUnless(task && can(ctx.who, 'task.see', task), 'missing')
  const about = {
    steps: await stepsOf(reader, task.id),
    deadlines: await deadlinesOf(reader, task.id),
    submissions: await submissionsOf(reader, task.id),
    requests: await openRequestsOf(reader, task.id),
    holdings: await holdingsOf(reader, task.id),
    coordinators: await coordinatorsOf(reader, task.id),
    comments: await commentsOf(reader, task.id),
    set: (await clarityFor(reader, ctx.who.path)).set,
    template: await templateFor(ctx, task.id),
    plan: await planOfTask(reader, ctx.who, task.id),
    finding: await findingOfTask(reader, ctx.who, task.id),
    undo: await openUndo(reader, task, ctx),
    whole: await wholeOf(reader, ctx.who, task),
    parts: task.children > 0 ? await partsOf(reader, ctx.who, task.id) : [],
    level: await levelOf(reader, task),
    history: await historyOf(reader, id, c.req.query('history') ? 500 : newest),
  }
  if (answered) c.status(answered.refused ? 409 : 422)
  return c.render(<TaskPage {...{ task, ...about, ctx, ...answered }} />, {
    title: task.title,
    section: 'tasks',
    short: `Việc số ${task.code}`,
    crumbs: [{ href: '/tasks', label: 'Theo dõi công việc' }],
  })
}

/** What it was filled from; an office's templates are opened by those in it and below. */
async function templateFor({ db, who }: Ctx, taskId: number) {
  const template = await templateOfTask(db.reader, taskId)
  return template && { ...template, mayOpen: unitsOf(who.path).has(template.unitId) }
}
