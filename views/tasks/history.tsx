import type { Action } from '../../src/rules/access.ts'
import { givenName, moment, shortDay } from '../format.ts'
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
  'task.read': 'đã đọc',
  'task.accept': 'tiếp nhận',
  'task.decline': 'từ chối nhận',
  'task.report': 'báo tiến độ',
  'task.tickStep': 'xong một bước',
  'task.submit': 'nộp kết quả',
  'task.approve': 'nghiệm thu: Đạt',
  'task.return': 'trả lại',
  'task.askExtension': 'xin gia hạn',
  'task.decideExtension': 'quyết định gia hạn',
  'task.ask': 'hỏi lại',
  'task.answer': 'trả lời',
  'task.excuse': 'xác nhận nguyên nhân khách quan',
  'task.pause': 'tạm dừng việc',
  'task.resume': 'cho tiếp tục việc',
  'task.handOver': 'chuyển người thực hiện',
  'task.passDown': 'giao một phần cho người khác',
  'task.cancel': 'hủy việc',
  'task.finishPart': 'xong phần phối hợp',
  'task.comment': 'trao đổi',
  'task.undo': 'hoàn tác',
  'person.depart': 'bàn giao việc',
  'unit.close': 'sáp nhập đơn vị',
  'calendar.edit': 'đổi lịch làm việc',
}

/** What is quoted below the line, in the order of preference. */
interface Said {
  report?: string
  answer?: string
  question?: string
  reason?: string
  note?: string
  text?: string
  step?: string
  progress?: [number, number]
  assignee?: string | [string, string]
  due?: string | [string, string]
}

/** Who else came in whose place: a hand-over or a merger changes more than who does it. */
const seats = {
  approver: 'nghiệm thu',
  assigner: 'đứng tên giao',
  follower: 'theo dõi',
  coordinator: 'phối hợp',
  doer: 'làm bước',
}

function seatsOf(facts: object): string {
  const taken = Object.entries(facts).flatMap(([key, pair]) =>
    key in seats && Array.isArray(pair) && pair[1] ? `, ${seats[key as keyof typeof seats]}: ${pair[1]}` : [],
  )
  return taken.join('')
}

function entryOf({ at, action, facts, actor, behalfOf }: TaskPageProps['history'][number], today: string): Entry {
  const said = JSON.parse(facts ?? '{}') as Said
  const [before, after] = Array.isArray(said.due) ? said.due : []
  const due =
    before && after && before !== after ? `, đổi hạn từ ${shortDay(before, today)} sang ${shortDay(after, today)}` : ''
  const figure = said.progress ? ` ${said.progress[1]}%` : ''
  const toWhom = Array.isArray(said.assignee) ? `: ${said.assignee[1]}` : ''
  const stead = behalfOf ? ` (làm thay đ/c ${givenName(behalfOf)})` : ''
  return {
    at: moment(at, today),
    iso: at,
    who: givenName(actor),
    text: `${verbs[action as Action] ?? action}${toWhom}${seatsOf(said)}${figure}${due}${stead}`,
    quote:
      said.report ?? said.answer ?? said.question ?? said.reason ?? said.step ?? (said.note || undefined) ?? said.text,
  }
}
