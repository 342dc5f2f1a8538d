import { addDays, type Day, weekday } from '../../src/rules/days.ts'
import { isOverdue } from '../../src/rules/timeliness.ts'
import type { TaskRow } from '../../src/tasks/queries.ts'
import type { IconName } from '../ui/icon.tsx'

interface Group {
  title: string
  icon: IconName
  tasks: TaskRow[]
}

/** An officer's own open work in the order it wants attention; each task in the first group that takes it. */
export function dayPlan(tasks: readonly TaskRow[], today: Day): Group[] {
  const groups = plan(today).map((group) => ({ ...group, tasks: [] as TaskRow[] }))
  for (const task of tasks) groups.find(({ takes }) => takes(task))?.tasks.push(task)
  return groups.filter((group) => group.tasks.length > 0)
}

/** Open work that waits for somebody else, or for its parts (`unready`): the doer has nothing to do about it now. */
export const waitsForOthers = ({ id, state }: Pick<TaskRow, 'id' | 'state'>, unready: ReadonlySet<number>) =>
  state === 'submitted' || state === 'paused' || (state === 'in_progress' && unready.has(id))

function plan(today: Day): (Omit<Group, 'tasks'> & { takes: (task: TaskRow) => boolean })[] {
  const sunday = addDays(today, (7 - weekday(today)) % 7)
  return [
    { title: 'Việc mới', icon: 'arrow-right', takes: ({ state }) => state === 'issued' },
    { title: 'Các phần đã xong, chờ tổng hợp', icon: 'package-check', takes: ({ children }) => children > 0 },
    { title: 'Quá hạn', icon: 'triangle-alert', takes: (task) => isOverdue(task, today) },
    { title: 'Hạn hôm nay', icon: 'alarm-clock', takes: ({ due }) => due === today },
    { title: 'Tuần này', icon: 'calendar-days', takes: ({ due }) => due <= sunday },
    { title: 'Tuần tới', icon: 'calendar-days', takes: ({ due }) => due <= addDays(sunday, 7) },
    { title: 'Sau tuần tới', icon: 'clock', takes: () => true },
  ]
}
