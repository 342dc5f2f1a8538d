import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addPerson } from '../../src/people/commands.ts'
import { listPeople, postingsOf } from '../../src/people/queries.ts'
import { isPassword } from '../../src/secrets.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
/** The names a list shows, in its order. */
const namesIn = (html: string) =>
  [...html.matchAll(/<th scope="row"[^>]*><a[^>]*>.*?<span>([^<]*)<\/span>/gs)].map(([, name]) => name)
const newcomer = (more: Record<string, string | string[]> = {}) => ({
  name: 'Phạm Văn Đức',
  email: '',
  phone: '0912 345 678',
  unit: world.units.kt,
  post: 'Chuyên viên',
  day: '02/11/2026',
  username: '',
  roles: ['officer'],
  ...more,
})
const passwordIn = (html: string) => /<code>((?:[a-z]{4}-){4}\d\d)<\/code>/.exec(html)?.[1]
const idIn = (html: string) => /href="\/people\/([\w-]{16})"/.exec(html)?.[1] ?? ''
const grantsOf = (name: Name) =>
  world.db.reader
    .selectFrom('roleGrants')
    .selectAll()
    .where('personId', '=', world.ids[name].id)
    .orderBy('id')
    .execute()
/** What was recorded after that row, besides signing in. */
const changesSince = async (id: number) => {
  const rows = await world.db.reader.selectFrom('audit').select('action').where('id', '>', id).orderBy('id').execute()
  return rows.map(({ action }) => action).filter((action) => action !== 'account.signIn')
}
const lastRow = async () => (await world.audit())[0]?.id ?? 0

describe('finding people', () => {
  test('the list stands in Vietnamese order by given name', async () => {
    expect(namesIn(await textOf(world.as('minh').get('/people')))).toEqual([
      'Trần Minh An',
      'Lê Thị Ngọc Diệp',
      'Đặng Thị Hoa',
      'Nguyễn Thị Lan',
      'Hoàng Thị Mai',
      'Nguyễn Văn Minh',
      'Đỗ Quang',
    ])
  })

  test.each([
    ['with marks', 'Đặng', ['Đặng Thị Hoa']],
    ['without marks', 'dang hoa', ['Đặng Thị Hoa']],
    ['by beginnings', 'ng m', ['Nguyễn Văn Minh']],
    ['đ is d', 'do', ['Đỗ Quang']],
    ['nothing but signs finds nobody', '%"*', []],
  ])('search %s', async (_, q, names) => {
    expect(namesIn(await textOf(world.as('minh').get(`/people?q=${encodeURIComponent(q)}`)))).toEqual(names)
  })

  test('a unit shows its people, and an office those of its units too', async () => {
    expect(namesIn(await textOf(world.as('minh').get(`/people?unit=${world.units.vhxh}`)))).toEqual([
      'Hoàng Thị Mai',
      'Nguyễn Văn Minh',
    ])
    expect(namesIn(await textOf(world.as('minh').get(`/people?unit=${world.units.root}`)))).toHaveLength(7)
    expect((await world.as('minh').get('/people?unit=nothing-at-all')).status).toBe(404)
  })

  test('only an administrator is offered to add people', async () => {
    expect(await textOf(world.as('an').get('/people'))).toContain('href="/people/new"')
    expect(await textOf(world.as('hoa').get('/people'))).not.toContain('href="/people/new"')
    expect((await world.as('hoa').get('/people/new')).status).toBe(403)
  })

  test('the proposals while typing are chips with name, post and unit', async () => {
    const html = await textOf(
      world.as('hoa').get('/people/options?name=assignee&assignee=nguyen', { 'HX-Request': 'true' }),
    )
    expect(html).toContain('name="assigneeId"')
    expect(html.match(/type="radio"/g)).toHaveLength(2)
    expect(html).toContain('Chuyên viên, Phòng Kinh tế')
    expect(html).not.toContain('<html')
  })
})

describe('adding a person', () => {
  test('the password is shown once, works, and stands nowhere in clear', async () => {
    const an = world.as('an')
    const form = { ...newcomer(), _key: 'add-duc' }
    const first = await an.post('/people', form)
    expect(first.status).toBe(200)
    const html = await first.text()
    const password = passwordIn(html) ?? ''
    expect(html).toContain('<code>pham.van.duc</code>')
    const login = await world.db.reader
      .selectFrom('logins')
      .selectAll()
      .where('username', '=', 'pham.van.duc')
      .executeTakeFirstOrThrow()
    expect(await isPassword(password, login.passwordHash, world.clock)).toBe(true)
    expect(login.mustChange).toBe(1)
    expect(first.headers.get('set-cookie') ?? '').not.toContain(password)
    expect(JSON.stringify(await world.audit(5))).not.toContain(password)

    const again = await textOf(an.post('/people', form))
    expect(passwordIn(again)).toBeUndefined()
    expect(again).toContain('đã hiện ở lần gửi trước')
    expect(idIn(again)).toBe(idIn(html))
    expect(await listPeople(world.db, { search: 'pham van duc' }, 5)).toHaveLength(1)
  })

  test('joining and the roles are on record, about the person', async () => {
    await world.as('an').post('/people', newcomer({ name: 'Bùi Thị Én', roles: ['officer', 'clerk'] }))
    const [joined, ...roles] = await world.audit(3)
    expect(joined).toMatchObject({
      actor: 'an',
      action: 'unit.addPerson',
      subjectKind: 'person',
      facts: { name: 'Bùi Thị Én', unit: 'Phòng Kinh tế', fromDay: '2026-11-02' },
    })
    expect(roles.map(({ action, facts }) => [action, facts.role])).toEqual([
      ['unit.grantRole', 'officer'],
      ['unit.grantRole', 'clerk'],
    ])
    expect(new Set([joined, ...roles].map((row) => row?.aboutId)).size).toBe(1)
  })

  test('a second person of one name gets a user name of their own', async () => {
    const html = await textOf(world.as('an').post('/people', newcomer({ name: 'Nguyễn Thị Lan' })))
    expect(html).toContain('<code>nguyen.thi.lan</code>')
    expect(await textOf(world.as('an').post('/people', newcomer({ name: 'Nguyễn Thị Lân' })))).toContain(
      '<code>nguyen.thi.lan2</code>',
    )
  })

  test.each([
    ['no name', { name: '' }, 'Ghi họ và tên.'],
    ['a day to come', { day: '26/11/2026' }, 'Ngày này chưa tới'],
    ['no day at all', { day: '31/02/2026' }, '31/02/2026 không có trong lịch'],
    ['before the unit was there', { day: '01/01/2026' }, 'Phòng Kinh tế thành lập ngày 05/01/2026'],
    ['a strange address', { email: 'không phải' }, 'Thư điện tử có dạng'],
    ['a user name that is taken', { username: 'minh' }, 'Có thể dùng ngo.van.loi.'],
    ['no unit', { unit: '' }, 'Chọn đơn vị công tác.'],
  ])('%s comes back with what was typed, and nobody is added', async (_, more, sentence) => {
    const from = await lastRow()
    const answer = await world
      .as('an')
      .post('/people', newcomer({ name: 'Ngô Văn Lợi', post: 'Kế toán trưởng', ...more }))
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain(sentence)
    expect(html).toContain('value="Kế toán trưởng"')
    expect(await listPeople(world.db, { search: 'ngo van loi' }, 5)).toEqual([])
    expect(await changesSince(from)).toEqual([])
  })

  test.each<Name>(['hoa', 'mai', 'minh', 'lan', 'quang', 'diep'])(
    '%s may not, and nothing is recorded',
    async (name) => {
      const from = await lastRow()
      expect((await world.as(name).post('/people', newcomer({ name: 'Ai Đó' }))).status).toBe(403)
      expect(await changesSince(from)).toEqual([])
    },
  )

  test('an administrator of one unit adds people there and nowhere else', async () => {
    const grant = { role: 'admin', unit: world.units.kt, day: '' }
    await world.as('an').post(`/people/${world.ids.lan.publicId}/roles`, grant)
    const lan = world.as('lan')
    expect(await textOf(lan.get('/people/new'))).not.toContain(world.units.vhxh)
    expect((await lan.post('/people', newcomer({ name: 'Mạc Văn Kha' }))).status).toBe(200)
    expect((await lan.post('/people', newcomer({ name: 'Mạc Văn Khi', unit: world.units.vhxh }))).status).toBe(403)
    expect((await lan.post(`/people/${world.ids.minh.publicId}/password`)).status).toBe(403)
    expect(await listPeople(world.db, { search: 'mac van khi' }, 1)).toEqual([])
    const held = (await grantsOf('lan')).find(({ role }) => role === 'admin')
    await world.as('an').post(`/people/${world.ids.lan.publicId}/roles/${held?.publicId}/end`)
    expect((await lan.get('/people/new')).status).toBe(403)
  })
})

describe('editing a person', () => {
  const edit = (more: Record<string, string> = {}) => ({
    name: 'Hoàng Thị Mai',
    unit: world.units.vhxh,
    post: 'Trưởng phòng',
    email: '',
    phone: '',
    day: '25/11/2026',
    ...more,
  })
  const at = () => `/people/${world.ids.mai.publicId}/edit`
  const version = async () =>
    (
      await world.db.reader
        .selectFrom('people')
        .select('version')
        .where('id', '=', world.ids.mai.id)
        .executeTakeFirstOrThrow()
    ).version

  test('a code is shown, kept, and never two people’s', async () => {
    const an = world.as('an')
    const given = await an.post(at(), edit({ code: 'CB-0104', _version: String(await version()) }))
    expect(given.status).toBe(303)
    expect(await textOf(an.get(`/people/${world.ids.mai.publicId}`))).toContain('CB-0104')
    expect(await textOf(an.get(at()))).toContain('value="CB-0104"')
    const twin = await an.post('/people', newcomer({ name: 'Tô Văn Kiên', code: 'cb-0104' }))
    expect(twin.status).toBe(422)
    expect(await textOf(twin)).toContain('Mã cb-0104 đang là của đồng chí Hoàng Thị Mai.')
    const edited = (await world.audit()).find(({ action }) => action === 'person.edit')
    expect(edited?.facts).toMatchObject({ code: [null, 'CB-0104'] })
    await an.post(at(), edit({ code: '', _version: String(await version()) }))
    expect(await textOf(an.get(`/people/${world.ids.mai.publicId}`))).not.toContain('CB-0104')
  })

  test('a move closes one posting and opens the next, each unit under its name', async () => {
    const answer = await world
      .as('an')
      .post(
        at(),
        edit({ unit: world.units.kt, post: 'Phó Trưởng phòng', day: '16/11/2026', _version: String(await version()) }),
      )
    expect(answer.status).toBe(303)
    expect((await world.audit())[0]).toMatchObject({
      action: 'person.edit',
      facts: {
        unit: ['Phòng Văn hóa - Xã hội', 'Phòng Kinh tế'],
        post: ['Trưởng phòng', 'Phó Trưởng phòng'],
        fromDay: '2026-11-16',
      },
    })
    expect(await postingsOf(world.db.reader, world.ids.mai.id)).toMatchObject([
      { unitName: 'Phòng Kinh tế', fromDay: '2026-11-16', toDay: null },
      { unitName: 'Phòng Văn hóa - Xã hội', fromDay: '2026-01-05', toDay: '2026-11-16' },
    ])
  })

  test('a move before the present posting, or on a day to come, is refused with a sentence', async () => {
    const before = await world.as('an').post(at(), edit({ day: '15/11/2026' }))
    expect([before.status, await before.text()]).toEqual([422, expect.stringContaining('từ 16/11/2026')])
    const ahead = await world.as('an').post(at(), edit({ day: '26/11/2026' }))
    expect([ahead.status, await ahead.text()]).toEqual([422, expect.stringContaining('Ngày này chưa tới')])
  })

  test('on the first day of a posting it is put right instead', async () => {
    await world.as('an').post(at(), edit({ day: '16/11/2026' }))
    expect(await postingsOf(world.db.reader, world.ids.mai.id)).toMatchObject([
      { post: 'Trưởng phòng', unitName: 'Phòng Văn hóa - Xã hội', fromDay: '2026-11-16', toDay: null },
      { toDay: '2026-11-16' },
    ])
  })

  test('who was faster is named, and what was typed stands beside it', async () => {
    const seen = String(await version())
    await world.as('an').post(at(), edit({ phone: '0900 000 111', _version: seen }))
    const late = await world
      .as('an')
      .post(at(), edit({ phone: '0900 000 222', post: 'Quyền Trưởng phòng', _version: seen }))
    const html = await late.text()
    expect(late.status).toBe(409)
    expect(html).toMatch(/<input type="radio" name="phone" value="0900 000 111" checked/)
    expect(html).toMatch(/<input type="radio" name="phone" value="0900 000 222"/)
    expect(html).toContain(`name="_version" value="${Number(seen) + 1}"`)
    expect(html).not.toMatch(/type="radio" name="name"/)
    const chosen = await world
      .as('an')
      .post(at(), edit({ phone: '0900 000 222', post: 'Quyền Trưởng phòng', _version: String(Number(seen) + 1) }))
    expect(chosen.status).toBe(303)
  })

  test('a task follows its person: the leader of the new unit finds it, that of the old one still does', async () => {
    const id = await world.task({ assigneeId: world.ids.lan.publicId })
    const scopes = async () => {
      const rows = await world.db.reader
        .selectFrom('taskScopes')
        .innerJoin('tasks', 'tasks.id', 'taskId')
        .select('scope')
        .where('publicId', '=', id)
        .execute()
      return rows.map(({ scope }) => scope)
    }
    const before = await scopes()
    await world
      .as('an')
      .post(`/people/${world.ids.lan.publicId}/edit`, edit({ name: 'Nguyễn Thị Lan', post: 'Chuyên viên' }))
    const { unitId } = await world.who('lan')
    expect(await scopes()).toEqual(expect.arrayContaining([...before, `u${unitId}`]))
    expect((await world.as('mai').get(`/tasks/${id}`)).status).toBe(200)
  })

  test.each<Name>(['hoa', 'mai', 'minh'])('%s may not', async (name) => {
    expect((await world.as(name).get(at())).status).toBe(403)
    expect((await world.as(name).post(at(), edit())).status).toBe(403)
  })
})

describe('a forgotten password', () => {
  test('a new one is shown once and every device is signed out', async () => {
    const minh = world.as('minh')
    expect((await minh.get('/people')).status).toBe(200)
    const at = `/people/${world.ids.minh.publicId}/password`
    const an = world.as('an')
    const first = await textOf(an.post(at, { _key: 'reset-minh' }))
    const login = await world.db.reader
      .selectFrom('logins')
      .selectAll()
      .where('username', '=', 'minh')
      .executeTakeFirstOrThrow()
    expect(await isPassword(passwordIn(first) ?? '', login.passwordHash, world.clock)).toBe(true)
    expect(login.mustChange).toBe(1)
    expect((await minh.get('/people')).headers.get('location')).toContain('/sign-in')
    expect(passwordIn(await textOf(an.post(at, { _key: 'reset-minh' })))).toBeUndefined()
    expect((await world.audit())[0]).toMatchObject({ action: 'person.resetPassword', aboutId: world.ids.minh.id })
    await world.db.writer.updateTable('logins').set({ mustChange: 0 }).where('username', '=', 'minh').execute()
  })
})

describe('roles', () => {
  const at = () => `/people/${world.ids.minh.publicId}/roles`

  test('given from a day, not twice, and ended again', async () => {
    const an = world.as('an')
    const grant = { role: 'clerk', unit: world.units.vhxh, day: '25/11/2026' }
    expect((await an.post(at(), grant)).status).toBe(303)
    expect((await world.audit())[0]).toMatchObject({
      action: 'unit.grantRole',
      subject: world.ids.minh.publicId,
      facts: { role: 'clerk', unit: 'Phòng Văn hóa - Xã hội' },
    })
    const twice = await an.post(at(), grant)
    expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('đang giữ vai trò')])
    const given = (await grantsOf('minh')).at(-1)
    expect((await an.post(`${at()}/${given?.publicId}/end`)).status).toBe(303)
    expect((await grantsOf('minh')).at(-1)).toMatchObject({ role: 'clerk', toDay: '2026-11-25' })
    expect((await an.post(`${at()}/${given?.publicId}/end`)).status).toBe(404)
  })

  test('a key that another form has used is no success', async () => {
    const an = world.as('an')
    await an.post('/units', {
      kind: 'unit',
      name: 'Tổ khóa',
      shortName: 'TK',
      parent: world.units.kt,
      day: '',
      _key: 'used',
    })
    const from = await lastRow()
    const answer = await an.post(at(), { role: 'inspector', unit: world.units.kt, day: '', _key: 'used' })
    expect(answer.status).toBe(409)
    expect(await changesSince(from)).toEqual([])
  })

  test('the only administrator cannot lay the role down', async () => {
    const admin = (await grantsOf('an')).find(({ role }) => role === 'admin')
    const path = `/people/${world.ids.an.publicId}/roles/${admin?.publicId}/end`
    const from = await lastRow()
    expect((await world.as('an').post(path)).status).toBe(409)
    expect(await changesSince(from)).toEqual([])
    await world
      .as('an')
      .post(`/people/${world.ids.quang.publicId}/roles`, { role: 'admin', unit: world.units.root, day: '' })
    expect((await world.as('an').post(path)).status).toBe(303)
    await world
      .as('quang')
      .post(`/people/${world.ids.an.publicId}/roles`, { role: 'admin', unit: world.units.root, day: '' })
  })

  test.each<Name>(['hoa', 'mai', 'minh'])('%s may not give one', async (name) => {
    expect((await world.as(name).post(at(), { role: 'leader', unit: world.units.root, day: '' })).status).toBe(403)
  })
})

test('a long list goes on page by page without losing or repeating anybody', async () => {
  const ctx = await world.ctx('an')
  for (let number = 0; number < 60; number += 1) {
    const name = `Vũ Thị ${String.fromCharCode(65 + (number % 26))}${'xyz'[number % 3]}`
    await addPerson(ctx, {
      name,
      post: 'Viên chức',
      unit: world.units.kt,
      day: '2026-11-25',
      roles: [],
      email: undefined,
      phone: undefined,
      username: undefined,
    })
  }
  const names: string[] = []
  let next: string | undefined = `/people?q=vu`
  while (next) {
    const html: string = await textOf(world.as('minh').get(next))
    names.push(...namesIn(html).map(String))
    next = /href="([^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(names).toHaveLength(60)
  expect(names).toEqual([...names].sort(new Intl.Collator('vi').compare))
})
