import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPerson } from '../../src/people/commands.ts'
import { resolvePerson } from '../../src/people/pick.ts'
import { confirm } from '../preview.ts'
import { openWorld, type World } from '../world.ts'

let world: World
const ids: Record<string, string> = {}
beforeAll(async () => {
  world = await openWorld()
  const ctx = await world.ctx('an')
  const plain = {
    post: 'Chuyên viên',
    unit: world.units.kt,
    day: '2026-11-25',
    roles: [],
    email: undefined,
    phone: undefined,
    username: undefined,
  }
  for (const name of ['Nguyễn Thị Lan Anh', 'Phạm Thị Hòa', 'Bùi Văn Bình', 'Bùi Văn Bình', 'Hà Lân'])
    ids[name] = (await addPerson(ctx, { ...plain, name })).id
})
afterAll(() => world.close())

const resolve = async (text: string, id?: string, within?: { path: string }) => {
  const picked = await resolvePerson(await world.ctx('hoa'), { text, id }, within)
  return picked.person?.name ?? [picked.problem, ...(picked.candidates ?? []).map(({ name }) => name)]
}

test.each([
  ['the whole name, though another begins with it', 'Nguyễn Thị Lan', 'Nguyễn Thị Lan'],
  ['the whole name without marks', 'nguyen thi lan anh', 'Nguyễn Thị Lan Anh'],
  ['the given name, though a family name begins so', 'hoàng', 'Hoàng Thị Mai'],
  ['marks that were typed count', 'Hòa', 'Phạm Thị Hòa'],
  ['the given name with its marks before one without', 'Lân', 'Hà Lân'],
  ['the given name though it is a middle name elsewhere', 'Anh', 'Nguyễn Thị Lan Anh'],
  ['two words out of order', 'minh nguyen', 'Nguyễn Văn Minh'],
])('%s: %s', async (_, text, name) => {
  expect(await resolve(text)).toBe(name)
})

test('two people of one name are both offered', async () => {
  expect(await resolve('Bùi Văn Bình')).toEqual(['several', 'Bùi Văn Bình', 'Bùi Văn Bình'])
  expect(await resolve('hoa')).toEqual(['several', 'Đặng Thị Hoa', 'Phạm Thị Hòa', 'Hoàng Thị Mai'])
})

test('nothing typed, and a name nobody has', async () => {
  expect(await resolve('')).toEqual(['missing'])
  expect(await resolve('Ai Đó')).toEqual(['unknown'])
})

test('the ticked chip wins, unless the text was changed to another name', async () => {
  expect(await resolve('bùi', ids['Bùi Văn Bình'])).toBe('Bùi Văn Bình')
  expect(await resolve('', ids['Hà Lân'])).toBe('Hà Lân')
  expect(await resolve('minh', ids['Hà Lân'])).toBe('Nguyễn Văn Minh')
  expect(await resolve('', 'no-such-person')).toEqual(['unknown'])
})

test('only within the unit asked for, and only who is still here', async () => {
  const { path } = await world.who('mai')
  expect(await resolve('nguyen', undefined, { path })).toBe('Nguyễn Văn Minh')
  expect(await resolve('lan', world.ids.lan.publicId, { path })).toEqual(['unknown'])
  await confirm(world.as('an'), `/people/${ids['Hà Lân']}/departure`, { day: '25/11/2026' })
  expect(await resolve('Hà Lân', ids['Hà Lân'])).toEqual(['unknown'])
})
