import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { ask, databaseAt } from '../setup/ask.ts'
import { leftOut } from '../setup/left-out.ts'
import { startPostgres } from '../setup/postgres-server.ts'
import { type Browser, callApi, signIn } from './client.ts'
import { gapsIn, type Issued, type Office, openOffice, openOfficeOn } from './office.ts'
import { complaints, type Server, startServer } from './server.ts'

const seconds = 10
const clients = 4
/** Milliseconds. A frozen loop took two thousand; the computer of the test may be slow, but not this slow. */
const frozen = 1000

type Write = Pick<Issued, 'id' | 'code' | 'title'>

interface Run {
  over: boolean
  statuses: Map<number, number>
  writes: Write[]
  /** Forms that were answered. */
  looks: number
  /** Milliseconds each poll of /healthz took. */
  health: number[]
}

const noted = (run: Run, answer: Response): Response => {
  run.statuses.set(answer.status, (run.statuses.get(answer.status) ?? 0) + 1)
  return answer
}

/** Gives tasks at one process and accepts each at the other, which must know it already. */
async function work(run: Run, { leader, officer, task }: Office, here: Server, there: Server, name: string) {
  for (let turn = 1; !run.over; turn++) {
    const title = `Việc ${turn} của ${name}`
    const given = noted(run, await callApi(here.url, leader, '/tasks', task(title)))
    const { id, code } = (await given.json()) as { id: string; code: string }
    const accepted = noted(run, await callApi(there.url, officer, `/tasks/${id}/acceptance`, {}))
    await accepted.arrayBuffer()
    run.writes.push({ title, id, code })
  }
}

/** Sends a small form again and again, as browsers do between the programs. */
async function sendForms(run: Run, browser: Browser) {
  while (!run.over) {
    const answer = noted(run, await browser.post('/account/look', { size: run.looks % 2 ? '100' : '112' }))
    await answer.arrayBuffer()
    run.looks += 1
    await pause(20)
  }
}

async function watchHealth(run: Run, { url }: Server) {
  while (!run.over) {
    const start = performance.now()
    await (await fetch(`${url}/healthz`)).text()
    run.health.push(performance.now() - start)
    await pause(20)
  }
}

async function writeAtOnce(office: Office) {
  const [one, two] = [await startServer(['serve'], office.env), await startServer(['serve'], office.env)]
  const before = (await office.look()).tasks.length
  const run: Run = { over: false, statuses: new Map(), writes: [], looks: 0, health: [] }
  const browsers = [await signIn(one.url, 'mai'), await signIn(two.url, 'long')]
  const running = [
    ...Array.from({ length: clients }, (_, n) => work(run, office, one, two, `một ${n}`)),
    ...Array.from({ length: clients }, (_, n) => work(run, office, two, one, `hai ${n}`)),
    ...browsers.map((browser) => sendForms(run, browser)),
    ...[one, two].map((server) => watchHealth(run, server)),
  ]
  await Promise.race([pause(seconds * 1000), Promise.all(running)])
  run.over = true
  await Promise.all(running)

  expect([...run.statuses.keys()].sort()).toEqual([200, 201, 303])
  expect([...complaints(one), ...complaints(two)]).toEqual([])
  const { tasks, recorded, integrity } = await office.look()
  expect(lost(run.writes, tasks)).toEqual([])
  expect([tasks.length, recorded, integrity]).toEqual([before + run.writes.length, tasks.length, 'ok'])
  expect(gapsIn(tasks)).toEqual([])
  const health = run.health.sort((a, b) => a - b).map(Math.round)
  expect(health.at(-1)).toBeLessThan(frozen)

  for (const server of [one, two]) expect(await server.stop()).toEqual({ code: 0, signal: null })
  expect(await office.verify()).toMatchObject({ code: 0, allSealed: true })
  console.log(
    `${run.writes.length * 2 + run.looks} writes in ${seconds} s, all there; ${health.length} polls of /healthz, ` +
      `the slowest ${health.at(-1)} ms, the median ${health[health.length >> 1]} ms.`,
  )
}

const lost = (writes: readonly Write[], tasks: readonly Issued[]) => {
  const there = new Map(tasks.map((task) => [task.id, task]))
  return writes.filter(({ id, title, code }) => {
    const task = there.get(id)
    return task?.title !== title || task.code !== code || task.state !== 'in_progress'
  })
}

test(`two processes write to one SQLite file for ${seconds} s: nothing lost, nothing busy, nothing frozen`, async () => {
  await writeAtOnce(await openOffice())
})

test('while another process writes for long, many writers wait and everybody else is served', async () => {
  const office = await openOffice()
  const server = await startServer(['serve'], office.env)
  const run: Run = { over: false, statuses: new Map(), writes: [], looks: 0, health: [] }
  const other = new Database(`${office.env.DATA_DIR}/namro.db`, { timeout: 5000 })
  other.exec('begin immediate')
  const write = async (_: unknown, n: number) =>
    void noted(run, await callApi(server.url, office.leader, '/tasks', office.task(`Việc ${n}`)))
  const waiting = Promise.allSettled(Array.from({ length: 50 }, write))
  await pause(1500) // until all have come as far as the lock
  const watching = watchHealth(run, server)
  await pause(1500)
  run.over = true
  await watching
  expect([...run.statuses]).toEqual([])
  expect(Math.max(...run.health)).toBeLessThan(frozen / 2)
  other.exec('rollback')
  other.close()
  await waiting
  expect([...run.statuses]).toEqual([[201, 50]])
  expect(complaints(server)).toEqual([])
})

test.skipIf(leftOut().includes('postgres'))('the same on PostgreSQL', async () => {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { url: given, stop: async () => {} } : await startPostgres()
  onTestFinished(server.stop)
  const name = `nam_ro_${randomBytes(6).toString('hex')}`
  await ask(server.url, `CREATE DATABASE ${name}`)
  onTestFinished(async () => void (await ask(server.url, `DROP DATABASE ${name} WITH (FORCE)`)))
  await writeAtOnce(await openOfficeOn(databaseAt(server.url, name)))
})
