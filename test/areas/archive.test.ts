import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSession } from '../../src/account/commands.ts'
import { createApp } from '../../src/app.tsx'
import { restoreArchive } from '../../src/archive/restore.ts'
import { tableNames } from '../../src/archive/rows.ts'
import { tables } from '../../src/archive/tables.ts'
import { readCalendar } from '../../src/calendar/queries.ts'
import { backup } from '../../src/cli/backup.ts'
import { exportOffice } from '../../src/cli/export.ts'
import { importOffice } from '../../src/cli/import.ts'
import { restore } from '../../src/cli/restore.ts'
import { readConfig } from '../../src/config.ts'
import { openDb } from '../../src/db/open.ts'
import type { Db } from '../../src/db/schema.ts'
import { finds } from '../../src/db/search.ts'
import { demoPassword, seedDemo } from '../../src/demo/seed.ts'
import { readStored } from '../../src/files.ts'
import { openLog } from '../../src/log.ts'
import { findWho } from '../../src/people/queries.ts'
import { seal } from '../../src/record/seal.ts'
import { verifyRecord } from '../../src/record/verify.ts'
import { dayIn } from '../../src/rules/days.ts'
import { noPassword } from '../../src/secrets.ts'
import { systemClock } from '../../src/site.ts'
import { acceptTask } from '../../src/tasks/doing/commands.ts'
import {
  archiveTo,
  barePlace,
  bytesOf,
  everything,
  folder,
  isEmpty,
  type Place,
  shapeOf,
  sqlitePlace,
  startedPlace,
  unpack,
} from '../archives.ts'

/** The clock that the commands go by; pages and acts of this test stand still at it. */
const now = systemClock()
/** The demonstration office with its files, sealed but for its last rows, and with some of what only backups hold. */
let office: Place
let db: Db
const out = folder()
const file = (name: string) => join(out.path, name)
const places: Place[] = []

beforeAll(async () => {
  office = await startedPlace()
  db = await openDb(office.database)
  const site = siteOf(office, db)
  await seedDemo(site)
  await seal(db, now, { limit: Number.POSITIVE_INFINITY })
  const an = await ctxOf(db, 'an')
  await openSession(an, 'Chrome trên Windows', '127.0.0.1')
  const person = { personId: an.who.id, createdAt: now }
  const token = { publicId: 'ma', tokenHash: 'ab'.repeat(32), name: 'Thử', scope: 'write', expiresAt: now }
  await db.writer
    .insertInto('tokens')
    .values({ ...person, ...token })
    .execute()
  await db.writer
    .insertInto('knownDevices')
    .values({ ...person, tokenHash: 'cd'.repeat(32) })
    .execute()
  await db.writer.insertInto('attempts').values({ key: 'x', failures: 2, lastAt: now }).execute()
}, 240_000)
afterAll(async () => {
  await db.close()
  for (const place of [office, ...places]) await place.drop()
  out.remove()
})

const siteOf = (place: Place, db: Db) => ({
  config: { ...readConfig({ DATA_DIR: place.dataDir, LOG_LEVEL: 'silent' }), database: place.database },
  db,
  log: openLog('silent'),
  clock: () => now,
  setupCode: 'ABCDEFGHJK',
})

async function ctxOf(db: Db, username: string) {
  const { personId } = await db.reader
    .selectFrom('logins')
    .select('personId')
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  const today = dayIn(now)
  const who = await findWho(db.reader, personId, today)
  if (!who) throw new Error(`${username} is not there`)
  return { db, who, now: now, today, calendar: await readCalendar(db.reader) }
}

const kept = async (place: Promise<Place>) => {
  places.push(await place)
  return place
}

/** The tables that a restore of a backup leaves empty; people sign in again. */
const gone = ['sessions', 'attempts', 'leases']
const without = (all: Record<string, unknown[]>, names: string[]) =>
  Object.fromEntries(Object.entries(all).map(([name, rows]) => [name, names.includes(name) ? [] : rows]))

test('every column of the real database is described, and nothing else', async () => {
  const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const real = await db.writer.introspection.getTables()
  const columns = real
    .filter(({ name }) => !/_search(_|$)/.test(name))
    .map(({ name, columns }) => [camel(name), columns.map((column) => camel(column.name)).sort()])
  const described = tableNames.map((name) => [name, Object.keys(tables[name].columns).sort()])
  expect(Object.fromEntries(described)).toEqual(Object.fromEntries(columns))
})

test('a backup gives the same office back, row by row and file by file, into a bare place and a started one', async () => {
  const before = await everything(office.database)
  await archiveTo(file('backup.zip'), office, 'backup', now)
  for (const place of [await kept(barePlace()), await kept(startedPlace())]) {
    const { record } = await restoreArchive(file('backup.zip'), 'backup', place)
    expect(record).toMatchObject({ faultCount: 0, rows: before.audit?.length })
    expect(await everything(place.database)).toEqual(without(before, gone))
    const restored = await openDb(place.database)
    const files = await restored.reader.selectFrom('files').select('hash').execute()
    expect(files.length).toBeGreaterThan(20)
    for (const { hash } of files) expect(await textOf(place, hash)).toBe(await textOf(office, hash))
    await restored.close()
  }
  expect(before.sessions).toHaveLength(1)
  expect(before.tokens).toHaveLength(1)
  expect(before.known_devices).toHaveLength(1)
}, 60_000)

async function textOf({ dataDir }: Place, hash: string) {
  const chunks: Buffer[] = []
  for await (const chunk of readStored(dataDir, hash)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('from one database to the other and back, the archive is the same to the last byte of every table', async () => {
  const first = await archiveTo(file('one.zip'), office, 'backup', now)
  let last = first
  for (const [at, place] of [await sqlitePlace(), await barePlace(), await sqlitePlace()].entries()) {
    await kept(Promise.resolve(place))
    await restoreArchive(file(at === 0 ? 'one.zip' : `way-${at - 1}.zip`), 'backup', place)
    last = await archiveTo(file(`way-${at}.zip`), place, 'backup', now)
    expect([at, last.tables]).toEqual([at, first.tables])
    expect([at, last.files, last.head, last.lost]).toEqual([at, first.files, first.head, []])
  }
  expect(last.database).toBe('sqlite')
}, 60_000)

test('people see the same pages before and after, the record proves itself, and work goes on', async () => {
  const place = await kept(barePlace())
  await archiveTo(file('pages.zip'), office, 'backup', now)
  await restoreArchive(file('pages.zip'), 'backup', place)
  const restored = await openDb(place.database)
  for (const name of ['thinh', 'lan', 'huy']) {
    const before = await pagesOf(office, db, name)
    const after = await pagesOf(place, restored, name)
    expect([name, before.size > 15]).toEqual([name, true])
    expect([...after.keys()]).toEqual([...before.keys()])
    for (const [path, page] of before) expect([name, path, after.get(path)]).toEqual([name, path, page])
  }
  const found = await restored.reader
    .selectFrom('tasks')
    .select('code')
    .where(finds(restored.dialect, 'tasks', 'ho so'))
    .execute()
  expect(found.length).toBeGreaterThan(0)

  const issued = await restored.reader
    .selectFrom('tasks')
    .innerJoin('logins', 'logins.personId', 'tasks.assigneeId')
    .select(['tasks.publicId', 'username'])
    .where('state', '=', 'issued')
    .where('kind', '=', 'action')
    .executeTakeFirstOrThrow()
  await acceptTask(await ctxOf(restored, issued.username), issued.publicId)
  await seal(restored, now, {})
  expect(await verifyRecord(restored.reader)).toMatchObject({ faultCount: 0, unsealed: 0 })
  const [task] = (await everything(place.database)).tasks?.filter((row) => row.publicId === issued.publicId) ?? []
  expect(task).toMatchObject({ state: 'in_progress' })
  await restored.close()
}, 120_000)

const mostPages = 18

/** What somebody meets who follows every link from home: page by path, less what is new at each drawing. */
async function pagesOf(place: Place, db: Db, username: string): Promise<Map<string, string>> {
  const app = createApp(siteOf(place, db))
  const secret = await openSession(await ctxOf(db, username), 'Chrome trên Windows', '127.0.0.1')
  const pages = new Map<string, string>()
  const waiting = ['/']
  for (let path = waiting.shift(); path !== undefined && pages.size < mostPages; path = waiting.shift()) {
    if (pages.has(path)) continue
    const answer = await app.request(`http://localhost${path}`, { headers: { Cookie: `session=${secret}` } })
    const page = await answer.text()
    pages.set(path, `${answer.status} ${page.replace(/name="_key" value="[^"]*"/g, '')}`)
    const links = [...page.matchAll(/href="(\/[^"#]*)"/g)].map(([, link]) => String(link).replaceAll('&amp;', '&'))
    waiting.push(...links.filter((link) => !/^\/(static|account|sign-out|files)|\.(xlsx|csv)/.test(link)))
  }
  return pages
}

test('an export holds no secret, and everything else; importing it gives the same office and lets the administrator in', async () => {
  const said: string[] = []
  const say = (line: string) => said.push(line)
  expect(await exportOffice([file('export.zip')], office, say)).toBe(0)
  const entries = await unpack(file('export.zip'))
  const before = await everything(office.database)
  const secrets = [
    ...(before.logins ?? []),
    ...(before.tokens ?? []),
    ...(before.sessions ?? []),
    ...(before.known_devices ?? []),
  ]
    .flatMap((row) => [row.passwordHash, row.tokenHash])
    .filter((secret) => secret !== undefined)
  expect(secrets.length).toBeGreaterThan(18)
  const all = [...entries.values(), await bytesOf(file('export.zip'))]
  for (const secret of [...secrets, demoPassword, 'argon2id$'])
    expect(all.filter((content) => content.includes(String(secret)))).toEqual([])
  for (const list of ['nguoi', 'don-vi', 'viec']) expect(entries.get(`lists/${list}.csv`)?.length).toBeGreaterThan(200)
  expect(String(entries.get('lists/nguoi.csv'))).toContain('Đặng Quốc Thịnh')
  for (const name of tableNames)
    expect([
      name,
      String(entries.get('README.txt')).includes(`  ${name}`) || entries.has(`tables/${name}.jsonl`),
    ]).toEqual([name, true])

  const place = await kept(barePlace())
  expect(await importOffice([file('export.zip')], place, say)).toBe(0)
  const after = await everything(place.database)
  const secretTables = [...gone, 'tokens', 'known_devices', 'answers', 'audit', 'logins']
  const exported = without(before, secretTables)
  expect(without(after, secretTables)).toEqual(exported)
  // The record goes on where the export ended: moved in, and a password given. The export itself came after its archive.
  const rows = (all: typeof after) => (all.audit ?? []).sort((a, b) => Number(a.id) - Number(b.id))
  const old = rows(before).filter(
    ({ action, facts }) => action !== 'unit.export' || !String(facts).includes('export.zip'),
  )
  expect(rows(after).slice(0, old.length)).toEqual(old)
  expect(
    rows(after)
      .slice(old.length)
      .map(({ action }) => action),
  ).toEqual(['unit.restore', 'person.resetPassword'])
  expect(after.logins?.map(({ username }) => username).sort()).toEqual(
    before.logins?.map(({ username }) => username).sort(),
  )

  const passwords = after.logins?.map(({ passwordHash }) => passwordHash).filter((hash) => hash !== noPassword)
  expect(passwords).toHaveLength(1)

  const moved = await openDb(place.database)
  const app = createApp(siteOf(place, moved))
  const signIn = (username: string, password: string) =>
    app.request('http://localhost/sign-in', {
      method: 'POST',
      headers: { Origin: 'http://localhost' },
      body: new URLSearchParams({ username, password }),
    })
  const once = said.join('\n')
  const [username = '', password = ''] = [/Tên đăng nhập: +(\S+)/.exec(once)?.[1], /một lần: +(\S+)/.exec(once)?.[1]]
  expect(username).toBe('an')
  expect((await signIn('thinh', demoPassword)).status).not.toBe(303)
  const entered = await signIn(username, password)
  expect([entered.status, entered.headers.get('Location')]).toEqual([303, '/'])
  const Cookie = entered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const home = await app.request('http://localhost/', { headers: { Cookie } })
  expect([home.status, home.headers.get('Location')]).toEqual([303, '/account/password'])
  expect(await verifyRecord(moved.reader)).toMatchObject({ faultCount: 0 })
  await moved.close()
}, 60_000)

test('the commands say what they did, note it in the record, and refuse in one line', async () => {
  const said: string[] = []
  const say = (line: string) => said.push(line)
  const run = async (work: Promise<number>) => [await work, said.splice(0).join('\n')]
  expect(await run(backup([file('told.zip')], office, say))).toEqual([
    0,
    expect.stringContaining('Written and read back'),
  ])
  expect(await run(backup([file('told.zip')], office, say))).toEqual([1, expect.stringContaining('is there already')])
  const [row] = await db.reader.selectFrom('audit').select(['action', 'facts']).orderBy('id', 'desc').limit(1).execute()
  expect([row?.action, JSON.parse(row?.facts ?? '')]).toEqual([
    'unit.backup',
    expect.objectContaining({ archive: 'told.zip' }),
  ])
  expect(await run(restore(['--check', file('told.zip')], office, say))).toEqual([
    0,
    expect.stringContaining('no fault found'),
  ])
  expect(await run(restore([file('told.zip')], office, say))).toEqual([
    1,
    expect.stringMatching(/holds an office|connected/),
  ])
  for (const args of [[], ['--keep', 'x', out.path], ['a', 'b'], ['--all', 'a']])
    expect(await run(backup(args, office, say))).toEqual([2, expect.stringContaining('backup FILE.zip')])
  expect(await run(restore([], office, say))).toEqual([2, expect.stringContaining('restore FILE.zip')])

  const place = await kept(startedPlace())
  expect(await run(importOffice([file('told.zip')], place, say))).toEqual([
    1,
    expect.stringContaining('"restore" takes it'),
  ])
  expect(await isEmpty(place.database)).toBe(true)
  expect(await run(restore([file('told.zip')], place, say))).toEqual([
    0,
    expect.stringContaining('People sign in again'),
  ])
  const restored = await openDb(place.database)
  const last = await restored.reader.selectFrom('audit').select('action').orderBy('id', 'desc').limit(1).execute()
  expect(last).toEqual([{ action: 'unit.restore' }])
  await restored.close()
}, 60_000)

test('the tables of a restored office are made like those of any other', async () => {
  const [started, bare] = [await kept(startedPlace()), await kept(barePlace())]
  const shape = await shapeOf(started.database)
  expect(shape.length).toBeGreaterThan(100)
  await archiveTo(file('shape.zip'), office, 'backup', now)
  for (const place of [started, bare]) {
    await restoreArchive(file('shape.zip'), 'backup', place)
    expect(await shapeOf(place.database)).toEqual(shape)
  }
}, 60_000)

test('keys go on after the highest one, so that what is added after a restore clashes with nothing', async () => {
  const place = await kept(barePlace())
  await archiveTo(file('keys.zip'), office, 'backup', now)
  await restoreArchive(file('keys.zip'), 'backup', place)
  const restored = await openDb(place.database)
  const highest = await restored.reader
    .selectFrom('drafts')
    .select(sql<number>`coalesce(max(id), 0)`.as('id'))
    .executeTakeFirstOrThrow()
  const an = await ctxOf(restored, 'an')
  const draft = { publicId: 'nhap', ownerId: an.who.id, form: '{}', title: 'Nháp', updatedAt: now }
  const { id } = await restored.writer.insertInto('drafts').values(draft).returning('id').executeTakeFirstOrThrow()
  expect(id).toBe(highest.id + 1)
  await restored.close()
}, 60_000)
