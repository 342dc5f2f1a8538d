import type { Ctx } from '../act.ts'
import type { Day } from '../rules/days.ts'
import { acceptTask, approveTask, submitTask } from '../tasks/doing/commands.ts'
import { taskInput } from '../tasks/giving/draft.ts'
import { fanOut, passDown } from '../tasks/giving/passing.ts'
import { fan } from './tasks.ts'

type Ids = ReadonlyMap<string, { publicId: string }>
/** Somebody of the office at a time of a working day: -3 is three before today. */
type At = (who: string, offset: number, time: string) => Promise<Ctx>

/** Issues the demonstration's one order for many, and lets its parts come as far as they are told to. */
export async function seedFanOut(ids: Ids, at: At, on: (offset: number) => Day): Promise<void> {
  const { from, gathers, issued, due, parts, below } = fan
  const id = (name: string) => ids.get(name)?.publicId ?? ''
  const order = (title: string, approver: string) =>
    taskInput.parse({
      ...{ title, content: fan.content, product: fan.product, approverId: id(approver), dueTyped: on(due) },
      steps: [{ name: 'Thực hiện, báo cáo kết quả' }],
    })
  const receivers = Object.keys(parts)
  const frame = { ...order(fan.title, from), assigneeId: id(gathers) }
  const whole = await fanOut(await at(from, issued, '08:40'), frame, receivers.map(id))
  await acceptTask(await at(gathers, issued, '09:00'), whole)
  const doers = await partsOf(await at(from, issued, '09:00'), whole)
  for (const [name, stage] of Object.entries(parts)) {
    const part = doers.get(id(name)) ?? ''
    await acceptTask(await at(name, issued, '10:20'), part)
    if (stage === 'accepted') continue
    const report = 'Đã tự kiểm tra, không có vi phạm. Kính trình đồng chí.'
    await submitTask(await at(name, due, '15:10'), part, { report, files: [] })
    if (stage === 'approved') await approveTask(await at(from, due, '16:40'), part, { grade: 'met' })
  }
  const down = order(below.title, below.from)
  await passDown(await at(below.from, below.issued, '08:15'), doers.get(id(below.from)) ?? '', down, [id(below.to)])
}

/** Who has which part of it, by public ids. */
async function partsOf({ db }: Ctx, whole: string): Promise<Map<string, string>> {
  const rows = await db.reader
    .selectFrom('tasks')
    .innerJoin('tasks as whole', 'whole.id', 'tasks.parentId')
    .innerJoin('people', 'people.id', 'tasks.assigneeId')
    .select(['tasks.publicId as part', 'people.publicId as doer'])
    .where('whole.publicId', '=', whole)
    .execute()
  return new Map(rows.map(({ doer, part }) => [doer, part]))
}
