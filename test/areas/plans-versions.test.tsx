import { afterEach, beforeEach, expect, test } from 'vitest'
import { cancelTask } from '../../src/tasks/doing/steering.ts'
import { apply, told } from '../import-files.ts'
import { bringPlan, checkPlan, type Line } from '../plan-files.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const first: Line[] = [
  ['I', 'Nhóm nhiệm vụ chung'],
  ['1', 'Báo cáo cải cách hành chính quý IV', 'Minh', '', '15/12/2026', 'báo cáo'],
  ['2', 'Rà soát văn bản hết hiệu lực', 'Nguyễn Thị Lan', '', '18/12/2026', 'danh mục'],
  ['3', 'Đẩy mạnh tuyên truyền', 'Minh', '', '22/12/2026'],
  ['4', 'Hội nghị đối thoại', 'Hoàng Thị Mai', '', 'thường xuyên', 'hội nghị'],
  ['5', 'Kế hoạch năm 2027', 'Hoàng Thị Mai', '', '25/12/2026', 'kế hoạch'],
]

const state = async () => {
  const { reader } = world.db
  const tasks = await reader.selectFrom('tasks').select(['title', 'due', 'state', 'version']).orderBy('id').execute()
  const drafts = await reader.selectFrom('drafts').select(['title', 'form', 'ownerId']).orderBy('id').execute()
  const versions = await reader.selectFrom('planVersions').select('number').execute()
  return {
    tasks,
    drafts: drafts.map((draft) => ({ ...draft, form: JSON.parse(draft.form) })),
    versions: versions.length,
  }
}
const textOf = async (path: string, who: 'hoa' | 'diep' = 'hoa') =>
  (await (await world.as(who).get(path)).text())
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

test('the same file again changes nothing and has nothing to write', async () => {
  await bringPlan(world, first)
  const before = await state()
  const { id, answers } = await checkPlan(world, first)
  expect(answers.map(({ outcome }) => outcome)).toEqual(Array(6).fill('same'))
  expect(await apply(world, id, {}, 'hoa')).toBe(409)
  expect(await state()).toEqual(before)
})

test('a new version: drafts follow, tasks given stay, what is gone stays, what is new is given, nothing doubles', async () => {
  const { plan } = await bringPlan(world, first)
  const before = await state()
  expect([before.tasks.length, before.drafts.length]).toEqual([3, 2])
  const second: Line[] = [
    ['I', 'Nhóm nhiệm vụ chung'],
    ['1', 'Việc mới chèn vào đầu', 'Minh', '', '24/12/2026', 'báo cáo'],
    ['2', 'Báo cáo cải cách hành chính quý IV', 'Minh', '', '20/11/2026', 'báo cáo'],
    ['3', 'Đẩy mạnh tuyên truyền', 'Nguyễn Thị Lan', '', '23/12/2026'],
    ['4', 'Hội nghị đối thoại', 'Hoàng Thị Mai', '', '28/12/2026', 'hội nghị'],
    ['5', 'Kế hoạch năm 2027', 'Hoàng Thị Mai', '', '25/12/2026', 'kế hoạch'],
  ]
  const { answers, status } = await bringPlan(world, second)
  expect([status, answers.map(({ outcome }) => outcome)]).toEqual([
    303,
    ['same', 'created', 'changed', 'changed', 'changed', 'same'],
  ])
  expect(told(answers)[2]).toContain('Việc 2026-0001 đã giao nên không tự đổi theo tệp')
  expect(told(answers)[2]).toContain('Bản trước có dòng “2 Rà soát văn bản hết hiệu lực”')
  expect(answers[2]?.changes).toEqual([{ label: 'Thời hạn', from: '15/12/2026', to: '20/11/2026' }])
  const after = await state()
  expect(after.versions).toBe(2)
  expect(after.tasks.slice(0, 3)).toEqual(before.tasks)
  expect(after.tasks.slice(3).map(({ title, due }) => [title, due])).toEqual([
    ['Việc mới chèn vào đầu', '2026-12-24'],
    ['Hội nghị đối thoại', '2026-12-28'],
  ])
  expect(after.drafts.map(({ title, form }) => [title, form.assignee, form.due])).toEqual([
    ['Đẩy mạnh tuyên truyền', 'Nguyễn Thị Lan', '23/12/2026'],
  ])
  const page = await textOf(`/plans/${plan}`)
  expect(page).toContain('6 nhiệm vụ : 5 đang làm , 1 nháp')
  expect(page).toContain('kể cả 1 việc ngoài bản này')
  expect(page).toMatch(/Ngoài bản đang theo 1 .*Rà soát văn bản hết hiệu lực/)
})

test('two versions side by side: what was added, removed, and changed from what to what', async () => {
  const { plan } = await bringPlan(world, first)
  await bringPlan(world, [
    ['I', 'Nhóm nhiệm vụ chung'],
    ['1', 'Báo cáo cải cách hành chính quý IV', 'Nguyễn Thị Lan', '', '16/12/2026', 'báo cáo'],
    ...first.slice(3),
    ['II', 'Nhóm thêm'],
    ['1', 'Danh mục mới', 'Minh', '', '24/12/2026', 'danh mục'],
  ] as Line[])
  const html = await textOf(`/plans/${plan}/versions/2`)
  expect(html).toMatch(/Mọi khác biệt 4 Thêm 2 Đổi 1 Bỏ 1/)
  expect(html).toMatch(
    /Đổi 1 Báo cáo cải cách hành chính quý IV Chủ trì: Minh Thời hạn: 15\/12\/2026 Chủ trì: Nguyễn Thị Lan Thời hạn: 16\/12\/2026/,
  )
  expect(html).toMatch(/Bỏ 2 Rà soát văn bản hết hiệu lực/)
  expect(html).toMatch(/Thêm 1 Danh mục mới/)
  expect(await textOf(`/plans/${plan}/versions/1?with=2`)).toMatch(/Thêm 2 Rà soát văn bản hết hiệu lực/)
  expect(await textOf(`/plans/${plan}/versions/1`)).toMatch(/Đây là bản đầu tiên.*Hội nghị đối thoại/)
  expect((await world.as('hoa').get(`/plans/${plan}/versions/3`)).status).toBe(404)
})

test('a cancelled task and a dropped draft are not given again by the same file', async () => {
  const { plan } = await bringPlan(world, first)
  const task = await world.db.reader.selectFrom('tasks').select('publicId').orderBy('id').executeTakeFirstOrThrow()
  await cancelTask(await world.ctx('hoa'), task.publicId, { reason: 'Không làm nữa.' })
  const draft = await world.db.reader.selectFrom('drafts').select('publicId').orderBy('id').executeTakeFirstOrThrow()
  await world.as('hoa').post(`/tasks/drafts/${draft.publicId}/removal`)
  const { answers } = await checkPlan(world, first)
  expect(answers.map(({ outcome }) => outcome)).toEqual(Array(6).fill('same'))
  const page = await textOf(`/plans/${plan}`)
  expect(page).toMatch(/5 nhiệm vụ : 2 đang làm , 1 nháp , 2 chưa giao/)
  expect(page).toMatch(/Không tính ở trên: 1 việc đã hủy/)
})

test('what the owner wrote into a draft stays, but for what the document now says otherwise', async () => {
  await bringPlan(world, first)
  const { drafts } = await state()
  const row = await world.db.reader
    .selectFrom('drafts')
    .select(['publicId', 'form'])
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const form = { ...JSON.parse(row.form), product: 'tin, bài', consequence: 'Theo quy chế.' }
  await world.db.writer
    .updateTable('drafts')
    .set({ form: JSON.stringify(form) })
    .where('publicId', '=', row.publicId)
    .execute()
  const changed = first.map((line) =>
    line[1] === 'Đẩy mạnh tuyên truyền' ? ([...line.slice(0, 4), '29/12/2026', ''] as unknown as Line) : line,
  )
  const { answers } = await bringPlan(world, changed, { 'opt.mode': 'drafts' })
  expect(answers[3]?.outcome).toBe('changed')
  const after = (await state()).drafts[0]?.form
  expect([drafts[0]?.form.due, after.due, after.product, after.consequence]).toEqual([
    '22/12/2026',
    '29/12/2026',
    'tin, bài',
    'Theo quy chế.',
  ])
})

test('drafts that have become clear are given by the next file that gives', async () => {
  await bringPlan(world, first.slice(0, 3), { 'opt.mode': 'drafts' })
  expect((await state()).drafts).toHaveLength(2)
  const { answers } = await bringPlan(world, first.slice(0, 3))
  expect(answers.map(({ outcome }) => outcome)).toEqual(['same', 'changed', 'changed'])
  expect(told(answers)[1]).toContain('Nháp nay đủ rõ')
  const { tasks, drafts } = await state()
  expect([tasks.length, drafts.length]).toEqual([2, 0])
})

test('another number, day or issuer is another document', async () => {
  await bringPlan(world, first)
  await bringPlan(world, first, { 'opt.number': '06/KH-UBND' })
  await bringPlan(world, first, { 'opt.number': '05 / kh-ubnd', 'opt.summary': '' })
  const plans = await world.db.reader.selectFrom('plans').select(['number', 'summary']).orderBy('id').execute()
  expect(plans).toEqual([
    { number: '05/KH-UBND', summary: 'Cải cách hành chính năm 2026' },
    { number: '06/KH-UBND', summary: 'Cải cách hành chính năm 2026' },
  ])
})

test('what a unit followed that was merged is followed on: seen by the leader of its successor, and not doubled', async () => {
  const own = { 'opt.unit': world.units.vhxh, 'opt.assigner': world.ids.hoa.publicId }
  const { plan } = await bringPlan(world, [first[1] as Line], own)
  const { reader, writer } = world.db
  const id = async (publicId: string) =>
    (await reader.selectFrom('units').select('id').where('publicId', '=', publicId).executeTakeFirstOrThrow()).id
  const [gone, heir] = [await id(world.units.vhxh), await id(world.units.kt)]
  await writer.updateTable('units').set({ closedOn: '2026-11-25', successorId: heir }).where('id', '=', gone).execute()
  await writer
    .updateTable('people')
    .set({ unitId: heir })
    .where('id', 'in', [world.ids.mai.id, world.ids.minh.id])
    .execute()
  await writer.updateTable('roleGrants').set({ unitId: heir }).where('personId', '=', world.ids.mai.id).execute()
  expect((await world.as('mai').get(`/plans/${plan}`)).status).toBe(200)
  expect(await (await world.as('mai').get('/plans')).text()).toContain(plan)
  const { answers } = await bringPlan(world, [first[1] as Line, first[2] as Line], {
    ...own,
    'opt.unit': world.units.kt,
  })
  expect(answers.map(({ outcome }) => outcome)).toEqual(['same', 'created'])
  expect(await reader.selectFrom('plans').select('publicId').execute()).toEqual([{ publicId: plan }])
})
