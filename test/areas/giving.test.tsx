import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { grantRole } from '../../src/people/roles.ts'
import { openWorld, plainTask, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

type Fields = Record<string, string | string[]>
const filled = (more: Fields = {}): Fields => ({
  title: 'Báo cáo cải cách hành chính quý IV',
  content: 'Tổng hợp số liệu, dự thảo báo cáo.',
  assignee: 'Nguyễn Văn Minh',
  approver: 'Đặng Thị Hoa',
  stepName: ['Thu số liệu', 'Dự thảo'],
  stepDays: ['3', ''],
  stepDoer: ['responsible', 'approver'],
  product: 'báo cáo',
  quantity: '1',
  factor: '1',
  due: '15/12',
  ...more,
})
const idOf = (answer: Response) => answer.headers.get('Location')?.split('/').at(-1) ?? ''
const tasks = () => world.db.reader.selectFrom('tasks').selectAll().orderBy('id').execute()
const chip = (page: string, name: string, id: string) =>
  new RegExp(`name="${name}Id" value="${id}"[^>]*checked`).test(page)

describe('the kind of a task', () => {
  test('is chosen on the form; a task for information is done when read, and wants nothing but that', async () => {
    const form = filled({ kind: 'information', product: '' })
    const id = idOf(await world.as('hoa').post('/tasks', form))
    expect(await tasks()).toMatchObject([{ publicId: id, kind: 'information', product: 'xác nhận đã đọc' }])
    await world.as('minh').post(`/tasks/${id}/reading`)
    expect(await tasks()).toMatchObject([{ state: 'completed' }])
  })

  test('for an opinion asks for an answer; for action the product is asked for', async () => {
    await world.as('hoa').post('/tasks', filled({ kind: 'opinion', product: '' }))
    expect(await tasks()).toMatchObject([{ kind: 'opinion', product: 'ý kiến trả lời' }])
    expect((await world.as('hoa').post('/tasks', filled({ kind: 'action', product: '' }))).status).toBe(422)
  })
})

describe('coordinators', () => {
  test('have a part of their own, find the task, and end their part; so do the leaders over them', async () => {
    const form = filled({ coordinator1: 'lan', part1: 'Số liệu hồ sơ', coordinator2: 'Đỗ Quang', part2: '' })
    const id = idOf(await world.as('hoa').post('/tasks', form))
    const parts = await world.db.reader
      .selectFrom('taskCoordinators')
      .select(['personId', 'part'])
      .orderBy('id')
      .execute()
    expect(parts).toEqual([
      { personId: world.ids.lan.id, part: 'Số liệu hồ sơ' },
      { personId: world.ids.quang.id, part: 'Phối hợp thực hiện' },
    ])
    expect((await world.as('lan').get(`/tasks/${id}`)).status).toBe(200)
    const list = await world.as('lan').get('/tasks?view=all')
    expect([list.status, (await list.text()).includes(String(form.title))]).toEqual([200, true])
    expect((await world.as('lan').post(`/tasks/${id}/part`, { note: 'Đã gửi' })).status).toBe(303)
    expect((await world.as('an').get(`/tasks/${id}`)).status).toBe(404)
    const scopes = await world.db.reader.selectFrom('taskScopes').select('scope').execute()
    expect(scopes.map(({ scope }) => scope)).toContain(`p${world.ids.lan.id}`)
  })

  test('are not the responsible person, nor twice the same, nor somebody unknown', async () => {
    const wrong: [Fields, string][] = [
      [{ coordinator1: 'Nguyễn Văn Minh' }, 'khác người thực hiện'],
      [{ coordinator1: 'lan', coordinator2: 'Nguyễn Thị Lan' }, 'không trùng nhau'],
      [{ coordinator1: 'Không Có Ai' }, 'Không tìm thấy ai'],
      [{ coordinator1: 'Nguyễn' }, 'Có nhiều người khớp'],
      [{ coordinator1: '', part1: 'Số liệu' }, 'Ghi tên người phối hợp'],
    ]
    for (const [more, sentence] of wrong) {
      const answer = await world.as('hoa').post('/tasks', filled(more))
      expect([answer.status, (await answer.text()).includes(sentence), sentence]).toEqual([422, true, sentence])
    }
    expect(await tasks()).toEqual([])
  })
})

describe('a clerk enters a task for a leader', () => {
  const byDiep = (more: Fields = {}) => world.as('diep').post('/tasks', filled({ assigner: 'Đặng Thị Hoa', ...more }))

  test('in the leader’s name; the record says who entered it', async () => {
    const id = idOf(await byDiep({ approver: '' }))
    const { hoa, diep } = world.ids
    expect(await tasks()).toMatchObject([{ publicId: id, assignerId: hoa.id, approverId: hoa.id }])
    expect(await world.audit()).toMatchObject([
      { actor: 'diep', action: 'person.giveTask', subject: id, facts: { assigner: 'Đặng Thị Hoa' } },
    ])
    expect((await world.as('diep').get(`/tasks/${id}`)).status).toBe(200)
    expect((await world.as('diep').post(`/tasks/${id}/cancellation`, { reason: 'Thử' })).status).toBe(403)
    expect(diep.id).not.toBe(hoa.id)
  })

  test('the form has the one leader filled in already', async () => {
    const page = await (await world.as('diep').get('/tasks/new')).text()
    expect(chip(page, 'assigner', world.ids.hoa.publicId)).toBe(true)
    expect(chip(page, 'approver', world.ids.hoa.publicId)).toBe(true)
  })

  test('never without one, nor in the name of one who does not lead there', async () => {
    const wrong: [Fields, string][] = [
      [{ assigner: '' }, 'Chọn lãnh đạo giao việc này.'],
      [{ assigner: 'Lê Thị Ngọc Diệp' }, 'lãnh đạo phụ trách'],
      [{ assigner: 'Hoàng Thị Mai', assignee: 'Nguyễn Thị Lan' }, 'lãnh đạo phụ trách'],
      [{ approver: 'Lê Thị Ngọc Diệp' }, 'không phụ trách đơn vị'],
    ]
    for (const [more, sentence] of wrong) {
      const answer = await byDiep(more)
      expect([answer.status, (await answer.text()).includes(sentence), sentence]).toEqual([422, true, sentence])
    }
    expect(await tasks()).toEqual([])
  })

  test('a leader does not lend another leader’s name', async () => {
    const answer = await world
      .as('mai')
      .post('/tasks', filled({ assignerId: world.ids.hoa.publicId, assigner: 'Đặng Thị Hoa' }))
    expect([answer.status, await tasks()]).toEqual([422, []])
  })

  test('who leads one unit and keeps the work of another gives in the own name where they lead', async () => {
    const grant = { role: 'clerk' as const, unit: world.units.kt, day: '2026-11-25' }
    await grantRole(await world.ctx('an'), world.ids.mai.publicId, grant)
    const approver = 'Hoàng Thị Mai'
    expect((await world.as('mai').post('/tasks', filled({ approver }))).status).toBe(303)
    const other = await world.as('mai').post('/tasks', filled({ assignee: 'Nguyễn Thị Lan', assigner: 'Đặng Thị Hoa' }))
    expect(other.status).toBe(303)
    const given = await tasks()
    expect(given.map(({ assignerId }) => assignerId)).toEqual([world.ids.mai.id, world.ids.hoa.id])
  })
})

test('steps fall to whom the form says', async () => {
  await world.as('hoa').post('/tasks', filled())
  const steps = await world.db.reader.selectFrom('taskSteps').select('doerId').orderBy('position').execute()
  expect(steps.map(({ doerId }) => doerId)).toEqual([world.ids.minh.id, world.ids.hoa.id])
})

describe('the form as it comes back', () => {
  test('names that were understood stand in full with their chips ticked, and mean the same when sent again', async () => {
    const page = await (await world.as('hoa').post('/tasks', filled({ assignee: 'van minh', due: '' }))).text()
    expect(page).toContain('value="Nguyễn Văn Minh"')
    expect(chip(page, 'assignee', world.ids.minh.publicId)).toBe(true)
  })

  test('a counted deadline is shown as the day it comes to', async () => {
    const page = await (await world.as('hoa').post('/tasks/meter', filled({ due: '10 ngày làm việc' }))).text()
    expect(page).toContain('thứ Tư, 09/12/2026')
    expect(page).toContain('5/5 rõ, giao được')
  })

  test('the meter counts what is missing, and says so wherever the page does', async () => {
    const page = await (await world.as('hoa').post('/tasks/meter', filled({ approver: '' }))).text()
    for (const part of ['meter', 'meter-aside', 'meter-note']) expect(page).toContain(`id="${part}"`)
    expect(page).toContain('4/5 rõ')
    expect(page).toContain('thiếu nghiệm thu')
  })
})

test('the load of the chosen person stands beside the form, of tasks the giver may see', async () => {
  await world.task({ dueCounted: undefined, dueTyped: '2026-12-15' })
  await world.task({ dueCounted: 1, steps: [{ name: 'Làm' }] })
  world.clock = '2026-11-27T02:00:00.000Z'
  const page = await (await world.as('hoa').post('/tasks/meter', filled())).text()
  const load = page.slice(page.indexOf('id="load"'))
  expect(load).toContain('Đồng chí Nguyễn Văn Minh đang có 2 việc')
  expect([...load.matchAll(/<dd[^>]*>(\d+)<\/dd>/g)].map(([, count]) => count)).toEqual(['1', '0', '1'])
  const outside = await (await world.as('mai').post('/tasks/meter', filled({ assignee: 'Nguyễn Thị Lan' }))).text()
  expect(outside).not.toContain('đang có')
})

test('through the API too: coordinators and the leader a clerk gives for', async () => {
  const { issueTask } = await import('../../src/tasks/giving/issue.ts')
  const input = {
    ...plainTask(world.ids),
    assignerId: world.ids.hoa.publicId,
    coordinators: [{ personId: world.ids.lan.publicId, part: 'Số liệu' }],
  }
  await issueTask(await world.ctx('diep'), input)
  await expect(issueTask(await world.ctx('diep'), { ...input, assignerId: undefined })).rejects.toThrow()
  await expect(
    issueTask(await world.ctx('diep'), { ...input, coordinators: [{ personId: 'khong-co', part: '' }] }),
  ).rejects.toThrow()
  expect(await tasks()).toHaveLength(1)
})
