import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { restoreArchive } from '../../src/archive/restore.ts'
import { hasUnsealed } from '../../src/record/queries.ts'
import { seal } from '../../src/record/seal.ts'
import { verifyRecord } from '../../src/record/verify.ts'
import { readSheets } from '../../src/sheets/read.ts'
import { barePlace, folder, rowsIn, unpack } from '../archives.ts'
import { checklistOf, planned, roundFields } from '../rounds.ts'
import { type Name, openWorld, type World } from '../world.ts'

/*
 * An unannounced round before its start: nobody but its team and who ordered it can tell that it exists. Two worlds are
 * held against each other, alike but for the round, page by page and byte by byte.
 */

/**
 * Everybody outside, every role among them: the leader of the whole office, who ordered nothing (Hoa); the head of the
 * inspected unit, its inspector and secretary (Mai); the one inspected (Minh); clerk and inspector of all (Diệp); An, who
 * administers it all.
 */
const outside: Name[] = ['hoa', 'mai', 'minh', 'diep', 'an']
const words = 'Kiểm tra giờ giấc không báo trước'

let world: World
let secretRound: string
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

/** Mai holds more roles in her unit, so that none is left out. */
async function settle() {
  const unit = await world.db.reader
    .selectFrom('units')
    .select('id')
    .where('publicId', '=', world.units.vhxh)
    .executeTakeFirstOrThrow()
  for (const role of ['inspector', 'council', 'secretary'] as const)
    await world.db.writer
      .insertInto('roleGrants')
      .values({
        publicId: `nhom-${role}-000000`,
        personId: world.ids.mai.id,
        role,
        unitId: unit.id,
        fromDay: '2026-01-05',
        toDay: null,
      })
      .execute()
  // Diệp inspects the whole office: the one who would see every row of the record.
  const root = await world.db.reader
    .selectFrom('units')
    .select('id')
    .where('parentId', 'is', null)
    .executeTakeFirstOrThrow()
  await world.db.writer
    .insertInto('roleGrants')
    .values({
      publicId: 'ca-co-quan-00000',
      personId: world.ids.diep.id,
      role: 'inspector',
      unitId: root.id,
      fromDay: '2026-01-05',
      toDay: null,
    })
    .execute()
  await world.task({ title: 'Rà soát hồ sơ' })
  await planned(world, { name: 'Đợt ai cũng biết', orderer: '', memberName: '' })
}

/** What differs in any two worlds: ids, keys, addresses of files, the time of the request. */
function same(text: string, known: Map<string, string>): string {
  return text
    .replace(/(?<![\w-])nr_[\w-]+/g, 'TOKEN')
    .replace(/name="seen" value="[^"]*"|"seen":"[^"]*"/g, 'SEEN') // a digest over ids
    .replace(/mã <strong>[0-9A-F]{8}/g, 'CODE')
    .replace(/(?<=task-)(?=[\w-]{16})/g, ' ')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'KEY')
    .replace(/(?<![\w-])[\w-]{16}(?![\w-])/g, (id) => {
      if (!/[A-Z0-9_-]/.test(id)) return id
      const name = known.get(id) ?? `ID${known.size}`
      known.set(id, name)
      return name
    })
    .replace(/"instance":"\w+"/g, '"instance":"x"')
}

interface Route {
  method: string
  path: string
}

const getRoutes = (): Route[] => {
  const found = new Map<string, Route>()
  for (const { method, path } of world.app.routes)
    if (method === 'GET' && !path.includes('*') && !path.startsWith('/static')) found.set(path, { method, path })
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Real addresses for every GET route, with the questions that could bring something out. */
async function addresses(): Promise<string[]> {
  const { reader } = world.db
  const first = async (table: 'tasks' | 'processTemplates' | 'checklists' | 'calendarDays' | 'findings') =>
    (await reader.selectFrom(table).select('publicId').orderBy('id').limit(1).executeTakeFirst())?.publicId ??
    'khong-co'
  const known = await reader
    .selectFrom('inspectionRounds')
    .select('publicId')
    .where('form', '=', 'planned')
    .executeTakeFirstOrThrow()
  const sheet = await reader
    .selectFrom('inspectionSheets')
    .select('publicId')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  const ids: [RegExp, string][] = [
    [/\/tasks\/:id/, await first('tasks')],
    [/\/people\/:id/, world.ids.quang.publicId],
    [/\/units\/:id/, world.units.vhxh],
    [/\/templates\/:id/, await first('processTemplates')],
    [/\/checklists\/:id/, await first('checklists')],
    [/\/calendar\/days\/:id/, await first('calendarDays')],
    [/\/inspections\/sheets\/:id/, sheet.publicId],
    [/\/inspections\/:id/, known.publicId],
    [/\/findings\/:id/, await first('findings')],
  ]
  const filled = getRoutes().map(({ path }) => {
    const id = ids.find(([pattern]) => pattern.test(path))?.[1] ?? 'khong-co'
    return path.replace(/:id/, id).replace(/:\w+(\{[^}]*\})?/g, 'A1')
  })
  const asked = [
    '/search?q=gi%E1%BB%9D+gi%E1%BA%A5c',
    '/search?q=kiem+tra',
    '/inspections?year=2026',
    '/record?action=round.start',
    '/record?action=unit.planInspection',
    '/record?person=Quang',
    '/record?person=Hoa',
    '/people/options?q=quang&name=x',
    '/findings?show=open',
    '/api/v1/inspections?year=2026',
    '/api/v1/inspections/plan?year=2026',
    '/api/v1/findings?show=waiting',
    '/tasks.csv?show=all',
    '/inspections.xlsx?year=2026',
    '/inspections.csv?year=2026',
    '/findings.csv?show=open',
    '/inspections/figures?year=2026',
    '/inspections/figures.xlsx?year=2026',
    `/units/${world.units.vhxh}/closure?successor=${world.units.kt}`,
    `/units/${world.units.kt}/closure?successor=${world.units.vhxh}`,
    ...(['quang', 'lan', 'minh'] as const).map((name) => `/people/${world.ids[name].publicId}/departure?successor=Mai`),
    `/api/v1/units/${world.units.vhxh}/closure?successorId=${world.units.kt}`,
    `/api/v1/people/${world.ids.lan.publicId}/departure?successorId=${world.ids.diep.publicId}`,
  ]
  return [...filled, ...asked]
}

/** Everything these people can get out of the world as it stands, by person and address. */
async function everything(): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  const paths = await addresses()
  const known = new Map<string, string>()
  for (const name of outside) {
    const browser = world.as(name)
    const page = await (await browser.post('/account/tokens', { name: 'thử', scope: 'read', days: '30' })).text()
    const headers = { Authorization: `Bearer ${/nr_[\w-]+/.exec(page)?.[0]}` }
    for (const [at, path] of paths.entries()) {
      const answer = path.startsWith('/api/') ? await world.request(path, { headers }) : await browser.get(path)
      const body = await contentOf(answer)
      seen.set(`${name} ${at} ${same(path, new Map())}`, `${answer.status} ${same(body, known)}`)
    }
  }
  return seen
}

/** What is in an answer: the rows of a spreadsheet, of a file of another kind its length, else the text itself. */
async function contentOf(answer: Response): Promise<string> {
  const kind = answer.headers.get('Content-Type') ?? ''
  if (/text|json/.test(kind)) return answer.text()
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return kind.includes('spreadsheetml') ? JSON.stringify(await readSheets(bytes, 'bang.xlsx')) : `${bytes.length} bytes`
}

test('nobody outside the team can tell a world with a secret round from one without', async () => {
  await settle()
  await world.as('quang').get('/') // signing in is on the record, here as there
  const without = await everything()
  await world.close()
  world = await openWorld()
  await settle()
  const { publicId } = await checklistOf(world)
  const head = world.as('quang')
  const fields = await roundFields(world, {
    form: 'unannounced',
    name: words,
    memberName: 'Nguyễn Thị Lan',
    orderer: '',
    personName: 'Nguyễn Văn Minh',
    checklist: publicId,
  })
  secretRound = (await head.post('/inspections', fields)).headers.get('Location')?.split('/').at(-1) ?? ''
  // Looked at, edited and looked at again by its team; another one dropped.
  expect((await head.get(`/inspections/${secretRound}`)).status).toBe(200)
  const edited = await head.post(`/inspections/${secretRound}/edit`, { ...fields, document: 'QĐ 15', _version: '1' })
  expect(edited.status).toBe(303)
  const dropped = (await head.post('/inspections', { ...fields, name: `${words} 2` })).headers.get('Location')
  expect((await head.post(`${dropped}/cancellation`)).status).toBe(303)

  const withIt = await everything()
  const differing = [...without].filter(([where, text]) => withIt.get(where) !== text)
  expect(differing.map(([where, text]) => firstDifference(where, text, withIt.get(where)))).toEqual([])
  expect(withIt.size).toBe(without.size)
  expect([...without.values()].filter((text) => text.startsWith('200')).length).toBeGreaterThan(300)
}, 240_000)

/** Where two pages part, with what stands around it: what to read when this test fails. */
function firstDifference(where: string, one: string, other = ''): string {
  const at = [...one].findIndex((char, index) => other[index] !== char)
  return `${where}: …${one.slice(Math.max(0, at - 80), at + 60)}… | …${other.slice(Math.max(0, at - 20), at + 60)}…`
}

test('whatever is tried with its address or that of its sheet, it answers as what is not there', async () => {
  secretRound = await planned(world, { form: 'unannounced', name: words, orderer: '' })
  const sheet = await world.db.reader.selectFrom('inspectionSheets').select('publicId').executeTakeFirstOrThrow()
  const tried = world.app.routes.filter(
    ({ method, path }) => method !== 'ALL' && /inspections\/(sheets\/)?:id/.test(path),
  )
  expect(tried.length).toBeGreaterThan(30)
  for (const name of outside) {
    const browser = world.as(name)
    const page = await (await browser.post('/account/tokens', { name: 'thử', scope: 'write', days: '30' })).text()
    const bearer = { Authorization: `Bearer ${/nr_[\w-]+/.exec(page)?.[0]}`, 'Content-Type': 'application/json' }
    const ask = (method: string, path: string) => {
      if (path.startsWith('/api/'))
        return world.request(path, { method, headers: bearer, ...(method !== 'GET' && { body: '{}' }) })
      return method === 'GET' ? browser.get(path) : browser.post(path, {})
    }
    for (const { method, path } of tried) {
      const own = path.includes('sheets/:id') ? sheet.publicId : secretRound
      const at = (id: string) => path.replace(':id', id).replace(/:\w+(\{[^}]*\})?/g, 'A1')
      const answers = [await ask(method, at(own)), await ask(method, at('khong-co-trang-0'))]
      const said = await Promise.all(answers.map(async (answer) => `${answer.status} ${await contentOf(answer)}`))
      const [real = '', none = ''] = said.map((text) => same(text.replaceAll(own, 'khong-co-trang-0'), new Map()))
      expect([name, method, path, real === none]).toEqual([name, method, path, true])
    }
  }
  const { state } = await world.db.reader.selectFrom('inspectionRounds').select('state').executeTakeFirstOrThrow()
  expect(state).toBe('planned')
}, 240_000)

test('what the administrator takes away of the whole office is without it, and moves in elsewhere', async () => {
  const known = await planned(world, { name: 'Đợt ai cũng biết' })
  secretRound = await planned(world, { form: 'unannounced', name: words })
  await seal(world.db, world.clock)
  await planned(world, { form: 'unannounced', name: `${words} 2` })
  const answer = await world.as('an').post('/archive/export')
  const out = folder()
  const path = join(out.path, 'tai-ve.zip')
  await writeFile(path, Buffer.from(await answer.arrayBuffer()))
  const entries = await unpack(path)
  for (const [name, bytes] of entries)
    for (const secret of [words, secretRound]) expect([name, bytes.includes(secret)]).toEqual([name, false])
  const acts = rowsIn(entries, 'audit').filter(({ subjectKind }) => subjectKind === 'round')
  expect(new Set(acts.map(({ subject }) => subject))).toEqual(new Set([known]))
  expect(rowsIn(entries, 'inspectionRounds').map(({ publicId }) => publicId)).toEqual([known])
  for (const table of ['roundMembers', 'roundScopes', 'inspectionSheets'])
    expect(new Set(rowsIn(entries, table).map(({ roundId }) => roundId)).size).toBe(1)
  const place = await barePlace()
  const { record } = await restoreArchive(path, 'export', place)
  expect([record.faultCount, record.redacted]).toEqual([0, 0])
  await place.drop()
  out.remove()
}, 60_000)

test('its rows of the record wait for the start to be sealed, and prove themselves then', async () => {
  secretRound = await planned(world, { form: 'unannounced', name: words })
  const seals = async () => [await seal(world.db, world.clock), await hasUnsealed(world.db.reader)]
  await seals()
  world.clock = '2026-11-25T05:00:00.000Z'
  await planned(world, { name: 'Đợt ai cũng biết' })
  expect(await seals()).toEqual([expect.any(Number), false])
  const before = await verifyRecord(world.db.reader)
  expect([before.faultCount, before.unsealed]).toEqual([0, 1])
  world.clock = '2026-11-25T08:00:00.000Z'
  await world.as('quang').post(`/inspections/${secretRound}/start`)
  await seals()
  const after = await verifyRecord(world.db.reader)
  expect([after.faultCount, after.unsealed]).toEqual([0, 0])
})

test('who stands in for one of the team is outside of it', async () => {
  secretRound = await planned(world, { form: 'unannounced', name: words })
  await world
    .as('hoa')
    .post('/delegations', { substitute: 'Hoàng Thị Mai', fromDay: '25/11/2026', toDay: '30/11/2026', reason: 'Họp' })
  const mai = world.as('mai')
  const delegation = await world.db.reader.selectFrom('delegations').select('publicId').executeTakeFirstOrThrow()
  expect((await mai.post(`/delegations/${delegation.publicId}/acting`)).status).toBe(303)
  expect(await (await mai.get('/')).text()).toContain('thay đ/c Đặng Thị Hoa')
  expect((await mai.get(`/inspections/${secretRound}`)).status).toBe(404)
  expect(await (await mai.get('/inspections')).text()).not.toContain(words)
})

test('from the start on the right ones see it, and one row of the record tells it all', async () => {
  secretRound = await planned(world, { form: 'unannounced', name: words })
  for (const name of ['hoa', 'quang', 'lan'] as Name[])
    expect(await (await world.as(name).get('/inspections')).text()).toContain(words)
  expect(await world.db.reader.selectFrom('counters').selectAll().where('name', 'like', 'round:%').execute()).toEqual(
    [],
  )
  expect(await world.db.reader.selectFrom('jobs').selectAll().execute()).toEqual([])
  expect((await world.as('quang').post(`/inspections/${secretRound}/start`)).status).toBe(303)
  const seen = async (name: Name) => (await world.as(name).get(`/inspections/${secretRound}`)).status
  expect([await seen('mai'), await seen('hoa'), await seen('lan')]).toEqual([200, 200, 200])
  expect([await seen('minh'), await seen('diep'), await seen('an')]).toEqual([404, 404, 404])
  const rows = (await world.audit(200)).filter(({ subject }) => subject === secretRound)
  expect(rows.map(({ action, unitPath }) => [action, unitPath === ''])).toEqual([
    ['unit.planInspection', true],
    ['round.start', false],
  ])
  expect(rows[1]?.facts).toMatchObject({
    name: words,
    form: 'unannounced',
    units: 'Phòng Văn hóa - Xã hội',
    orderedBy: 'Đặng Thị Hoa',
  })
})
