import { openSession } from '../../src/account/commands.ts'
import type { Ctx } from '../../src/act.ts'
import { createApp } from '../../src/app.tsx'
import { readCalendar } from '../../src/calendar/queries.ts'
import { readConfig } from '../../src/config.ts'
import type { Db } from '../../src/db/schema.ts'
import { openLog } from '../../src/log.ts'
import { findWho } from '../../src/people/queries.ts'
import type { WorkUnit } from '../../src/people/work-units.ts'
import { readUnits } from '../../src/people/work-units.ts'
import type { Person } from '../../src/rules/access.ts'
import { dayIn } from '../../src/rules/days.ts'
import type { Site } from '../../src/site.ts'

const morning = '2026-11-25T02:00:00.000Z'
export const today = dayIn(morning)
const origin = 'http://localhost'

/** Chủ tịch tỉnh; giám đốc, chuyên viên theo dõi, thanh tra of the first department; an officer; the administrator. */
export type Viewer = 'chair' | 'director' | 'clerk' | 'inspector' | 'officer' | 'chief' | 'admin'

export type Office = Awaited<ReturnType<typeof openOffice>>

/** The seeded province as its people see it: queries by `ctx`, pages by `get`. `db` may be one that listens. */
export async function openOffice(db: Db) {
  const units = await readUnits(db.reader)
  const root = units.find(({ parentId }) => parentId === null) as WorkUnit
  const department = units.find(({ parentId }) => parentId === root.id) as WorkUnit
  const section = units.find(({ parentId }) => parentId === department.id) as WorkUnit
  const calendar = await readCalendar(db.reader)
  const site: Site = {
    config: readConfig({ LOG_LEVEL: 'silent' }),
    db,
    log: openLog('silent'),
    clock: () => morning,
    setupCode: '',
  }
  const app = createApp(site)

  const find = async (unit: WorkUnit, post: string): Promise<Person> => {
    const people = db.reader.selectFrom('people').select('id').where('unitId', '=', unit.id).where('post', '=', post)
    const { id } = await people.orderBy('id').limit(1).executeTakeFirstOrThrow()
    return (await findWho(db.reader, id, today)) as Person
  }
  const viewers: Record<Viewer, Person> = {
    chair: await find(root, 'Chủ tịch'),
    chief: await find(root, 'Trưởng đoàn kiểm tra'),
    admin: await find(root, 'Quản trị'),
    director: await find(department, 'Lãnh đạo'),
    clerk: await find(department, 'Chuyên viên theo dõi'),
    inspector: await find(department, 'Thanh tra'),
    officer: await find(section, 'Chuyên viên'),
  }
  const ctx = (viewer: Viewer): Ctx => ({ db, who: viewers[viewer], now: morning, today, calendar })
  const cookies = new Map<Viewer, string>()
  for (const viewer of Object.keys(viewers) as Viewer[]) {
    cookies.set(viewer, `session=${await openSession(ctx(viewer), 'Chrome', '127.0.0.1')}`)
  }
  /** A page as its viewer gets it, read to the end. Throws unless it is there. */
  const get = async (viewer: Viewer, path: string): Promise<string> => {
    const answer = await app.request(origin + path, { headers: { Cookie: cookies.get(viewer) ?? '' } })
    const page = await answer.text()
    if (answer.status !== 200) throw new Error(`${path} for ${viewer}: ${answer.status}`)
    return page
  }
  return { db, units, root, department, section, viewers, ctx, get }
}
