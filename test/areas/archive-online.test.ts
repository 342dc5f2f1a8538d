import { randomBytes } from 'node:crypto'
import { createWriteStream, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { restoreArchive } from '../../src/archive/restore.ts'
import { writeArchive } from '../../src/archive/write.ts'
import { backup } from '../../src/cli/backup.ts'
import { restore } from '../../src/cli/restore.ts'
import { openDb } from '../../src/db/open.ts'
import { systemClock } from '../../src/site.ts'
import { archiveTo, barePlace, everything, folder } from '../archives.ts'
import { expectReplayed, expectSound, recordAfter, snapshotsOf } from '../invariants.ts'
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
const file = (name: string) => join(out.path, name)

test('what is written after an archive was begun is not in it, however long it takes', async () => {
  await world.task({ title: 'Trước' })
  const before = await everything(office().database)
  const { bytes, manifest } = writeArchive({ ...office(), now: world.clock }, 'backup')
  const started = bytes[Symbol.asyncIterator]()
  const first = await started.next() // the moment is fixed, and the rest waits for a reader
  for (let n = 0; n < 20; n++) await world.task({ title: `Sau ${n}` })
  const sent = createWriteStream(file('slow.zip'))
  sent.write(first.value)
  await pipeline(started, sent)
  await manifest
  const place = await barePlace()
  await restoreArchive(file('slow.zip'), 'backup', place)
  const after = await everything(place.database)
  for (const name of ['tasks', 'task_scopes', 'audit', 'counters', 'units', 'people'])
    expect([name, after[name]]).toEqual([name, before[name]])
  await place.drop()
}, 60_000)

test('archives taken while many write hold whole acts only', async () => {
  const minh = world.as('minh')
  const write = async (name: number) => {
    for (let n = 0; n < 12; n++) {
      const task = await world.task({ title: `Việc ${name}.${n}` })
      await minh.post(`/tasks/${task}/acceptance`)
      const handIn = { report: 'Xong', file: new File([`kết quả ${name}.${n}`], 'ket-qua.txt') }
      await minh.post(`/tasks/${task}/submission`, handIn)
    }
  }
  let isOver = false
  const writing = Promise.all([1, 2, 3].map(write)).finally(() => {
    isOver = true
  })
  const taken: string[] = []
  while (!isOver) {
    taken.push(file(`busy-${taken.length}.zip`))
    await archiveTo(taken.at(-1) ?? '', office(), 'backup', world.clock)
  }
  await writing
  const counts: number[] = []
  for (const path of [taken[0], taken[taken.length >> 1], taken.at(-1)]) counts.push(await soundTasksIn(path ?? ''))
  expect(counts.at(-1)).toBeGreaterThan(counts[0] ?? 0)
}, 60_000)

/** Restores an archive and holds every task of it against what must always be true. Returns how many there are. */
async function soundTasksIn(path: string): Promise<number> {
  const place = await barePlace()
  const { manifest, record } = await restoreArchive(path, 'backup', place)
  expect([record.faultCount, manifest.lost]).toEqual([0, []])
  const db = await openDb(place.database)
  const restored = { ...world, db }
  const ids = (await db.reader.selectFrom('tasks').select('publicId').execute()).map(({ publicId }) => publicId)
  const rows = await recordAfter(restored, 0)
  for (const snapshot of (await snapshotsOf(restored, ids)).values()) {
    expectSound(snapshot)
    await expectReplayed(restored, snapshot, rows)
  }
  await db.close()
  await place.drop()
  return ids.length
}

test('evidence that is missing or damaged on the disk is said, and keeps nothing else from being saved', async () => {
  const minh = world.as('minh')
  for (const content of ['một', 'hai', 'ba']) {
    const task = await world.task()
    await minh.post(`/tasks/${task}/acceptance`)
    await minh.post(`/tasks/${task}/submission`, { report: 'Xong', file: new File([content], 'ket-qua.txt') })
  }
  const stored = readdirSync(join(world.dataDir, 'files'), { recursive: true, encoding: 'utf8' })
  const [gone = '', damaged = ''] = stored.filter((name) => /[0-9a-f]{64}$/.test(name))
  await rm(join(world.dataDir, 'files', gone))
  writeFileSync(join(world.dataDir, 'files', damaged), 'khác')
  const said: string[] = []
  expect(await backup([file('lost.zip')], office(), (line) => said.push(line))).toBe(1)
  expect(said.join('\n')).toContain('EVIDENCE LOST: 2 files')
  const lost = [gone, damaged].map((name) => name.slice(-64)).sort()
  const place = await barePlace()
  const { manifest } = await restoreArchive(file('lost.zip'), 'backup', place)
  expect(manifest.lost.toSorted()).toEqual(lost)
  const there = readdirSync(join(place.dataDir, 'files'), { recursive: true, encoding: 'utf8' })
  expect(there.filter((name) => /[0-9a-f]{64}$/.test(name))).toHaveLength(1)
  await place.drop()
}, 60_000)

test('a reader that goes away ends the archive: nothing is held for nobody', async () => {
  await fill(4000)
  const { bytes, manifest } = writeArchive({ ...office(), now: world.clock }, 'export')
  await bytes[Symbol.asyncIterator]().next()
  bytes.destroy()
  await expect(manifest).rejects.toThrow(/Nobody reads/)
}, 60_000)

test('dated backups: the newest are kept, nothing else in the folder is touched', async () => {
  await mkdir(file('kept'))
  const at = (name: string) => join(out.path, 'kept', name)
  const old = ['nam-ro-20250101-020000.zip', 'nam-ro-20250102-020000.zip', 'nam-ro-20250103-020000.zip']
  const others = ['nam-ro-20240101-020000.zip.txt', 'ban-sao-nam-ro-20240101-020000.zip', 'nam-ro-2024.zip', 'tep.zip']
  for (const name of [...old, ...others]) writeFileSync(at(name), 'x')
  await mkdir(at('nam-ro-20200101-020000.zip'))
  for (const name of old) utimesSync(at(name), new Date(), new Date())
  const said: string[] = []
  expect(await backup(['--keep', '2', file('kept')], office(), (line) => said.push(line))).toBe(0)
  const left = await readdir(file('kept'))
  const made = left.filter((name) => /^nam-ro-20[0-9]{6}-[0-9]{6}\.zip$/.test(name) && name > 'nam-ro-2026')
  expect(made).toHaveLength(1)
  expect(left.sort()).toEqual([...others, 'nam-ro-20200101-020000.zip', old[2] ?? '', ...made].sort())
  expect((await stat(at(made[0] ?? ''))).mode & 0o777).toBe(0o600)
  expect(await restore(['--check', at(made[0] ?? '')], office(), (line) => said.push(line))).toBe(0)

  // One that fails removes nothing, and leaves nothing of its own.
  await mkdir(file('failed'))
  for (const name of old) writeFileSync(join(out.path, 'failed', name), 'x')
  const nowhere = { database: join(out.path, 'khong-co', 'namro.db'), dataDir: out.path }
  await expect(backup(['--keep', '1', file('failed')], nowhere, () => undefined)).rejects.toThrow(
    /There is no database/,
  )
  expect((await readdir(file('failed'))).sort()).toEqual(old)
}, 60_000)

/** So many drafts of two kilobytes that cannot be squeezed. */
async function fill(count: number) {
  const { id } = world.ids.minh
  for (let from = 0; from < count; from += 200) {
    const drafts = Array.from({ length: Math.min(200, count - from) }, () => {
      const form = randomBytes(1500).toString('base64')
      return {
        publicId: randomBytes(12).toString('base64url'),
        ownerId: id,
        form,
        title: 'Nháp',
        updatedAt: systemClock(),
      }
    })
    await world.db.writer.insertInto('drafts').values(drafts).execute()
  }
}
