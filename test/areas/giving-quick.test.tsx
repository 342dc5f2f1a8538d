import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

/** What the form that came of a line says: how many rõ are clear, and its fields. */
async function quick(line: string, name: Name = 'hoa') {
  const answer = await world.as(name).post('/tasks/quick', { line })
  const page = await answer.text()
  const field = (id: string) => new RegExp(`<input [^>]*id="f-${id}"[^>]*value="([^"]*)"`).exec(page)?.[1]
  const chosen = [...page.matchAll(/name="(\w+)Id" value="([^"]*)"[^>]*checked/g)]
  return {
    page,
    status: answer.status,
    sum: /id="meter" data-say="([^"]*)"/.exec(page)?.[1],
    asked: /id="quick-line-error"><svg.*?<span>(.*?)<\/span>/s.exec(page)?.[1],
    field,
    ids: Object.fromEntries(chosen.map(([, role, id]) => [role, id])),
  }
}

describe('ten lines a leader writes', () => {
  test.each([
    [
      'Báo cáo CCHC quý IV @Lan 15/12',
      '5/5 rõ, giao được',
      { title: 'Báo cáo CCHC quý IV', product: 'báo cáo', due: '15/12/2026' },
    ],
    [
      'Rà soát hộ nghèo @Minh sau 3 ngày làm việc',
      '5/5 rõ, giao được',
      { product: 'kết quả thực hiện', due: '3 ngày làm việc' },
    ],
    ['03 báo cáo tuần @Minh hạn 04/12/2026', '5/5 rõ, giao được', { quantity: '3', product: 'báo cáo' }],
    [
      'Trả lời cử tri tổ 5 @Minh #traloi-vanban',
      '5/5 rõ, giao được',
      { product: 'công văn trả lời', due: '5 ngày làm việc' },
    ],
    ['@Minh #baocao-dinhky cuối tháng', '5/5 rõ, giao được', { title: 'Báo cáo định kỳ', due: '30/11/2026' }],
    [
      'Dự thảo kế hoạch Tết @Minh +Lan thứ 6 tuần sau',
      '5/5 rõ, giao được',
      { coordinator1: 'Nguyễn Thị Lan', due: '04/12/2026' },
    ],
    [
      'Kiểm tra trường học @Mai 10/12 theo Kế hoạch 12/KH-UBND',
      '5/5 rõ, giao được',
      { document: 'Kế hoạch 12/KH-UBND' },
    ],
    ['Họp giao ban @Lan.KT 7/12', '5/5 rõ, giao được', { assignee: 'Nguyễn Thị Lan' }],
    ['Báo cáo CCHC quý IV 15/12', '4/5 rõ', { assignee: '' }],
    ['Báo cáo CCHC quý IV @Lan', '4/5 rõ', { due: '' }],
  ])('%s', async (line, sum, fields) => {
    const read = await quick(line)
    expect([read.status, read.sum]).toEqual([200, sum])
    for (const [name, value] of Object.entries(fields)) expect([name, read.field(name)]).toEqual([name, value])
    expect(read.page).toContain(`value="${line}"`)
  })
})

test('what may mean several things is asked, not guessed', async () => {
  const name = await quick('Báo cáo quý IV @Nguyễn 15/12')
  expect(name.sum).toBe('4/5 rõ')
  expect(name.page).toContain('Có nhiều người khớp tên này')
  expect(name.page).toContain('Nguyễn Văn Minh')
  const days = await quick('Báo cáo quý IV @Lan 15/12 hoặc 16/12')
  expect([days.sum, days.asked?.includes('Chọn một')]).toEqual(['4/5 rõ', true])
  expect(days.page).toMatch(/name="_pick_due" value="15\/12"/)
  const off = await quick('Báo cáo quý IV @Lan 05/12')
  expect(off.sum).toBe('4/5 rõ')
  expect(off.page).toMatch(/name="_pick_due" value="04\/12"/)
  const template = await quick('Báo cáo @Lan 15/12 #baocao-dinhki')
  expect(template.asked).toContain('#baocao-dinhky')
  const two = await quick('Báo cáo quý IV @Lan @Minh 15/12')
  expect([two.sum, two.asked?.includes('một người chịu trách nhiệm')]).toEqual(['4/5 rõ', true])
})

test('the line never issues: it is read, and the form it fills is sent by the second press', async () => {
  const before = await quick('Báo cáo CCHC quý IV @Lan 15/12')
  expect(await world.db.reader.selectFrom('tasks').select('id').execute()).toEqual([])
  expect(before.ids).toMatchObject({ assignee: world.ids.lan.publicId, approver: world.ids.hoa.publicId })
  expect(before.page).toContain('action="/tasks"')
})

test('sent with a line nobody has read yet, the form is read, not issued; with a read one it is issued', async () => {
  const hoa = world.as('hoa')
  const line = 'Báo cáo CCHC quý IV @Lan 15/12'
  const whole = {
    title: 'Cũ',
    content: 'Cũ',
    assignee: 'Nguyễn Văn Minh',
    approver: 'Đặng Thị Hoa',
    stepName: 'Làm',
    stepDays: '',
    product: 'báo cáo',
    quantity: '1',
    due: '15/12',
  }
  const unread = await hoa.post('/tasks', { ...whole, line, lastLine: '' })
  expect([unread.status, await world.db.reader.selectFrom('tasks').select('id').execute()]).toEqual([200, []])
  expect((await hoa.post('/tasks', { ...whole, line, lastLine: line })).status).toBe(303)
})

test('steps of a template that would end after the deadline of the line end with it', async () => {
  const read = await quick('@Minh #baocao-dinhky thứ 6')
  expect(read.sum).toBe('5/5 rõ, giao được')
  expect([read.field('step-days-1'), read.field('step-days-2')]).toEqual(['', ''])
})

test('a clerk’s line is given in the one leader’s name; an officer has none', async () => {
  const read = await quick('Báo cáo CCHC quý IV @Lan 15/12', 'diep')
  expect([read.sum, read.ids.assigner, read.ids.approver]).toEqual([
    '5/5 rõ, giao được',
    world.ids.hoa.publicId,
    world.ids.hoa.publicId,
  ])
  expect((await quick('Báo cáo @Lan 15/12', 'minh')).status).toBe(403)
  expect(await (await world.as('hoa').get('/')).text()).toContain('action="/tasks/quick"')
  expect(await (await world.as('minh').get('/')).text()).not.toContain('action="/tasks/quick"')
})

test('nothing written is asked for; what the form already held stays under what the line says', async () => {
  expect((await quick('')).status).toBe(422)
  const typed = {
    title: 'Cũ',
    content: 'Nội dung đã gõ',
    evidence: 'ảnh',
    stepName: 'Làm',
    stepDays: '',
    product: 'biên bản',
  }
  const answer = await world.as('hoa').post('/tasks/quick', { ...typed, line: 'Kiểm tra chợ @Minh 15/12' })
  const page = await answer.text()
  for (const kept of ['Nội dung đã gõ', 'value="ảnh"', 'value="biên bản"', 'value="Kiểm tra chợ"'])
    expect(page).toContain(kept)
})
