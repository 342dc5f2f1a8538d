import type { Action } from '../../src/rules/access.ts'
import { day, givenName, moment } from '../format.ts'
import { Sheet } from '../ui/sheet.tsx'
import { type Entry, Timeline } from '../ui/timeline.tsx'
import type { TaskPageProps } from './page.tsx'

const shown = 5

/** Diễn biến: the newest few from the record, and a way to all of them. */
export function History({ history, task, ctx }: TaskPageProps) {
  const more = history.length > shown
  const all = history.length > shown + 1
  const entries = (all ? history : history.slice(0, shown)).map((row) => entryOf(row, ctx.today))
  return (
    <Sheet title="Diễn biến" aside={more && !all && <a href={`/tasks/${task.publicId}?history=all`}>Xem tất cả</a>}>
      <Timeline entries={entries} />
    </Sheet>
  )
}

const verbs: Partial<Record<Action, string>> = {
  'person.giveTask': 'giao việc',
  'task.accept': 'tiếp nhận',
  'task.submit': 'nộp kết quả',
  'task.approve': 'nghiệm thu: Đạt',
  'task.return': 'trả lại',
  'person.depart': 'bàn giao việc',
  'calendar.edit': 'đổi lịch làm việc, hạn chuyển',
}

function entryOf({ at, action, facts, actor, behalfOf }: TaskPageProps['history'][number], today: string): Entry {
  const said = JSON.parse(facts ?? '{}') as { report?: string; reason?: string; due?: string | [string, string] }
  const due = Array.isArray(said.due) ? `, hạn ${day(said.due[0])} thành ${day(said.due[1])}` : ''
  const stead = behalfOf ? ` (làm thay đ/c ${givenName(behalfOf)})` : ''
  return {
    at: moment(at, today),
    iso: at,
    who: givenName(actor),
    text: `${verbs[action as Action] ?? action}${due}${stead}`,
    quote: said.report ?? said.reason,
  }
}
