import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { confirm, seenAt } from '../preview.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const at = (name: Name) => `/people/${world.ids[name].publicId}/departure`
const leave = (name: Name, successor?: string, more: Record<string, string> = {}) =>
  confirm(world.as('an'), at(name), { day: '25/11/2026', ...(successor && { successor }), ...more })
const taskRow = (publicId: string) =>
  world.db.reader.selectFrom('tasks').selectAll().where('publicId', '=', publicId).executeTakeFirstOrThrow()
const person = (name: Name) =>
  world.db.reader.selectFrom('people').selectAll().where('id', '=', world.ids[name].id).executeTakeFirstOrThrow()
const scopesOf = async (taskId: number) => {
  const rows = await world.db.reader.selectFrom('taskScopes').select('scope').where('taskId', '=', taskId).execute()
  return rows.map(({ scope }) => scope)
}

describe('who leaves with open work', () => {
  test('the dry run names the tasks by part and changes nothing', async () => {
    await world.task({ title: 'Rà soát thủ tục' })
    const html = await (await world.as('an').get(at('minh'))).text()
    expect(html).toContain('Người thực hiện')
    expect(html).toContain('Rà soát thủ tục')
    expect(html).toContain('Cán bộ, công chức')
    const ready = await (await world.as('an').get(`${at('minh')}?successor=lan&day=25/11/2026`)).text()
    expect(ready).toContain('Chuyển 1 việc sang đồng chí Nguyễn Thị Lan')
    expect((await person('minh')).leftOn).toBeNull()
  })

  test('somebody must take over', async () => {
    await world.task()
    const answer = await leave('minh')
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('còn 1 việc chưa xong')])
    expect((await person('minh')).leftOn).toBeNull()
  })

  test('the successor gets every part, and the record says so task by task', async () => {
    const id = await world.task()
    const before = await taskRow(id)
    expect((await leave('minh', 'Nguyễn Thị Lan')).status).toBe(303)
    const task = await taskRow(id)
    expect(task).toMatchObject({
      assigneeId: world.ids.lan.id,
      version: before.version + 1,
      folded: expect.stringContaining('nguyen thi lan'),
    })
    const steps = await world.db.reader.selectFrom('taskSteps').select('doerId').where('taskId', '=', task.id).execute()
    expect(steps).toEqual([{ doerId: world.ids.lan.id }])
    const [whole, role, one] = await world.audit(3)
    expect(role).toMatchObject({ action: 'unit.endRole', facts: { role: 'officer', unit: 'Phòng Văn hóa - Xã hội' } })
    expect(whole).toMatchObject({
      action: 'person.depart',
      subject: world.ids.minh.publicId,
      facts: { leftOn: [null, '2026-11-25'], successor: 'Nguyễn Thị Lan', tasks: 1 },
    })
    expect(one).toMatchObject({
      action: 'person.depart',
      subjectKind: 'task',
      subject: id,
      facts: { assignee: ['Nguyễn Văn Minh', 'Nguyễn Thị Lan'] },
    })
    expect((await world.as('lan').get(`/tasks/${id}`)).status).toBe(200)
    expect((await world.as('hoa').get(`/people/${world.ids.minh.publicId}`)).status).toBe(200)
  })

  test('the scopes of the task are those of its new parties', async () => {
    const id = await world.task()
    await leave('minh', 'Nguyễn Thị Lan')
    const { id: taskId, unitId } = await taskRow(id)
    const { unitId: kt } = await world.who('lan')
    const scopes = await scopesOf(taskId)
    expect(scopes).toEqual(
      expect.arrayContaining([`p${world.ids.lan.id}`, `p${world.ids.hoa.id}`, `u${kt}`, `u${unitId}`]),
    )
    expect(scopes).not.toContain(`p${world.ids.minh.id}`)
  })

  test('work that is done stays with who did it', async () => {
    const id = await world.task()
    await world.db.writer.updateTable('tasks').set({ state: 'completed' }).where('publicId', '=', id).execute()
    expect((await leave('minh')).status).toBe(303)
    expect((await taskRow(id)).assigneeId).toBe(world.ids.minh.id)
  })

  test('nobody becomes approver of the own work: the tasks are named', async () => {
    const id = await world.task({ title: 'Kế hoạch tuần' })
    for (const [leaver, heir] of [
      ['minh', 'Đặng Thị Hoa'],
      ['hoa', 'Nguyễn Văn Minh'],
    ] as const) {
      const answer = await leave(leaver, heir)
      expect([answer.status, await answer.text()]).toEqual([
        422,
        expect.stringContaining('vừa thực hiện vừa nghiệm thu “Kế hoạch tuần”'),
      ])
    }
    expect(await (await world.as('an').get(`${at('minh')}?successor=hoa`)).text()).toContain(
      'vừa thực hiện vừa nghiệm thu',
    )
    expect(await taskRow(id)).toMatchObject({ assigneeId: world.ids.minh.id, approverId: world.ids.hoa.id, version: 1 })
  })

  test('an approver who does not lead the doer is refused until given the role', async () => {
    const id = await world.task()
    expect(await (await leave('hoa', 'Lê Thị Ngọc Diệp')).text()).toContain('chưa là lãnh đạo của người thực hiện')
    await world
      .as('an')
      .post(`/people/${world.ids.diep.publicId}/roles`, { role: 'leader', unit: world.units.root, day: '' })
    expect((await leave('hoa', 'Lê Thị Ngọc Diệp')).status).toBe(303)
    expect(await taskRow(id)).toMatchObject({ approverId: world.ids.diep.id, assignerId: world.ids.diep.id })
  })

  test('a name that several share comes back as chips, and the ticked one is taken', async () => {
    await world.task()
    const answer = await leave('minh', 'nguyen')
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Chọn đúng một người')])
    expect((await leave('minh', 'nguyen', { successorId: world.ids.lan.publicId })).status).toBe(303)
  })
})

describe('who leaves', () => {
  test('posting, roles, delegations, sessions and tokens end; nothing is deleted', async () => {
    const lan = world.as('lan')
    expect((await lan.get('/')).status).toBe(200)
    const given = { substitute: 'Nguyễn Văn Minh', fromDay: '25/11/2026', toDay: '30/11/2026', reason: 'Nghỉ phép' }
    expect((await lan.post('/delegations', given)).status).toBe(303)
    expect((await leave('lan')).status).toBe(303)
    expect(await person('lan')).toMatchObject({ leftOn: '2026-11-25', name: 'Nguyễn Thị Lan' })
    const [postings, roles, delegations] = [
      await world.db.reader.selectFrom('postings').select('toDay').where('personId', '=', world.ids.lan.id).execute(),
      await world.db.reader.selectFrom('roleGrants').select('toDay').where('personId', '=', world.ids.lan.id).execute(),
      await world.db.reader
        .selectFrom('delegations')
        .select('endedAt')
        .where('principalId', '=', world.ids.lan.id)
        .execute(),
    ]
    expect(new Set([...postings, ...roles].map(({ toDay }) => toDay))).toEqual(new Set(['2026-11-25']))
    expect(delegations).toEqual([{ endedAt: world.clock }])
    expect((await lan.get('/')).headers.get('location')).toContain('/sign-in')
    expect(await (await world.as('hoa').get('/people')).text()).not.toContain('Nguyễn Thị Lan')
    expect(await (await world.as('hoa').get('/people?gone=1')).text()).toContain('Nguyễn Thị Lan')
  })

  test('the same form sent twice is one departure', async () => {
    const an = world.as('an')
    const form = { day: '', seen: await seenAt(an, at('lan'), { day: '' }), _key: 'leave-lan' }
    for (const status of [303, 303]) expect((await an.post(at('lan'), form)).status).toBe(status)
    const rows = await world.db.reader.selectFrom('audit').select('id').where('action', '=', 'person.depart').execute()
    expect(rows).toHaveLength(1)
    expect((await leave('lan')).status).toBe(409)
  })

  test('the only administrator stays', async () => {
    expect((await leave('an')).status).toBe(409)
    expect((await person('an')).leftOn).toBeNull()
  })

  test.each([
    ['a day to come', '26/11/2026', 'Ngày này chưa tới'],
    ['before the posting began', '04/01/2026', 'từ 05/01/2026'],
  ])('%s is refused', async (_, day, sentence) => {
    const answer = await leave('lan', undefined, { day })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(sentence)])
  })

  test.each<Name>(['hoa', 'mai', 'quang'])('%s may not send anybody away', async (name) => {
    expect((await world.as(name).get(at('minh'))).status).toBe(403)
    expect((await world.as(name).post(at('minh'), { day: '' })).status).toBe(403)
  })
})
