import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { readConfig } from '../../src/config.ts'
import { openDb } from '../../src/db/open.ts'
import type { Db } from '../../src/db/schema.ts'
import { openLog } from '../../src/log.ts'
import { type FreshDatabase, freshDatabase } from '../setup/databases.ts'

let database: FreshDatabase
let db: Db
let app: ReturnType<typeof createApp>
const dataDir = mkdtempSync(join(tmpdir(), 'nam-ro-'))

beforeEach(async () => {
  database = await freshDatabase()
  db = await openDb(database.url)
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  app = createApp({
    config,
    db,
    log: openLog('silent'),
    clock: () => '2026-11-25T02:00:00.000Z',
    setupCode: 'ABCDEFGHJK',
  })
})
afterEach(async () => {
  await db.close()
  await database.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

const filled = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    code: 'abcde-fghjk',
    superior: 'Ủy ban nhân dân',
    office: 'Phường Minh Thụy',
    short: 'UBND phường Minh Thụy',
    openedOn: '01/07/2025',
    name: 'Trần Minh An',
    post: 'Chánh Văn phòng',
    username: 'minh.an',
    password: 'con trâu đi cày sớm',
    ...more,
  })
const post = (body: URLSearchParams) =>
  app.request('http://localhost/setup', { method: 'POST', body, headers: { Origin: 'http://localhost' } })

test('before the first run nothing else is reachable', async () => {
  for (const path of ['/', '/tasks', '/sign-in', '/people', '/khong-co']) {
    const answer = await app.request(`http://localhost${path}`)
    expect([path, answer.status, answer.headers.get('Location')]).toEqual([path, 303, '/setup'])
  }
  const api = await app.request('http://localhost/api/v1/tasks')
  expect([api.status, await api.json()]).toMatchObject([503, { code: 'notSetUp' }])
  expect((await app.request('http://localhost/readyz')).status).toBe(200)
})

test('the form says what is missing or wrong, keeps what was typed, and never sends the password back', async () => {
  const wrong: [Record<string, string>, string][] = [
    [{ code: 'SAISAISAIS' }, 'Mã chưa đúng'],
    [{ office: '' }, 'Ghi tên cơ quan'],
    [{ openedOn: '31/02/2025' }, 'Ghi ngày đã qua'],
    [{ username: 'Trần An' }, 'chữ thường không dấu'],
    [{ password: 'ngắn' }, 'từ 10 ký tự'],
  ]
  for (const [field, sentence] of wrong) {
    const answer = await post(filled(field))
    const page = await answer.text()
    expect([answer.status, page.includes(sentence), sentence]).toEqual([422, true, sentence])
    expect(page).toContain('value="Trần Minh An"')
    expect(page).not.toContain('con trâu')
  }
  expect(await db.reader.selectFrom('people').select('id').execute()).toEqual([])
})

test('the code lets in once: office, administrator, signed in, on the record; afterwards the page is gone', async () => {
  const answer = await post(filled())
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/start'])
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const home = await (await app.request('http://localhost/', { headers: { Cookie: cookie } })).text()
  expect(home).toMatch(/Ủy ban nhân dân[\s\S]*Phường Minh Thụy[\s\S]*Trần Minh An/)
  const record = await db.reader.selectFrom('audit').select(['action']).orderBy('id').execute()
  expect(record.map(({ action }) => action)).toEqual([
    'unit.addPerson',
    'unit.grantRole',
    'account.changePassword',
    'account.signIn',
  ])
  expect((await app.request('http://localhost/setup')).status).toBe(404)
  expect((await post(filled({ username: 'khac' }))).status).toBe(404)
})

test('the first administrator of a small office may be its leader too, and gives the first task', async () => {
  await post(filled({ also: 'leader' }))
  const roles = await db.reader.selectFrom('roleGrants').select('role').orderBy('role').execute()
  expect(roles).toEqual([{ role: 'admin' }, { role: 'leader' }])
  expect((await post(filled({ also: 'council' }))).status).toBe(404)
})

test('guessing the code is slowed down', async () => {
  for (let n = 0; n < 5; n++) await post(filled({ code: `SAI${n}` }))
  const answer = await post(filled())
  expect([answer.status, (await answer.text()).includes('Đã thử sai nhiều lần')]).toEqual([422, true])
})

test('a first run that was interrupted can be done again', async () => {
  const { layGround } = await import('../../src/setup/ground.ts')
  await layGround(db, { superior: '', name: 'Phường Minh Thụy', shortName: 'UBND', openedOn: '2025-07-01' })
  expect((await post(filled())).status).toBe(303)
  expect(await db.reader.selectFrom('units').select('name').execute()).toEqual([{ name: 'Phường Minh Thụy' }])
})
