import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { confirm } from '../preview.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const form = (more: Record<string, string> = {}) => ({
  substitute: 'Hoàng Thị Mai',
  fromDay: '25/11/2026',
  toDay: '30/11/2026',
  reason: 'Đi công tác',
  ...more,
})
const rows = () => world.db.reader.selectFrom('delegations').selectAll().orderBy('id').execute()
const given = async (from: Name = 'hoa', more: Record<string, string> = {}) => {
  const answer = await world.as(from).post('/delegations', form(more))
  expect(answer.status).toBe(303)
  return (await rows()).at(-1)?.publicId ?? ''
}

describe('giving', () => {
  test('from a day to a day, on record about the principal', async () => {
    const id = await given()
    expect((await world.audit())[0]).toMatchObject({
      actor: 'hoa',
      action: 'person.delegate',
      subject: id,
      aboutId: world.ids.hoa.id,
      facts: { principal: 'Đặng Thị Hoa', substitute: 'Hoàng Thị Mai', fromDay: '2026-11-25', toDay: '2026-11-30' },
    })
    for (const name of ['hoa', 'mai', 'an'] as const)
      expect(await (await world.as(name).get('/delegations')).text()).toContain('Đang có hiệu lực')
    expect(await (await world.as('minh').get('/delegations')).text()).not.toContain('Đặng Thị Hoa ủy quyền')
  })

  test.each([
    ['to oneself', { substitute: 'Đặng Thị Hoa' }, 'phải là người khác'],
    ['backwards', { fromDay: '30/11/2026', toDay: '26/11/2026' }, 'Ngày cuối phải từ 30/11/2026'],
    ['into the past', { fromDay: '20/11/2026', toDay: '24/11/2026' }, 'Ngày cuối đã qua'],
    ['without a reason', { reason: '' }, 'Ghi lý do'],
    ['to nobody', { substitute: '' }, 'Gõ tên rồi chọn một người.'],
    ['to a stranger', { substitute: 'Ai Đó' }, 'Không tìm thấy ai'],
    ['to one of two', { substitute: 'nguyen' }, 'Chọn đúng một người'],
  ])('%s comes back with what was typed', async (_, more, sentence) => {
    const answer = await world.as('hoa').post('/delegations', form({ reason: 'Đi họp tỉnh', ...more }))
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(sentence)])
    expect(await rows()).toEqual([])
  })

  test('one substitute at a time', async () => {
    await given()
    const answer = await world
      .as('hoa')
      .post('/delegations', form({ substitute: 'Lê Thị Ngọc Diệp', fromDay: '30/11/2026', toDay: '02/12/2026' }))
    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining('Đã ủy quyền cho đồng chí Hoàng Thị Mai từ 25/11/2026 đến 30/11/2026'),
    ])
    await given('hoa', { substitute: 'Lê Thị Ngọc Diệp', fromDay: '01/12/2026', toDay: '02/12/2026' })
  })

  test('who has left cannot stand in', async () => {
    await confirm(world.as('an'), `/people/${world.ids.mai.publicId}/departure`, { day: '' })
    expect((await world.as('hoa').post('/delegations', form())).status).toBe(422)
    expect((await world.as('hoa').post('/delegations', form({ substituteId: world.ids.mai.publicId }))).status).toBe(
      422,
    )
  })

  test('an administrator gives for somebody else; others give for themselves whatever they send', async () => {
    await given('an', { principal: 'Đặng Thị Hoa' })
    await given('minh', { principal: 'Nguyễn Thị Lan', principalId: world.ids.lan.publicId })
    expect((await rows()).map(({ principalId }) => principalId)).toEqual([world.ids.hoa.id, world.ids.minh.id])
  })

  test('the same form sent twice is one delegation', async () => {
    const hoa = world.as('hoa')
    for (const status of [303, 303])
      expect((await hoa.post('/delegations', form({ _key: 'once' }))).status).toBe(status)
    expect(await rows()).toHaveLength(1)
  })
})

describe('acting', () => {
  test('begins in this session only, gives what the principal may, and ends', async () => {
    const id = await given()
    const [mai, other] = [world.as('mai'), world.as('mai')]
    expect((await mai.post(`/delegations/${id}/acting`)).status).toBe(303)
    expect((await world.audit())[0]).toMatchObject({
      actor: 'mai',
      action: 'delegation.actUnder',
      behalfOfId: null,
      facts: { acting: [false, true] },
    })
    const page = await (await mai.get('/people')).text()
    expect(page).toContain('làm thay đ/c')
    expect(page).toContain('action="/acting/end"')
    expect(await (await other.get('/people')).text()).not.toContain('làm thay đ/c')
    expect((await mai.get('/delegations')).status).toBe(403)
    expect((await mai.post('/acting/end')).status).toBe(303)
    expect((await world.audit(2)).find(({ action }) => action === 'delegation.actUnder')).toMatchObject({
      actor: 'mai',
      facts: { acting: [true, false] },
    })
    expect(await (await mai.get('/people')).text()).not.toContain('làm thay đ/c')
    expect((await mai.post('/acting/end')).status).toBe(303)
  })

  test('the keys of the house are not lent with the pen', async () => {
    const id = await given('an', { substitute: 'Nguyễn Văn Minh' })
    const minh = world.as('minh')
    await minh.post(`/delegations/${id}/acting`)
    expect((await minh.get('/people/new')).status).toBe(403)
  })

  test.each<[Name, number]>([
    ['hoa', 403],
    ['an', 403],
    ['minh', 404],
  ])('%s cannot act under it', async (name, status) => {
    const id = await given()
    expect((await world.as(name).post(`/delegations/${id}/acting`)).status).toBe(status)
  })

  test('not before its first day, nor after its last', async () => {
    const id = await given('hoa', { fromDay: '26/11/2026' })
    const mai = world.as('mai')
    expect((await mai.post(`/delegations/${id}/acting`)).status).toBe(409)
    world.clock = '2026-11-26T02:00:00.000Z'
    expect((await mai.post(`/delegations/${id}/acting`)).status).toBe(303)
    world.clock = '2026-12-01T02:00:00.000Z'
    expect(await (await mai.get('/people')).text()).not.toContain('làm thay đ/c')
    expect((await mai.post(`/delegations/${id}/acting`)).status).toBe(409)
  })
})

describe('ending', () => {
  test('by the principal, at once, also for who stands in just now', async () => {
    const id = await given()
    const mai = world.as('mai')
    await mai.post(`/delegations/${id}/acting`)
    const hoa = world.as('hoa')
    expect((await hoa.post(`/delegations/${id}/end`)).status).toBe(303)
    expect((await world.audit())[0]).toMatchObject({ action: 'delegation.end', subject: id, facts: { ended: true } })
    expect(await (await mai.get('/people')).text()).not.toContain('làm thay đ/c')
    expect((await hoa.post(`/delegations/${id}/end`)).status).toBe(409)
  })

  test.each<[Name, number]>([
    ['mai', 403],
    ['minh', 404],
    ['an', 303],
  ])('%s', async (name, status) => {
    const id = await given()
    expect((await world.as(name).post(`/delegations/${id}/end`)).status).toBe(status)
  })
})
