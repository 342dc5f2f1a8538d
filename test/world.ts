import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSession } from '../src/account/commands.ts'
import type { Ctx } from '../src/act.ts'
import { createApp } from '../src/app.tsx'
import { readCalendar } from '../src/calendar/queries.ts'
import { readConfig } from '../src/config.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import { handlers } from '../src/handlers.ts'
import { runJobs } from '../src/jobs.ts'
import { openLog } from '../src/log.ts'
import { findWho } from '../src/people/queries.ts'
import type { Person } from '../src/rules/access.ts'
import { dayIn } from '../src/rules/days.ts'
import type { Site } from '../src/site.ts'
import type { TaskInput } from '../src/tasks/giving/draft.ts'
import { issueTask } from '../src/tasks/giving/issue.ts'
import { freshDatabase } from './setup/databases.ts'
import { type Name, password, type UnitName, unitNames } from './setup/office.ts'

export { type Name, password }
/** Wednesday 25/11/2026, 09:00 in Hà Nội. */
export const morning = '2026-11-25T02:00:00.000Z'
const origin = 'http://localhost'

export type World = Awaited<ReturnType<typeof openWorld>>

/** An office to test in: a fresh database, a fixed clock, a handful of people that every test shares. */
export async function openWorld() {
  const database = await freshDatabase('office')
  const dataDir = mkdtempSync(join(tmpdir(), 'nam-ro-'))
  const config = { ...readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), database: database.url }
  const db = await openDb(database.url)
  const world = { clock: morning }
  const site: Site = { config, db, log: openLog('silent'), clock: () => world.clock, setupCode: 'ABCDEFGHJK' }
  const { ids, units } = await whoIsWhere(db)
  const app = createApp(site)

  const who = async (name: Name): Promise<Person> => {
    const found = await findWho(db.reader, ids[name].id, dayIn(world.clock))
    if (!found) throw new Error(`${name} has left`)
    return found
  }
  /** What a command gets when this person acts now. */
  const ctx = async (name: Name): Promise<Ctx> => {
    const today = dayIn(world.clock)
    return { db, who: await who(name), now: world.clock, today, calendar: await readCalendar(db.reader) }
  }
  const request = (path: string, init: RequestInit = {}) => app.request(`${origin}${path}`, init)
  /** Somebody's browser; each call is a device of its own. */
  const as = (name: Name): Client =>
    clientOf(request, async () => openSession(await ctx(name), 'Chrome trên Windows', '127.0.0.1'))

  /** A task issued by Hoa to Minh, due in ten working days, unless told otherwise. Returns its public id. */
  const task = async (more: Partial<TaskInput> = {}, from: Name = 'hoa') =>
    issueTask(await ctx(from), { ...plainTask(ids), ...more })

  /** The newest rows of the record, oldest first, with facts as values. */
  const audit = async (limit = 1) => {
    const rows = await db.reader
      .selectFrom('audit')
      .innerJoin('people', 'people.id', 'audit.actorId')
      .leftJoin('logins', 'logins.personId', 'audit.actorId')
      .select([
        'audit.id',
        'username as actor',
        'action',
        'subject',
        'subjectKind',
        'facts',
        'behalfOfId',
        'aboutId',
        'unitPath',
      ])
      .orderBy('audit.id', 'desc')
      .limit(limit)
      .execute()
    return rows.reverse().map((row) => ({ ...row, facts: JSON.parse(row.facts ?? 'null') }))
  }
  /** Does the jobs that are due; returns how many. */
  const work = () => runJobs(site, handlers)
  const close = async () => {
    await db.close()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return Object.assign(world, {
    site,
    db,
    app,
    ids,
    units,
    request,
    as,
    nobody: clientOf(request),
    /** A browser nobody has signed in with yet. */
    browser: () => clientOf(request),
    who,
    ctx,
    task,
    audit,
    work,
    close,
    dataDir,
  })
}

type Ids = Record<Name, { id: number; publicId: string }>
type Units = Record<UnitName, string>

/** Everybody and every unit of the settled office, by the names tests use. */
async function whoIsWhere(db: Db): Promise<{ ids: Ids; units: Units }> {
  const people = await db.reader
    .selectFrom('people')
    .innerJoin('logins', 'logins.personId', 'people.id')
    .select(['people.id', 'publicId', 'username'])
    .execute()
  const units = await db.reader.selectFrom('units').select(['publicId', 'shortName']).execute()
  return {
    ids: Object.fromEntries(people.map(({ id, publicId, username }) => [username, { id, publicId }])) as Ids,
    units: Object.fromEntries(units.map(({ publicId, shortName }) => [unitNames[shortName], publicId])) as Units,
  }
}

/** Everything a clear task needs. */
export const plainTask = (ids: Ids): TaskInput => ({
  kind: 'action',
  title: 'Báo cáo cải cách hành chính quý IV',
  content: 'Tổng hợp số liệu, dự thảo báo cáo.',
  document: '',
  assigneeId: ids.minh.publicId,
  approverId: ids.hoa.publicId,
  consequence: '',
  steps: [{ name: 'Dự thảo', days: 3 }],
  product: 'báo cáo',
  quantity: 1,
  quantityUnit: '',
  acceptance: '',
  evidence: '',
  factor: 100,
  dueCounted: 10,
})

export interface Client {
  /** What the browser sends along, as a header. */
  cookies(): string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** Sends a form as a browser does; a `File` or an array makes it multipart or repeats the field. */
  post(
    path: string,
    fields?: Record<string, string | string[] | File>,
    headers?: Record<string, string>,
  ): Promise<Response>
}

function clientOf(
  request: (path: string, init?: RequestInit) => Response | Promise<Response>,
  signIn?: () => Promise<string>,
): Client {
  const jar = new Map<string, string>()
  let ready: Promise<void> | undefined
  const send = async (path: string, init: RequestInit) => {
    ready ??= signIn ? signIn().then((secret) => void jar.set('session', secret)) : Promise.resolve()
    await ready
    const Cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await request(path, { ...init, headers: { ...init.headers, ...(Cookie && { Cookie }) } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  return {
    cookies: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    get: (path, headers) => send(path, { headers }),
    post: (path, fields = {}, headers) =>
      send(path, { method: 'POST', body: bodyOf(fields), headers: { Origin: origin, ...headers } }),
  }
}

function bodyOf(fields: Record<string, string | string[] | File>): FormData | URLSearchParams {
  const hasFile = Object.values(fields).some((value) => value instanceof File)
  const body = hasFile ? new FormData() : new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one as string)
  return body
}
