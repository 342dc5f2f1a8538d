import type { TaskState } from '../../src/rules/tasks.ts'
import { type Timed, timeliness } from '../../src/rules/timeliness.ts'
import type { WorkCalendar } from '../../src/rules/working-days.ts'
import { Badge, Tag } from '../ui/badge.tsx'
import { taskStates } from '../words.ts'

type Now = { today: string; calendar: WorkCalendar }

/** How the task stands to its deadline; nothing for one that was declined or cancelled. */
export function TimeBadge({ task, today, calendar, long }: { task: Timed; long?: boolean } & Now) {
  const { kind, days } = timeliness(task, today, calendar)
  if (kind === 'none') return null
  return (
    <Badge kind={kind} days={days} long={long}>
      {kind === 'late' && task.state === 'submitted' ? `Nộp trễ ${days} ngày` : undefined}
    </Badge>
  )
}

const tones: Record<TaskState, 'blue' | 'green' | 'red' | 'slate'> = {
  issued: 'blue',
  in_progress: 'slate',
  submitted: 'blue',
  completed: 'green',
  declined: 'red',
  paused: 'slate',
  cancelled: 'slate',
}

/** The state in a word. */
export const StateTag = ({ state }: { state: TaskState }) => (
  <Tag tone={tones[state]} icon={state === 'submitted' || state === 'issued' ? 'arrow-right' : undefined}>
    {taskStates[state]}
  </Tag>
)
