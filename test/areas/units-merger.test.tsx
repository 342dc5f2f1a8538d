import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closureOf, readUnits } from '../../src/people/work-units.ts'
import { figuresOfUnits, sumOf } from '../../src/tasks/lists/figures.ts'
import { caller } from '../caller.ts'
import { expectSound, snapshotsOf } from '../invariants.ts'
import { confirm, seenAt } from '../preview.ts'
import { type Office, office } from '../task-work.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
let we: Office
beforeEach(async () => {
  world = await openWorld()
  we = office(world)
})
afterEach(() => world.close())

type Fields = Record<string, string | string[]>
const an = () => we.as('an')
const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
const unitRow = (publicId: string) =>
  world.db.reader.selectFrom('units').selectAll().where('publicId', '=', publicId).executeTakeFirstOrThrow()
const named = (name: string) =>
  world.db.reader
    .selectFrom('units')
    .selectAll()
    .where('name', '=', name)
    .where('closedOn', 'is', null)
    .executeTakeFirstOrThrow()
const addUnit = async (name: string, parent: string, more: Record<string, string> = {}) => {
  const form = { kind: 'unit', name, shortName: name, parent, day: '05/01/2026', ...more }
  const answer = await an().post('/units', form)
  expect(answer.status).toBe(303)
  return answer.headers.get('location')?.split('/').at(-1) ?? ''
}
const moveTo = (name: Name, unit: string) =>
  an().post(`/people/${world.ids[name].publicId}/edit`, {
    ...{ name: `${names[name]}`, unit, post: 'Chuyên viên', day: '01/02/2026' },
  })
const names: Partial<Record<Name, string>> = { minh: 'Nguyễn Văn Minh', lan: 'Nguyễn Thị Lan', quang: 'Đỗ Quang' }
const lead = (name: Name, unit: string) =>
  an().post(`/people/${world.ids[name].publicId}/roles`, { role: 'leader', unit, day: '' })
const at = (unit: string) => `/units/${unit}/closure`
const merge = (unit: string, more: Fields) => confirm(an(), at(unit), { day: '16/11/2026', ...more })
const grantOf = async (name: Name, role: string) => {
  const grants = world.db.reader.selectFrom('roleGrants').select('publicId').where('toDay', 'is', null)
  const row = await grants.where('personId', '=', world.ids[name].id).where('role', '=', role).executeTakeFirstOrThrow()
  return row.publicId
}

/** The figures of a unit for a past month, as `/work` counts them. */
async function october(publicId: string) {
  const { reader } = world.db
  const units = await readUnits(reader)
  const { id } = await unitRow(publicId)
  const byUnit = await figuresOfUnits(reader, closureOf(units, [id]), { period: 'month', today: '2026-10-31' })
  return sumOf(byUnit.values())
}

/** Work of October: of each doer one done in time, one done late, one still open. */
async function octobersWork(...doers: Name[]) {
  const now = world.clock
  const then = office(world) // sessions of October are over by now
  for (const doer of doers) {
    const give = async (day: string, dueCounted: number) => {
      world.clock = `2026-10-${day}T02:00:00.000Z`
      const plain = { assigneeId: world.ids[doer].publicId, steps: [{ name: 'Thực hiện' }], dueCounted }
      const task = await world.task(plain)
      await then.must(doer, task, 'acceptance')
      return task
    }
    const finish = async (task: string, day: string) => {
      world.clock = `2026-10-${day}T02:00:00.000Z`
      await then.must(doer, task, 'submission', { report: 'Xong' })
      await then.must('hoa', task, 'approval')
    }
    const [inTime, late] = [await give('05', 10), await give('05', 2)]
    await give('06', 30)
    await finish(inTime, '07')
    await finish(late, '20')
  }
  world.clock = now
}

describe('two units merged into a new one', () => {
  const fields = (more: Fields = {}): Fields => ({
    ...{ into: 'new', name: 'Phòng Văn hóa và Kinh tế', shortName: 'VH-KT', also: [world.units.kt] },
    ...more,
  })

  test('the figures of the past month stay under the old names, and add up for the new unit', async () => {
    await octobersWork('minh', 'lan')
    const before = [await october(world.units.vhxh), await october(world.units.kt), await october(world.units.root)]
    expect(before[0]).toMatchObject({ doneInTime: 1, doneLate: 1, openInTime: 1, openLate: 0 })
    const page = await textOf(
      an().get(`${at(world.units.vhxh)}?${new URLSearchParams(fields() as Record<string, string>)}`),
    )
    expect(page).toContain('Phòng Văn hóa và Kinh tế, sau khi nhận')
    expect((await merge(world.units.vhxh, fields())).status).toBe(303)

    const unit = await named('Phòng Văn hóa và Kinh tế')
    expect([await october(world.units.vhxh), await october(world.units.kt), await october(world.units.root)]).toEqual(
      before,
    )
    expect(await october(unit.publicId)).toEqual(sumOf(before.slice(0, 2)))
    const old = await textOf(we.as('hoa').get(`/work?unit=${world.units.vhxh}&period=year`))
    expect(old).toMatch(/Phòng Văn hóa - Xã hội đã kết thúc từ ngày 16\/11\/2026.*>3 việc có hạn/s)
    const whole = await textOf(we.as('hoa').get(`/work?unit=${unit.publicId}&period=year`))
    expect(whole).toMatch(/>6 việc có hạn.*Đơn vị đã kết thúc, sáp nhập.*Phòng Kinh tế.*đến 15\/11\/2026/s)

    await world.task({ assigneeId: world.ids.minh.publicId })
    const more = await textOf(we.as('hoa').get(`/work?unit=${unit.publicId}&period=year`))
    expect(more).toContain('>7 việc có hạn')
    expect(await textOf(we.as('hoa').get(`/work?unit=${world.units.vhxh}&period=year`))).toContain('>3 việc có hạn')
  })

  test('a figure on a page opens the very tasks it counts, also of a unit that is no more', async () => {
    await octobersWork('minh', 'lan')
    await merge(world.units.vhxh, fields())
    const unit = await named('Phòng Văn hóa và Kinh tế')
    const html = await textOf(we.as('hoa').get(`/work?unit=${unit.publicId}&period=year`))
    const merged = html.slice(html.indexOf('Đơn vị đã kết thúc, sáp nhập'))
    const href = /href="(\/tasks\?show=counted[^"]*)"[^>]*>3</.exec(merged)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const list = await textOf(we.as('hoa').get(href))
    const main = list.slice(list.indexOf('<main'))
    expect(new Set([...main.matchAll(/href="\/tasks\/([\w-]{16})"/g)].map(([, id]) => id)).size).toBe(3)
  })

  test('people, ticked roles, who leads and who sees: all in one act, each on record', async () => {
    await octobersWork('minh', 'lan')
    const leader = await grantOf('mai', 'leader')
    const officers = [await grantOf('minh', 'officer'), await grantOf('lan', 'officer')]
    const from = (await world.audit())[0]?.id ?? 0
    expect((await merge(world.units.vhxh, fields({ roles: [leader, ...officers] }))).status).toBe(303)
    const unit = await named('Phòng Văn hóa và Kinh tế')
    expect(unit).toMatchObject({ kind: 'unit', openedOn: '2026-11-16', parentId: (await unitRow(world.units.root)).id })
    for (const old of [world.units.vhxh, world.units.kt])
      expect(await unitRow(old)).toMatchObject({ closedOn: '2026-11-16', successorId: unit.id })
    expect(await world.who('mai')).toMatchObject({ unitId: unit.id, roles: [{ role: 'leader', unitId: unit.id }] })
    expect(await world.who('lan')).toMatchObject({ unitId: unit.id, roles: [{ role: 'officer', unitId: unit.id }] })
    const postings = world.db.reader.selectFrom('postings').select(['unitId', 'fromDay', 'toDay'])
    expect(await postings.where('personId', '=', world.ids.lan.id).orderBy('fromDay').execute()).toEqual([
      { unitId: (await unitRow(world.units.kt)).id, fromDay: '2026-01-05', toDay: '2026-11-16' },
      { unitId: unit.id, fromDay: '2026-11-16', toDay: null },
    ])
    const rows = (await world.audit(40)).filter(({ id, action }) => id > from && action !== 'account.signIn')
    const deeds = rows.map(({ action, subjectKind }) => `${action} ${subjectKind}`).sort()
    expect(deeds).toEqual([
      ...['unit.add unit', 'unit.close person', 'unit.close person', 'unit.close person', 'unit.close unit'],
      ...[
        'unit.close unit',
        'unit.endRole person',
        'unit.endRole person',
        'unit.endRole person',
        'unit.endRole person',
      ],
      ...['unit.grantRole person', 'unit.grantRole person', 'unit.grantRole person'],
    ])
    const { items } = await (await seenBy('mai')).json()
    expect(items).toHaveLength(6)
    expect((await we.as('mai').get(`/work?unit=${world.units.kt}`)).status).toBe(200)
    expect((await we.as('minh').get(`/work?unit=${world.units.kt}`)).status).toBe(403)
  })
  const seenBy = async (name: Name) => {
    return (await caller(world, name)).get('/tasks?show=all')
  }

  test('something changed in between: 409 with what would happen now', async () => {
    const seen = await seenAt(an(), at(world.units.vhxh), { day: '16/11/2026', ...fields() })
    await an().post(`/people/${world.ids.quang.publicId}/edit`, {
      ...{ name: 'Đỗ Quang', unit: world.units.kt, post: 'Chuyên viên', day: '10/11/2026' },
    })
    const late = await an().post(at(world.units.vhxh), { day: '16/11/2026', ...fields(), seen })
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('Chuyển 4 người')])
    expect((await unitRow(world.units.vhxh)).closedOn).toBeNull()
    expect((await merge(world.units.vhxh, fields())).status).toBe(303)
  })

  test('what would happen is what happened: the page after it shows no fault and no one is left behind', async () => {
    await merge(world.units.vhxh, fields())
    const left = await world.db.reader
      .selectFrom('people')
      .innerJoin('units', 'units.id', 'people.unitId')
      .select('people.name')
      .where('units.closedOn', 'is not', null)
      .where('people.leftOn', 'is', null)
      .execute()
    expect(left).toEqual([])
    const unit = await named('Phòng Văn hóa và Kinh tế')
    expect(await textOf(we.as('minh').get(`/units/${unit.publicId}`))).toMatch(/Nhập từ.*Phòng Kinh tế/s)
    expect((await an().get(at(world.units.vhxh))).status).toBe(404)
  })
})

describe('a unit with units below it', () => {
  /** vhxh { Tổ một cửa { Nhóm hồ sơ: Minh } }, kt { Tổ một cửa: Quang }; Mai leads vhxh. */
  async function tree() {
    const team = await addUnit('Tổ một cửa', world.units.vhxh)
    const group = await addUnit('Nhóm hồ sơ', team)
    const twin = await addUnit('Tổ một cửa', world.units.kt)
    await moveTo('minh', group)
    await moveTo('quang', twin)
    await lead('minh', group)
    await octobersWork('minh', 'lan', 'quang')
    return { team, group, twin }
  }

  test('those below go on under the successor, and those of one name become one', async () => {
    const { team, group, twin } = await tree()
    const before = [await october(world.units.vhxh), await october(world.units.kt), await october(group)]
    const page = await textOf(an().get(`${at(world.units.vhxh)}?successor=${world.units.kt}`))
    expect(page).toMatch(/Nhóm hồ sơ.*tiếp tục, đặt dưới đơn vị nhận/s)
    expect((await merge(world.units.vhxh, { successor: world.units.kt })).status).toBe(303)
    const [kt, one, goesOn] = [await unitRow(world.units.kt), await unitRow(twin), await named('Nhóm hồ sơ')]
    expect(await unitRow(world.units.vhxh)).toMatchObject({ successorId: kt.id })
    expect(await unitRow(team)).toMatchObject({ closedOn: '2026-11-16', successorId: one.id })
    expect(await unitRow(group)).toMatchObject({ closedOn: '2026-11-16', successorId: goesOn.id })
    expect(goesOn).toMatchObject({ parentId: one.id, path: `${one.path}${goesOn.id}/`, openedOn: '2026-11-16' })
    // the head of a unit that goes on stays its head
    expect((await world.who('minh')).roles).toContainEqual({ role: 'leader', unitId: goesOn.id })
    expect((await world.who('mai')).unitId).toBe(kt.id)
    const after = [await october(world.units.vhxh), sumOf(before.slice(0, 2)), await october(group)]
    expect(after).toEqual([before[0], await october(world.units.kt), before[2]])
  })

  test('or all of it goes into the successor', async () => {
    const { team, group } = await tree()
    const before = [await october(world.units.vhxh), await october(world.units.kt), await october(team)]
    expect((await merge(world.units.vhxh, { successor: world.units.kt, below: 'merge' })).status).toBe(303)
    const kt = await unitRow(world.units.kt)
    for (const old of [world.units.vhxh, team, group]) expect((await unitRow(old)).successorId).toBe(kt.id)
    expect(await world.who('minh')).toMatchObject({ unitId: kt.id, roles: [{ role: 'officer', unitId: kt.id }] })
    expect([await october(world.units.vhxh), await october(team)]).toEqual([before[0], before[2]])
    expect(await october(world.units.kt)).toEqual(sumOf(before.slice(0, 2)))
  })

  test('a box ticked because the unit goes on does not stay ticked when it is merged after all', async () => {
    await tree()
    const ticked = async (fields: Fields) => {
      const query = new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) query.append(name, one)
      const html = await textOf(an().get(`${at(world.units.vhxh)}?${query}`))
      const form = html.slice(html.indexOf('class="narrow merger"'), html.indexOf('Xem trước'))
      const values = (pattern: RegExp) => [...form.matchAll(pattern)].map(([, value = '']) => value)
      return {
        roles: values(/name="roles" value="([^"]*)" checked/g),
        shown: values(/name="shown" value="([^"]*)"/g),
      }
    }
    const [head, officer] = [await grantOf('minh', 'leader'), await grantOf('minh', 'officer')]
    const first = await ticked({ successor: world.units.kt })
    expect(first.roles.sort()).toEqual([head, officer].sort())
    const kept = await ticked({ successor: world.units.kt, ...first, roles: [head] })
    expect(kept.roles).toEqual([head]) // what was said stays said
    const merged = await ticked({ successor: world.units.kt, below: 'merge', ...first, roles: [head] })
    expect(merged.roles).toEqual([]) // nobody said that the head of a team is to lead the department
  })

  test('into one of its own it cannot go', async () => {
    const { team } = await tree()
    const answer = await an().post(at(world.units.vhxh), { successor: team, day: '16/11/2026' })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('nằm trong đơn vị kết thúc')])
  })
})

describe('two offices become one', () => {
  test('departments of one name become one; templates and the set of rõ go along', async () => {
    const office = { kind: 'office' }
    const [a, b] = [await addUnit('Xã A', world.units.root, office), await addUnit('Xã B', world.units.root, office)]
    const [aKt, bKt] = [await addUnit('Phòng Kinh tế', a), await addUnit('Phòng Kinh tế', b)]
    const aVp = await addUnit('Văn phòng', a)
    await moveTo('minh', aKt)
    await moveTo('lan', bKt)
    await moveTo('quang', aVp)
    const template = async (publicId: string, key: string) => {
      const { id: unitId } = await unitRow(publicId)
      const row = { publicId: `${publicId.slice(0, 8)}${key}`, unitId, key, name: `Mẫu ${key}`, folded: key }
      await world.db.writer.insertInto('processTemplates').values(row).execute()
    }
    await template(a, 'chung')
    await template(b, 'chung')
    await template(b, 'rieng')
    await world.db.writer
      .insertInto('settings')
      .values({ key: `clarity:${b}`, value: '{"a":1}' })
      .execute()
    const fields = { into: 'new', name: 'Xã C', shortName: 'Xã C', also: [b] }
    const page = await textOf(an().get(`${at(a)}?into=new&name=Xã C&shortName=C&also=${b}`))
    expect(page).toContain('Bộ rõ của Xã B được dùng tiếp ở Xã C')
    expect((await merge(a, fields)).status).toBe(303)
    const c = await named('Xã C')
    expect(c.kind).toBe('office')
    const below = world.db.reader
      .selectFrom('units')
      .select(['name', 'id'])
      .where('parentId', '=', c.id)
      .orderBy('name')
    const departments = await below.execute()
    expect(departments.map(({ name }) => name)).toEqual(['Phòng Kinh tế', 'Văn phòng'])
    const one = departments[0]?.id
    expect([(await unitRow(aKt)).successorId, (await unitRow(bKt)).successorId]).toEqual([one, one])
    expect([(await world.who('minh')).unitId, (await world.who('lan')).unitId]).toEqual([one, one])
    const templates = world.db.reader.selectFrom('processTemplates').select(['key', 'unitId', 'active'])
    const rows = await templates.where('key', 'in', ['chung', 'rieng']).orderBy('id').execute()
    expect(rows).toEqual([
      { key: 'chung', unitId: c.id, active: 1 },
      { key: 'chung', unitId: (await unitRow(b)).id, active: 0 },
      { key: 'rieng', unitId: c.id, active: 1 },
    ])
    const set = world.db.reader.selectFrom('settings').select('value').where('key', '=', `clarity:${c.publicId}`)
    expect(await set.executeTakeFirst()).toEqual({ value: '{"a":1}' })
  })
})

describe('an approver who leads no longer', () => {
  test('the nearest leader of who does it approves, and has the ball where it is theirs', async () => {
    const submitted = await world.task({ approverId: world.ids.mai.publicId, coordinators: [] }, 'mai')
    await we.must('minh', submitted, 'acceptance')
    await we.must('minh', submitted, 'submission', { report: 'Xong' })
    const asked = await world.task({ approverId: world.ids.mai.publicId, coordinators: [] })
    await we.must('minh', asked, 'extension', { reason: 'Chờ số liệu', due: '18/12/2026' })
    await lead('lan', world.units.kt)
    const page = await textOf(an().get(`${at(world.units.vhxh)}?successor=${world.units.kt}`))
    expect(page).toContain('2 việc đổi người nghiệm thu')
    expect(page).toContain('Hoàng Thị Mai → Nguyễn Thị Lan')
    expect((await merge(world.units.vhxh, { successor: world.units.kt })).status).toBe(303)
    expect(await we.row(submitted)).toMatchObject({ approverId: world.ids.lan.id, assignerId: world.ids.mai.id })
    expect(await we.holder(submitted)).toBe('approver lan')
    expect(await we.requests(asked)).toMatchObject([{ askedOfId: world.ids.lan.id, outcome: null }])
    expect(await we.last(submitted)).toMatchObject({
      action: 'unit.close',
      facts: { approver: ['Hoàng Thị Mai', 'Nguyễn Thị Lan'] },
    })
    for (const [, snapshot] of await snapshotsOf(world, [submitted, asked])) expectSound(snapshot)
    await we.must('lan', submitted, 'approval')
  })

  test('or the one who is chosen', async () => {
    const task = await world.task({ approverId: world.ids.mai.publicId, coordinators: [] }, 'mai')
    await lead('lan', world.units.kt)
    await merge(world.units.vhxh, { successor: world.units.kt, approver: world.ids.hoa.publicId })
    expect(await we.row(task)).toMatchObject({ approverId: world.ids.hoa.id })
  })

  test('while nobody would lead the doer, somebody must be made to', async () => {
    await world.task({ approverId: world.ids.mai.publicId, coordinators: [] }, 'mai')
    const leader = await grantOf('hoa', 'leader')
    await an().post(`/people/${world.ids.hoa.publicId}/roles/${leader}/end`)
    const fields = { successor: world.units.kt, day: '16/11/2026' }
    const answer = await an().post(at(world.units.vhxh), fields)
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('không còn lãnh đạo nào')])
    expect((await merge(world.units.vhxh, { ...fields, roles: [await grantOf('mai', 'leader')] })).status).toBe(303)
  })
})
