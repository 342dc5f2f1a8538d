import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const pathOf = (answer: Response) => answer.headers.get('Location') ?? ''
const drafts = () => world.db.reader.selectFrom('drafts').selectAll().orderBy('id').execute()
const half = {
  title: 'Báo cáo quý IV',
  assignee: 'lan',
  content: 'Hai dòng\nnhư đã gõ',
  coordinator1: 'minh',
  part1: 'Số liệu',
}
const rest = {
  approver: 'Đặng Thị Hoa',
  stepName: 'Làm',
  stepDays: '',
  product: 'báo cáo',
  quantity: '1',
  due: '15/12',
}

test('a draft keeps whatever is typed, is opened again, and is gone once issued', async () => {
  const hoa = world.as('hoa')
  const path = pathOf(await hoa.post('/tasks/drafts', half))
  const page = await (await hoa.get(path)).text()
  for (const typed of ['Báo cáo quý IV', 'Hai dòng\nnhư đã gõ', 'Nguyễn Thị Lan', 'Số liệu'])
    expect(page).toContain(typed)
  const list = await (await hoa.get('/tasks/drafts')).text()
  expect(list).toContain('2/5 rõ')
  expect(list).toContain(path)
  const draft = path.split('/').at(-1) ?? ''
  expect((await hoa.post('/tasks', { ...half, draft })).status).toBe(422)
  expect(await drafts()).toHaveLength(1)
  expect((await hoa.post('/tasks', { ...half, ...rest, draft })).status).toBe(303)
  expect(await drafts()).toEqual([])
  const rows = (await world.audit(4)).filter(({ action }) => action !== 'account.signIn')
  expect(rows.map(({ actor, action }) => [actor, action])).toEqual([
    ['hoa', 'account.keepDraft'],
    ['hoa', 'person.giveTask'],
    ['hoa', 'account.dropDraft'],
  ])
})

test('nothing at all can be kept, and kept again over the same draft; dropping it removes it', async () => {
  const hoa = world.as('hoa')
  const path = pathOf(await hoa.post('/tasks/drafts', { _key: 'một', title: '' }))
  const draft = path.split('/').at(-1) ?? ''
  expect(pathOf(await hoa.post('/tasks/drafts', { _key: 'hai', draft, title: 'Có tên' }))).toBe(path)
  expect(await drafts()).toMatchObject([{ publicId: draft, title: 'Có tên' }])
  await hoa.post(`${path}/removal`, {})
  expect(await drafts()).toEqual([])
  expect((await hoa.get(path)).status).toBe(404)
  expect((await hoa.post(`${path}/removal`, {})).status).toBe(404)
})

test('the same form sent twice is one draft; changed words from the same page are kept as well', async () => {
  const hoa = world.as('hoa')
  const [one, again, changed] = [
    pathOf(await hoa.post('/tasks/drafts', { ...half, _key: 'k' })),
    pathOf(await hoa.post('/tasks/drafts', { ...half, _key: 'k' })),
    pathOf(await hoa.post('/tasks/drafts', { ...half, _key: 'k', content: 'Khác' })),
  ]
  expect([again, changed === one]).toEqual([one, false])
  expect(await drafts()).toHaveLength(2)
})

test('a draft is its owner’s alone', async () => {
  const path = pathOf(await world.as('hoa').post('/tasks/drafts', half))
  const draft = path.split('/').at(-1) ?? ''
  for (const name of ['mai', 'diep'] as const) {
    expect((await world.as(name).get(path)).status).toBe(404)
    expect((await world.as(name).post(`${path}/removal`, {})).status).toBe(404)
    expect(await (await world.as(name).get('/tasks/drafts')).text()).not.toContain('Báo cáo quý IV')
  }
  const others = {
    ...half,
    ...rest,
    assignee: 'Nguyễn Văn Minh',
    coordinator1: '',
    part1: '',
    approver: 'Hoàng Thị Mai',
    draft,
  }
  expect((await world.as('mai').post('/tasks', others)).status).toBe(303)
  expect(await drafts()).toHaveLength(1)
  expect((await world.as('minh').get('/tasks/drafts')).status).toBe(403)
})

test('whoever stands in for somebody neither sees nor keeps drafts in that name', async () => {
  const hoa = world.as('hoa')
  const path = pathOf(await hoa.post('/tasks/drafts', half))
  await hoa.post('/delegations', {
    substitute: 'Hoàng Thị Mai',
    fromDay: '25/11/2026',
    toDay: '30/11/2026',
    reason: 'Đi công tác',
  })
  const { publicId } = await world.db.reader.selectFrom('delegations').select('publicId').executeTakeFirstOrThrow()
  const mai = world.as('mai')
  await mai.post(`/delegations/${publicId}/acting`)
  expect((await (await mai.get('/tasks/new')).text()).includes('Lưu nháp')).toBe(false)
  expect([(await mai.get('/tasks/drafts')).status, (await mai.get(path)).status]).toEqual([403, 403])
  expect((await mai.post('/tasks/drafts', half)).status).toBe(403)
})
