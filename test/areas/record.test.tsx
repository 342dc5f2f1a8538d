import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setLook } from '../../src/account/commands.ts'
import { editPerson } from '../../src/people/commands.ts'
import { delegate } from '../../src/people/delegation-commands.ts'
import { findWho } from '../../src/people/queries.ts'
import { grantRole } from '../../src/people/roles.ts'
import { addUnit, editUnit } from '../../src/people/unit-commands.ts'
import { recordOf } from '../../src/record/queries.ts'
import { seal } from '../../src/record/seal.ts'
import { can, grants } from '../../src/rules/access.ts'
import { acceptTask, approveTask, returnTask, submitTask } from '../../src/tasks/doing/commands.ts'
import { factLines } from '../../views/record/facts.tsx'
import { actions, factNames } from '../../views/words.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
let taskId: string

/** A day at the office: one task there and back, Lan inspects Kinh tế and is stood in for, Văn hóa moves below it. */
beforeAll(async () => {
  world = await openWorld()
  const { ids, units } = world
  const at = (minute: number) => {
    world.clock = `2026-11-25T02:${String(minute).padStart(2, '0')}:00.000Z`
  }
  taskId = await world.task()
  at(1)
  await acceptTask(await world.ctx('minh'), taskId)
  at(2)
  await submitTask(await world.ctx('minh'), taskId, { report: 'Đã gửi <Sở>', files: [] })
  at(3)
  await returnTask(await world.ctx('hoa'), taskId, { reason: 'Thiếu phụ lục', due: '2026-12-15', majorError: false })
  await submitTask(await world.ctx('minh'), taskId, { report: 'Đã gửi', files: [] })
  await approveTask(await world.ctx('hoa'), taskId, { grade: 'met' })
  await seal(world.db, world.clock)

  at(4)
  const an = await world.ctx('an')
  await grantRole(an, ids.lan.publicId, { role: 'inspector', unit: units.kt, day: an.today })
  await addUnit(an, { kind: 'unit', parent: units.vhxh, name: 'Tổ Văn hóa', shortName: 'Tổ VH', day: an.today })
  const vhxh = { name: 'Phòng Văn hóa - Xã hội', shortName: 'VH-XH', parent: units.kt, position: 1, day: an.today }
  await editUnit(an, units.vhxh, vhxh)
  await editPerson(an, ids.minh.publicId, {
    name: 'Nguyễn Văn Minh',
    unit: units.vhxh,
    post: 'Phó phòng',
    day: an.today,
    email: 'minh@x.vn',
    phone: undefined,
  })
  await delegate(await world.ctx('lan'), {
    principal: ids.lan.publicId,
    substitute: ids.diep.publicId,
    fromDay: an.today,
    toDay: an.today,
    reason: 'Đi họp',
  })
  at(5)
  for (const name of ['hoa', 'minh', 'lan'] as const)
    await setLook(await world.ctx(name), { theme: 'dark', size: '112' })
  await acceptTask(
    { ...(await world.ctx('minh')), who: { ...(await world.who('minh')), actorId: ids.diep.id } },
    await world.task(),
  )
})
afterAll(() => world.close())

const everyone: Name[] = ['an', 'hoa', 'minh', 'lan', 'mai', 'quang', 'diep']
/** What the page says and links to, without the frame around it and the choices of its filter. */
async function page(name: Name, query = '') {
  const all = await (await world.as(name).get(`/record${query}`)).text()
  return all.slice(all.indexOf('<main'), all.indexOf('</main>')).replace(/<select.*?<\/select>/s, '')
}

describe('the list', () => {
  test('holds what the table of grants lets each person see, row by row, in person or as a substitute', async () => {
    const rows = await world.db.reader.selectFrom('audit').selectAll().execute()
    const people = await Promise.all(everyone.map((name) => world.who(name)))
    const substitute = await findWho(world.db.reader, world.ids.lan.id, '2026-11-25', world.ids.diep.id)
    for (const who of [...people, substitute!]) {
      const listed = (await recordOf(world.db, who, {}, 1000)).map(({ publicId }) => publicId)
      const allowed = rows
        .filter((row) => can(who, 'record.see', { ...row, path: row.unitPath }))
        .map(({ publicId }) => publicId)
      expect(listed.toSorted(), who.name).toEqual(allowed.toSorted())
      expect(listed.length > 0, who.name).toBe(who !== substitute) // what one sees of oneself is not lent
    }
  })

  test('shows the inspector of the whole office every row, and of a part the rows of that part', async () => {
    const rows = await world.db.reader.selectFrom('audit').select(['action', 'unitPath']).execute()
    expect(await recordOf(world.db, await world.who('quang'), {}, 1000)).toHaveLength(rows.length)
    const seenByLan = await recordOf(world.db, await world.who('lan'), {}, 1000)
    expect(seenByLan.map(({ action }) => action)).toContain('unit.edit')
    expect(seenByLan.map(({ action }) => action)).not.toContain('task.approve')
  })

  test('shows each person what they did and what was done about them, and nothing of others', async () => {
    const seen = await page('minh')
    expect(seen).toContain(actions['task.submit'])
    expect(seen).toContain(actions['person.edit'])
    expect(seen).toContain('Chuyên viên thành Phó phòng')
    expect(seen).toContain(actions['task.return'])
    expect(await page('mai')).not.toContain('Phó phòng')
  })

  test('says it in words: who in whose stead, from what to what, about what', async () => {
    const seen = await page('quang')
    expect(seen).toContain('làm thay đ/c Nguyễn Văn Minh')
    expect(seen).toContain('Chờ nghiệm thu thành Đang thực hiện')
    expect(seen).toContain('09/12/2026 thành 15/12/2026')
    expect(seen).toContain('Đã gửi &lt;Sở&gt;')
    expect(seen).toContain('25/11 09:03')
    expect(seen).toContain(`/people/${world.ids.minh.publicId}`)
  })

  test('names a task to those who may open it, to others it is a task', async () => {
    expect(await page('hoa', '?action=task.approve')).toContain(`/tasks/${taskId}`)
    const inspected = await page('quang', '?action=task.approve')
    expect(inspected).not.toContain(`/tasks/${taskId}`)
    expect(inspected).toContain('Việc')
  })

  test('shows the unsealed tail to inspectors and administrators, to everybody whether a row is sealed, to nobody its position', async () => {
    const { count } = await world.db.reader
      .selectFrom('audit')
      .select((is) => is.fn.countAll<number>().as('count'))
      .where('position', 'is', null)
      .executeTakeFirstOrThrow()
    expect(await page('quang')).toMatch(new RegExp(`Còn (${count}|${count + 1}) dòng chưa niêm phong`))
    const inspected = await page('quang', '?action=task.approve')
    expect(inspected).toContain('đã niêm phong')
    expect(inspected).not.toMatch(/số \d+/)
    const own = await page('minh', '?action=task.submit')
    expect(own).toContain('đã niêm phong')
    expect(own).not.toMatch(/số \d+|Còn \d+ dòng/)
    expect(await page('minh', '?action=account.setLook')).toContain('chưa niêm phong')
  })

  test('a row whose facts were removed says so', async () => {
    await world.db.writer
      .updateTable('audit')
      .set({ facts: null, salt: null })
      .where('action', '=', 'task.return')
      .execute()
    expect(await page('quang', '?action=task.return')).toContain('Nội dung đã gỡ để bảo vệ dữ liệu cá nhân')
  })

  test('filters by person with or without marks, by action and by day, all in the address', async () => {
    const count = async (query: string) => (await page('quang', query)).match(/<tr role="row"/g)!.length - 1
    expect(await page('quang', '?person=nguyen+van+minh')).toContain('Nguyễn Văn Minh')
    expect(await page('quang', '?person=hoang')).not.toContain(actions['task.submit'])
    expect(await count('?action=task.accept')).toBe(2)
    expect(await count('?action=task.accept&from=25/11&to=25/11/2026')).toBe(2)
    expect(await page('quang', '?action=task.accept&to=24/11')).toContain('Không có dòng nhật ký nào khớp')
    expect(await page('quang', '?from=5/1&to=5/1')).toContain('Thêm người')
    expect(await page('quang', '?action=task.accept&person=lan')).toContain('value="lan"')
  })

  test('answers a day that does not exist with what was typed, and says what to do', async () => {
    const answer = await world.as('quang').get('/record?from=31/02&to=1/1/2026&person=Lan')
    expect(answer.status).toBe(422)
    const seen = await answer.text()
    expect(seen).toContain('“31/02” không có trong lịch')
    expect(seen).toContain('value="31/02"')
    expect(seen).toContain('value="Lan"')
    expect(await page('quang', '?from=25/11&to=24/11')).toContain('Chọn ngày cuối không trước ngày đầu')
  })

  test('goes on page by page, every row once, though others are added', async () => {
    const ctx = await world.ctx('mai')
    for (let turn = 0; turn < 60; turn++) await setLook(ctx, { theme: 'auto', size: '100' })
    const first = await page('mai', '?action=account.setLook')
    expect(first.match(/<tr role="row"/g)).toHaveLength(51)
    const next = /href="(\/record\?[^"]*after=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&')
    await setLook(ctx, { theme: 'auto', size: '100' })
    const second = await (await world.as('mai').get(next!)).text()
    expect(second.match(/<tr role="row"/g)).toHaveLength(11)
    expect(second).toContain('Trang đầu')
  })

  test('has words for every fact that was recorded', async () => {
    const rows = await world.db.reader.selectFrom('audit').select('facts').where('facts', 'is not', null).execute()
    const keys = new Set(rows.flatMap(({ facts }) => Object.keys(JSON.parse(facts!))))
    expect([...keys].filter((key) => !Object.hasOwn(factNames, key))).toEqual([])
  })
})

describe('facts in words', () => {
  const said = (facts: object) => factLines(JSON.stringify(facts)).map(({ label, from, to }) => [label, from, to])

  test.each([
    [{ due: ['2026-12-01', '2026-12-04'] }, ['Hạn', '01/12/2026', '04/12/2026']],
    [{ state: ['issued', 'in_progress'] }, ['Trạng thái', 'Mới giao', 'Đang thực hiện']],
    [{ email: [null, 'a@b.vn'] }, ['Thư điện tử', undefined, 'a@b.vn']],
    [{ email: ['a@b.vn', null] }, ['Thư điện tử', 'a@b.vn', undefined]],
    [{ acting: [false, true] }, ['Đang làm thay', 'không', 'có']],
    [{ active: 1 }, ['Áp dụng', undefined, 'có']],
    [{ devices: ['Chrome', 'Firefox'] }, ['Thiết bị bị đăng xuất', undefined, 'Chrome; Firefox']],
    [{ devices: [] }, ['Thiết bị bị đăng xuất', undefined, 'không có']],
    [
      {
        files: [
          { name: 'a.docx', hash: 'ff' },
          { name: 'b.pdf', hash: 'ee' },
        ],
      },
      ['Tệp minh chứng', undefined, 'a.docx; b.pdf'],
    ],
    [{ roles: [{ role: 'clerk', unit: 'VH-XH' }] }, ['Vai trò thôi giữ', undefined, 'Chuyên viên theo dõi, VH-XH']],
    [{ grade: 'met' }, ['Mức nghiệm thu', undefined, 'Đạt']],
    [{ quiteNew: 1234.5 }, ['quiteNew', undefined, '1.234,5']],
  ])('%j', (facts, line) => {
    expect(said(facts)).toEqual([line])
  })
})

describe('the page of who may do what', () => {
  test('has a row for every action of the table', async () => {
    const seen = await (await world.as('an').get('/record/permissions')).text()
    for (const action of Object.keys(grants) as (keyof typeof grants)[]) expect(seen).toContain(actions[action])
    expect(seen).toContain('Trừ người thực hiện')
    expect(seen).toContain('Chỉ tự mình, không làm thay')
    expect(seen).toContain('Mọi người đã đăng nhập')
  })

  test('opens to who signs it off', async () => {
    const status = async (name: Name) => (await world.as(name).get('/record/permissions')).status
    expect(await Promise.all(everyone.map(status))).toEqual([200, 200, 403, 200, 200, 200, 403])
  })
})
