import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Caller, caller } from '../caller.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
let an: Caller
beforeEach(async () => {
  world = await openWorld()
  an = await caller(world, 'an')
})
afterEach(() => world.close())

const person = (name: Name) => `/people/${world.ids[name].publicId}`
const json = async (answer: Response | Promise<Response>) => {
  const got = await answer
  return [got.status, await got.json()]
}

test('who leaves: the dry run, then the very same; without having seen it, or when it has changed, no', async () => {
  const task = await world.task()
  const asked = { successorId: world.ids.lan.publicId, day: '2026-11-25' }
  const [, bare] = await json(an.get(`${person('minh')}/departure`))
  expect(bare.errors).toMatchObject([{ field: 'successor' }])
  const [status, shown] = await json(an.get(`${person('minh')}/departure?${new URLSearchParams(asked)}`))
  expect([status, shown]).toMatchObject([
    200,
    {
      tasks: [{ id: task, parts: ['assignee'], assignee: 'Nguyễn Thị Lan', approver: 'Đặng Thị Hoa' }],
      roles: [{ role: 'officer', unit: 'Phòng Văn hóa - Xã hội' }],
      errors: [],
    },
  ])
  expect((await an.post(`${person('minh')}/departure`, asked)).status).toBe(422)
  expect((await an.post(`${person('minh')}/departure`, { ...asked, seen: 'khac' })).status).toBe(409)
  const late = { ...asked, day: '2026-11-26', seen: shown.seen }
  expect(await json(an.post(`${person('minh')}/departure`, late))).toMatchObject([422, { errors: [{ field: 'day' }] }])
  const gone = await json(an.post(`${person('minh')}/departure`, { ...asked, seen: shown.seen }))
  expect(gone).toMatchObject([200, { name: 'Nguyễn Văn Minh', leftOn: '2026-11-25' }])
  expect((await an.get(`${person('minh')}/departure`)).status).toBe(409)

  const key = { 'Idempotency-Key': 'back' }
  const posting = { unitId: world.units.kt, post: 'Chuyên viên', day: '2026-11-25' }
  const [, back] = await json(an.post(`${person('minh')}/return`, posting, key))
  expect(back).toMatchObject({ leftOn: null, unit: { name: 'Phòng Kinh tế' }, username: 'minh' })
  expect(back.password).toMatch(/^([a-z]{4}-){4}\d\d$/)
  expect((await json(an.post(`${person('minh')}/return`, posting, key)))[1].password).toBeNull()
})

test('units that merge: the dry run, then the very same', async () => {
  const into = { name: 'Phòng Tổng hợp', shortName: 'TH', day: '2026-11-16' }
  const path = `/units/${world.units.vhxh}/closure`
  const [status, shown] = await json(an.get(`${path}?${new URLSearchParams({ ...into, also: world.units.kt })}`))
  expect([status, shown]).toMatchObject([
    200,
    {
      closes: [{ name: 'Phòng Văn hóa - Xã hội', people: 2 }, { name: 'Phòng Kinh tế' }],
      opens: [into].map(({ name }) => ({ name })),
      errors: [],
    },
  ])
  expect(shown.people).toHaveLength(3)
  const roles = shown.roles.map(({ id }: { id: string }) => id)
  const other = { ...into, also: [world.units.kt], roles, seen: shown.seen } // the leader's role was not ticked
  expect((await an.post(path, other)).status).toBe(409)
  const merged = await json(an.post(path, { ...into, also: [world.units.kt], seen: shown.seen }))
  expect(merged).toMatchObject([
    200,
    { name: 'Phòng Văn hóa - Xã hội', closedOn: '2026-11-16', successor: { name: 'Phòng Tổng hợp' } },
  ])
  expect((await an.get(path)).status).toBe(404)
})

test.each<Name>(['hoa', 'mai', 'minh'])('%s may do none of it', async (name) => {
  const somebody = await caller(world, name)
  const answers = [
    await somebody.get(`${person('lan')}/departure`),
    await somebody.post(`${person('lan')}/departure`, { seen: 'x' }),
    await somebody.post(`${person('lan')}/return`, { unitId: world.units.kt, post: 'Chuyên viên' }),
    await somebody.get(`/units/${world.units.kt}/closure`),
    await somebody.post(`/units/${world.units.kt}/closure`, { seen: 'x' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
})
