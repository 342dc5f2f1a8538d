import fc from 'fast-check'
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '../../src/db/schema.ts'
import { handlers } from '../../src/handlers.ts'
import { runJobs } from '../../src/jobs.ts'
import { check, sendFile, stateOf, type Value, xlsxFile } from '../import-files.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const head = [
  'Mã cán bộ',
  'Họ và tên',
  'Email',
  'Điện thoại',
  'Đơn vị',
  'Chức vụ',
  'Vai trò',
  'Tên đăng nhập',
  'Từ ngày',
]
const some = <T>(...values: T[]) => fc.constantFrom(...values)
const number = fc.nat(400)
const row = fc.tuple(
  fc.option(number.map((n) => `M${n}`)),
  fc.oneof(
    number.map((n) => `Trần Văn ${n}`),
    some('Đặng Thị Hoa', 'Nguyễn Văn Minh', '', 'Lê'),
  ),
  fc.option(
    fc.oneof(
      number.map((n) => `m${n}@x.vn`),
      some('sai', 'M1@x.vn'),
    ),
  ),
  some<Value>(null, '0911222333', 912345678, 'không'),
  some<Value>('KT', 'VH-XH', 'UBND phường / Đội Một', 'Đội Hai', 'KT', 'VH-XH', null),
  some<Value>('Chuyên viên', 'Trưởng phòng', 'Chuyên viên', null),
  some<Value>(null, null, 'Lãnh đạo', 'Cán bộ, công chức; Đoàn kiểm tra', 'Thủ kho'),
  fc.option(
    number.map((n) => `u.${n}`),
    { freq: 2 },
  ),
  some<Value>(null, null, '01/08/2026', '31/02/2026', '2026-09-01', new Date('2026-10-01')),
) as fc.Arbitrary<Value[]>

/** A database that dies at a statement of a later writing, as a process may; what it had begun is rolled back. */
function dyingAfter(db: Db, statements: number): Db {
  let left = statements
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      left -= 1
      if (left < 0) throw new Error('died')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { ...db, writer: db.writer.withPlugin(plugin) }
}

/** Everything an import writes, counted; signing in is on the record too, and is left out. */
async function counted() {
  const { reader } = world.db
  const count = async (table: 'people' | 'logins' | 'postings' | 'roleGrants' | 'units' | 'unitSpans') =>
    (
      await reader
        .selectFrom(table)
        .select((is) => is.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n
  const record = await reader.selectFrom('audit').select('action').where('action', 'not like', 'account.%').execute()
  const of = (action: string) => record.filter((one) => one.action === action).length
  return {
    people: await count('people'),
    logins: await count('logins'),
    postings: await count('postings'),
    roles: await count('roleGrants'),
    units: await count('units'),
    spans: await count('unitSpans'),
    added: of('unit.addPerson'),
    finished: of('import.finish'),
  }
}

/** Everybody here has one posting that holds, and it is the one the person's row tells; addresses and codes are one's own. */
async function expectWhole() {
  const people = await world.db.reader
    .selectFrom('people')
    .leftJoin('postings', (join) => join.onRef('postings.personId', '=', 'people.id').on('toDay', 'is', null))
    .leftJoin('logins', 'logins.personId', 'people.id')
    .select([
      'people.id',
      'people.name',
      'people.unitId',
      'people.post',
      'postings.unitId as posted',
      'postings.post as postedAs',
      'username',
    ])
    .where('system', '=', 0)
    .execute()
  expect(new Set(people.map(({ id }) => id)).size).toBe(people.length)
  expect(people.filter((one) => one.unitId !== one.posted || one.post !== one.postedAs || !one.username)).toEqual([])
  const lost = await world.db.reader
    .selectFrom('units')
    .leftJoin('units as above', 'above.id', 'units.parentId')
    .select(['units.id', 'units.path', 'above.path as over'])
    .execute()
  expect(lost.filter(({ id, path, over }) => path !== `${over ?? '/'}${id}/`)).toEqual([])
}

test('random files, cut off anywhere, are written whole or not at all', async () => {
  const an = world.as('an')
  let written = 0
  const patience = Date.now() + 25_000 // on a slow machine fewer runs, each of them whole
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      fc.array(fc.nat(40), { maxLength: 2 }),
      async (rows, createUnits, deaths) => {
        if (Date.now() > patience) return
        const before = await counted()
        const id = await sendFile(world, 'people', await xlsxFile([head, ...rows]))
        const answers = await check(world, id, createUnits ? { 'opt.createUnits': '1' } : {})
        const created = answers.filter(({ outcome }) => outcome === 'created').length
        const changed = answers.filter(({ outcome }) => outcome === 'changed').length
        expect(await counted()).toEqual(before)
        const pressed = await an.post(`/imports/${id}/application`, { leaveOut: '1' })
        expect(pressed.status).toBe(created + changed > 0 ? 303 : 409)
        for (const statements of deaths) {
          const died = { ...world.site, db: dyingAfter(world.db, statements) }
          await runJobs(died, handlers).catch((error) => expect(String(error)).toContain('died'))
          if ((await stateOf(world, id)) !== 'done') expect(await counted()).toEqual(before)
          world.clock = new Date(Date.parse(world.clock) + 60_000).toISOString()
        }
        await world.work()
        if (created + changed === 0) return
        written += 1
        const after = await counted()
        expect([await stateOf(world, id), after.finished - before.finished]).toEqual(['done', 1])
        const gained = [after.people - before.people, after.logins - before.logins, after.added - before.added]
        expect(gained).toEqual([created, created, created])
        expect(after.units - before.units).toBe(after.spans - before.spans)
        if (!createUnits) expect(after.units).toBe(before.units)
        await expectWhole()
      },
    ),
    { numRuns: 25 },
  )
  expect(written).toBeGreaterThan(2)
}, 60_000)
