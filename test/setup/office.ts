import type { Ctx } from '../../src/act.ts'
import { readCalendar } from '../../src/calendar/queries.ts'
import type { Db } from '../../src/db/schema.ts'
import { addPerson } from '../../src/people/commands.ts'
import { findWho } from '../../src/people/queries.ts'
import { addUnit } from '../../src/people/unit-commands.ts'
import type { Person, Role } from '../../src/rules/access.ts'
import { dayIn } from '../../src/rules/days.ts'
import { hashPassword } from '../../src/secrets.ts'
import { found } from '../../src/setup/found.ts'

export const password = 'bốn chữ dễ nhớ'
const founding = '2026-01-05T01:00:00.000Z'

export type UnitName = 'root' | 'vhxh' | 'kt'
export type Name = 'an' | 'hoa' | 'minh' | 'lan' | 'mai' | 'quang' | 'diep'

/** What tests call a unit, by its short name. */
export const unitNames: Record<string, UnitName> = { 'UBND phường': 'root', 'VH-XH': 'vhxh', KT: 'kt' }

const people: { username: Name; name: string; post: string; unit: UnitName; roles: Role[] }[] = [
  { username: 'hoa', name: 'Đặng Thị Hoa', post: 'Chủ tịch', unit: 'root', roles: ['leader'] },
  { username: 'diep', name: 'Lê Thị Ngọc Diệp', post: 'Chuyên viên theo dõi', unit: 'root', roles: ['clerk'] },
  { username: 'quang', name: 'Đỗ Quang', post: 'Trưởng đoàn kiểm tra', unit: 'root', roles: ['inspector'] },
  { username: 'mai', name: 'Hoàng Thị Mai', post: 'Trưởng phòng', unit: 'vhxh', roles: ['leader'] },
  { username: 'minh', name: 'Nguyễn Văn Minh', post: 'Chuyên viên', unit: 'vhxh', roles: ['officer'] },
  { username: 'lan', name: 'Nguyễn Thị Lan', post: 'Chuyên viên', unit: 'kt', roles: ['officer', 'council'] },
]

/** Moves the office of the tests into an empty, migrated database, by the commands that people use; once, to be copied. */
export async function settle(db: Db): Promise<void> {
  const office = {
    superior: 'Ủy ban nhân dân',
    name: 'Phường Minh Thụy',
    shortName: 'UBND phường',
    openedOn: '2026-01-05',
  }
  const admin = { name: 'Trần Minh An', post: 'Quản trị', username: 'an', password }
  const adminId = await found({ db, clock: () => founding }, { office, admin })
  const today = dayIn(founding)
  const who = (await findWho(db.reader, adminId, today)) as Person
  const ctx: Ctx = { db, who, now: founding, today, calendar: await readCalendar(db.reader) }
  const root = await db.reader.selectFrom('units').select('publicId').executeTakeFirstOrThrow()
  const under = { kind: 'unit' as const, parent: root.publicId, day: today }
  const units: Record<UnitName, string> = {
    root: root.publicId,
    vhxh: await addUnit(ctx, { ...under, name: 'Phòng Văn hóa - Xã hội', shortName: 'VH-XH' }),
    kt: await addUnit(ctx, { ...under, name: 'Phòng Kinh tế', shortName: 'KT' }),
  }
  for (const { unit, ...person } of people) {
    await addPerson(ctx, { ...person, unit: units[unit], day: today, email: undefined, phone: undefined })
  }
  // One password for all, set at once: the commands that set one are tested where they belong.
  const passwordHash = await hashPassword(password)
  await db.writer.updateTable('logins').set({ passwordHash, mustChange: 0 }).execute()
}
