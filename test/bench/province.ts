import type { Insertable } from 'kysely'
import type { Db, Schema } from '../../src/db/schema.ts'
import type { Role } from '../../src/rules/access.ts'
import { personSortKey, searchText } from '../../src/rules/names.ts'
import { layGround } from '../../src/setup/ground.ts'

/** How large: departments and communes (sở, xã) below the province, units in each, people in each unit. */
export const size = { departments: 20, communes: 130, units: 3, people: 16 }
const openedOn = '2024-01-01'

/** Somebody who does tasks, with all who may give them or look on: their ids. */
export interface Doer {
  id: number
  unitId: number
  officeId: number
  headId: number
  leaderId: number
  clerkId: number
  chairId: number
  folded: string
}

type Person = Insertable<Schema['people']> & { id: number }
type Unit = Insertable<Schema['units']> & { id: number }

const surnames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đặng', 'Vũ', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý']
const middles = ['Văn', 'Thị', 'Đức', 'Minh', 'Ngọc', 'Hữu', 'Thanh', 'Quang', 'Thu', 'Xuân', 'Anh']
const givens = ['Lan', 'Hoa', 'Minh', 'Ánh', 'Dũng', 'Hà', 'Hải', 'Hùng', 'Huệ', 'Khánh', 'Linh', 'Long', 'Mai', 'Nam']
const more = ['Nga', 'Phúc', 'Phương', 'Quân', 'Sơn', 'Tâm', 'Thảo', 'Thủy', 'Trang', 'Trung', 'Tuấn', 'Việt', 'Yến']
const lastNames = [...givens, ...more]

const nameOf = (n: number) =>
  `${surnames[n % surnames.length]} ${middles[(n * 7) % middles.length]} ${lastNames[(n * 5) % lastNames.length]}`

/** Lays out a province, about 600 units and 8,000 people. Returns those who do its tasks. */
export async function seedProvince(db: Db): Promise<Doer[]> {
  const name = 'Tỉnh Minh Thụy'
  const { system, root } = await layGround(db, { superior: 'Ủy ban nhân dân', name, shortName: 'UBND tỉnh', openedOn })
  const units: Unit[] = []
  const people: Person[] = []
  const grants: { personId: number; role: Role; unitId: number }[] = []

  const addUnit = (parent: { id: number; path: string }, kind: string, name: string, shortName: string) => {
    const id = root.id + 1 + units.length
    const words = { name, shortName, folded: searchText(name, shortName), position: id }
    const tree = { parentId: parent.id, path: `${parent.path}${id}/`, successorId: null }
    units.push({ id, publicId: `unit${id}`, kind, ...words, ...tree, openedOn, closedOn: null })
    return { id, path: tree.path }
  }
  const addPerson = (unitId: number, post: string, roles: Role[]) => {
    const id = system.id + 1 + people.length
    const name = nameOf(id)
    const words = { name, folded: searchText(name), sortKey: personSortKey(name), post }
    people.push({ id, publicId: `person${id}`, ...words, unitId, email: null, phone: null, leftOn: null })
    for (const role of roles) grants.push({ personId: id, role, unitId })
    return id
  }

  const doers: Doer[] = []
  const chairId = addPerson(root.id, 'Chủ tịch', ['leader'])
  addPerson(root.id, 'Chuyên viên theo dõi', ['clerk'])
  addPerson(root.id, 'Trưởng đoàn kiểm tra', ['inspector'])
  addPerson(root.id, 'Quản trị', ['admin'])
  const { departments, communes } = size
  for (let n = 0; n < departments + communes; n++) {
    const called = n < departments ? `Sở số ${n + 1}` : `Xã số ${n + 1 - departments}`
    const office = addUnit(root, 'office', called, called)
    const officeId = office.id
    const leaderId = addPerson(officeId, 'Lãnh đạo', ['leader'])
    const clerkId = addPerson(officeId, 'Chuyên viên theo dõi', ['clerk'])
    addPerson(officeId, 'Thanh tra', ['inspector'])
    for (let u = 0; u < size.units; u++) {
      const unitId = addUnit(office, 'unit', `Phòng ${u + 1}, ${called}`, `P${u + 1} ${called}`).id
      const headId = addPerson(unitId, 'Trưởng phòng', ['leader'])
      const own = { unitId, officeId, leaderId, clerkId, chairId }
      doers.push({ ...own, id: headId, headId: leaderId, folded: searchText(nameOf(headId)) })
      for (let p = 0; p < size.people; p++) {
        const id = addPerson(unitId, 'Chuyên viên', ['officer'])
        doers.push({ ...own, id, headId, folded: searchText(nameOf(id)) })
      }
    }
  }

  const { writer } = db
  const span = { fromDay: openedOn, toDay: null }
  await inSlices(units, (rows) => writer.insertInto('units').values(rows).execute())
  await inSlices(units, (rows) => {
    const spans = rows.map(({ id, parentId, name, shortName }) => ({ unitId: id, parentId, name, shortName, ...span }))
    return writer.insertInto('unitSpans').values(spans).execute()
  })
  await inSlices(people, (rows) => writer.insertInto('people').values(rows).execute())
  await inSlices(people, (rows) => {
    const postings = rows.map(({ id, unitId, post }) => ({ personId: id, unitId, post, ...span }))
    return writer.insertInto('postings').values(postings).execute()
  })
  await inSlices(people, (rows) => {
    const logins = rows.map(({ id }) => ({ personId: id, username: `n${id}`, passwordHash: '', mustChange: 0 }))
    return writer.insertInto('logins').values(logins).execute()
  })
  await inSlices(grants, (rows) => {
    const dated = rows.map((row, n) => ({ ...row, publicId: `grant${row.personId}.${n}`, ...span }))
    return writer.insertInto('roleGrants').values(dated).execute()
  })
  return doers
}

/** Few enough values at a time for either database. */
export async function inSlices<T>(rows: readonly T[], insert: (rows: T[]) => Promise<unknown>) {
  for (let at = 0; at < rows.length; at += 500) await insert(rows.slice(at, at + 500))
}
