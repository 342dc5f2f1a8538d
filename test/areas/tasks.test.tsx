import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorld, plainTask, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

/** The giving form as a leader fills it. */
const filled = (more: Record<string, string | string[]> = {}) => ({
  title: 'Báo cáo cải cách hành chính quý IV',
  content: 'Tổng hợp số liệu, dự thảo báo cáo.',
  assignee: 'Nguyễn Văn Minh',
  approver: 'Đặng Thị Hoa',
  stepName: ['Thu số liệu', 'Dự thảo'],
  stepDays: ['3', ''],
  product: 'báo cáo',
  quantity: '1',
  factor: '1,5',
  due: '15/12',
  ...more,
})
const pdf = () =>
  new File([new TextEncoder().encode('%PDF-1.7\n%âãÏÓ\n1 0 obj\n')], 'Báo cáo quý IV.pdf', { type: 'application/pdf' })
const idOf = (answer: Response) => answer.headers.get('Location')?.split('/').at(-1) ?? ''
const stateOf = async (id: string) =>
  (await world.db.reader
    .selectFrom('tasks')
    .select(['state', 'due', 'doneOn', 'version', 'factor'])
    .where('publicId', '=', id)
    .executeTakeFirst())!

test('a leader gives, the officer accepts and hands in a file, the leader approves: one line in the record each', async () => {
  const [hoa, minh] = [world.as('hoa'), world.as('minh')]
  const id = idOf(await hoa.post('/tasks', filled()))
  expect(await stateOf(id)).toMatchObject({ state: 'issued', due: '2026-12-15', factor: 150 })
  await minh.post(`/tasks/${id}/acceptance`)
  const handedIn = await minh.post(`/tasks/${id}/submission`, { report: 'Đã gửi Sở Nội vụ', file: pdf() })
  expect(handedIn.status).toBe(303)
  world.clock = '2026-11-27T03:00:00.000Z'
  await hoa.post(`/tasks/${id}/approval`)
  expect(await stateOf(id)).toMatchObject({ state: 'completed', doneOn: '2026-11-25' })
  const rows = (await world.audit(8)).filter(({ subject }) => subject === id)
  expect(rows.map(({ actor, action }) => [actor, action])).toEqual([
    ['hoa', 'person.giveTask'],
    ['minh', 'task.accept'],
    ['minh', 'task.submit'],
    ['hoa', 'task.approve'],
  ])
})

test('a task that lacks any rõ cannot be issued: 422, the gap under its field, everything typed still there', async () => {
  const hoa = world.as('hoa')
  const lacks: [Record<string, string | string[]>, string][] = [
    [{ assignee: '' }, 'Chọn một người thực hiện.'],
    [{ title: '' }, 'Ghi tên việc'],
    [{ content: '' }, 'Ghi nội dung'],
    [{ stepName: [''], stepDays: [''] }, 'Ghi ít nhất một bước.'],
    [{ stepName: ['Làm'], stepDays: ['40'] }, 'Có bước kết thúc sau hạn'],
    [{ approver: '' }, 'Chọn người nghiệm thu.'],
    [{ approver: 'Nguyễn Văn Minh' }, 'không tự nghiệm thu'],
    [{ approver: 'Nguyễn Thị Lan' }, 'không phụ trách đơn vị'],
    [{ product: '' }, 'Ghi sản phẩm'],
    [{ quantity: '0' }, 'từ 1 trở lên'],
    [{ quantity: 'mười' }, 'không phải số tròn'],
    [{ factor: 'hai' }, 'không phải hệ số'],
    [{ due: '' }, 'Ghi hạn'],
    [{ due: '31/02/2027' }, 'Không đọc được'],
    [{ due: '20/11/2026' }, 'Hạn này đã qua'],
    [{ due: '05/12/2026' }, 'Chọn thứ Sáu 04/12 hoặc thứ Hai 07/12'],
    [{ assignee: 'Nguyễn' }, 'Có nhiều người khớp'],
    [{ assignee: 'Không Có Ai' }, 'Không tìm thấy ai'],
  ]
  for (const [gap, sentence] of lacks) {
    const answer = await hoa.post('/tasks', filled({ document: 'Văn bản số 3127/SNV', ...gap }))
    const page = await answer.text()
    expect([answer.status, page.includes(sentence), sentence], JSON.stringify(gap)).toEqual([422, true, sentence])
    expect(page).toContain('Văn bản số 3127/SNV')
  }
  expect(await world.db.reader.selectFrom('tasks').select('id').execute()).toEqual([])
})

test('the same through the API: no route issues an unclear task', async () => {
  const token = await apiToken('hoa')
  const body = { ...plainTask(world.ids), product: '', dueCounted: undefined }
  const answer = await callApi(token, '/tasks', body)
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ code: 'invalid', errors: [{ field: 'product' }, { field: 'due' }] })
})

test('a leader gives only within the own units, and an officer not at all', async () => {
  const mai = await world.as('mai').post('/tasks', filled({ assignee: 'Nguyễn Thị Lan', approver: 'Hoàng Thị Mai' }))
  expect(mai.status).toBe(422)
  expect(await mai.text()).toContain('không thuộc đơn vị đồng chí phụ trách')
  expect((await world.as('minh').post('/tasks', filled())).status).toBe(403)
  expect((await world.as('minh').get('/tasks/new')).status).toBe(403)
})

test('a counted deadline that falls on a day off moves to the next working day', async () => {
  world.clock = '2026-04-24T02:00:00.000Z' // Friday before the day in lieu of Giỗ Tổ
  const id = idOf(await world.as('hoa').post('/tasks', filled({ due: '1 ngày làm việc', stepDays: ['', ''] })))
  expect(await stateOf(id)).toMatchObject({ due: '2026-04-28' })
})

test('a result sent back carries its reason and new deadline; the first deadline never changes', async () => {
  const [hoa, minh] = [world.as('hoa'), world.as('minh')]
  const id = await world.task()
  await minh.post(`/tasks/${id}/acceptance`)
  await minh.post(`/tasks/${id}/submission`, { report: 'Xong' })
  const blank = await hoa.post(`/tasks/${id}/return`, { reason: '', due: '05/12/2026' })
  expect(blank.status).toBe(422)
  expect(await blank.text()).toContain('Ghi lý do')
  const weekend = await hoa.post(`/tasks/${id}/return`, { reason: 'Thiếu phụ lục', due: '05/12/2026' })
  expect(weekend.status).toBe(422)
  expect(await weekend.text()).toContain('Thiếu phụ lục')
  await hoa.post(`/tasks/${id}/return`, { reason: 'Thiếu phụ lục', due: '18/12', majorError: '1' })
  expect(await stateOf(id)).toMatchObject({ state: 'in_progress', due: '2026-12-18' })
  const deadlines = await world.db.reader.selectFrom('taskDeadlines').select(['due', 'cause']).orderBy('id').execute()
  expect(deadlines).toEqual([
    { due: '2026-12-09', cause: 'first' },
    { due: '2026-12-18', cause: 'return' },
  ])
  expect(await world.audit()).toMatchObject([
    { action: 'task.return', facts: { reason: 'Thiếu phụ lục', majorError: true } },
  ])
  expect(await (await minh.get(`/tasks/${id}`)).text()).toContain('Thiếu phụ lục')
})

test('what somebody may not see is answered like what is not there', async () => {
  const id = await world.task()
  const [other, nothing] = [await world.as('lan').get(`/tasks/${id}`), await world.as('lan').get('/tasks/khong-co')]
  expect([other.status, nothing.status]).toEqual([404, 404])
  const strip = (page: string) => page.replace(/[0-9a-f-]{36}/g, '')
  expect(strip(await other.text()).replaceAll(id, '')).toBe(strip(await nothing.text()).replaceAll('khong-co', ''))
  expect((await world.as('lan').post(`/tasks/${id}/approval`)).status).toBe(404)
  expect((await world.as('mai').get(`/tasks/${id}`)).status).toBe(200)
  expect((await world.as('diep').get(`/tasks/${id}`)).status).toBe(200)
})

test('seen but not allowed is 403, and leaves nothing behind', async () => {
  const id = await world.task()
  expect((await world.as('mai').post(`/tasks/${id}/acceptance`)).status).toBe(403)
  expect((await world.as('minh').post(`/tasks/${id}/approval`)).status).toBe(403)
  const done = (await world.audit(20)).filter(({ subject }) => subject === id)
  expect(done.map(({ action }) => action)).toEqual(['person.giveTask'])
  expect(await stateOf(id)).toMatchObject({ state: 'issued', version: 1 })
})

test('a wrong state is 409 and says so; a stale version too, and gives back what was typed', async () => {
  const id = await world.task()
  const late = await world.as('minh').post(`/tasks/${id}/submission`, { report: 'Chưa tiếp nhận' })
  expect(late.status).toBe(409)
  await world.as('minh').post(`/tasks/${id}/acceptance`)
  const stale = await world.as('minh').post(`/tasks/${id}/submission`, { report: 'Đã viết cả buổi', _version: '1' })
  expect([stale.status, (await stale.text()).includes('Đã viết cả buổi')]).toEqual([409, true])
  expect(await stateOf(id)).toMatchObject({ state: 'in_progress' })
})

test('the same form sent twice does it once and answers alike', async () => {
  const hoa = world.as('hoa')
  const [first, second] = [
    await hoa.post('/tasks', filled({ _key: 'k1' })),
    await hoa.post('/tasks', filled({ _key: 'k1' })),
  ]
  expect(first.headers.get('Location')).toBe(second.headers.get('Location'))
  expect(await world.db.reader.selectFrom('tasks').select('code').execute()).toEqual([{ code: '2026-0001' }])
})

test('evidence is sniffed, kept once under its hash, and served as an attachment to those who see the task', async () => {
  const minh = world.as('minh')
  const id = await world.task({ evidence: 'tệp báo cáo' })
  await minh.post(`/tasks/${id}/acceptance`)
  const bare = await minh.post(`/tasks/${id}/submission`, { report: 'Xong' })
  expect([bare.status, (await bare.text()).includes('Chọn tệp minh chứng')]).toEqual([422, true])
  const page = new File(['<script>alert(1)</script>'], 'bao-cao.pdf', { type: 'application/pdf' })
  const refused = await minh.post(`/tasks/${id}/submission`, { report: 'Nội dung đã gõ', file: page })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toMatch(/Nội dung đã gõ[\s\S]*Không nhận tệp “bao-cao.pdf”/)
  await minh.post(`/tasks/${id}/submission`, { report: 'Xong', file: pdf() })
  const file = await world.db.reader.selectFrom('files').selectAll().executeTakeFirstOrThrow()
  expect(file).toMatchObject({ name: 'Báo cáo quý IV.pdf', mediaType: 'application/pdf' })
  const served = await world.as('hoa').get(`/files/${file.publicId}`)
  expect(served.headers.get('Content-Disposition')).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  )
  expect(served.headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(new Uint8Array(await served.arrayBuffer())).toEqual(new Uint8Array(await pdf().arrayBuffer()))
  expect((await world.as('lan').get(`/files/${file.publicId}`)).status).toBe(404)
})

test('a file over the limit is refused with a sentence', async () => {
  const id = await world.task()
  await world.as('minh').post(`/tasks/${id}/acceptance`)
  const big = new File([new Uint8Array(21 * 1024 * 1024)], 'to.zip')
  const answer = await world.as('minh').post(`/tasks/${id}/submission`, { report: 'Xong', file: big })
  expect([answer.status, (await answer.text()).includes('20 MB')]).toEqual([413, true])
})

test('home shows each person what waits for them, and leaders what is late', async () => {
  const id = await world.task()
  const home = async (name: 'hoa' | 'minh' | 'lan') => (await world.as(name).get('/')).text()
  expect(await home('minh')).toMatch(/Việc mới[\s\S]*Báo cáo cải cách hành chính quý IV[\s\S]*Tiếp nhận/)
  expect(await home('lan')).toContain('Không còn việc nào chờ đồng chí')
  await world.as('minh').post(`/tasks/${id}/acceptance`)
  await world.as('minh').post(`/tasks/${id}/submission`, { report: 'Xong' })
  expect(await home('hoa')).toMatch(/Chờ đồng chí quyết định[\s\S]*Báo cáo cải cách hành chính quý IV/)
  const other = await world.task({ title: 'Kiến nghị về thoát nước' })
  world.clock = '2026-12-21T02:00:00.000Z'
  expect(await home('hoa')).toMatch(/Quá hạn[\s\S]*Kiến nghị về thoát nước/)
  expect((await (await world.as('hoa').get('/tasks?show=late')).text()).includes(other)).toBe(true)
})

test('the list and `task.see` agree for every person and task', async () => {
  await world.task()
  await world.task({ assigneeId: world.ids.lan.publicId, approverId: world.ids.hoa.publicId, title: 'Việc của Lan' })
  await world.task({ title: 'Việc Mai giao', approverId: world.ids.mai.publicId }, 'mai')
  const all = await world.db.reader.selectFrom('tasks').select('publicId').execute()
  for (const name of ['an', 'hoa', 'minh', 'lan', 'mai', 'quang', 'diep'] as const) {
    const client = world.as(name)
    const list = await (await client.get('/tasks?show=all')).text()
    for (const { publicId } of all) {
      const opens = (await client.get(`/tasks/${publicId}`)).status === 200
      expect([name, publicId, list.includes(publicId)]).toEqual([name, publicId, opens])
    }
  }
})

test('search finds tasks with and without marks, by number too, and only what may be seen', async () => {
  await world.task({ title: 'Đôn đốc thoát nước tổ 7' })
  for (const text of ['đôn đốc', 'don doc', 'DON', 'thoat nuoc', '2026-0001', 'minh']) {
    expect(await (await world.as('hoa').get(`/tasks?q=${encodeURIComponent(text)}`)).text(), text).toContain(
      'Đôn đốc thoát nước tổ 7',
    )
  }
  expect(await (await world.as('lan').get('/search?q=don+doc')).text()).not.toContain('Đôn đốc thoát nước tổ 7')
})

test('the list pages by cursor without losing or repeating a row', async () => {
  for (let n = 0; n < 53; n++) await world.task({ title: `Việc thứ ${n}`, dueCounted: 3 + (n % 5) })
  const titles = new Set<string>()
  let path: string | undefined = '/tasks?show=all'
  for (let pages = 0; path; pages++) {
    expect(pages).toBeLessThan(4)
    const page = await (await world.as('hoa').get(path)).text()
    for (const [, title = ''] of page.matchAll(/>(Việc thứ \d+)</g)) titles.add(title)
    path = /href="([^"]*after=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(titles.size).toBe(53)
})

test('the meter follows what is typed', async () => {
  const meter = await (await world.as('hoa').post('/tasks/meter', { title: 'Báo cáo', content: 'Tổng hợp' })).text()
  expect(meter).toContain('aria-label="1 trên 5 rõ"')
  expect(meter).toContain('thiếu người thực hiện')
})

async function apiToken(name: 'hoa' | 'minh') {
  const page = await (await world.as(name).post('/account/tokens', { name: 'thử', scope: 'write', days: '30' })).text()
  return /nr_[\w-]+/.exec(page)?.[0] ?? ''
}

const callApi = (token: string, path: string, body: unknown) =>
  world.request(`/api/v1${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  })
