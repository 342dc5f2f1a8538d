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
import { acceptTask, approveTask, returnTask, submitTask } from '../tasks/commands.ts'
import { issueTask } from '../tasks/issue.ts'
import { admin, office, people, type UnitKey, units } from './office.ts'
import { type DemoTask, tasks } from './tasks.ts'

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
  for (const task of tasks) await seedTask(site, task, ids, as, (offset) => workingDay(start, offset, calendar))
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

/** One task, told in order: given, accepted, handed in, decided, each on its own day. */
async function seedTask(site: Site, task: DemoTask, ids: Ids, as: As, on: (offset: number) => Day) {
  const person = (name: string) => ids.get(name) ?? { id: 0, publicId: '' }
  const at = (name: string, offset: number, time: string) => as(person(name).id, instant(on(offset), time))
  const { from, to, approver = from, issued, due, stage, submitted = issued + 1 } = task
  const id = await issueTask(await at(from, issued, '08:30'), {
    kind: 'action',
    title: task.title,
    content: task.content,
    document: task.document ?? '',
    assigneeId: person(to).publicId,
    approverId: person(approver).publicId,
    followerId: person('diep').publicId,
    consequence: 'Trễ hạn hoặc lỗi lớn: trừ 25% điểm tiến độ, chất lượng mỗi lần (NĐ 335/2025).',
    steps: (task.steps ?? [['Thực hiện, báo cáo kết quả', undefined]]).map(([name, days]) => ({ name, days })),
    product: task.product,
    quantity: 1,
    quantityUnit: '',
    acceptance: task.acceptance ?? '',
    evidence: task.evidence ?? '',
    factor: 100,
    dueTyped: on(due),
  })
  if (stage === 'issued') return
  await acceptTask(await at(to, issued, '14:05'), id)
  if (stage === 'accepted') return
  const text = new TextEncoder().encode(`${task.title}\n\nKết quả minh họa, không phải văn bản thật.\n`)
  const file = await storeFile(site.config.dataDir, text, 'Ket-qua.txt', 'text/plain; charset=utf-8')
  await submitTask(await at(to, submitted, '16:05'), id, {
    report: `Đã làm xong: ${task.product}. Kính trình đồng chí nghiệm thu.`,
    files: [file],
  })
  if (stage === 'submitted') return
  const decision = await at(approver, submitted + 1, '09:20')
  if (stage === 'approved') await approveTask(decision, id, { grade: 'met' })
  else
    await returnTask(decision, id, {
      reason: 'Bổ sung kinh phí theo từng quý.',
      due: on(Math.max(due, submitted + 1)),
      majorError: false,
    })
}

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
