import { afterEach, beforeEach, expect, test } from 'vitest'
import { checklistOf, planned, roundFields } from '../rounds.ts'
import { type Name, openWorld, type World } from '../world.ts'

/*
 * An unannounced round before its start: nobody but its team and who ordered it can tell that it exists. Two worlds are
 * held against each other, alike but for the round, page by page and byte by byte.
 */

/** Everybody outside: an inspector of the inspected unit, its head (Mai), the clerk, an officer, the administrator. */
const outside: Name[] = ['mai', 'minh', 'diep', 'an']
const words = 'Kiểm tra giờ giấc không báo trước'

let world: World
let secretRound: string
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

/** Mai is an inspector over her unit too, so that no role is left out. */
async function settle() {
  const unit = await world.db.reader
    .selectFrom('units')
    .select('id')
    .where('publicId', '=', world.units.vhxh)
    .executeTakeFirstOrThrow()
  for (const role of ['inspector', 'council'] as const)
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
    '/tasks.csv',
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
      const isText = /text|json/.test(answer.headers.get('Content-Type') ?? '')
      const body = isText ? await answer.text() : `${(await answer.arrayBuffer()).byteLength > 0}`
      seen.set(`${name} ${at} ${same(path, new Map())}`, `${answer.status} ${same(body, known)}`)
    }
  }
  return seen
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
}, 240_000)

/** Where two pages part, with what stands around it: what to read when this test fails. */
function firstDifference(where: string, one: string, other = ''): string {
  const at = [...one].findIndex((char, index) => other[index] !== char)
  return `${where}: …${one.slice(Math.max(0, at - 80), at + 60)}… | …${other.slice(Math.max(0, at - 20), at + 60)}…`
}

test('its own address, its sheets and what one could do with them answer as what is not there', async () => {
  secretRound = await planned(world, { form: 'unannounced', name: words })
  const sheet = (await world.db.reader.selectFrom('inspectionSheets').select('publicId').executeTakeFirstOrThrow())
    .publicId
  for (const name of ['mai', 'minh', 'diep', 'an'] as Name[]) {
    const browser = world.as(name)
    for (const path of [
      `/inspections/${secretRound}`,
      `/inspections/${secretRound}/edit`,
      `/inspections/sheets/${sheet}`,
    ]) {
      const [real, none] = [await browser.get(path), await browser.get(path.replace(/[\w-]{16}/, 'khong-co-trang-nay'))]
      expect([name, path, real.status]).toEqual([name, path, none.status])
    }
    for (const move of ['start', 'cancellation', 'edit', 'putting']) {
      const [real, none] = [
        await browser.post(`/inspections/${secretRound}/${move}`, {}),
        await browser.post(`/inspections/khong-co-trang-nay/${move}`, {}),
      ]
      expect([name, move, real.status]).toEqual([name, move, none.status])
    }
  }
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
