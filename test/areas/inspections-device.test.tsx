import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answer, type Fields, started } from '../rounds.ts'
import { type Client, type Name, openWorld, type World } from '../world.ts'

let world: World
let sheet: string
beforeEach(async () => {
  world = await openWorld()
  sheet = (await started(world)).sheet
})
afterEach(() => world.close())

const script = { Accept: 'application/json' }
const at = (path: string) => `/inspections/sheets/${sheet}/${path}`
const read = async (answer: Response) => ({
  status: answer.status,
  body: answer.status === 304 ? undefined : await answer.json(),
})
const send = async (by: Client | Name, path: string, fields: Fields, headers = {}) =>
  read(await (typeof by === 'string' ? world.as(by) : by).post(at(path), fields, { ...script, ...headers }))
const state = async (by: Name, tag?: string) => {
  const answer = await world.as(by).get(at('state'), { ...script, ...(tag && { 'If-None-Match': tag }) })
  return { ...(await read(answer)), tag: answer.headers.get('ETag') ?? '' }
}

test('what a device brings up to date: nothing while nothing changed, the other’s answer when it did', async () => {
  const before = await state('quang')
  expect(before).toMatchObject({ status: 200, body: { answers: {}, photos: [], findings: [], text: { version: 1 } } })
  expect((await state('quang', before.tag)).status).toBe(304)
  await answer(world.as('lan'), sheet, 'C2', { result: 'fail', note: 'Phí cũ' })
  expect(await state('quang', before.tag)).toMatchObject({
    status: 200,
    body: {
      answers: {
        C2: {
          fields: { result: 'fail', note: 'Phí cũ' },
          version: 1,
          said: 'Không đạt. Phí cũ',
          by: 'Nguyễn Thị Lan ghi lúc 09:00',
          isOwn: false,
        },
      },
    },
  })
  expect((await state('lan')).body.answers.C2.isOwn).toBe(true)
})

test('a script is refused in its own language: signed out, not there, not allowed', async () => {
  expect(await read(await world.nobody.get(at('state'), script))).toMatchObject({
    status: 401,
    body: { code: 'signedOut' },
  })
  expect(await state('minh')).toMatchObject({ status: 404, body: { code: 'missing' } })
  expect(await state('hoa')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(await send('mai', 'text', { place: 'x' })).toMatchObject({ status: 403 })
})

test('what waits on a device is taken from nobody but whoever put it down', async () => {
  const of = (name: Name) => ({ 'X-Keeper': world.ids[name].publicId })
  for (const path of ['answers/B2', 'text', 'findings', 'photos'])
    expect([path, await send('lan', path, { result: 'pass' }, of('quang'))]).toMatchObject([path, { status: 401 }])
  expect((await state('quang')).body.answers).toEqual({})
  expect((await send('quang', 'answers/B2', { result: 'pass', version: '0' }, of('quang'))).status).toBe(200)
})

test('the lines of the minutes: saved once, and the faster one is shown', async () => {
  const text = { place: 'Trụ sở', met: '', strengths: '', version: '1', _key: 'mot' }
  const saved = { status: 200, body: { kept: { fields: { place: 'Trụ sở' }, version: 2 } } }
  expect(await send('quang', 'text', text)).toMatchObject(saved)
  expect(await send('quang', 'text', text)).toMatchObject(saved)
  expect(await send('lan', 'text', { ...text, place: 'Nhà văn hóa', _key: 'hai' })).toMatchObject({
    status: 409,
    body: { code: 'stale', theirs: { kept: { fields: { place: 'Trụ sở' }, version: 2 } } },
  })
  expect(await send('quang', 'text', { ...text, place: 'x'.repeat(301), version: '2' })).toMatchObject({
    status: 422,
    body: { errors: { place: expect.stringContaining('300') } },
  })
})

describe('photos', () => {
  const secret = 'GPS 21.02851'
  const segment = (marker: number, body: Buffer) =>
    Buffer.concat([Buffer.from([0xff, marker, 0, body.length + 2]), body])
  const jpeg = Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, Buffer.from(`Exif\0\0${secret}${' '.repeat(20)}`, 'latin1')),
    Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]),
  ])
  const photo = () => new File([jpeg], 'IMG_1.jpg')

  test('one sent twice is kept once, without its place; taken off twice it is gone', async () => {
    const sent = () => send('quang', 'photos', { item: 'C2', photo: photo(), _key: 'anh' })
    expect(await sent()).toMatchObject({ status: 200, body: { photos: [{ item: 'C2', name: 'IMG_1.jpg' }] } })
    const { body } = await sent()
    expect(body.photos).toHaveLength(1)
    const { hash } = await world.db.reader.selectFrom('files').select('hash').executeTakeFirstOrThrow()
    const stored = readFileSync(join(world.dataDir, 'files', hash.slice(0, 2), hash))
    expect([stored.includes(secret), stored.includes('JFIF')]).toEqual([false, true])
    for (const time of [1, 2])
      expect([time, await send('lan', `photos/${body.photos[0].id}/removal`, {})]).toMatchObject([
        time,
        { body: { photos: [] } },
      ])
  })

  test('what is no photo, or a damaged one, is told beside the field', async () => {
    for (const [file, words] of [
      [new File(['chữ'], 'a.jpg'), 'không phải ảnh'],
      [new File([jpeg.subarray(0, 30)], 'b.jpg'), 'Không đọc được ảnh'],
    ] as const)
      expect(await send('quang', 'photos', { item: 'C2', photo: file })).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'photo', detail: expect.stringContaining(words) }] },
      })
    expect((await send('quang', 'photos', { item: 'C2' })).status).toBe(422)
    expect((await send('quang', 'photos', { item: 'ZZ', photo: photo() })).status).toBe(404)
  })
})

describe('findings', () => {
  const fields = () => ({
    item: 'C2',
    text: 'Phí niêm yết theo biểu cũ',
    severity: 'light',
    remedy: 'Niêm yết biểu mới',
    remedier: world.ids.mai.publicId,
    due: '02/12/2026',
    _key: 'ton-tai',
  })

  test('sent twice it is one; changed before the answer came, it is that one changed', async () => {
    const first = await send('quang', 'findings', fields())
    expect(first).toMatchObject({
      status: 201,
      body: { kept: { item: 'C2', name: 'Tồn tại số 01', about: ', nhẹ, hạn 02/12' } },
    })
    expect(await send('quang', 'findings', fields())).toEqual(first)
    const changed = await send('quang', 'findings', { ...fields(), text: 'Phí thu cao hơn biểu' })
    expect(changed).toMatchObject({
      status: 201,
      body: { kept: { id: first.body.kept.id, text: 'Phí thu cao hơn biểu' } },
    })
    expect(await world.db.reader.selectFrom('findings').select(['number', 'version']).execute()).toEqual([
      { number: 1, version: 2 },
    ])
    expect((await state('lan')).body.findings).toEqual([changed.body.kept])
  })

  test('what is wrong comes back by its fields', async () => {
    expect(await send('quang', 'findings', { ...fields(), due: '05/12/2026', text: '' })).toMatchObject({
      status: 422,
      body: { errors: { text: 'Ghi tồn tại là gì.', due: expect.stringContaining('05/12/2026 là') } },
    })
  })

  test('the page brings along what each is filled in with, and says which would be a repeat', async () => {
    await send('quang', 'findings', fields())
    await world.db.writer.updateTable('findings').set({ foundOn: '2026-05-14' }).execute()
    const { sheet: next } = await started(world, { name: 'Đợt sau' })
    const page = await (await world.as('quang').get(`/inspections/sheets/${next}`)).text()
    const proposals = [...page.matchAll(/data-item="(\w+)"[^>]*data-proposal="([^"]*)"/g)]
    const proposed = new Map(proposals.map(([, item, json = '']) => [item, JSON.parse(json.replaceAll('&quot;', '"'))]))
    expect(proposed.get('C2')).toEqual({
      text: expect.stringContaining('Không đạt: Niêm yết phí'),
      remedy: expect.stringContaining('Khắc phục, bảo đảm'),
      severity: 'light',
      repeat: '14/05/2026',
    })
    expect(proposed.size).toBe(31)
    expect([...proposed.values()].filter(({ repeat }) => repeat)).toHaveLength(1)
  })
})

test('the worker may serve the sheets and nothing else of the product', async () => {
  const worker = await world.nobody.get('/static/sw.js')
  expect(worker.headers.get('Service-Worker-Allowed')).toBe('/inspections/sheets/')
  expect(worker.headers.get('Content-Security-Policy')).toContain("worker-src 'self'")
  expect((await world.nobody.get('/static/inspect.js')).headers.get('Service-Worker-Allowed')).toBeNull()
  expect((await world.nobody.get('/static/inspect-copy.js')).status).toBe(200)
})

test('a phone on a thin line: the sheet of 31 items and its script stay light', async () => {
  const page = gzipSync(await (await world.as('quang').get(`/inspections/sheets/${sheet}`)).text()).length
  const scripts = readdirSync('static').filter((name) => name.startsWith('inspect'))
  const script = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join('static', name))).length, 0)
  expect([page, page < 15_000 ? 'light' : 'heavy', script, script < 20_000 ? 'light' : 'heavy']).toEqual([
    page,
    'light',
    script,
    'light',
  ])
})
