import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const notice = `ỦY BAN NHÂN DÂN
PHƯỜNG MINH THỤY
Số: 45/TB-UBND
Minh Thụy, ngày 20 tháng 11 năm 2026

THÔNG BÁO
Kết luận của Chủ tịch UBND phường tại cuộc họp giao ban

Sáng ngày 19/11/2026, Chủ tịch UBND phường chủ trì họp giao ban. Kết luận như sau:
1. Công tác cải cách hành chính trong tháng có chuyển biến.
2. Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với Phòng Kinh tế rà soát hộ nghèo, hoàn thành trước ngày 10/12/2026.
3. Giao đồng chí Nguyễn Thị Lan tổng hợp báo cáo thu ngân sách, xong trong ngày 04/12/2026.
4. Yêu cầu đồng chí Nguyễn Văn Minh xây dựng kế hoạch Tết.

Nơi nhận: Như trên.`

const drafts = () => world.db.reader.selectFrom('drafts').select(['title', 'form', 'ownerId']).orderBy('id').execute()

test('paragraphs of a notice are ticked where they order something, and become drafts, not tasks', async () => {
  const hoa = world.as('hoa')
  const page = await (await hoa.post('/tasks/conclusions', { text: notice })).text()
  const ticked = [...page.matchAll(/name="pick" value="(\d)"([^>]*)/g)].map(([, at, more]) => [
    at,
    / checked/.test(more ?? ''),
  ])
  expect(ticked).toEqual([
    ['0', false],
    ['1', true],
    ['2', true],
    ['3', true],
  ])
  expect(page).toContain('Người: Hoàng Thị Mai') // the head of the unit named
  const answer = await hoa.post('/tasks/conclusions/drafts', { text: notice, pick: ['1', '2', '3'] })
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/tasks/drafts'])
  const kept = (await drafts()).map((row) => JSON.parse(row.form))
  expect(kept).toMatchObject([
    { assignee: 'Hoàng Thị Mai', coordinators: [{ name: 'Phòng Kinh tế' }], due: '09/12/2026' },
    { assignee: 'Nguyễn Thị Lan', due: '04/12/2026' },
    { assignee: 'Nguyễn Văn Minh', due: '' },
  ])
  expect(kept[0].document).toBe('Thông báo số 45/TB-UBND ngày 20/11/2026 của UBND phường Minh Thụy')
  expect(await world.db.reader.selectFrom('tasks').select('id').execute()).toEqual([])
  const list = await (await hoa.get('/tasks/drafts')).text()
  expect(list.match(/[345]\/5 rõ/g)?.length).toBeGreaterThan(2)
})

test('nothing ticked, or nothing that orders: asked again with the text still there', async () => {
  const hoa = world.as('hoa')
  const none = await hoa.post('/tasks/conclusions/drafts', { text: notice })
  expect([none.status, (await none.text()).includes('Chưa chọn đoạn nào')]).toEqual([422, true])
  const chat = await hoa.post('/tasks/conclusions', { text: 'Chúc mừng năm mới.' })
  const page = await chat.text()
  expect([chat.status, page.includes('Chúc mừng năm mới.')]).toEqual([422, true])
  expect(await drafts()).toEqual([])
})

test('a unit whose name has a comma is one unit', async () => {
  const { editUnit } = await import('../../src/people/unit-commands.ts')
  await editUnit(await world.ctx('an'), world.units.kt, {
    name: 'Phòng Kinh tế, Hạ tầng và Đô thị',
    shortName: 'KT-HT-ĐT',
    parent: world.units.root,
    position: 1,
    day: '2026-11-25',
  })
  const text =
    '1. Giao đồng chí Nguyễn Văn Minh phối hợp với Phòng Kinh tế, Hạ tầng và Đô thị rà soát vỉa hè, xong ngày 10/12/2026.'
  const page = await (await world.as('hoa').post('/tasks/conclusions', { text })).text()
  expect(page).toContain('Phối hợp: Phòng Kinh tế, Hạ tầng và Đô thị<')
})

test('an officer has no use for it, and is told so', async () => {
  expect((await world.as('minh').get('/tasks/conclusions')).status).toBe(403)
})
