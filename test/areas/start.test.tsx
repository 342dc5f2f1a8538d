import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const page = async (path: string, name: 'an' | 'hoa' = 'an') => (await world.as(name).get(path)).text()

test('the guide counts what is there and names the next step', async () => {
  expect(await page('/start')).toMatch(/3\/6[\s\S]*Đã có 7 tài khoản, 2 đơn vị trực thuộc/)
  expect(await page('/')).toMatch(/3\/6 bước[\s\S]*Tiếp theo: lịch làm việc/)
})

test('what only a person can say is right is said once, on the record', async () => {
  const answer = await world.as('an').post('/start', { what: 'calendar' })
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/start'])
  expect(await world.audit()).toMatchObject([
    { actor: 'an', action: 'unit.configure', facts: { guide: 'Lịch làm việc' } },
  ])
  expect(await page('/')).toMatch(/4\/6 bước[\s\S]*Tiếp theo: mẫu quy trình/)
})

test('it is gone from the home page when all is done, or when the administrator has seen enough', async () => {
  await world.as('an').post('/start', { what: 'hidden' })
  expect(await page('/')).not.toContain('Bắt đầu sử dụng')
  expect(await page('/start')).not.toContain('Không hiện ở trang chủ nữa')
  await world.as('an').post('/start', { what: 'calendar' })
  await world.as('an').post('/start', { what: 'templates' })
  await world.task()
  expect(await page('/start')).toContain('6/6')
})

test('it is the administrator’s alone, and says nothing of what it does not know', async () => {
  expect((await world.as('hoa').get('/start')).status).toBe(403)
  expect((await world.as('hoa').post('/start', { what: 'hidden' })).status).toBe(403)
  expect(await page('/', 'hoa')).not.toContain('/start')
  const rows = await world.db.reader.selectFrom('settings').select('key').where('key', '=', 'guide').execute()
  await world.as('an').post('/start', { what: 'office' })
  expect(await world.db.reader.selectFrom('settings').select('key').where('key', '=', 'guide').execute()).toEqual(rows)
})
