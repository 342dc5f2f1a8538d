import { addDays, type Day, weekday } from '../../src/rules/days.ts'
import { isOverdue } from '../../src/rules/timeliness.ts'
import type { TaskRow } from '../../src/tasks/queries.ts'
import type { IconName } from '../ui/icon.tsx'

interface Group {
  title: string
  icon: IconName
  tasks: TaskRow[]
}

/** An officer's open work in the order it wants attention, what waits for others last; each task in the first group that takes it. */
export function dayPlan(tasks: readonly TaskRow[], today: Day): Group[] {
  const groups = plan(today).map((group) => ({ ...group, tasks: [] as TaskRow[] }))
  for (const task of tasks) groups.find(({ takes }) => takes(task))?.tasks.push(task)
  const [waiting, ...own] = groups
  return [...own, waiting].filter((group) => group !== undefined && group.tasks.length > 0) as Group[]
}

function plan(today: Day): (Omit<Group, 'tasks'> & { takes: (task: TaskRow) => boolean })[] {
  const sunday = addDays(today, (7 - weekday(today)) % 7)
  return [
    { title: 'Chờ nghiệm thu', icon: 'hourglass', takes: ({ state }) => state === 'submitted' || state === 'paused' },
    { title: 'Việc mới', icon: 'arrow-right', takes: ({ state }) => state === 'issued' },
    { title: 'Quá hạn', icon: 'triangle-alert', takes: (task) => isOverdue(task, today) },
    { title: 'Hạn hôm nay', icon: 'alarm-clock', takes: ({ due }) => due === today },
    { title: 'Tuần này', icon: 'calendar-days', takes: ({ due }) => due <= sunday },
    { title: 'Sau tuần này', icon: 'clock', takes: () => true },
  ]
}
