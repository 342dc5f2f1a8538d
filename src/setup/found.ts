import { changePassword } from '../account/commands.ts'
import type { Ctx } from '../act.ts'
import { readCalendar } from '../calendar/queries.ts'
import { addPerson } from '../people/commands.ts'
import { findWho } from '../people/queries.ts'
import { refuseUnless } from '../refusal.ts'
import { dayIn } from '../rules/days.ts'
import type { Site } from '../site.ts'
import { layGround, type Office } from './ground.ts'

export interface Founding {
  office: Office
  /** `also`: the role held beside that of administrator; in a small office one person is both. */
  admin: { name: string; post: string; username: string; password: string; also?: 'leader' | 'clerk' }
}

/** Lays the ground and takes in the first administrator, on the record as done by the system. Returns their internal id. */
export async function found(site: Pick<Site, 'db' | 'clock'>, { office, admin }: Founding): Promise<number> {
  const { db } = site
  const { system, root } = await layGround(db, office)
  const now = site.clock()
  const ctx: Ctx = { db, who: system, now, today: dayIn(now), calendar: await readCalendar(db.reader) }
  const person = { name: admin.name, post: admin.post, username: admin.username, unit: root.publicId, day: ctx.today }
  // One key for the first administrator, whoever sends it: two forms at once take in one.
  const { id } = await addPerson(
    { ...ctx, key: 'first-administrator' },
    { ...person, email: undefined, phone: undefined, roles: admin.also ? ['admin', admin.also] : ['admin'] },
  )
  const row = await db.reader.selectFrom('people').select('id').where('publicId', '=', id).executeTakeFirstOrThrow()
  const who = await findWho(db.reader, row.id, ctx.today)
  refuseUnless(who, 'setUpAlready')
  await changePassword({ ...ctx, who }, admin.password, undefined)
  return who.id
}
