import type { Ctx } from '../../act.ts'
import { scopesOf } from '../../rules/access.ts'
import { addDays, type Day, weekday } from '../../rules/days.ts'
import { openStates, type TaskState } from '../../rules/tasks.ts'
import { isOverdue } from '../../rules/timeliness.ts'
import { workingDaysBetween } from '../../rules/working-days.ts'
import { liesIn } from './list-conditions.ts'

const most = 500

/** What somebody already has in hand. Counts are of tasks that the one who asks may see. */
export interface Load {
  open: number
  overdue: number
  thisWeek: number
  sameDue: number
  /** Working days to the deadline. */
  left?: number
}

/** The work a person has in hand beside the deadline that is to be added. One indexed query. */
export async function loadOf(ctx: Ctx, personId: number, due?: Day): Promise<Load> {
  const { today } = ctx
  const { reader } = ctx.db
  const tasks = await reader
    .selectFrom('tasks')
    .select(['due', 'submittedOn', 'doneOn', 'children'])
    .select((is) => is.ref('state').$castTo<TaskState>().as('state'))
    .where('assigneeId', '=', personId)
    .where('state', 'in', openStates)
    .where(liesIn(scopesOf(ctx.who)))
    .where('children', '=', 0)
    .limit(most)
    .execute()
  const sunday = addDays(today, (7 - weekday(today)) % 7)
  return {
    open: tasks.length,
    overdue: tasks.filter((task) => isOverdue(task, today)).length,
    thisWeek: tasks.filter((task) => task.due >= today && task.due <= sunday).length,
    sameDue: tasks.filter((task) => task.due === due).length,
    ...(due && due >= today && { left: workingDaysBetween(today, due, ctx.calendar) }),
  }
}
