import { afterEach, beforeEach, expect, test } from 'vitest'
import { postingsOf } from '../../src/people/queries.ts'
import { scopesOfParties } from '../../src/rules/access.ts'
import { isPassword } from '../../src/secrets.ts'
import { confirm } from '../preview.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const an = () => world.as('an')
const at = (name: Name) => `/people/${world.ids[name].publicId}`
const leave = (name: Name) => confirm(an(), `${at(name)}/departure`, { successor: 'Nguyễn Thị Lan', day: '' })
const form = (more: Record<string, string> = {}) => ({
  ...{ unit: world.units.kt, post: 'Phó Trưởng phòng', day: '25/11/2026' },
  ...more,
})
const grants = (name: Name) =>
  world.db.reader
    .selectFrom('roleGrants')
    .select(['role', 'toDay'])
    .where('personId', '=', world.ids[name].id)
    .orderBy('id')
    .execute()

test('somebody who left comes back to a new posting with a new password, and without any role', async () => {
  const task = await world.task()
  expect((await leave('minh')).status).toBe(303)
  expect(await (await an().get(at('minh'))).text()).toContain('Nhận lại công tác…')
  const answer = await an().post(`${at('minh')}/return`, form())
  const html = await answer.text()
  const password = /<code>((?:[a-z]{4}-){4}\d\d)<\/code>/.exec(html)?.[1] ?? ''
  expect([answer.status, html]).toEqual([200, expect.stringContaining('Đã nhận lại đồng chí Nguyễn Văn Minh')])
  const logins = world.db.reader.selectFrom('logins').selectAll().where('username', '=', 'minh')
  const login = await logins.executeTakeFirstOrThrow()
  expect([await isPassword(password, login.passwordHash, world.clock), login.mustChange]).toEqual([true, 1])
  expect(await world.who('minh')).toMatchObject({ post: 'Phó Trưởng phòng', roles: [] })
  expect(await postingsOf(world.db.reader, world.ids.minh.id)).toMatchObject([
    { unitName: 'Phòng Kinh tế', fromDay: '2026-11-25', toDay: null },
    { unitName: 'Phòng Văn hóa - Xã hội', fromDay: '2026-01-05', toDay: '2026-11-25' },
  ])
  expect(await grants('minh')).toEqual([{ role: 'officer', toDay: '2026-11-25' }])
  const row = await world.db.reader
    .selectFrom('tasks')
    .select('assigneeId')
    .where('publicId', '=', task)
    .executeTakeFirst()
  expect(row).toEqual({ assigneeId: world.ids.lan.id }) // what was handed over stays there
  expect((await world.audit())[0]).toMatchObject({
    ...{ actor: 'an', action: 'person.rejoin', aboutId: world.ids.minh.id },
    facts: { leftOn: ['2026-11-25', null], unit: 'Phòng Kinh tế', post: 'Phó Trưởng phòng', fromDay: '2026-11-25' },
  })
})

test('finished work of the returner is found from where they are now', async () => {
  const publicId = await world.task()
  await world.db.writer.updateTable('tasks').set({ state: 'completed', doneOn: '2026-11-25' }).execute()
  await leave('minh')
  await an().post(`${at('minh')}/return`, form())
  const { id } = await world.db.reader
    .selectFrom('tasks')
    .select('id')
    .where('publicId', '=', publicId)
    .executeTakeFirstOrThrow()
  const rows = await world.db.reader.selectFrom('taskScopes').select('scope').where('taskId', '=', id).execute()
  const { unitId: vhxh } = await world.who('mai')
  const parties = [await world.who('minh'), await world.who('hoa')]
  expect(rows.map(({ scope }) => scope).sort()).toEqual([...scopesOfParties(parties), `u${vhxh}`].sort())
})

test('a departure of today taken back leaves no gap, one of the first day no second posting', async () => {
  await leave('quang')
  expect((await an().post(`${at('quang')}/return`, form({ unit: world.units.root, post: 'Trưởng đoàn' }))).status).toBe(
    200,
  )
  await leave('quang')
  expect((await an().post(`${at('quang')}/return`, form({ unit: world.units.root, post: 'Đoàn viên' }))).status).toBe(
    200,
  )
  expect(await postingsOf(world.db.reader, world.ids.quang.id)).toMatchObject([
    { post: 'Đoàn viên', fromDay: '2026-11-25', toDay: null },
    { post: 'Trưởng đoàn kiểm tra', fromDay: '2026-01-05', toDay: '2026-11-25' },
  ])
})

test.each([
  ['before they left', { day: '24/11/2026' }, 'thôi công tác từ 25/11/2026'],
  ['on a day to come', { day: '26/11/2026' }, 'Ngày này chưa tới'],
  ['into no unit', { unit: '' }, 'Chọn đơn vị công tác'],
  ['as nothing', { post: '' }, 'Ghi chức vụ'],
])('not %s', async (_, more, sentence) => {
  await leave('minh')
  const answer = await an().post(`${at('minh')}/return`, form(more))
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(sentence)])
  expect(
    await world.db.reader.selectFrom('people').select('leftOn').where('id', '=', world.ids.minh.id).executeTakeFirst(),
  ).toEqual({ leftOn: '2026-11-25' })
})

test('only who left can come back, and only an administrator takes them back', async () => {
  expect((await an().get(`${at('minh')}/return`)).status).toBe(404)
  expect((await an().post(`${at('minh')}/return`, form())).status).toBe(409)
  await leave('minh')
  expect((await world.as('hoa').get(`${at('minh')}/return`)).status).toBe(403)
  expect((await world.as('hoa').post(`${at('minh')}/return`, form())).status).toBe(403)
})

test('a role laid down a moment ago is taken up again by one press, on the same day only', async () => {
  const held = world.db.reader.selectFrom('roleGrants').select('publicId').where('personId', '=', world.ids.minh.id)
  const { publicId } = await held.executeTakeFirstOrThrow()
  const path = `${at('minh')}/roles/${publicId}`
  const browser = an()
  expect((await browser.post(`${path}/end`)).status).toBe(303)
  const page = await (await browser.get(at('minh'))).text()
  expect(page).toMatch(new RegExp(`action="${path}/return"[^]*Hoàn tác`))
  expect(await grants('minh')).toEqual([{ role: 'officer', toDay: '2026-11-25' }])
  expect((await browser.post(`${path}/return`)).status).toBe(303)
  expect(await grants('minh')).toEqual([{ role: 'officer', toDay: null }])
  expect((await world.audit())[0]).toMatchObject({
    action: 'unit.grantRole',
    facts: { role: 'officer', toDay: ['2026-11-25', null] },
  })
  expect((await browser.post(`${path}/return`)).status).toBe(404) // it holds
  await browser.post(`${path}/end`)
  await browser.post(`${at('minh')}/roles`, { role: 'officer', unit: world.units.vhxh, day: '' })
  expect((await browser.post(`${path}/return`)).status).toBe(409) // it was given anew
  world.clock = '2026-11-26T02:00:00.000Z'
  expect((await an().post(`${path}/return`)).status).toBe(404)
})
