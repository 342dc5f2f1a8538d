import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { restoreArchive } from '../../src/archive/restore.ts'
import { backup } from '../../src/cli/backup.ts'
import { addPerson } from '../../src/people/commands.ts'
import { systemClock } from '../../src/site.ts'
import { barePlace, folder, unpack } from '../archives.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let out: ReturnType<typeof folder>
beforeEach(async () => {
  world = await openWorld()
  out = folder()
})
afterEach(async () => {
  await world.close()
  out.remove()
})
const office = () => ({ database: world.site.config.database, dataDir: world.dataDir })
const page = async (name: 'an' | 'hoa' = 'an') => (await world.as(name).get('/archive')).text()

test('only whoever administers the whole office finds the page and may take everything away', async () => {
  for (const name of ['hoa', 'minh', 'quang', 'diep'] as const) {
    const who = world.as(name)
    expect([name, (await who.get('/archive')).status, (await who.post('/archive/export')).status]).toEqual([
      name,
      403,
      403,
    ])
    expect(await (await who.get('/')).text()).not.toContain('href="/archive"')
  }
  const an = world.as('an')
  expect((await an.get('/archive')).status).toBe(200)
  expect(await (await an.get('/')).text()).toContain('href="/archive"')

  // An administrator of one unit is none of the whole.
  const ctx = await world.ctx('an')
  const input = { name: 'Lý Văn Khoa', post: 'Quản trị phòng', username: 'khoa', unit: world.units.kt, day: ctx.today }
  const { id } = await addPerson(ctx, { ...input, email: undefined, phone: undefined, roles: ['admin'] })
  const { reader } = world.db
  const khoa = await reader.selectFrom('people').select('id').where('publicId', '=', id).executeTakeFirstOrThrow()
  await world.db.writer.updateTable('logins').set({ mustChange: 0 }).execute()
  Object.assign(world.ids, { khoa: { id: khoa.id, publicId: id } })
  const other = world.as('khoa' as 'an')
  expect((await other.get('/archive')).status).toBe(403)
  expect((await other.post('/archive/export')).status).toBe(403)
  expect(await (await other.get('/')).text()).not.toContain('href="/archive"')
}, 60_000)

test('standing in for somebody, nobody takes everything away', async () => {
  await world.as('an').post('/delegations', {
    substitute: 'Hoàng Thị Mai',
    fromDay: '25/11/2026',
    toDay: '30/11/2026',
    reason: 'Đi công tác',
  })
  const { publicId } = await world.db.reader.selectFrom('delegations').select('publicId').executeTakeFirstOrThrow()
  const mai = world.as('mai')
  expect((await mai.post(`/delegations/${publicId}/acting`)).status).toBeLessThan(400)
  expect((await mai.post('/archive/export')).status).toBe(403)
})

test('the export comes as a file, is on record each time, and moves in elsewhere', async () => {
  const task = await world.task()
  await world.as('minh').post(`/tasks/${task}/acceptance`)
  const file = new File(['kết quả'], 'ket-qua.txt')
  await world.as('minh').post(`/tasks/${task}/submission`, { report: 'Xong', file })
  const an = world.as('an')
  const answer = await an.post('/archive/export', { _key: 'một lần' })
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/zip'])
  expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="nam-ro-du-lieu-2026-11-25.zip"')
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  const path = join(out.path, 'tai-ve.zip')
  await writeFile(path, Buffer.from(await answer.arrayBuffer()))
  expect(await world.audit()).toMatchObject([
    { actor: 'an', action: 'unit.export', subjectKind: 'unit', facts: { archive: 'nam-ro-du-lieu-2026-11-25.zip' } },
  ])
  await (await an.post('/archive/export', { _key: 'một lần' })).arrayBuffer()
  expect(await world.audit(2)).toMatchObject([{ action: 'unit.export' }, { action: 'unit.export' }])

  expect([...(await unpack(path)).keys()]).toEqual(
    expect.arrayContaining(['README.txt', 'lists/viec.csv', 'manifest.json']),
  )
  const place = await barePlace()
  const { manifest, record } = await restoreArchive(path, 'export', place)
  expect([manifest.files.rows, record.faultCount]).toEqual([1, 0])
  await place.drop()
}, 60_000)

test('an answer that nobody reads opens nothing', async () => {
  for (let n = 0; n < 5; n++) expect((await world.as('an').post('/archive/export')).status).toBe(200)
  // The world is closed and its database dropped after this; PostgreSQL refuses while somebody is connected.
})

test('the page says when the office was last saved, and how long ago that is', async () => {
  expect(await page()).toContain('Chưa có bản sao lưu nào.')
  const said: string[] = []
  expect(await backup([join(out.path, 'dem.zip')], office(), (line) => said.push(line))).toBe(0)
  world.clock = systemClock()
  expect(await page()).toMatch(/note green[\s\S]*Bản gần nhất xong lúc[\s\S]*dem\.zip/)
  world.clock = new Date(Date.now() + 3 * 24 * 3600 * 1000).toISOString()
  expect(await page()).toMatch(/note amber[\s\S]*Đã 3 ngày/)
}, 60_000)
