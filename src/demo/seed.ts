import { DateTime } from 'luxon'
import { changePassword } from '../account/commands.ts'
import type { Ctx } from '../act.ts'
import { readCalendar } from '../calendar/queries.ts'
import { storeFile } from '../files.ts'
import { addPerson } from '../people/commands.ts'
import { findWho } from '../people/queries.ts'
import { addUnit } from '../people/unit-commands.ts'
import type { Person } from '../rules/access.ts'
import { addDays, type Day, dayIn } from '../rules/days.ts'
import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  type WorkCalendar,
} from '../rules/working-days.ts'
import { found } from '../setup/found.ts'
import type { Site } from '../site.ts'
import { acceptTask, approveTask, declineTask, returnTask, submitTask } from '../tasks/doing/commands.ts'
import { comment, reportProgress, tickStep } from '../tasks/doing/progress.ts'
import { askExtension, askQuestion, decideExtension } from '../tasks/doing/requests.ts'
import { cancelTask, handOverTask, pauseTask } from '../tasks/doing/steering.ts'
import { taskInput } from '../tasks/giving/draft.ts'
import { issueTask } from '../tasks/giving/issue.ts'
import { seedFanOut } from './fan-out.ts'
import { seedInspections } from './inspections.ts'
import { admin, office, people, type UnitKey, units } from './office.ts'
import { cited, takePlanIn, tieToPlan } from './plan.ts'
import { type DemoTask, type Stage, tasks } from './tasks.ts'

export const demoPassword = 'nam-ro-minh-hoa'

/** Fills an empty database with the demonstration office, by the same commands that people use, on days near today. */
export async function seedDemo(site: Site): Promise<void> {
  const { db } = site
  const founding = '2025-07-01T01:00:00.000Z'
  const adminId = await found({ db, clock: () => founding }, { office, admin: { ...admin, password: demoPassword } })
  const calendar = await readCalendar(db.reader)
  const as = async (id: number, now: string): Promise<Ctx> => {
    const who = (await findWho(db.reader, id, dayIn(now))) as Person
    return { db, who, now, today: dayIn(now), calendar }
  }
  const ids = await seedPeople(await as(adminId, founding), as)
  const start = nextWorkingDay(dayIn(site.clock()), calendar)
  const on = (offset: number) => workingDay(start, offset, calendar)
  await seedTasks(site, ids, as, on)
  const at = (who: string, offset: number, time: string) => as(ids.get(who)?.id ?? 0, instant(on(offset), time))
  await seedFanOut(ids, at, on)
  await seedInspections(at, on, await evidence(site, 'Biên bản kiểm tra lại biển tên, chức danh'))
}

type As = (id: number, now: string) => Promise<Ctx>
type Ids = Map<string, { id: number; publicId: string }>

async function seedPeople(ctx: Ctx, as: As): Promise<Ids> {
  const reader = ctx.db.reader
  const root = await reader
    .selectFrom('units')
    .select('publicId')
    .where('id', '=', ctx.who.unitId)
    .executeTakeFirstOrThrow()
  const unitIds = new Map<UnitKey, string>([['root', root.publicId]])
  for (const { key, name, shortName } of units) {
    unitIds.set(key, await addUnit(ctx, { kind: 'unit', name, shortName, parent: root.publicId, day: ctx.today }))
  }
  const ids: Ids = new Map()
  for (const { unit, ...person } of people) {
    const where = { unit: unitIds.get(unit) ?? root.publicId, day: ctx.today, email: undefined, phone: undefined }
    const { id: publicId } = await addPerson(ctx, { ...person, ...where })
    const { id } = await reader
      .selectFrom('people')
      .select('id')
      .where('publicId', '=', publicId)
      .executeTakeFirstOrThrow()
    await changePassword(await as(id, ctx.now), demoPassword, undefined)
    ids.set(person.username, { id, publicId })
  }
  return ids
}

/** Something that somebody did on a day at a time; the first one of a task gives it. */
interface Event {
  by: string
  day: number
  time: string
  run(ctx: Ctx, id: string): Promise<unknown>
}

/** What happened to all tasks, in the order of time, each act by its person on its day. */
async function seedTasks(site: Site, ids: Ids, as: As, on: (offset: number) => Day) {
  const told = tasks.flatMap((task) => {
    let id = ''
    return eventsOf(site, task, ids, on).map(({ by, day, time, run }) => {
      const at = instant(on(day), time)
      return { at, happen: async () => (id = String((await run(await as(ids.get(by)?.id ?? 0, at), id)) ?? id)) }
    })
  })
  const clerk = (at: string) => as(ids.get('diep')?.id ?? 0, at)
  const versions = (
    [
      [1, -40],
      [2, -20],
    ] as const
  ).map(([version, offset]) => {
    const at = instant(on(offset), '10:00')
    return { at, happen: async () => takePlanIn(await clerk(at), version, on) }
  })
  for (const { happen } of [...told, ...versions].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)))
    await happen()
  await tieToPlan(await clerk(site.clock()))
}

function eventsOf(site: Site, task: DemoTask, ids: Ids, on: (offset: number) => Day): Event[] {
  const { from, to, issued, stage } = task
  const event = (by: string, day: number, time: string, run: Event['run']): Event => ({ by, day, time, run })
  const given = event(from, issued, '08:30', (ctx) => issueTask(ctx, inputOf(task, ids, on(task.due))))
  if (stage === 'issued') return [given]
  const first = openings[stage]
  if (first) return [given, event(stage === 'cancelled' ? from : to, issued, '15:10', first)]
  return [given, event(to, issued, '14:05', acceptTask), ...laterOf(site, task, ids, on, event)]
}

/** What came instead of accepting. */
const openings: Partial<Record<Stage, Event['run']>> = {
  declined: (ctx, id) => declineTask(ctx, id, { reason: 'Thuộc phần việc của đồng chí Cường.' }),
  asked: (ctx, id) => askQuestion(ctx, id, { text: 'Phạm vi có gồm ngõ 12 không?' }),
  cancelled: (ctx, id) => cancelTask(ctx, id, { reason: 'Đã có dự án của thành phố.' }),
}

type Tell = (by: string, day: number, time: string, run: Event['run']) => Event

/** What came after the task was accepted. */
function laterOf(site: Site, task: DemoTask, ids: Ids, on: (offset: number) => Day, event: Tell): Event[] {
  const { from, to, issued, due, stage, submitted = issued + 1 } = task
  const halfWay = Math.min(-1, Math.round(issued / 2))
  const asked = { reason: 'Chờ số liệu của đơn vị phối hợp.', due: on(Math.max(due + 5, 1)) }
  const ask = event(to, -1, '09:05', (ctx, id) => askExtension(ctx, id, asked))
  const decide = (granted: boolean, answer: string) =>
    event(from, -1, '11:30', (ctx, id) => decideExtension(ctx, id, { granted, answer }))
  const handIn = event(to, submitted, '16:05', (ctx, id) => handInResult(site, task, ctx, id))
  const judge = (run: Event['run']) => event(from, submitted + 1, '09:20', run)
  const heir = { assigneeId: ids.get('cuong')?.id ?? 0, reason: 'Đồng chí Phúc đi tập huấn.' }
  const again = { reason: 'Bổ sung kinh phí theo từng quý.', due: on(Math.max(due, submitted + 1)), majorError: false }
  const say = (text: string) => (ctx: Ctx, id: string) => comment(ctx, id, { text, mentionedIds: [] })
  const by: Partial<Record<Stage, Event[]>> = {
    half: [
      event(to, halfWay, '16:20', (ctx, id) =>
        reportProgress(ctx, id, { progress: 50, note: 'Đã xong phần số liệu.' }),
      ),
    ],
    stepped: [event(to, halfWay, '16:20', (ctx, id) => tickStep(ctx, id, 1))],
    paused: [
      event(from, halfWay, '09:40', (ctx, id) => pauseTask(ctx, id, { reason: 'Chờ hướng dẫn của thành phố.' })),
    ],
    talked: [
      event(from, halfWay, '10:15', say('@Phượng cần thêm người thì báo sớm.')),
      event(to, halfWay, '16:20', say('Tôi đã liên hệ trạm y tế, đủ người.')),
    ],
    handedOver: [event(from, halfWay, '08:50', (ctx, id) => handOverTask(ctx, id, heir))],
    wantsTime: [ask],
    extended: [ask, decide(true, '')],
    notExtended: [ask, decide(false, 'Cần xong trong tuần.')],
    submitted: [handIn],
    returned: [handIn, judge((ctx, id) => returnTask(ctx, id, again))],
    approved: [handIn, judge((ctx, id) => approveTask(ctx, id, { grade: 'met' }))],
  }
  return by[stage] ?? []
}

async function handInResult(site: Site, task: DemoTask, ctx: Ctx, id: string) {
  const file = await evidence(site, task.title)
  return submitTask(ctx, id, { report: `Đã làm xong: ${task.product}. Kính trình đồng chí nghiệm thu.`, files: [file] })
}

const evidence = (site: Site, title: string) => {
  const text = new TextEncoder().encode(`${title}\n\nKết quả minh họa, không phải văn bản thật.\n`)
  return storeFile(site.config.dataDir, text, 'Ket-qua.txt', 'text/plain; charset=utf-8')
}

const inputOf = (task: DemoTask, ids: Ids, due: Day) =>
  taskInput.parse({
    title: task.title,
    content: task.content ?? `${task.title}; báo cáo kết quả đúng hạn.`,
    document: task.planned ? cited : '',
    assigneeId: ids.get(task.to)?.publicId,
    approverId: ids.get(task.from)?.publicId,
    followerId: ids.get('diep')?.publicId,
    consequence: 'Trễ hạn hoặc lỗi lớn: trừ 25% điểm tiến độ, chất lượng mỗi lần (NĐ 335/2025).',
    steps: (task.steps ?? [['Thực hiện, báo cáo kết quả', undefined]]).map(([name, days]) => ({ name, days })),
    product: task.product,
    acceptance: task.acceptance,
    evidence: task.evidence,
    dueTyped: due,
  })

/** The working day so many working days after (or before) the start. */
function workingDay(start: Day, offset: number, calendar: WorkCalendar): Day {
  if (offset >= 0) return addWorkingDays(start, offset, calendar)
  let day = start
  for (let left = -offset; left > 0; left--) day = previousWorkingDay(addDays(day, -1), calendar)
  return isWorkingDay(day, calendar) ? day : previousWorkingDay(day, calendar)
}

/** A time of the clock in Hà Nội as a UTC instant. */
const instant = (day: Day, time: string): string =>
  DateTime.fromISO(`${day}T${time}`, { zone: 'Asia/Ho_Chi_Minh' }).toUTC().toISO() as string
