import { afterEach, beforeEach, expect, test } from 'vitest'
import { endpoints } from '../../src/api.tsx'
import { caller as callerIn } from '../caller.ts'
import { type Name, openWorld, plainTask, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

test('the whole thin job through the API, and the pages show the same', async () => {
  const [hoa, minh] = [await caller('hoa'), await caller('minh')]
  const given = await hoa.post('/tasks', { ...plainTask(world.ids), evidence: 'báo cáo' })
  expect(given.status).toBe(201)
  const { id, code, state, offers } = await given.json()
  expect([code, state, offers]).toEqual([
    '2026-0001',
    'issued',
    ['task.excuse', 'task.handOver', 'task.passDown', 'task.cancel'],
  ])
  expect((await (await minh.get(`/tasks/${id}`)).json()).offers).toEqual([
    'task.accept',
    'task.decline',
    'task.askExtension',
    'task.ask',
  ])
  expect((await (await minh.post(`/tasks/${id}/acceptance`, {})).json()).state).toBe('in_progress')
  const form = new FormData()
  form.set('report', 'Đã gửi Sở Nội vụ')
  form.set('file', new File(['số liệu'], 'so-lieu.csv'))
  const handedIn = await (await minh.send('POST', `/tasks/${id}/submission`, form)).json()
  expect(handedIn).toMatchObject({ state: 'submitted', submissions: [{ files: [{ name: 'so-lieu.csv', size: 11 }] }] })
  const back = await hoa.post(`/tasks/${id}/return`, { reason: 'Thiếu phụ lục', due: '2026-12-18' })
  expect(await back.json()).toMatchObject({
    state: 'in_progress',
    due: '2026-12-18',
    deadlines: [{ cause: 'first' }, { cause: 'return' }],
  })
  await minh.send('POST', `/tasks/${id}/submission`, form)
  expect(await (await hoa.post(`/tasks/${id}/approval`, {})).json()).toMatchObject({
    state: 'completed',
    bucket: 'doneInTime',
    doneOn: '2026-11-25',
  })
  const page = await (await world.as('hoa').get(`/tasks/${id}`)).text()
  expect(page).toMatch(/Hoàn thành[\s\S]*Thiếu phụ lục/)
})

test('a page of the product and the API list the same tasks for every person', async () => {
  await world.task()
  await world.task({ assigneeId: world.ids.lan.publicId, title: 'Việc của Lan' })
  for (const name of ['hoa', 'minh', 'lan', 'mai', 'diep', 'quang', 'an'] as const) {
    const { items } = await (await (await caller(name)).get('/tasks?show=all')).json()
    const page = await (await world.as(name).get('/tasks?show=all')).text()
    const linked = [...new Set([...page.matchAll(/\/tasks\/([\w-]{16})"/g)].map(([, id]) => id))]
    expect(
      items.map(({ id }: { id: string }) => id),
      name,
    ).toEqual(linked)
  }
})

test('problems are documents: type, title, status, code, and the field where one is wrong', async () => {
  const hoa = await caller('hoa')
  const task = await world.task()
  const wrong: [Promise<Response>, number, object][] = [
    [hoa.post('/tasks', { title: 5 }), 422, { code: 'invalid' }],
    [hoa.send('POST', '/tasks', '{"title":'), 422, { errors: [{ field: 'body' }] }],
    [hoa.post(`/tasks/${task}/return`, { reason: 'x', due: 'mai' }), 422, { errors: [{ field: 'due' }] }],
    [hoa.get('/tasks?limit=1000'), 422, { errors: [{ field: 'limit' }] }],
    [hoa.get('/tasks/khong-co'), 404, { code: 'missing' }],
    [hoa.get('/khong-co'), 404, { code: 'missing' }],
    [hoa.post(`/tasks/${task}/approval`, {}), 409, { code: 'task.wrongState' }],
    [(await caller('mai')).post(`/tasks/${task}/acceptance`, {}), 403, { code: 'forbidden' }],
    [Promise.resolve(world.request('/api/v1/tasks')), 401, { code: 'signedOut' }],
    [
      Promise.resolve(world.request('/api/v1/tasks', { headers: { Authorization: 'Bearer nr_sai' } })),
      401,
      { code: 'signedOut' },
    ],
  ]
  for (const [answer, status, body] of wrong) {
    const got = await answer
    expect(got.headers.get('Content-Type')).toContain('application/problem+json')
    expect([got.status, await got.json()]).toMatchObject([status, { status, ...body }])
  }
})

test('a repeated key does it once; a version that has passed is refused', async () => {
  const hoa = await caller('hoa')
  const [first, second] = [
    await hoa.post('/tasks', plainTask(world.ids), { 'Idempotency-Key': 'k' }),
    await hoa.post('/tasks', plainTask(world.ids), { 'Idempotency-Key': 'k' }),
  ]
  const { id } = await first.json()
  expect((await second.json()).id).toBe(id)
  const minh = await caller('minh')
  expect((await minh.post(`/tasks/${id}/acceptance`, {}, { 'If-Match': '"7"' })).status).toBe(409)
  expect((await minh.post(`/tasks/${id}/acceptance`, {}, { 'If-Match': '"1"' })).status).toBe(200)
})

test('people page by cursor in Vietnamese order and are found without marks', async () => {
  const an = await caller('an')
  const names: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page: { items: { name: string }[]; next: string | null } = await (
      await an.get(`/people?limit=2&after=${next}`)
    ).json()
    names.push(...page.items.map(({ name }) => name))
    next = page.next
  }
  expect(names).toEqual([
    'Trần Minh An',
    'Lê Thị Ngọc Diệp',
    'Đặng Thị Hoa',
    'Nguyễn Thị Lan',
    'Hoàng Thị Mai',
    'Nguyễn Văn Minh',
    'Đỗ Quang',
  ])
  expect((await (await an.get('/people?q=dang+hoa')).json()).items).toMatchObject([{ name: 'Đặng Thị Hoa' }])
})

test('the description names every endpoint, and no internal number leaves the server', async () => {
  const { openapi, paths } = await (await world.request('/api/v1/openapi.json')).json()
  expect(openapi).toBe('3.1.0')
  const described = Object.entries<Record<string, unknown>>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )
  expect(described.sort()).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).sort())
  const id = await world.task()
  const answers = await Promise.all(
    ['/tasks', `/tasks/${id}`, '/people', '/units', '/me'].map(async (path) =>
      (await (await caller('hoa')).get(path)).text(),
    ),
  )
  for (const text of answers) expect(text).not.toMatch(/"(\w+Id|id)":\d/)
})

test('the page that shows the description asks nothing of another site', async () => {
  const page = await (await world.as('minh').get('/api')).text()
  expect(page).toContain('GET /api/v1/tasks')
  expect(page.match(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g)).toBeNull()
})

const caller = (name: Name) => callerIn(world, name)
