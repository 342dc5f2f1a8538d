import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { unitOn } from '../../src/people/queries.ts'
import { addUnit, editUnit } from '../../src/people/unit-commands.ts'
import { Invalid } from '../../src/refusal.ts'
import { scopesOfParties } from '../../src/rules/access.ts'
import { confirm, seenAt } from '../preview.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
const unitRow = (publicId: string) =>
  world.db.reader.selectFrom('units').selectAll().where('publicId', '=', publicId).executeTakeFirstOrThrow()
const spans = async (publicId: string) => {
  const { id } = await unitRow(publicId)
  return world.db.reader
    .selectFrom('unitSpans')
    .select(['name', 'parentId', 'fromDay', 'toDay'])
    .where('unitId', '=', id)
    .orderBy('fromDay')
    .execute()
}
const newUnit = (more: Record<string, string> = {}) => ({
  kind: 'unit',
  name: 'Tổ một cửa',
  shortName: 'TMC',
  parent: world.units.vhxh,
  day: '02/11/2026',
  ...more,
})
const add = async (more: Record<string, string> = {}) => {
  const answer = await world.as('an').post('/units', newUnit(more))
  expect(answer.status).toBe(303)
  return answer.headers.get('location')?.split('/').at(-1) ?? ''
}
const edit = (more: Record<string, string> = {}) => ({
  name: 'Phòng Văn hóa - Xã hội',
  shortName: 'VH-XH',
  parent: world.units.root,
  position: '1',
  day: '25/11/2026',
  ...more,
})

describe('the tree', () => {
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  test('stands by position, then in Vietnamese order, with its people counted', async () => {
    await add({ name: 'Đội trật tự', parent: world.units.root })
    await add({ name: 'Ban tiếp dân', parent: world.units.root })
    const html = await textOf(world.as('minh').get('/units'))
    const names = [...html.matchAll(/<li><a href="\/units\/[\w-]+">([^<]*)<\/a> <span class="muted">(\d+) người/g)].map(
      ([, name, count]) => [name, Number(count)],
    )
    expect(names).toEqual([
      ['Phường Minh Thụy', 4],
      ['Phòng Văn hóa - Xã hội', 2],
      ['Phòng Kinh tế', 1],
      ['Đội trật tự', 0],
      ['Ban tiếp dân', 0],
    ])
  })

  test('one unit shows its head and people, also to those who may change nothing', async () => {
    const html = await textOf(world.as('minh').get(`/units/${world.units.vhxh}`))
    expect(html).toMatch(/Lãnh đạo.*Hoàng Thị Mai/s)
    expect(html).toContain('Nguyễn Văn Minh')
    expect(html).not.toContain('/edit')
    expect(await textOf(world.as('an').get(`/units/${world.units.vhxh}`))).toContain('/closure')
    expect((await world.as('minh').get('/units/nothing')).status).toBe(404)
  })

  test.each<Name>(['hoa', 'mai', 'minh'])('%s may not change it', async (name) => {
    const client = world.as(name)
    expect((await client.get('/units/new')).status).toBe(403)
    expect((await client.post('/units', newUnit())).status).toBe(403)
    expect((await client.post(`/units/${world.units.vhxh}/edit`, edit())).status).toBe(403)
    expect((await client.post(`/units/${world.units.vhxh}/closure`, { day: '' })).status).toBe(403)
  })
})

describe('changing a unit', () => {
  beforeEach(async () => {
    world = await openWorld()
  })
  afterEach(() => world.close())

  test('adding one is on record, once, however often it is sent', async () => {
    const an = world.as('an')
    const [first, again] = [
      await an.post('/units', newUnit({ _key: 'tmc' })),
      await an.post('/units', newUnit({ _key: 'tmc' })),
    ]
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect((await world.audit())[0]).toMatchObject({
      action: 'unit.add',
      facts: { name: 'Tổ một cửa', parent: 'Phòng Văn hóa - Xã hội', fromDay: '2026-11-02' },
    })
    const twin = await an.post('/units', newUnit())
    expect([twin.status, await twin.text()]).toEqual([422, expect.stringContaining('Ở cấp này đã có Tổ một cửa')])
  })

  test('a code is shown, kept, and never two units’', async () => {
    const an = world.as('an')
    expect((await an.post('/units', newUnit({ code: 'TMC-01' }))).status).toBe(303)
    const { facts } = (await world.audit())[0] ?? {}
    expect(facts).toMatchObject({ code: 'TMC-01' })
    const twin = await an.post(`/units/${world.units.vhxh}/edit`, edit({ code: 'tmc-01' }))
    expect([twin.status, await twin.text()]).toEqual([422, expect.stringContaining('Mã tmc-01 đang là của Tổ một cửa')])
    await an.post(`/units/${world.units.vhxh}/edit`, edit({ code: 'VHXH' }))
    expect(await textOf(an.get(`/units/${world.units.vhxh}`))).toContain('VHXH')
  })

  test('a new name holds from its day; before it the record keeps the old one', async () => {
    const { id } = await unitRow(world.units.vhxh)
    const answer = await world
      .as('an')
      .post(`/units/${world.units.vhxh}/edit`, edit({ name: 'Phòng Văn hóa và Đô thị', day: '01/11/2026' }))
    expect(answer.status).toBe(303)
    expect((await unitOn(world.db.reader, id, '2026-10-31'))?.name).toBe('Phòng Văn hóa - Xã hội')
    expect((await unitOn(world.db.reader, id, '2026-11-01'))?.name).toBe('Phòng Văn hóa và Đô thị')
    expect(await unitOn(world.db.reader, id, '2026-01-04')).toBeUndefined()
    expect(await textOf(world.as('minh').get(`/people/${world.ids.minh.publicId}`))).toMatch(
      /Quá trình công tác.*Phòng Văn hóa - Xã hội/s,
    )
    expect(await textOf(world.as('minh').get(`/units/${world.units.vhxh}`))).toContain('05/01/2026 – 31/10/2026')
  })

  test('not before the span that holds, nor on a day to come', async () => {
    await world
      .as('an')
      .post(`/units/${world.units.vhxh}/edit`, edit({ name: 'Phòng Văn hóa và Đô thị', day: '01/11/2026' }))
    for (const [day, sentence] of [
      ['31/10/2026', 'từ 01/11/2026'],
      ['26/11/2026', 'Ngày này chưa tới'],
    ] as const) {
      const answer = await world.as('an').post(`/units/${world.units.vhxh}/edit`, edit({ name: 'Phòng khác', day }))
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(sentence)])
    }
  })

  test('the order alone is no dated change', async () => {
    await world.as('an').post(`/units/${world.units.vhxh}/edit`, edit({ position: '9' }))
    expect(await spans(world.units.vhxh)).toHaveLength(1)
    expect((await world.audit())[0]?.facts).toEqual({ position: [1, 9] })
  })

  test('who was faster is named, and the place is shown by name', async () => {
    const old = edit({ _version: '1' })
    await world.as('an').post(`/units/${world.units.vhxh}/edit`, { ...old, shortName: 'VHXH' })
    const late = await world.as('an').post(`/units/${world.units.vhxh}/edit`, { ...old, parent: world.units.kt })
    const html = await late.text()
    expect(late.status).toBe(409)
    expect(html).toMatch(/type="radio" name="shortName" value="VHXH" checked/)
    expect(html).toMatch(/type="radio" name="parent".*Phòng Kinh tế/s)
  })

  test('a moved unit takes all below it along, and who finds its tasks follows', async () => {
    const team = await add()
    const group = await add({ name: 'Nhóm hồ sơ', parent: team })
    const ctx = await world.ctx('an')
    await world.as('an').post(`/people/${world.ids.minh.publicId}/edit`, {
      name: 'Nguyễn Văn Minh',
      unit: group,
      post: 'Chuyên viên',
      day: '03/11/2026',
    })
    const task = await world.task()
    await world
      .as('an')
      .post(`/people/${world.ids.lan.publicId}/roles`, { role: 'leader', unit: world.units.kt, day: '' })
    const [mai, lan] = [world.as('mai'), world.as('lan')]
    expect([(await mai.get(`/tasks/${task}`)).status, (await lan.get(`/tasks/${task}`)).status]).toEqual([200, 404])

    await editUnit(ctx, team, {
      name: 'Tổ một cửa',
      shortName: 'TMC',
      parent: world.units.kt,
      position: 1,
      day: '2026-11-20',
    })
    const [kt, moved, below] = [await unitRow(world.units.kt), await unitRow(team), await unitRow(group)]
    expect([moved.path, below.path]).toEqual([`${kt.path}${moved.id}/`, `${kt.path}${moved.id}/${below.id}/`])
    expect([(await mai.get(`/tasks/${task}`)).status, (await lan.get(`/tasks/${task}`)).status]).toEqual([404, 200])
    const rows = await world.db.reader.selectFrom('taskScopes').select('scope').execute()
    const parties = [await world.who('minh'), await world.who('hoa')]
    expect(rows.map(({ scope }) => scope).sort()).toEqual(scopesOfParties(parties).sort())
    expect((await unitOn(world.db.reader, moved.id, '2026-11-19'))?.parentName).toBe('Phòng Văn hóa - Xã hội')
    expect((await unitOn(world.db.reader, moved.id, '2026-11-20'))?.parentName).toBe('Phòng Kinh tế')
  })

  test('never into itself or below itself, and the root stays the root', async () => {
    const team = await add()
    for (const parent of [team, world.units.vhxh]) {
      const answer = await world.as('an').post(`/units/${world.units.vhxh}/edit`, edit({ parent }))
      expect([answer.status, await answer.text()]).toEqual([
        422,
        expect.stringContaining('Đơn vị không đặt được vào chính nó'),
      ])
    }
    await world
      .as('an')
      .post(`/units/${world.units.root}/edit`, edit({ name: 'Phường Minh Thụy', parent: world.units.kt }))
    expect((await unitRow(world.units.root)).parentId).toBeNull()
  })
})

describe('closing a unit', () => {
  beforeEach(async () => {
    world = await openWorld()
  })
  afterEach(() => world.close())
  const at = () => `/units/${world.units.vhxh}/closure`
  const merge = (more: Record<string, string | string[]> = {}) => ({
    successor: world.units.kt,
    day: '16/11/2026',
    ...more,
  })
  const close = (more: Record<string, string | string[]> = {}) => confirm(world.as('an'), at(), merge(more))

  test.each([
    ['into nothing', { successor: '' }, 'Chọn đơn vị nhận'],
    ['into itself', () => ({ successor: world.units.vhxh }), 'Chọn đơn vị nhận khác'],
    ['into what is not there', { successor: 'khong-co' }, 'Đơn vị này không còn'],
    ['before its people came', { day: '04/01/2026' }, '05/01/2026'],
    ['on a day to come', { day: '26/11/2026' }, 'Ngày này chưa tới'],
    ['into a new unit without a name', { into: 'new', successor: '' }, 'Ghi tên đơn vị mới'],
    ['into a new unit of a name that is taken', { into: 'new', name: 'Phòng Kinh tế', shortName: 'KT' }, 'đã có'],
  ])('%s: refused, and all stays', async (_, more, sentence) => {
    const answer = await world.as('an').post(at(), merge(typeof more === 'function' ? more() : more))
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(sentence)])
    expect(await unitRow(world.units.vhxh)).toMatchObject({ closedOn: null, version: 1 })
  })

  test('everything that stands in the way is told at once', async () => {
    const form = { into: 'new', successor: '', name: '', shortName: '', day: '31/02/2026', also: 'khong-co' }
    for (const answer of [
      await world.as('an').post(at(), merge(form)),
      await world.as('an').get(`${at()}?${new URLSearchParams(form)}`),
    ]) {
      const html = await answer.text()
      const sentences = [
        'Ghi tên đơn vị mới',
        'Ghi tên viết tắt',
        '31/02/2026 không có trong lịch',
        'không còn hoạt động',
      ]
      for (const sentence of sentences) expect(html).toContain(sentence)
      expect(html).not.toContain('name="seen"')
    }
  })

  test('people, work and the ticked roles go along; the old name stays with its days', async () => {
    const task = await world.task()
    const [old, kt] = [await unitRow(world.units.vhxh), await unitRow(world.units.kt)]
    await world
      .as('an')
      .post(`/people/${world.ids.lan.publicId}/roles`, { role: 'leader', unit: world.units.kt, day: '' })
    const held = await world.db.reader.selectFrom('roleGrants').selectAll().where('unitId', '=', old.id).execute()
    const officer = held.find(({ role }) => role === 'officer')?.publicId ?? ''
    const page = await textOf(world.as('an').get(`${at()}?successor=${world.units.kt}`))
    expect(page).toContain('Nguyễn Văn Minh: Cán bộ, công chức')
    expect((await close({ roles: [officer] })).status).toBe(303)

    expect(await unitRow(world.units.vhxh)).toMatchObject({ closedOn: '2026-11-16', successorId: kt.id })
    expect(await world.who('minh')).toMatchObject({ unitId: kt.id, roles: [{ role: 'officer', unitId: kt.id }] })
    expect(await world.who('mai')).toMatchObject({ unitId: kt.id, roles: [] })
    const postings = await world.db.reader
      .selectFrom('postings')
      .select(['unitId', 'fromDay', 'toDay'])
      .where('personId', '=', world.ids.minh.id)
      .orderBy('fromDay')
      .execute()
    expect(postings).toEqual([
      { unitId: old.id, fromDay: '2026-01-05', toDay: '2026-11-16' },
      { unitId: kt.id, fromDay: '2026-11-16', toDay: null },
    ])
    expect((await unitOn(world.db.reader, old.id, '2026-11-15'))?.name).toBe('Phòng Văn hóa - Xã hội')
    expect(await unitOn(world.db.reader, old.id, '2026-11-16')).toBeUndefined()
    expect((await world.as('lan').get(`/tasks/${task}`)).status).toBe(200)
    const rows = await world.audit(10)
    const about = (kind: string) =>
      rows.filter(({ action, subjectKind }) => action === 'unit.close' && subjectKind === kind)
    expect(about('person')).toHaveLength(2)
    expect(about('task')).toEqual([]) // Hoa leads Minh as before
    expect(rows.find(({ action }) => action === 'unit.close')).toMatchObject({
      facts: { closedOn: [null, '2026-11-16'], successor: 'Phòng Kinh tế', people: 2, tasks: 1 },
    })
    expect(rows.filter(({ action }) => action === 'unit.endRole')).toHaveLength(2)
    expect(await textOf(world.as('minh').get('/units'))).toContain('sáp nhập vào Phòng Kinh tế')
    expect(await textOf(world.as('minh').get(`/units/${world.units.vhxh}`))).toContain('Đã kết thúc từ ngày 16/11/2026')
    expect((await world.as('an').get(`/units/${world.units.vhxh}/edit`)).status).toBe(404)
  })

  test('the leader of the unit that takes over sees the finished work of the old one', async () => {
    const task = await world.task()
    await world.db.writer.updateTable('tasks').set({ state: 'completed' }).execute()
    await world.as('an').post(`/people/${world.ids.minh.publicId}/edit`, {
      name: 'Nguyễn Văn Minh',
      unit: world.units.root,
      post: 'Chuyên viên',
      day: '03/11/2026',
    })
    await world
      .as('an')
      .post(`/people/${world.ids.lan.publicId}/roles`, { role: 'leader', unit: world.units.kt, day: '' })
    expect((await world.as('lan').get(`/tasks/${task}`)).status).toBe(404)
    await close()
    expect((await world.as('lan').get(`/tasks/${task}`)).status).toBe(200)
  })

  test('an empty unit may end without a successor, the root never', async () => {
    const team = await add()
    expect((await confirm(world.as('an'), `/units/${team}/closure`, { successor: '', day: '' })).status).toBe(303)
    const root = await world.as('an').post(`/units/${world.units.root}/closure`, merge())
    expect([root.status, await root.text()]).toEqual([422, expect.stringContaining('Đơn vị gốc')])
  })

  test('the same form sent twice closes it once', async () => {
    const an = world.as('an')
    const form = { ...merge(), seen: await seenAt(an, at(), merge()), _key: 'merge' }
    for (const status of [303, 303]) expect((await an.post(at(), form)).status).toBe(status)
    const rows = await world.db.reader
      .selectFrom('audit')
      .select('id')
      .where('action', '=', 'unit.close')
      .where('subjectKind', '=', 'unit')
      .execute()
    expect(rows).toHaveLength(1)
  })
})

test('paths agree with parents, and scopes with paths, after any moves', async () => {
  world = await openWorld()
  const ctx = await world.ctx('an')
  const day = '2026-11-25'
  const ids = [world.units.root, world.units.vhxh, world.units.kt]
  for (let number = 1; number <= 7; number += 1) {
    ids.push(
      await addUnit(ctx, {
        kind: 'unit',
        name: `Tổ ${number}`,
        shortName: `T${number}`,
        parent: ids[number % 3] ?? world.units.root,
        day,
      }),
    )
  }
  for (const name of ['minh', 'lan'] as const) await world.task({ assigneeId: world.ids[name].publicId })
  const place = fc.integer({ min: 1, max: ids.length - 1 })
  const moves = fc.array(fc.tuple(place, fc.integer({ min: 0, max: ids.length - 1 })), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(moves, async (steps) => {
      for (const [unit, parent] of steps) await move(unit, parent)
      await agrees()
    }),
    { numRuns: 15 },
  )
  await world.close()

  async function move(at: number, to: number) {
    const unit = await unitRow(ids[at] ?? '')
    const input = { name: unit.name, shortName: unit.shortName, position: unit.position, parent: ids[to], day }
    await editUnit(await world.ctx('an'), unit.publicId, input).catch((error) => {
      if (!(error instanceof Invalid)) throw error // a cycle
    })
  }

  async function agrees() {
    const units = await world.db.reader.selectFrom('units').selectAll().execute()
    const byId = new Map(units.map((unit) => [unit.id, unit]))
    for (const { id, path, parentId } of units) expect(path).toBe(`${byId.get(parentId ?? 0)?.path ?? '/'}${id}/`)
    const tasks = await world.db.reader.selectFrom('tasks').selectAll().execute()
    for (const task of tasks) {
      const parties = await world.db.reader
        .selectFrom('people')
        .innerJoin('units', 'units.id', 'unitId')
        .select(['people.id', 'path'])
        .where('people.id', 'in', [task.assigneeId, task.approverId])
        .execute()
      const rows = await world.db.reader
        .selectFrom('taskScopes')
        .select('scope')
        .where('taskId', '=', task.id)
        .execute()
      expect(rows.map(({ scope }) => scope).sort()).toEqual(scopesOfParties(parties).sort())
    }
  }
})
