import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { confirm } from '../preview.ts'
import { checklistOf, type Fields, planned, roundFields, started } from '../rounds.ts'
import { type Name, openWorld, type World } from '../world.ts'

/*
 * Units that move, merge and close while they are inspected; people who move or leave while they are inspected or inspect.
 */

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const html = async (path: string, who: Name = 'an') => (await world.as(who).get(path)).text()
const unitRow = (publicId: string) =>
  world.db.reader.selectFrom('units').selectAll().where('publicId', '=', publicId).executeTakeFirstOrThrow()
const unitId = async (publicId: string) => (await unitRow(publicId)).id
const scopesOf = async (round: string) => {
  const rows = await world.db.reader
    .selectFrom('roundScopes')
    .innerJoin('inspectionRounds', 'inspectionRounds.id', 'roundScopes.roundId')
    .select('scope')
    .where('inspectionRounds.publicId', '=', round)
    .orderBy('scope')
    .execute()
  return rows.map(({ scope }) => scope)
}
const sheetsOf = (round: string) =>
  world.db.reader
    .selectFrom('inspectionSheets')
    .innerJoin('inspectionRounds', 'inspectionRounds.id', 'inspectionSheets.roundId')
    .select(['inspectionSheets.unitId', 'personId'])
    .where('inspectionRounds.publicId', '=', round)
    .orderBy('inspectionSheets.id')
    .execute()
const teamOf = async (round: string) => {
  const rows = await world.db.reader
    .selectFrom('roundMembers')
    .innerJoin('inspectionRounds', 'inspectionRounds.id', 'roundMembers.roundId')
    .innerJoin('people', 'people.id', 'roundMembers.personId')
    .select(['people.name', 'part'])
    .where('inspectionRounds.publicId', '=', round)
    .orderBy('people.name')
    .execute()
  return rows.map(({ name, part }) => `${part} ${name}`).sort()
}
const addUnit = async (name: string, parent: string, more: Record<string, string> = {}) => {
  const form = { kind: 'unit', name, shortName: name, parent, day: '05/01/2026', ...more }
  const answer = await world.as('an').post('/units', form)
  expect(answer.status).toBe(303)
  return answer.headers.get('location')?.split('/').at(-1) ?? ''
}
const seen = async (who: Name, path: string) => (await world.as(who).get(path)).status
const secret: Fields = { form: 'unannounced', name: 'Kiểm tra giờ giấc' }

/** A finding noted on a sheet, put to the side inspected where that is asked for. */
async function noted(sheet: string, { put = true } = {}) {
  const body = JSON.parse((await checklistOf(world)).body) as { groups: { items: { code: string }[] }[] }
  const item = body.groups[0]?.items[0]?.code ?? ''
  const answer = await world.as('quang').post(`/inspections/sheets/${sheet}/findings`, {
    item,
    text: 'Thiếu sổ theo dõi',
    severity: 'medium',
    remedy: 'Lập sổ theo dõi',
    remedier: world.ids.mai.publicId,
  })
  expect(answer.status).toBe(303)
  const row = await world.db.reader
    .selectFrom('findings')
    .select('publicId')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  if (put) expect((await world.as('quang').post(`/findings/${row.publicId}/putting`)).status).toBe(303)
  return row.publicId
}

describe('a unit moves under another', () => {
  test('its rounds are found by whoever leads there, and no more from where it stood', async () => {
    const [here, there] = [
      await addUnit('Khối Văn xã', world.units.root),
      await addUnit('Khối Kinh tế', world.units.root),
    ]
    await world.as('an').post(`/units/${world.units.vhxh}/edit`, await unitForm(world.units.vhxh, here))
    const round = await planned(world)
    const hidden = await planned(world, secret)
    const before = await scopesOf(hidden)
    expect(await scopesOf(round)).toContain(`u${await unitId(here)}`)
    const moved = await world.as('an').post(`/units/${world.units.vhxh}/edit`, await unitForm(world.units.vhxh, there))
    expect(moved.status).toBe(303)
    const scopes = await scopesOf(round)
    expect(scopes).toContain(`u${await unitId(there)}`)
    expect(scopes).not.toContain(`u${await unitId(here)}`)
    expect(await scopesOf(hidden)).toEqual(before)
    expect(before.every((scope) => scope.startsWith('p'))).toBe(true)
  })
})

async function unitForm(unit: string, parent: string) {
  const { name, shortName, position } = await unitRow(unit)
  return { name, shortName, position: String(position), parent, day: '02/02/2026' }
}

describe('units that close while they are inspected', () => {
  const at = () => `/units/${world.units.vhxh}/closure`
  const merge = (more: Fields = {}) =>
    confirm(world.as('an'), at(), { day: '24/11/2026', successor: world.units.kt, ...(more as Record<string, string>) })

  test('the dry run counts what may be known; sheets nobody has begun go over, what is begun keeps its name', async () => {
    const both = { unit: [world.units.vhxh, world.units.kt], ownReason: 'Thiếu người' }
    const coming = await planned(world, { name: 'Đợt sắp tới', ...both })
    const { id: running, sheets } = await started(world, { name: 'Đợt đang làm', ...both })
    const { id: fresh } = await started(world, { name: 'Đợt mới mở' })
    const finding = await noted(sheets[0] ?? '')
    await noted(sheets[0] ?? '', { put: false })
    const page = await html(`${at()}?successor=${world.units.kt}`)
    expect(page).toContain('2 phiếu kiểm tra chưa ghi chuyển sang nơi nhận')
    expect(page).toContain('1 phiếu kiểm tra đang ghi giữ tên đơn vị cũ')
    expect(page).toContain('1 tồn tại chưa khắc phục xong giữ tên đơn vị cũ')
    expect((await merge()).status).toBe(303)
    const [old, into] = [await unitId(world.units.vhxh), await unitId(world.units.kt)]
    expect(await sheetsOf(coming)).toEqual([{ unitId: into, personId: null }])
    expect(await sheetsOf(fresh)).toEqual([{ unitId: into, personId: null }])
    expect((await sheetsOf(running)).map(({ unitId }) => unitId)).toEqual([old, into])
    expect(await scopesOf(running)).toEqual(expect.arrayContaining([`u${old}`, `u${into}`]))
    const row = await world.db.reader
      .selectFrom('findings')
      .select('unitId')
      .where('publicId', '=', finding)
      .executeTakeFirst()
    expect(row).toEqual({ unitId: old })
    const moved = (await world.audit(40)).filter(
      ({ action, subjectKind }) => action === 'unit.close' && subjectKind === 'round',
    )
    expect(moved.map(({ subject, facts }) => [subject, facts])).toEqual(
      expect.arrayContaining([[coming, { units: ['Phòng Văn hóa - Xã hội', 'Phòng Kinh tế'] }]]),
    )
    expect((await world.as('quang').post(`/inspections/${coming}/start`)).status).toBe(303)
  })

  test('whoever leads the successor answers a finding of the unit that is no more, and its repeats are known', async () => {
    const { sheet } = await started(world)
    const finding = await noted(sheet)
    await world
      .as('an')
      .post(`/people/${world.ids.minh.publicId}/roles`, { role: 'leader', unit: world.units.kt, day: '' })
    expect(await seen('minh', `/findings/${finding}`)).toBe(404)
    expect((await merge()).status).toBe(303)
    expect(await seen('minh', `/findings/${finding}`)).toBe(200)
    expect(await html('/findings', 'minh')).toContain('Thiếu sổ theo dõi')
    expect(await html(`/findings?unit=${world.units.kt}`, 'hoa')).toContain('Thiếu sổ theo dõi')
    const later = await started(world, { name: 'Đợt sau', unit: [world.units.kt], ownReason: 'Thiếu người' })
    world.clock = '2026-11-26T02:00:00.000Z'
    const repeat = await noted(later.sheet)
    const { repeatOfId } = await world.db.reader
      .selectFrom('findings')
      .select('repeatOfId')
      .where('publicId', '=', repeat)
      .executeTakeFirstOrThrow()
    expect(repeatOfId).not.toBeNull()
    const answered = await world.as('minh').post(`/findings/${finding}/answer`, { answer: 'agree', text: '' })
    expect(answered.status).toBe(303)
  })

  test('a secret round goes along unseen, and begins with what took over', async () => {
    const bare = await html(`${at()}?successor=${world.units.kt}`)
    const round = await planned(world, secret)
    expect(same(await html(`${at()}?successor=${world.units.kt}`)) === same(bare)).toBe(true)
    const rows = (await world.audit()).at(-1)?.id ?? 0
    expect((await merge()).status).toBe(303)
    expect(await sheetsOf(round)).toEqual([{ unitId: await unitId(world.units.kt), personId: null }])
    const written = (await world.audit(40)).filter(({ id }) => id > rows)
    expect(written.filter(({ subjectKind }) => subjectKind === 'round')).toEqual([])
    const own = await world.as('quang').post(`/inspections/${round}/start`)
    expect([own.status, await own.text()]).toEqual([409, expect.stringContaining('đã thuộc đơn vị được kiểm tra')])
    const fields = await roundFields(world, {
      ...secret,
      unit: [world.units.kt],
      ownReason: 'Thiếu người',
      _version: '1',
    })
    expect((await world.as('quang').post(`/inspections/${round}/edit`, fields)).status).toBe(303)
    expect((await world.as('quang').post(`/inspections/${round}/start`)).status).toBe(303)
    expect((await world.audit())[0]?.facts).toMatchObject({ units: 'Phòng Kinh tế' })
    expect(await scopesOf(round)).toContain(`u${await unitId(world.units.kt)}`)
  })

  test('with nothing that takes over, a planned sheet is dropped, and a round without one does not begin', async () => {
    const unit = await addUnit('Tổ rà soát', world.units.root)
    const round = await planned(world, { unit: [unit] })
    expect((await confirm(world.as('an'), `/units/${unit}/closure`, { day: '24/11/2026' })).status).toBe(303)
    expect(await sheetsOf(round)).toEqual([])
    const answer = await world.as('quang').post(`/inspections/${round}/start`)
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('không còn ai để kiểm tra')])
  })

  test('checklists, plans of the year and planned rounds of a closed office go to the office that takes over', async () => {
    const office = { kind: 'office' }
    const [a, b] = [await addUnit('Xã A', world.units.root, office), await addUnit('Xã B', world.units.root, office)]
    const ids = { a: await unitId(a), b: await unitId(b) }
    const { db } = world
    const own = async (unitId: number, key: string) =>
      db.writer
        .insertInto('checklists')
        .values({ publicId: `${unitId}-${key}-0000000`, unitId, key, name: `Bảng ${key}`, folded: key })
        .execute()
    await own(ids.a, 'chung')
    await own(ids.b, 'chung')
    await own(ids.a, 'rieng')
    const plan = (unitId: number, year: number) => ({
      publicId: `kh-${unitId}-${year}`,
      unitId,
      year,
      document: '',
      target: 50,
    })
    await db.writer
      .insertInto('inspectionPlans')
      .values([plan(ids.a, 2025), plan(ids.a, 2026), plan(ids.a, 2027), plan(ids.b, 2027)])
      .execute()
    const round = await planned(world)
    await db.writer.updateTable('inspectionRounds').set({ unitId: ids.a }).where('publicId', '=', round).execute()
    const page = await html(`/units/${a}/closure?successor=${b}`)
    expect(page).toContain('Chuyển 1 bảng kiểm, thôi dùng 1 bảng trùng.')
    expect(page).toContain('Chuyển kế hoạch kiểm tra năm 2026 của Xã A.')
    expect((await confirm(world.as('an'), `/units/${a}/closure`, { day: '24/11/2026', successor: b })).status).toBe(303)
    const lists = db.reader
      .selectFrom('checklists')
      .select(['key', 'unitId', 'active'])
      .where('key', 'in', ['chung', 'rieng'])
    expect(await lists.orderBy('id').execute()).toEqual([
      { key: 'chung', unitId: ids.a, active: 0 },
      { key: 'chung', unitId: ids.b, active: 1 },
      { key: 'rieng', unitId: ids.b, active: 1 },
    ])
    const plans = await db.reader.selectFrom('inspectionPlans').select(['unitId', 'year']).orderBy('id').execute()
    expect(plans).toEqual([
      { unitId: ids.a, year: 2025 },
      { unitId: ids.b, year: 2026 },
      { unitId: ids.a, year: 2027 },
      { unitId: ids.b, year: 2027 },
    ])
    const held = await db.reader.selectFrom('inspectionRounds').select('unitId').executeTakeFirstOrThrow()
    expect(held.unitId).toBe(ids.b)
  })
})

/** What differs each time a page is made. */
const same = (page: string) =>
  page.replace(/name="_key" value="[^"]*"/g, '').replace(/name="seen" value="[^"]*"/g, 'SEEN')

describe('a person who is inspected moves', () => {
  const move = (unit: string) =>
    world.as('an').post(`/people/${world.ids.minh.publicId}/edit`, {
      ...{ name: 'Nguyễn Văn Minh', unit, post: 'Chuyên viên', day: '24/11/2026' },
    })

  test('a sheet that has not begun goes along and is found from over the new unit; one that has begun stays', async () => {
    const about = { unit: [], personName: 'Nguyễn Văn Minh', memberName: '' }
    const coming = await planned(world, about)
    const hidden = await planned(world, { ...about, ...secret })
    const { id: running } = await started(world, about)
    const [from, to] = [await unitId(world.units.vhxh), await unitId(world.units.kt)]
    expect((await move(world.units.kt)).status).toBe(303)
    for (const round of [coming, hidden]) expect((await sheetsOf(round)).map(({ unitId }) => unitId)).toEqual([to])
    expect((await sheetsOf(running)).map(({ unitId }) => unitId)).toEqual([from])
    expect(await scopesOf(coming)).toContain(`u${to}`)
    expect(await scopesOf(coming)).not.toContain(`u${from}`)
    expect(await scopesOf(running)).toContain(`u${from}`)
    expect((await scopesOf(hidden)).every((scope) => scope.startsWith('p'))).toBe(true)
  })
})

describe('somebody of a team leaves', () => {
  const at = (name: Name) => `/people/${world.ids[name].publicId}/departure`
  const leave = (name: Name, successor = '') =>
    confirm(world.as('an'), at(name), { day: '25/11/2026', ...(successor && { successor }) })

  test('who takes over the work takes the seat, in rounds planned and begun, and the record says so', async () => {
    const coming = await planned(world)
    const { id: running } = await started(world, { name: 'Đợt đang làm' })
    const page = await html(`${at('quang')}?successor=Lê Thị Ngọc Diệp&day=25/11/2026`)
    expect(page).toContain('Đợt kiểm tra “Đợt đang làm”: đồng chí Lê Thị Ngọc Diệp làm trưởng đoàn thay.')
    expect((await leave('quang', 'Lê Thị Ngọc Diệp')).status).toBe(303)
    for (const round of [coming, running]) {
      expect(await teamOf(round)).toEqual(['head Lê Thị Ngọc Diệp', 'member Nguyễn Thị Lan'])
      expect(await scopesOf(round)).toContain(`p${world.ids.diep.id}`)
      expect(await scopesOf(round)).not.toContain(`p${world.ids.quang.id}`)
    }
    expect(await seen('diep', `/inspections/${running}`)).toBe(200)
    const rows = (await world.audit(20)).filter(({ subjectKind }) => subjectKind === 'round')
    expect(rows.filter(({ action }) => action === 'person.depart')).toMatchObject([
      { subject: coming, facts: { members: ['Đỗ Quang', 'Lê Thị Ngọc Diệp'] } },
      { subject: running, facts: { members: ['Đỗ Quang', 'Lê Thị Ngọc Diệp'] } },
    ])
  })

  test('somebody of the inspected unit takes no seat: another member leads; a member is not replaced', async () => {
    const round = await planned(world)
    expect(await html(`${at('lan')}?successor=Nguyễn Văn Minh&day=25/11/2026`)).toContain(
      'đoàn bớt một thành viên, không ai thay',
    )
    expect((await leave('quang', 'Nguyễn Văn Minh')).status).toBe(303)
    expect(await teamOf(round)).toEqual(['head Nguyễn Thị Lan'])
  })

  test('nobody left to lead: refused, with what to do', async () => {
    await planned(world, { memberName: '' })
    const answer = await leave('quang', 'Nguyễn Văn Minh')
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Không còn ai làm trưởng đoàn')])
  })

  test('of a secret round the dry run says nothing; who ordered it sees who has left and names another', async () => {
    const bare = same(await html(at('lan')))
    const round = await planned(world, secret)
    expect(same(await html(at('lan'))) === bare).toBe(true)
    expect((await leave('quang')).status).toBe(303)
    expect(await html(`/inspections/${round}`, 'hoa')).toContain('Đã thôi công tác')
    const { version } = await world.db.reader
      .selectFrom('inspectionRounds')
      .select('version')
      .where('publicId', '=', round)
      .executeTakeFirstOrThrow()
    const fields = await roundFields(world, { ...secret, head: 'Lê Thị Ngọc Diệp', _version: String(version) })
    expect((await world.as('hoa').post(`/inspections/${round}/edit`, fields)).status).toBe(303)
    expect(await teamOf(round)).toEqual(['head Lê Thị Ngọc Diệp', 'member Nguyễn Thị Lan'])
  })

  test('a member of a secret round who has left is none of the team when it begins', async () => {
    const round = await planned(world, secret)
    expect((await leave('lan')).status).toBe(303)
    expect((await world.as('quang').post(`/inspections/${round}/start`)).status).toBe(303)
    expect(await teamOf(round)).toEqual(['head Đỗ Quang'])
    expect((await world.audit())[0]?.facts).toMatchObject({ members: 'Đỗ Quang' })
  })
})
