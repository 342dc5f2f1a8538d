import { join } from 'node:path'
import Database from 'better-sqlite3'
import { readConfig } from '../../src/config.ts'
import { migrateToLatest } from '../../src/db/migrate.ts'
import { openDb } from '../../src/db/open.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { openLog } from '../../src/log.ts'
import { systemClock } from '../../src/site.ts'
import { ask } from '../setup/ask.ts'
import { callApi, makeToken } from './client.ts'
import { newFolder, runProgram, startServer } from './server.ts'

/** The tokens of the one who gives and the one who does, and what the former sends to give the latter a clear task. */
async function findParties(url: string) {
  const [leader, officer] = [await makeToken(url, 'thinh'), await makeToken(url, 'lan')]
  const idOf = async (token: string) => ((await (await callApi(url, token, '/me')).json()) as { id: string }).id
  const clear = {
    content: 'Tổng hợp số liệu, dự thảo báo cáo.',
    assigneeId: await idOf(officer),
    approverId: await idOf(leader),
    steps: [{ name: 'Dự thảo', days: 3 }],
    product: 'báo cáo',
    dueCounted: 10,
  }
  return { leader, officer, task: (title: string) => ({ ...clear, title }) }
}

export type Office = Awaited<ReturnType<typeof openOffice>>

/** The demonstration office in a SQLite file, stopped in good order: `serve` in this environment goes on with it. */
export async function openOffice() {
  const folder = newFolder()
  const server = await startServer(['demo'], { DATA_DIR: folder })
  const parties = await findParties(server.url)
  await server.stop()
  const env: Record<string, string> = { DATA_DIR: join(folder, 'demo') }
  const look = async () => lookInto(join(folder, 'demo', 'namro.db'))
  return { ...parties, env, look, verify: () => verify(env) }
}

/** The same on PostgreSQL, in the empty database of this address. */
export async function openOfficeOn(address: string): Promise<Office> {
  const env = { DATA_DIR: newFolder(), DATABASE_URL: address }
  const db = await openDb(address)
  await migrateToLatest(db)
  await seedDemo({ config: readConfig(env), db, log: openLog('silent'), clock: systemClock, setupCode: '' })
  await db.close()
  const server = await startServer(['serve'], env)
  const parties = await findParties(server.url)
  await server.stop()
  const look = async () => {
    const rows = (await ask(address, tasksInOrder)) as unknown as Issued[]
    const tasks = rows.map((row) => ({ ...row, recorded: Number(row.recorded) }))
    const [count] = await ask(address, everyIssue)
    return { tasks, recorded: Number(count?.recorded), integrity: 'ok' }
  }
  return { ...parties, env, look, verify: () => verify(env) }
}

/** What `audit verify` says, and that nothing is left unsealed. */
async function verify(env: Record<string, string>) {
  const { code, output } = await runProgram(['audit', 'verify'], env)
  return { code, allSealed: / 0 not sealed yet/.test(output), output }
}

export interface Issued {
  id: string
  code: string
  title: string
  state: string
  /** How many rows of the record say that it was issued; one is right. */
  recorded: number
}

const issues = `from audit where action = 'person.giveTask'`
const everyIssue = `select count(*) as recorded ${issues}`
const tasksInOrder = `
  select public_id as id, code, title, state, (select count(*) ${issues} and subject = tasks.public_id) as recorded
  from tasks order by tasks.id`

/** Every task in the file, what the record says of it, and whether SQLite finds the file sound; past the program. */
function lookInto(file: string) {
  const db = new Database(file, { readonly: true, timeout: 5000 })
  try {
    const tasks = db.prepare<[], Issued>(tasksInOrder).all()
    const recorded = db.prepare<[], { recorded: number }>(everyIssue).get()?.recorded
    return { tasks, recorded, integrity: db.pragma('integrity_check', { simple: true }) }
  } finally {
    db.close()
  }
}

/** Numbers that are missing from the codes of a year, or there twice: '2026-0713' is number 713. */
export function gapsIn(tasks: readonly Pick<Issued, 'code'>[]): number[] {
  const numbers = tasks.map(({ code }) => Number(code.split('-')[1])).sort((a, b) => a - b)
  return numbers.filter((number, at) => number !== (numbers[at - 1] ?? 0) + 1)
}
