import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { metricsOf } from '../../src/inspections/figures/metrics.ts'
import { acceptTask, approveTask, submitTask } from '../../src/tasks/doing/commands.ts'
import { caller } from '../caller.ts'
import { taskIdOf } from '../findings.ts'
import { errorsIn, type Fields, started } from '../rounds.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const page = async (name: Name, path: string) => {
  const answer = await world.as(name).get(path)
  return { status: answer.status, text: await answer.text() }
}
const round = {
  form: 'outside',
  outsideBody: 'Thanh tra tỉnh',
  name: 'Thanh tra công vụ',
  checklist: '',
  memberName: '',
}
const fields = (more: Fields = {}): Fields => ({
  number: '15/KL-TTr',
  day: '20/11/2026',
  severity: 'heavy',
  texts: '1. Niêm yết đủ thủ tục\n\n- Chấm dứt nhận hồ sơ ngoài giờ\n',
  ...more,
})
const enter = (id: string, more: Fields = {}, by: Name = 'quang') =>
  world.as(by).post(`/inspections/${id}/recommendations`, fields(more))
const rows = () => world.db.reader.selectFrom('findings').selectAll().orderBy('number').execute()

test('what an outside body recommends goes the whole way without a sheet: entered, put, answered, signed off, remedied', async () => {
  const { id } = await started(world, round)
  const bare = await page('quang', `/inspections/${id}`)
  expect(bare.text).toContain('Ghi kiến nghị')
  expect(bare.text).not.toContain('Ghi phiếu')
  expect((await page('quang', `/inspections/${id}/recommendations`)).text).toContain('Kết luận của Thanh tra tỉnh')
  expect((await enter(id)).status).toBe(303)
  const cited = 'Kết luận số 15/KL-TTr ngày 20/11/2026 của Thanh tra tỉnh'
  const mai = world.ids.mai.id
  const both = {
    conclusion: cited,
    item: '',
    severity: 'heavy',
    foundOn: '2026-11-20',
    remedierId: mai,
    due: '2026-12-25',
  }
  expect(await rows()).toMatchObject([
    { ...both, number: 1, text: 'Niêm yết đủ thủ tục', remedy: 'Niêm yết đủ thủ tục' },
    { ...both, number: 2, text: 'Chấm dứt nhận hồ sơ ngoài giờ' },
  ])
  const acts = (await world.audit(3)).map(({ action, facts }) => [action, facts.recommendations, facts.text])
  expect(acts).toEqual([
    ['round.inspect', 2, undefined],
    ['round.inspect', undefined, 'Niêm yết đủ thủ tục'],
    ['round.inspect', undefined, 'Chấm dứt nhận hồ sơ ngoài giờ'],
  ])
  const [one, two] = (await rows()).map(({ publicId }) => publicId) as [string, string]
  expect((await page('mai', `/findings/${one}`)).status).toBe(404)
  expect((await world.as('quang').post(`/inspections/${id}/putting`)).status).toBe(303)
  expect((await page('mai', `/findings/${one}`)).text).toContain(cited)
  for (const finding of [one, two])
    expect((await world.as('mai').post(`/findings/${finding}/answer`, { answer: 'agree' })).status).toBe(303)

  expect((await world.as('quang').post(`/inspections/${id}/sign-off`, { waiver: '' })).status).toBe(303)
  expect(await world.db.reader.selectFrom('inspectionRounds').select('state').execute()).toEqual([{ state: 'signed' }])
  expect((await enter(id)).status).toBe(409)

  const run = await page('quang', `/inspections/${id}/remedies`)
  expect(run.text).toContain('Giao 2 việc<')
  expect((await world.as('quang').post(`/inspections/${id}/remedies`, { take: [one, two] })).status).toBe(303)
  const task = await taskIdOf(world, one)
  const given = await world.db.reader
    .selectFrom('tasks')
    .selectAll()
    .where('publicId', '=', task)
    .executeTakeFirstOrThrow()
  expect(given).toMatchObject({ title: 'Niêm yết đủ thủ tục', document: cited, approverId: world.ids.quang.id })
  await acceptTask(await world.ctx('mai'), task)
  const files = [{ name: 'anh.jpg', hash: 'b'.repeat(64), size: 10, mediaType: 'image/jpeg' }]
  await submitTask(await world.ctx('mai'), task, { report: 'Xong', files })
  await approveTask(await world.ctx('quang'), task, { grade: 'met' })
  expect((await page('hoa', `/findings/${one}`)).text).toContain('Đã khắc phục đúng hạn')

  // Counted apart from what the office found itself.
  const span = { from: '2026-01-01', to: '2026-11-25' }
  expect(await metricsOf(world.db.reader, { span, today: '2026-11-25' })).toMatchObject({
    findings: { value: 0, of: null },
    outside: { value: 2, of: null },
    outsideInTime: { value: 1, of: 1 },
  })
  const figures = await page('hoa', '/inspections/figures')
  expect(figures.text).toContain('Kiến nghị của cơ quan ngoài')
  expect((await page('hoa', '/findings?outside=1')).text).toContain('Niêm yết đủ thủ tục')
  expect((await page('hoa', '/findings?outside=0')).text).not.toContain('Niêm yết đủ thủ tục')
})

describe('the form', () => {
  test.each<[string, Fields, string]>([
    ['no number', { number: '' }, 'Ghi số, ký hiệu của kết luận, ví dụ 15/KL-TTr.'],
    ['no day', { day: '' }, 'Ghi ngày của kết luận.'],
    ['a day that does not exist', { day: '31/02/2026' }, '“31/02/2026” không có trong lịch. Ghi ngày/tháng/năm.'],
    ['a day to come', { day: '20/12/2026' }, 'Ngày này chưa tới. Ghi ngày trên kết luận.'],
    ['no severity', { severity: '' }, 'Chọn mức độ.'],
    ['nothing recommended', { texts: ' \n - \n' }, 'Ghi ít nhất một kiến nghị, mỗi kiến nghị một dòng.'],
    ['a deadline gone by', { due: '20/11/2026' }, 'Ngày này đã qua. Ghi từ hôm nay 25/11/2026.'],
    ['a deadline on a day off', { due: '05/12/2026' }, '05/12/2026 là thứ Bảy. Chọn 04/12/2026 hoặc 07/12/2026.'],
  ])('%s', async (_, more, sentence) => {
    const { id } = await started(world, round)
    const back = await enter(id, more)
    const text = await back.text()
    expect([back.status, errorsIn(text)]).toEqual([422, [sentence]])
    expect(text).toContain(String(fields(more).number))
    expect(await rows()).toEqual([])
  })

  test('asks which unit where there are several', async () => {
    const { id, sheets } = await started(world, { ...round, unit: [world.units.vhxh, world.units.kt] })
    const back = await enter(id)
    expect([back.status, errorsIn(await back.text())]).toEqual([422, ['Chọn đơn vị phải thực hiện.']])
    expect((await enter(id, { sheet: sheets[1]! })).status).toBe(303)
    const kt = await world.db.reader
      .selectFrom('units')
      .select('id')
      .where('publicId', '=', world.units.kt)
      .executeTakeFirst()
    expect(await rows()).toMatchObject([{ unitId: kt?.id, remedierId: null }, {}])
  })

  test('is for the team, and only of an outside body’s round that has begun', async () => {
    const { id } = await started(world, round)
    expect((await enter(id, {}, 'hoa')).status).toBe(403)
    expect((await enter(id, {}, 'minh')).status).toBe(404)
    const own = await started(world)
    expect((await enter(own.id)).status).toBe(409)
  })

  test('a round of the office’s own still needs its checklist', async () => {
    await expect(started(world, { checklist: '' })).rejects.toThrow('Chọn bảng kiểm.')
  })
})

test('the API enters recommendations and gives their remedies as the pages do', async () => {
  const { id, sheet } = await started(world, round)
  const api = await caller(world, 'quang')
  const body = {
    number: '15/KL-TTr',
    day: '2026-11-20',
    sheet,
    severity: 'medium',
    recommendations: ['Niêm yết', 'Đeo thẻ'],
  }
  expect((await api.post(`/inspections/${id}/recommendations`, { ...body, day: '2026-12-20' })).status).toBe(422)
  expect((await api.post(`/inspections/${id}/recommendations`, body)).status).toBe(201)
  await world.as('quang').post(`/inspections/${id}/putting`)
  const { items } = await (await api.get('/findings?outside=1')).json()
  expect(items).toMatchObject([
    { text: 'Đeo thẻ', remedyState: 'none', conclusion: expect.stringContaining('15/KL-TTr') },
    { text: 'Niêm yết', remedyState: 'none' },
  ])
  const run = await (await api.get(`/inspections/${id}/remedies`)).json()
  expect(run).toMatchObject({
    items: [
      { text: 'Niêm yết', doer: { name: 'Hoàng Thị Mai' }, approver: { name: 'Đỗ Quang' }, unclear: [] },
      { text: 'Đeo thẻ' },
    ],
    notKnown: 0,
    given: 0,
  })
  const wrong = await api.post(`/findings/${items[0].id}/remedy`, { due: '2026-12-05' })
  expect([wrong.status, (await wrong.json()).errors[0].field]).toEqual([422, 'due'])
  expect((await api.post(`/findings/${items[0].id}/remedy`, { due: '2026-12-04' })).status).toBe(201)
  const rest = { remedies: [{ finding: items[1].id, doer: world.ids.minh.publicId }] }
  expect((await api.post(`/inspections/${id}/remedies`, rest)).status).toBe(201)
  const after = await (await api.get(`/findings/${items[1].id}`)).json()
  expect([after.remedyState, typeof after.task]).toEqual(['giving', 'string'])
  const figures = await (await api.get('/inspections/figures')).json()
  const told = figures.metrics.find(({ key }: { key: string }) => key === 'outside')
  expect(told).toMatchObject({ name: 'Kiến nghị của cơ quan ngoài', now: { value: 2, of: null }, unit: 'count' })
})
