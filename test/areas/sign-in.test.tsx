import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitAfter } from '../../src/account/attempts.ts'
import { openWorld, password, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const enter = (fields: Record<string, string>, browser = world.nobody) =>
  browser.post('/sign-in', { username: 'minh', password, ...fields })

test('nobody gets in without signing in; afterwards the page asked for opens', async () => {
  const asked = await world.nobody.get('/tasks')
  expect([asked.status, asked.headers.get('Location')]).toEqual([303, '/sign-in?back=%2Ftasks'])
  const browser = world.browser()
  const answer = await enter({ back: '/tasks' }, browser)
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/tasks'])
  expect((await browser.get('/tasks')).status).toBe(200)
  expect(await world.audit()).toMatchObject([{ actor: 'minh', action: 'account.signIn' }])
})

test('a way back leads to our own pages only', async () => {
  for (const back of ['https://khac.vn/', '//khac.vn', '/\\khac.vn', 'javascript:alert(1)']) {
    expect((await enter({ back }, world.browser())).headers.get('Location'), back).toBe('/')
  }
})

test('a wrong name and a wrong password get the same words', async () => {
  const [name, secret] = [await enter({ username: 'khong-co' }), await enter({ password: 'sai mật khẩu' })]
  expect([name.status, secret.status]).toEqual([422, 422])
  for (const answer of [name, secret]) expect(await answer.text()).toContain('Tên đăng nhập hoặc mật khẩu chưa đúng')
})

test('the password counts in NFC however the keyboard spells it, and its spaces count', async () => {
  expect((await enter({ password: password.normalize('NFD') }, world.browser())).status).toBe(303)
  expect((await enter({ password: ` ${password}` }, world.browser())).status).toBe(422)
})

test('after five failures one waits, and waiting survives a restart', async () => {
  for (let n = 0; n < 5; n++) expect((await enter({ password: 'sai' })).status).toBe(422)
  const { createApp } = await import('../../src/app.tsx')
  const restarted = createApp({ ...world.site })
  const body = new URLSearchParams({ username: 'minh', password })
  const answer = await restarted.request('http://localhost/sign-in', {
    method: 'POST',
    body,
    headers: { Origin: 'http://localhost' },
  })
  expect([answer.status, (await answer.text()).includes('Thử lại sau 30 giây')]).toEqual([429, true])
  world.clock = '2026-11-25T02:00:31.000Z'
  expect((await enter({}, world.browser())).status).toBe(303)
})

test('waiting grows and stops growing', () => {
  expect([4, 5, 6, 7, 20].map(waitAfter)).toEqual([0, 30_000, 60_000, 120_000, 900_000])
})

test('a stranger who guesses cannot lock out a device that has signed in before, nor any other account', async () => {
  const own = world.browser()
  await enter({}, own)
  const stranger = world.browser()
  for (let n = 0; n < 12; n++) await enter({ password: `đoán ${n}` }, stranger)
  expect((await enter({}, stranger)).status).toBe(429)
  expect((await enter({}, own)).status).toBe(303)
  expect((await enter({ username: 'lan' }, stranger)).status).toBe(303)
})

test('with a temporary password every page leads to choosing an own one, which ends the other sessions', async () => {
  await world.db.writer.updateTable('logins').set({ mustChange: 1 }).where('username', '=', 'minh').execute()
  const [first, second] = [world.as('minh'), world.as('minh')]
  expect((await second.get('/')).headers.get('Location')).toBe('/account/password')
  expect((await first.get('/tasks')).headers.get('Location')).toBe('/account/password')
  const chosen = 'con trâu đi cày sớm'
  const tries: [Record<string, string>, string][] = [
    [{ current: 'sai', password: chosen, repeated: chosen }, 'Mật khẩu đang dùng chưa đúng'],
    [{ current: password, password: 'ngắn', repeated: 'ngắn' }, 'từ 10 ký tự'],
    [{ current: password, password: chosen, repeated: 'khác' }, 'chưa giống nhau'],
    [{ current: password, password, repeated: password }, 'phải khác'],
  ]
  for (const [fields, sentence] of tries) {
    const answer = await first.post('/account/password', fields)
    expect([answer.status, (await answer.text()).includes(sentence)], sentence).toEqual([422, true])
  }
  expect(
    (await first.post('/account/password', { current: password, password: chosen, repeated: chosen })).status,
  ).toBe(303)
  expect((await first.get('/')).status).toBe(200)
  expect((await second.get('/')).headers.get('Location')).toBe('/sign-in?back=')
  expect(JSON.stringify(await world.audit(50))).not.toContain(chosen)
})

test('devices are listed; one or all others can be signed out', async () => {
  const [here, there, elsewhere] = [world.as('minh'), world.as('minh'), world.as('minh')]
  for (const browser of [here, there, elsewhere]) await browser.get('/')
  const page = await (await here.get('/account')).text()
  const ends = [...page.matchAll(/\/account\/sessions\/([\w-]{16})\/end/g)].map(([, id]) => id)
  expect(ends).toHaveLength(2)
  await here.post(`/account/sessions/${ends[0]}/end`)
  expect([(await there.get('/')).status, (await elsewhere.get('/')).status].sort()).toEqual([200, 303])
  await here.post('/account/sessions/end')
  expect([(await there.get('/')).status, (await elsewhere.get('/')).status, (await here.get('/')).status]).toEqual([
    303, 303, 200,
  ])
  const of = await world.as('lan').post(`/account/sessions/${ends[0]}/end`)
  expect(of.status).toBe(404)
})

test('signing out ends the session, not only the cookie', async () => {
  const browser = world.as('minh')
  await browser.get('/')
  const stolen = browser.cookies()
  await browser.post('/sign-out')
  expect((await world.request('/', { headers: { Cookie: stolen } })).status).toBe(303)
})

test('who has left is out at once', async () => {
  const browser = world.as('minh')
  await browser.get('/')
  await world.db.writer
    .updateTable('people')
    .set({ leftOn: '2026-11-25' })
    .where('id', '=', world.ids.minh.id)
    .execute()
  expect((await browser.get('/')).status).toBe(303)
  expect((await enter({}, world.browser())).status).toBe(422)
})

test('a form of another site is refused, and so is anything but a form', async () => {
  const browser = world.as('minh')
  const foreign: Record<string, string>[] = [
    { Origin: 'https://khac.vn' },
    { Origin: 'null' },
    { Origin: 'http://localhost', 'Content-Type': 'application/json' },
  ]
  for (const headers of foreign) {
    const answer = await browser.post('/account/look', { theme: 'dark' }, headers)
    expect(answer.status, JSON.stringify(headers)).toBe(403)
  }
  const bare = await world.request('/account/look', {
    method: 'POST',
    body: new URLSearchParams({ theme: 'dark' }),
    headers: { Cookie: browser.cookies() },
  })
  expect(bare.status).toBe(403)
  expect((await browser.post('/account/look', { theme: 'dark' })).status).toBe(303)
})

test('behind a proxy with TLS the cookie is bound to host and TLS; on plain http a banner says what is missing', async () => {
  const { createApp } = await import('../../src/app.tsx')
  const secure = createApp({
    ...world.site,
    config: { ...world.site.config, publicUrl: 'https://namro.minhthuy.gov.vn', trustProxy: true },
  })
  const body = new URLSearchParams({ username: 'minh', password })
  const headers = { Origin: 'https://namro.minhthuy.gov.vn', 'X-Forwarded-For': '1.2.3.4, 10.0.0.7' }
  const answer = await secure.request('http://10.0.0.1/sign-in', { method: 'POST', body, headers })
  expect(answer.headers.getSetCookie().join('\n')).toMatch(
    /__Host-session=[^;]+;.*Path=\/;.*HttpOnly; Secure; SameSite=Lax/,
  )
  expect(answer.headers.get('Strict-Transport-Security')).toContain('max-age')
  const session = await world.db.reader
    .selectFrom('sessions')
    .select('address')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  expect(session?.address).toBe('10.0.0.7')
  const lan = await (await world.app.request('http://192.168.1.5/sign-in')).text()
  expect(lan).toContain('/help#https')
  expect(await (await world.nobody.get('/sign-in')).text()).not.toContain('/help#https')
})

test('every answer forbids scripts and styles of others, framing and sniffing', async () => {
  for (const path of ['/sign-in', '/healthz', '/static/app.css', '/khong-co', '/api/v1/openapi.json']) {
    const { headers } = await world.nobody.get(path)
    expect(headers.get('Content-Security-Policy'), path).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    )
    expect(headers.get('X-Content-Type-Options'), path).toBe('nosniff')
    expect(headers.get('X-Frame-Options'), path).toBe('DENY')
  }
})

test('a form over its limit is refused before it is read', async () => {
  const answer = await world.as('minh').post('/account/look', { theme: 'x'.repeat(300_000) })
  expect(answer.status).toBe(413)
})
