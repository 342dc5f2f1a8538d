import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSheets } from '../../src/sheets/read.ts'
import { bringIn, xlsxType } from '../import-files.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let id: string
beforeAll(async () => {
  world = await openWorld()
  const head = ['Họ và tên', 'Đơn vị', 'Chức vụ']
  const rows = [
    ['Ngô Văn Sáu', 'VH-XH', 'Chuyên viên'],
    ['Ngô Thị Bảy', 'KT', 'Chuyên viên'],
  ]
  id = (await bringIn(world, 'people', [head, ...rows])).id
})
afterAll(() => world.close())

/** The list handed out, by user name. */
async function handOut(fields: Record<string, string> = {}) {
  const answer = await world.as('an').post('/people/passwords', fields)
  expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('Cache-Control')]).toEqual([
    200,
    xlsxType,
    'no-store',
  ])
  const [sheet] = await readSheets(new Uint8Array(await answer.arrayBuffer()), 'mat-khau.xlsx')
  const rows = (sheet?.rows ?? []).slice(1).filter(({ cells }) => cells.length > 1)
  return new Map(rows.map(({ cells }) => [String(cells[3]), String(cells[4])]))
}
const signIn = (username: string, password: string) => world.browser().post('/sign-in', { username, password })
const page = async (path: string) => (await world.as('an').get(path)).text()
let first: Map<string, string>

test('nobody signs in before passwords are handed out, with anything', async () => {
  for (const password of ['', 'none', 'once$', 'bốn chữ dễ nhớ'])
    expect((await signIn('sau.ngovan', password)).status).toBe(422)
  expect(await page(`/imports/${id}`)).toContain(`/people/passwords?import=${id}`)
  expect(await page('/people')).toContain('href="/people/passwords"')
})

test('each gets a password of their own, which nothing keeps', async () => {
  expect(await page(`/people/passwords?import=${id}`)).toContain('Phát cho 2 người chưa có')
  first = await handOut({ import: id })
  expect([...first.keys()].sort()).toEqual(['bay.ngothi', 'sau.ngovan'])
  const [one = '', other = ''] = first.values()
  expect(one).toMatch(/^([a-z]{4}-){5}\d\d$/)
  expect(one).not.toBe(other)
  const everything = await Promise.all(
    (['logins', 'audit', 'answers', 'imports', 'importRows', 'jobs'] as const).map((table) =>
      world.db.reader.selectFrom(table).selectAll().execute(),
    ),
  )
  for (const password of first.values()) expect(JSON.stringify(everything)).not.toContain(password)
  expect((await world.audit(3)).map(({ action, facts }) => [action, facts])).toEqual([
    ['unit.handOut', { newcomers: 2, until: '2026-12-25T02:00:00.000Z' }],
    ['person.resetPassword', { until: '2026-12-25T02:00:00.000Z' }],
    ['person.resetPassword', { until: '2026-12-25T02:00:00.000Z' }],
  ])
  expect(await page('/people')).not.toContain('href="/people/passwords"')
})

test('it opens the account once typed, in any case, and must be changed', async () => {
  const password = first.get('sau.ngovan') ?? ''
  expect((await signIn('sau.ngovan', `${password}1`)).status).toBe(422)
  expect((await signIn('bay.ngothi', password)).status).toBe(422)
  const browser = world.browser()
  expect(
    (await browser.post('/sign-in', { username: 'sau.ngovan', password: ` ${password.toUpperCase()}` })).status,
  ).toBe(303)
  expect((await browser.get('/')).headers.get('Location')).toBe('/account/password')
  const changed = await browser.post('/account/password', {
    current: password,
    password: 'mưa rơi trên phố huyện',
    repeated: 'mưa rơi trên phố huyện',
  })
  expect(changed.status).toBe(303)
  expect((await signIn('sau.ngovan', password)).status).toBe(422)
  expect((await signIn('sau.ngovan', 'mưa rơi trên phố huyện')).status).toBe(303)
})

test('handed out again, only to who has not signed in: the old one no longer opens', async () => {
  const answer = await world.as('an').post('/people/passwords')
  expect([answer.status, (await answer.text()).includes('Không còn ai chờ mật khẩu lần đầu.')]).toEqual([422, true])
  const again = await handOut({ again: '1' })
  expect([...again.keys()]).toEqual(['bay.ngothi'])
  expect((await signIn('bay.ngothi', first.get('bay.ngothi') ?? '')).status).toBe(422)
  world.clock = '2026-12-25T02:00:01.000Z'
  expect((await signIn('bay.ngothi', again.get('bay.ngothi') ?? '')).status).toBe(422) // thirty days later
  world.clock = '2026-12-25T01:59:00.000Z'
  expect((await signIn('bay.ngothi', again.get('bay.ngothi') ?? '')).status).toBe(303)
})

test('the same form sent twice shows the passwords once', async () => {
  const an = world.as('an')
  await world.db.writer
    .updateTable('logins')
    .set({ mustChange: 1, passwordHash: 'none' })
    .where('username', '=', 'bay.ngothi')
    .execute()
  expect((await an.post('/people/passwords', { _key: 'phat-mot-lan' })).status).toBe(200)
  const second = await an.post('/people/passwords', { _key: 'phat-mot-lan' })
  expect([second.status, (await second.text()).includes('chỉ tải được một lần')]).toEqual([422, true])
})

test('only an administrator, in person, and nobody beyond the own reach', async () => {
  for (const name of ['hoa', 'minh', 'diep'] as const) {
    expect((await world.as(name).get('/people/passwords')).status).toBe(403)
    expect((await world.as(name).post('/people/passwords')).status).toBe(403)
  }
  await bringIn(world, 'people', [
    ['Họ và tên', 'Đơn vị', 'Chức vụ', 'Vai trò'],
    ['Ngô Văn Tám', 'VH-XH', 'Chuyên viên', 'Quản trị tại UBND phường'],
    ['Ngô Văn Chín', 'VH-XH', 'Chuyên viên', ''],
    ['Ngô Văn Mười', 'KT', 'Chuyên viên', ''],
  ])
  const { id: unitId } = await world.db.reader
    .selectFrom('units')
    .select('id')
    .where('shortName', '=', 'VH-XH')
    .executeTakeFirstOrThrow()
  await world.db.writer
    .insertInto('roleGrants')
    .values({
      publicId: 'quan-tri-vhxh',
      personId: world.ids.mai.id,
      role: 'admin',
      unitId,
      fromDay: '2026-02-01',
      toDay: null,
    })
    .execute()
  const answer = await world.as('mai').post('/people/passwords')
  const [sheet] = await readSheets(new Uint8Array(await answer.arrayBuffer()), 'mat-khau.xlsx')
  expect((sheet?.rows ?? []).slice(1, -1).map(({ cells }) => cells[1])).toEqual(['Ngô Văn Chín'])
  expect((await world.as('mai').post('/people/passwords', { import: 'khong-co' })).status).toBe(404)
})
