import { statSync } from 'node:fs'
import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { callApi, openBrowser } from './client.ts'
import { openOffice } from './office.ts'
import { complaints, newFolder, runProgram, startProgram, startServer } from './server.ts'

/** Milliseconds. After five seconds connections are cut, so this is shorter. */
const mostForStopping = 4000

/** Everything a first run asks, but for the code. */
const firstRun = {
  superior: 'Ủy ban nhân dân',
  office: 'Phường Minh Thụy',
  short: 'UBND phường Minh Thụy',
  openedOn: '01/07/2025',
  name: 'Trần Minh An',
  post: 'Quản trị',
  username: 'quantri',
  password: 'bốn chữ dễ nhớ',
}

describe('stopping', () => {
  /** A request whose body comes in two halves, so that it is under way for as long as the test likes. */
  function startSlowly(url: string, token: string, body: string) {
    const bytes = Buffer.from(body)
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Content-Length': bytes.length,
    }
    const asked = request(`${url}/api/v1/tasks`, { method: 'POST', headers })
    const status = new Promise<number | undefined>((resolve, reject) => {
      asked.on('response', (answer) => answer.resume().on('end', () => resolve(answer.statusCode))).on('error', reject)
    })
    asked.write(bytes.subarray(0, 20))
    return { status, finish: () => asked.end(bytes.subarray(20)) }
  }

  test('a signal: it answers what is under way, takes nothing new, seals, exits 0', async () => {
    const office = await openOffice()
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const title = `Việc gửi dở khi ${signal}`
      const server = await startServer(['serve'], office.env)
      const slow = startSlowly(server.url, office.leader, JSON.stringify(office.task(title)))
      await pause(200)
      const ending = server.stop(signal)
      await pause(200)
      await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
      slow.finish()
      expect(await slow.status).toBe(201)
      expect(await ending).toEqual({ code: 0, signal: null })
      expect((await office.look()).tasks.filter((task) => task.title === title)).toHaveLength(1)
      expect(await office.verify()).toMatchObject({ code: 0, allSealed: true })
      expect(complaints(server)).toEqual([])
    }
  })

  test('amid many writers: nothing is written that was not answered, and they cannot hold it up', async () => {
    const office = await openOffice()
    const before = (await office.look()).tasks.length
    const server = await startServer(['serve'], office.env)
    const statuses: number[] = []
    const write = async (name: number) => {
      for (let turn = 0; ; turn++) {
        const answer = await callApi(server.url, office.leader, '/tasks', office.task(`Việc ${turn} của ${name}`))
        await answer.arrayBuffer()
        statuses.push(answer.status)
      }
    }
    const writing = Promise.allSettled([1, 2, 3, 4, 5, 6].map(write))
    while (statuses.length < 20) await pause(10)
    const start = performance.now()
    expect(await server.stop()).toEqual({ code: 0, signal: null })
    expect(performance.now() - start).toBeLessThan(mostForStopping)
    await writing
    expect(statuses.filter((status) => status !== 201)).toEqual([])
    expect((await office.look()).tasks.length - before).toBe(statuses.length)
    expect(await office.verify()).toMatchObject({ code: 0, allSealed: true })
    expect(complaints(server)).toEqual([])
  })
})

describe('the first run', () => {
  const codeIn = (output: string) => /Mã cài đặt: (\w+)/.exec(output)?.[1] ?? ''

  test('on an empty database prints a code; until it is typed, nothing else is to be had', async () => {
    const server = await startServer(['serve'], { DATA_DIR: newFolder() })
    const code = codeIn(server.output())
    expect(code).toMatch(/^[A-Z2-9]{10}$/)
    const browser = openBrowser(server.url)
    for (const path of ['/', '/tasks', '/sign-in', '/people?q=an', '/khong-co']) {
      const answer = await browser.get(path)
      expect([path, answer.status, answer.headers.get('Location')]).toEqual([path, 303, '/setup'])
    }
    const problem = await callApi(server.url, 'nr_khong', '/tasks')
    expect([problem.status, problem.headers.get('Content-Type')]).toEqual([
      503,
      expect.stringContaining('application/problem+json'),
    ])
    expect(await problem.json()).toMatchObject({ status: 503, code: 'notSetUp' })
    expect((await browser.get('/healthz')).status).toBe(200)

    const wrong = await browser.post('/setup', { ...firstRun, code: 'AAAAAAAAAA' })
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Mã chưa đúng')])
    expect((await browser.get('/')).headers.get('Location')).toBe('/setup')

    const right = await browser.post('/setup', { ...firstRun, code })
    expect([right.status, right.headers.get('Location')]).toEqual([303, '/start'])
    const home = await browser.get('/')
    expect([home.status, await home.text()]).toEqual([200, expect.stringContaining('Trần Minh An')])
    expect((await browser.get('/people/new')).status).toBe(200)
    expect((await browser.get('/setup')).status).toBe(404)
    expect((await callApi(server.url, 'nr_khong', '/tasks')).status).toBe(401)
  })

  test('is not asked for again after a restart, and whoever set it up can sign in', async () => {
    const env = { DATA_DIR: newFolder() }
    const first = await startServer(['serve'], env)
    await openBrowser(first.url).post('/setup', { ...firstRun, code: codeIn(first.output()) })
    await first.stop()
    const again = await startServer(['serve'], env)
    expect(codeIn(again.output())).toBe('')
    const { username, password } = firstRun
    const answer = await openBrowser(again.url).post('/sign-in', { username, password })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/'])
  })

  test('processes that start at once on an empty folder all serve', async () => {
    const env = { DATA_DIR: newFolder() }
    const servers = await Promise.all([1, 2, 3].map(() => startServer(['serve'], env)))
    for (const { url } of servers) expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })

  test('killed while it makes the tables, it starts the next time', async () => {
    for (const delay of [0, 4, 8, 12]) {
      const env = { DATA_DIR: newFolder() }
      const starting = startProgram(['migrate'], env)
      while (sizeOf(`${env.DATA_DIR}/namro.db-wal`) === 0) await pause(1)
      await pause(delay)
      await starting.stop('SIGKILL')
      expect(await runProgram(['migrate'], env)).toEqual({ code: 0, output: expect.stringContaining('newest shape') })
    }
  })
})

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0

describe('verbs', () => {
  test('migrate makes the tables and stops; a second time there is nothing to do', async () => {
    const env = { DATA_DIR: newFolder() }
    for (const _ of ['first', 'second']) {
      const { code, output } = await runProgram(['migrate'], env)
      expect([code, output]).toEqual([0, expect.stringContaining('newest shape')])
    }
    expect(await runProgram(['audit', 'verify'], env)).toMatchObject({ code: 0 })
  })

  test('the demonstration office is not for production', async () => {
    const { code, output } = await runProgram(['demo'], { DATA_DIR: newFolder(), NODE_ENV: 'production' })
    expect([code, output]).toEqual([1, expect.stringContaining('does not run with NODE_ENV=production')])
  })

  test('the demonstration office is made new at each start, unless it is kept', async () => {
    const env = { DATA_DIR: newFolder() }
    const seed = async (...args: string[]) => {
      await (await startServer(['demo', ...args], env)).stop()
      const { output } = await runProgram(['audit', 'head'], { DATA_DIR: `${env.DATA_DIR}/demo` })
      return output
    }
    const first = await seed()
    expect(first).toMatch(/^\d+:[0-9a-f]{64} /)
    expect(await seed('--keep')).toBe(first)
    expect(await seed()).not.toBe(first)
  })

  test('a second demonstration office on the same port leaves the first one alone', async () => {
    const env = { DATA_DIR: newFolder() }
    const first = await startServer(['demo'], env)
    const second = await runProgram(['demo'], { ...env, PORT: new URL(first.url).port })
    expect([second.code, second.output]).toEqual([1, expect.stringContaining('EADDRINUSE')])
    const { output } = await runProgram(['audit', 'verify'], { DATA_DIR: `${env.DATA_DIR}/demo` })
    await first.stop()
    const after = await runProgram(['audit', 'verify'], { DATA_DIR: `${env.DATA_DIR}/demo` })
    expect([after.code, after.output.split('\n')[0]]).toEqual([0, output.split('\n')[0]])
  })

  test('everything wrong with the settings is listed at once', async () => {
    const wrong = { PORT: 'abc', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud', PUBLIC_URL: 'ftp://x', DATA_DIR: '' }
    const { code, output } = await runProgram(['serve'], wrong)
    expect(code).toBe(1)
    for (const name of Object.keys(wrong)) expect(output).toContain(`${name}: `)
  })

  test('a verb that does not exist', async () => {
    const { code, output } = await runProgram(['serv'], { DATA_DIR: newFolder() })
    expect([code, output]).toEqual([2, expect.stringContaining('serve, demo, migrate, audit')])
  })

  test('a port that is taken', async () => {
    const first = await startServer(['serve'], { DATA_DIR: newFolder() })
    const { code, output } = await runProgram(['serve'], { DATA_DIR: newFolder(), PORT: new URL(first.url).port })
    expect([code, output]).toEqual([1, expect.stringContaining('EADDRINUSE')])
    expect(output).not.toContain('    at ')
  })
})
