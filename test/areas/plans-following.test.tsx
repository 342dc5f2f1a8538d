import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { xlsxFile } from '../import-files.ts'
import { bringPlan, type Line } from '../plan-files.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const today = '2026-11-25'
const small: Line[] = [
  ['I', 'Nhóm nhiệm vụ chung'],
  ['1', 'Báo cáo cải cách hành chính', 'Minh', '', '15/12/2026', 'báo cáo'],
  ['2', 'Rà soát văn bản', 'Nguyễn Thị Lan', '', '18/12/2026', 'danh mục'],
  ['3', 'Đẩy mạnh tuyên truyền', 'Minh', '', '22/12/2026'],
]
const html = async (path: string, who: Name = 'hoa') => (await world.as(who).get(path)).text()
const words = (page: string) =>
  page
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const taskNamed = (title: string) =>
  world.db.reader.selectFrom('tasks').selectAll().where('title', '=', title).executeTakeFirstOrThrow()

describe('who sees a plan', () => {
  test('leaders and clerks over its unit; everybody else is told nothing, not even by a filter', async () => {
    const { plan } = await bringPlan(world, small)
    const seen: Name[] = ['hoa', 'diep']
    for (const name of ['hoa', 'diep', 'mai', 'minh', 'lan', 'quang', 'an'] as Name[]) {
      const isSeen = seen.includes(name)
      const page = (path: string) =>
        world
          .as(name)
          .get(path)
          .then(({ status }) => status)
      const none = name === 'mai' ? 404 : 403
      expect([name, await page(`/plans/${plan}`)]).toEqual([name, isSeen ? 200 : none])
      expect([name, await page(`/plans/${plan}/versions/1`)]).toEqual([name, isSeen ? 200 : none])
      expect([name, await page(`/plans/${plan}/lines.csv`)]).toEqual([name, isSeen ? 200 : none])
      expect([name, await page(`/tasks?plan=${plan}`)]).toEqual([name, isSeen ? 200 : 404])
      if (name === 'mai' || isSeen) expect((await html('/plans', name)).includes('05/KH-UBND')).toBe(isSeen)
      expect((await html('/search?q=cai+cach', name)).includes(`/plans/${plan}`)).toBe(isSeen)
    }
  })

  test('a doer is told by the task which document it carries out, and no more', async () => {
    const { plan } = await bringPlan(world, small)
    const task = await taskNamed('Báo cáo cải cách hành chính')
    const cited = 'Kế hoạch số 05/KH-UBND ngày 12/01/2026 của UBND phường: Cải cách hành chính năm 2026'
    expect(await html(`/tasks/${task.publicId}`, 'minh')).toContain(cited)
    expect(await html(`/tasks/${task.publicId}`, 'minh')).not.toContain(plan)
    expect(await html(`/tasks/${task.publicId}`, 'hoa')).toMatch(
      new RegExp(`<a href="/plans/${plan}#[\\w-]+">Kế hoạch số 05`),
    )
  })

  test('a head of unit has plans of the own unit; who leads above sees them too', async () => {
    const own = { 'opt.unit': world.units.vhxh, 'opt.assigner': world.ids.mai.publicId, 'opt.number': '09/KH-VHXH' }
    const lines: Line[] = [['1', 'Báo cáo của phòng', 'Minh', '', '15/12/2026', 'báo cáo']]
    const { plan } = await bringPlan(world, lines, own, 'mai')
    expect((await world.as('mai').get(`/plans/${plan}`)).status).toBe(200)
    expect((await world.as('hoa').get(`/plans/${plan}`)).status).toBe(200)
    const outside = await bringPlan(
      world,
      [['1', 'Việc phòng khác', 'Nguyễn Thị Lan', '', '15/12/2026', 'báo cáo']],
      { ...own, 'opt.number': '10/KH-VHXH' },
      'mai',
    )
    expect(outside.answers[0]?.notes[0]?.text).toContain(
      'Không có người hoặc đơn vị nào tên “Nguyễn Thị Lan” trong Phòng Văn hóa - Xã hội',
    )
  })

  test('a task that has gone out of reach is said to be elsewhere: not how it stands, nor whose it is', async () => {
    const own = { 'opt.unit': world.units.vhxh, 'opt.assigner': world.ids.mai.publicId }
    const { plan } = await bringPlan(
      world,
      [['1', 'Báo cáo của phòng', 'Minh', '', '15/12/2026', 'báo cáo']],
      own,
      'mai',
    )
    const { id, publicId } = await taskNamed('Báo cáo của phòng')
    await world.db.writer.updateTable('tasks').set({ state: 'completed', doneOn: today }).where('id', '=', id).execute()
    await world.db.writer
      .deleteFrom('taskScopes')
      .where('taskId', '=', id)
      .where('scope', '<>', `p${world.ids.hoa.id}`)
      .execute()
    const page = await html(`/plans/${plan}`, 'mai')
    expect(page).toContain('Ngoài phạm vi')
    expect(page).not.toContain(publicId)
    expect(words(page)).toMatch(/1 nhiệm vụ : 1 chưa giao/)
    expect(await html(`/plans/${plan}/lines.csv`, 'mai')).not.toContain('Hoàn thành,')
  })
})

describe('drafts of a plan', () => {
  const draftOf = () => world.db.reader.selectFrom('drafts').selectAll().orderBy('id').executeTakeFirstOrThrow()

  test('one press gives a clear one, as part of the task above it, and it is a draft no more', async () => {
    const tree: Line[] = [
      ['1', 'Báo cáo chung', 'Hoàng Thị Mai', '', '22/12/2026', 'báo cáo'],
      ['1.1', 'Báo cáo phần một', 'Minh', '', '15/12/2026', 'báo cáo'],
    ]
    const { plan } = await bringPlan(world, tree, { 'opt.mode': 'drafts' })
    for (const title of ['Báo cáo chung', 'Báo cáo phần một']) {
      const page = await html(`/plans/${plan}`)
      const form = new RegExp(
        `<form[^>]*action="(/tasks/drafts/[\\w-]+/issue)"(?:(?!</form>).)*Giao: ${title}`,
        's',
      ).exec(page)
      const answer = await world.as('hoa').post(form?.[1] ?? '', { back: `/plans/${plan}` })
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/plans/${plan}`])
    }
    const [whole, part] = [await taskNamed('Báo cáo chung'), await taskNamed('Báo cáo phần một')]
    expect([part.parentId, whole.children, part.planItemId !== null]).toEqual([whole.id, 1, true])
    expect(words(await html(`/plans/${plan}`))).toMatch(/2 nhiệm vụ : 2 đang làm/)
  })

  test('one that is not clear comes back as its form, with what is missing', async () => {
    await bringPlan(world, small)
    const { publicId } = await draftOf()
    const answer = await world.as('hoa').post(`/tasks/drafts/${publicId}/issue`)
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Ghi sản phẩm phải nộp')])
  })

  test("another's draft is taken over in one press; nobody issues it before that", async () => {
    const { plan } = await bringPlan(world, small, {}, 'diep')
    const draft = await draftOf()
    expect((await world.as('hoa').post(`/tasks/drafts/${draft.publicId}/issue`)).status).toBe(404)
    const item = await world.db.reader
      .selectFrom('planItems')
      .select('publicId')
      .where('id', '=', draft.planItemId)
      .executeTakeFirstOrThrow()
    const answer = await world.as('hoa').post(`/plans/${plan}/items/${item.publicId}/draft`)
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/tasks/drafts/${draft.publicId}`])
    expect((await draftOf()).ownerId).toBe(world.ids.hoa.id)
    expect((await world.audit(2)).map(({ actor, action }) => [actor, action])).toEqual([
      ['hoa', 'plan.draft'],
      ['hoa', 'account.keepDraft'],
    ])
    expect((await world.as('mai').post(`/plans/${plan}/items/${item.publicId}/draft`)).status).toBe(404)
  })

  test('a dropped one is written anew from its line; a line that is a task is not', async () => {
    const { plan } = await bringPlan(world, small)
    await world.as('hoa').post(`/tasks/drafts/${(await draftOf()).publicId}/removal`)
    expect(words(await html(`/plans/${plan}`))).toMatch(/3 nhiệm vụ : 2 đang làm , 1 chưa giao/)
    const items = await world.db.reader
      .selectFrom('planLines')
      .innerJoin('planItems', 'planItems.id', 'planLines.itemId')
      .select(['planItems.publicId', 'planLines.title'])
      .orderBy('position')
      .execute()
    const idOf = (title: string) => items.find((item) => item.title === title)?.publicId
    await world.as('hoa').post(`/plans/${plan}/items/${idOf('Đẩy mạnh tuyên truyền')}/draft`)
    expect(JSON.parse((await draftOf()).form)).toMatchObject({
      title: 'Đẩy mạnh tuyên truyền',
      assignee: 'Nguyễn Văn Minh',
      due: '22/12/2026',
    })
    expect((await world.as('hoa').post(`/plans/${plan}/items/${idOf('Rà soát văn bản')}/draft`)).status).toBe(409)
  })

  test('a draft of a line that was given meanwhile does not give it twice', async () => {
    const { plan } = await bringPlan(world, [['1', 'Báo cáo', 'Minh', '', '15/12/2026', 'báo cáo']], {
      'opt.mode': 'drafts',
    })
    const draft = await draftOf()
    const task = await world.task()
    await world.db.writer
      .updateTable('tasks')
      .set({ planItemId: draft.planItemId })
      .where('publicId', '=', task)
      .execute()
    expect((await world.as('hoa').post(`/tasks/drafts/${draft.publicId}/issue`)).status).toBe(409)
    expect(words(await html(`/plans/${plan}`))).toMatch(/1 nhiệm vụ : 1 đang làm/)
  })
})

test('a task given beside the document is followed with it', async () => {
  const { plan } = await bringPlan(world, small)
  expect(await html('/tasks/new')).toContain('Theo dõi cùng văn bản chỉ đạo')
  expect(await html('/tasks/new', 'mai')).not.toContain('05/KH-UBND')
  const task = await world.task({ plan, title: 'Việc phát sinh' })
  expect((await taskNamed('Việc phát sinh')).document).toContain('05/KH-UBND')
  const page = words(await html(`/plans/${plan}`))
  expect(page).toMatch(/4 nhiệm vụ : 3 đang làm , 1 nháp/)
  expect(page).toMatch(/Ngoài bản đang theo 1 .*Việc phát sinh.*Giao thêm ngoài văn bản/)
  expect(await html(`/tasks?plan=${plan}`)).toContain(task)
  await expect(world.task({ plan, approverId: world.ids.mai.publicId }, 'mai')).rejects.toMatchObject({
    code: 'missing',
  })
})

test('its number and summary are put right; it cannot become another that is there', async () => {
  const { plan } = await bringPlan(world, small)
  await bringPlan(world, small, { 'opt.number': '06/KH-UBND' })
  const edit = (fields: Record<string, string>) =>
    world.as('hoa').post(`/plans/${plan}/edit`, {
      number: '05/KH-UBND',
      day: '12/01/2026',
      issuer: 'UBND phường',
      summary: 'Đã sửa',
      ...fields,
    })
  expect((await edit({})).status).toBe(303)
  expect(await world.audit()).toMatchObject([
    { action: 'plan.edit', facts: { summary: ['Cải cách hành chính năm 2026', 'Đã sửa'] } },
  ])
  const clash = await edit({ number: '06/KH-UBND' })
  expect([clash.status, await clash.text()]).toEqual([422, expect.stringContaining('Đã có văn bản khác')])
  expect((await edit({ day: '31/02/2026' })).status).toBe(422)
  expect((await edit({ number: '', summary: '' })).status).toBe(422)
})

test('the API tells the same, and gives a line', async () => {
  const { plan } = await bringPlan(world, small)
  const page = await (await world.as('hoa').post('/account/tokens', { name: 'thử', scope: 'write', days: '30' })).text()
  const headers = { Authorization: `Bearer ${/nr_[\w-]+/.exec(page)?.[0]}`, 'Content-Type': 'application/json' }
  const ask = async (path: string, body?: object) => {
    const answer = await world.request(`/api/v1${path}`, {
      headers,
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: await answer.json() }
  }
  expect((await ask('/plans')).body.items).toMatchObject([
    { id: plan, number: '05/KH-UBND', total: 3, version: 1, counts: { openInTime: 2, draft: 1 } },
  ])
  const { body } = await ask(`/plans/${plan}`)
  expect(body.lines.map((line: { state: string | null }) => line.state)).toEqual([
    null,
    'openInTime',
    'openInTime',
    'draft',
  ])
  expect(body).toMatchObject({ headings: 1, versions: [{ number: 1, by: 'Đặng Thị Hoa' }], outside: [] })
  const task = {
    title: 'Đẩy mạnh tuyên truyền',
    content: 'Viết tin, bài',
    assigneeId: world.ids.minh.publicId,
    approverId: world.ids.hoa.publicId,
    steps: [{ name: 'Viết' }],
    product: 'tin, bài',
    dueTyped: '2026-12-22',
  }
  const given = await ask('/tasks', { ...task, plan, planLine: body.lines[3].id })
  expect(given.status).toBe(201)
  expect((await ask('/tasks', { ...task, plan, planLine: body.lines[3].id })).body.code).toBe('plan.givenAlready')
  expect((await ask(`/plans/${plan}`)).body.counts).toMatchObject({ openInTime: 3, draft: 0 })
  expect((await ask(`/plans/${plan}/comparison?earlier=1&later=2`)).status).toBe(404)
  expect((await ask(`/tasks?plan=${plan}&show=all`)).body.items).toHaveLength(3)
  await bringPlan(world, small.slice(0, 3))
  const { items } = (await ask(`/plans/${plan}/comparison?earlier=1&later=2`)).body
  expect(items.map((one: { kind: string }) => one.kind)).toEqual(['same', 'same', 'same', 'removed'])
})

test('an office without a plan is shown how to bring one in', async () => {
  expect(await html('/plans')).toContain('Chưa có văn bản chỉ đạo nào')
  expect(await html('/plans?q=khong')).toContain('Không có văn bản khớp')
  const refused = await world
    .as('quang')
    .post('/imports', { kind: 'plan', file: await xlsxFile([['Nhiệm vụ'], ['Báo cáo']]) })
  expect(refused.status).toBe(403)
})
