import { afterEach, beforeEach, expect, test } from 'vitest'
import { endToken } from '../../src/account/commands.ts'
import { barePlan } from '../plan-files.ts'
import { started } from '../rounds.ts'
import { type Name, openWorld, type World } from '../world.ts'

const names: Name[] = ['an', 'hoa', 'minh', 'lan', 'mai', 'quang', 'diep']

/** For people we do not know yet; everything else stands behind sign-in and a permission. */
const forAnybody = [
  'GET /static/:name',
  'GET /healthz',
  'GET /readyz',
  'GET /setup',
  'POST /setup',
  'GET /sign-in',
  'POST /sign-in',
  'POST /sign-out',
  'GET /api/v1/openapi.json',
]

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

test('every route but the few for anybody carries a permission', () => {
  const bare = routes().filter((route) => !route.action && !forAnybody.includes(route.name))
  expect(bare.map(({ name }) => name)).toEqual([])
})

test('signed out, every other route leads to signing in, and the API answers 401', async () => {
  const answers: [string, number, string | null][] = []
  const sample = await samples()
  for (const { name, method, path } of routes().filter((route) => !forAnybody.includes(route.name))) {
    const answer = method === 'GET' ? await world.nobody.get(sample(path)) : await world.nobody.post(sample(path))
    answers.push([name, answer.status, answer.headers.get('Location')?.replace(/=.*/, '') ?? null])
  }
  const isApi = ([name]: (typeof answers)[number]) => name.includes(' /api/v1')
  expect(answers.filter(isApi).filter(([, status]) => status !== 401)).toEqual([])
  const pages = answers.filter((answer) => !isApi(answer))
  expect(pages.filter(([, status, location]) => status !== 303 || location !== '/sign-in?back')).toEqual([])
})

test('every route as every role', async () => {
  const lines: string[] = []
  for (const name of names) {
    await world.close()
    world = await openWorld() // what one role does must not change what the next one sees
    const sample = await samples()
    const token = await tokenOf(name)
    for (const route of routes()) {
      const status = await statusOf(route, sample(route.path), name, token)
      lines.push(`${route.name} ${name} ${status}`)
    }
  }
  expect(`\n${table(lines)}\n`).toMatchSnapshot()
}, 120_000)

interface Route {
  name: string
  method: string
  path: string
  action?: string
}

/** Every path of the app once, with the permission one of its handlers carries. */
function routes(): Route[] {
  const found = new Map<string, Route>()
  for (const { method, path, handler } of world.app.routes) {
    if (path.includes('*') || method === 'ALL') continue
    const name = `${method} ${path}`
    const action = (handler as { action?: string }).action ?? found.get(name)?.action
    found.set(name, { name, method, path, action })
  }
  return [...found.values()].sort((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1))
}

/** Something real under every address: a task of Minh's with a file, a delegation, a role, a session, a token, a day. */
async function samples(): Promise<(path: string) => string> {
  const task = await world.task()
  const minh = world.as('minh')
  await minh.post(`/tasks/${task}/acceptance`)
  const text = new File(['kết quả'], 'ket-qua.txt')
  await minh.post(`/tasks/${task}/submission`, { report: 'Xong', file: text })
  const { reader } = world.db
  const id = async (
    table: 'files' | 'roleGrants' | 'sessions' | 'calendarDays' | 'processTemplates' | 'checklists' | 'findings',
  ) => (await reader.selectFrom(table).select('publicId').orderBy('id', 'desc').executeTakeFirstOrThrow()).publicId
  await world.as('hoa').post('/delegations', {
    substitute: 'Hoàng Thị Mai',
    fromDay: '25/11/2026',
    toDay: '30/11/2026',
    reason: 'Đi công tác',
  })
  const kept = await world.as('hoa').post('/tasks/drafts', { title: 'Báo cáo' })
  const draft = kept.headers.get('Location')?.split('/').at(-1) ?? ''
  const delegation = await reader.selectFrom('delegations').select('publicId').executeTakeFirstOrThrow()
  const { plan, item } = await barePlan(world)
  const people = new File(['Họ và tên,Đơn vị,Chức vụ\nLê Văn Một,KT,Chuyên viên\n'], 'nguoi.csv')
  const sent = await world.as('an').post('/imports', { kind: 'people', file: people })
  const round = await started(world)
  await world.as('quang').post(`/inspections/sheets/${round.sheet}/findings`, {
    item: '',
    text: 'Không niêm yết',
    severity: 'light',
    remedy: 'Niêm yết',
    remedier: world.ids.hoa.publicId,
    due: '08/12/2026',
  })
  const known: [RegExp, string][] = [
    [/^(\/api\/v1)?\/tasks\/:id|\/tasks\/:id/, task],
    [/^(\/api\/v1)?\/people\/:id/, world.ids.minh.publicId],
    [/^(\/api\/v1)?\/units\/:id/, world.units.vhxh],
    [/^\/tasks\/drafts\/:id/, draft],
    [/^\/templates\/:id/, await id('processTemplates')],
    [/^(\/api\/v1)?\/plans\/:id/, plan],
    [/^(\/api\/v1)?\/imports\/:id/, sent.headers.get('Location')?.split('/').at(-1) ?? ''],
    [/^(\/api\/v1)?\/checklists\/:id/, await id('checklists')],
    [/^\/files\/:id/, await id('files')],
    [/^\/delegations\/:id/, delegation.publicId],
    [/^\/calendar\/days\/:id/, await id('calendarDays')],
    [/^(\/api\/v1)?\/inspections\/sheets\/:id/, round.sheet],
    [/^(\/api\/v1)?\/inspections\/:id/, round.id],
    [/^(\/api\/v1)?\/findings\/:id/, await id('findings')],
    [/^\/account\/(sessions|tokens)\/:id/, 'khong-co'],
    [/^\/static/, 'app.css'],
  ]
  const grant = await id('roleGrants')
  return (path) => {
    const found = known.find(([pattern]) => pattern.test(path))?.[1]
    const filled = path
      .replace(/:grant/, grant)
      .replace(/:position/, '1')
      .replace(/:kind/, 'people')
      .replace(/:number/, '1')
      .replace(/:code/, 'A1')
      .replace(/:item/, path.includes('plans') ? item : 'A1')
      .replace(/:(file|signOff|paper)/, 'khong-co')
      .replace(/:(id|name)/, found ?? ':$1')
    if (filled.includes(':')) throw new Error(`No sample for ${path}: add one, so that the route is walked.`)
    return filled
  }
}

async function tokenOf(name: Name): Promise<string> {
  const page = await (await world.as(name).post('/account/tokens', { name: 'thử', scope: 'write', days: '30' })).text()
  return /nr_[\w-]+/.exec(page)?.[0] ?? ''
}

async function statusOf({ method, path }: Route, url: string, name: Name, token: string): Promise<number> {
  if (path.startsWith('/api/v1')) {
    return (await world.request(url, { method, headers: { Authorization: `Bearer ${token}` } })).status
  }
  const browser = world.as(name)
  return (method === 'GET' ? await browser.get(url) : await browser.post(url)).status
}

/** One line per route, one column per person. */
function table(lines: string[]): string {
  const rows = new Map<string, string[]>()
  for (const line of lines) {
    const [method, path, , status] = line.split(' ') as [string, string, string, string]
    const route = `${method} ${path}`
    rows.set(route, [...(rows.get(route) ?? []), status])
  }
  const width = Math.max(...[...rows.keys()].map((route) => route.length))
  const head = `${''.padEnd(width)} ${names.map((name) => name.padEnd(5)).join(' ')}`
  return [
    head,
    ...[...rows].map(([route, statuses]) =>
      `${route.padEnd(width)} ${statuses.map((s) => s.padEnd(5)).join(' ')}`.trimEnd(),
    ),
  ].join('\n')
}

test('a token that may only read cannot write, and an ended one opens nothing', async () => {
  const page = await (await world.as('hoa').post('/account/tokens', { name: 'đọc', scope: 'read', days: '30' })).text()
  const headers = { Authorization: `Bearer ${/nr_[\w-]+/.exec(page)?.[0]}` }
  expect((await world.request('/api/v1/tasks', { headers })).status).toBe(200)
  const write = await world.request('/api/v1/tasks', { method: 'POST', headers, body: '{}' })
  expect([write.status, await write.json()]).toMatchObject([403, { code: 'token.readOnly' }])
  const stored = await world.db.reader.selectFrom('tokens').select(['publicId', 'tokenHash']).executeTakeFirstOrThrow()
  expect(page).not.toContain(stored.tokenHash)
  await endToken(await world.ctx('hoa'), stored.publicId)
  expect((await world.request('/api/v1/tasks', { headers })).status).toBe(401)
})
