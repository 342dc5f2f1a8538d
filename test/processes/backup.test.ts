import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { callApi, openBrowser, signIn } from './client.ts'
import { gapsIn, openOffice } from './office.ts'
import { complaints, newFolder, type Program, runProgram, startProgram, startServer } from './server.ts'

test('a backup while people work, then the same office elsewhere', async () => {
  const office = await openOffice()
  const server = await startServer(['serve'], office.env)
  const answers: number[] = []
  let isOver = false
  const writing = [1, 2, 3].map(async (name) => {
    for (let n = 0; !isOver; n++)
      answers.push((await callApi(server.url, office.leader, '/tasks', office.task(`Việc ${name}.${n}`))).status)
  })
  while (answers.length < 10) await pause(10)
  const folder = newFolder()
  const made = await runProgram(['backup', '--keep', '3', folder], office.env)
  expect([made.code, made.output]).toEqual([0, expect.stringContaining('Written and read back')])
  const before = answers.length
  while (answers.length < before + 5) await pause(10)
  isOver = true
  await Promise.all(writing)
  expect(answers.filter((status) => status !== 201)).toEqual([])
  expect(complaints(server)).toEqual([])
  const archive = /read back: (\S+\.zip)/.exec(made.output)?.[1] ?? ''

  // Not over the office that is there, whether it is served or not; nor over nothing of it.
  const over = await runProgram(['restore', archive], office.env)
  expect([over.code, over.output]).toEqual([1, expect.stringContaining('holds an office already')])
  expect(await server.stop()).toEqual({ code: 0, signal: null })
  expect((await runProgram(['restore', archive], office.env)).code).toBe(1)

  const env = { DATA_DIR: newFolder() }
  expect((await runProgram(['restore', '--check', archive], env)).code).toBe(0)
  const restored = await runProgram(['restore', archive], env)
  expect([restored.code, restored.output]).toEqual([0, expect.stringContaining('no fault found')])
  const db = new Database(join(env.DATA_DIR, 'namro.db'), { readonly: true })
  const codes = db.prepare<[], { code: string }>('select code from tasks').all() as Parameters<typeof gapsIn>[0]
  db.close()
  expect([gapsIn(codes), codes.length > 80]).toEqual([[], true])

  const again = await startServer(['serve'], env)
  expect(again.output()).not.toContain('Mã cài đặt')
  const thinh = await signIn(again.url, 'thinh')
  expect((await thinh.get('/tasks')).status).toBe(200)
  const given = await callApi(again.url, office.leader, '/tasks', office.task('Sau khi khôi phục'))
  expect(given.status).toBe(201) // the token is the one of before
  expect(await again.stop()).toEqual({ code: 0, signal: null })
  expect(await runProgram(['audit', 'verify'], env)).toMatchObject({ code: 0 })
}, 180_000)

test('not under a server that waits for its first run', async () => {
  const office = await openOffice()
  const archive = join(newFolder(), 'a.zip')
  expect((await runProgram(['backup', archive], office.env)).code).toBe(0)
  const env = { DATA_DIR: newFolder() }
  const server = await startServer(['serve'], env)
  const refused = await runProgram(['restore', archive], env)
  expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('stop the server first')])
  await server.stop()
  expect((await runProgram(['restore', archive], env)).code).toBe(0)
})

test('an export moves in elsewhere; the administrator is let in once and sets an own password', async () => {
  const office = await openOffice()
  const archive = join(newFolder(), 'du-lieu.zip')
  expect((await runProgram(['export', archive], office.env)).code).toBe(0)
  const env = { DATA_DIR: newFolder() }
  const moved = await runProgram(['import', archive], env)
  expect(moved.code).toBe(0)
  const password = /Mật khẩu dùng một lần: +(\S+)/.exec(moved.output)?.[1] ?? ''
  const server = await startServer(['serve'], env)
  expect(server.output()).not.toContain('Mã cài đặt')
  await expect(signIn(server.url, 'thinh')).rejects.toThrow('cannot sign in')
  const an = await signIn(server.url, 'an', password)
  expect((await an.get('/')).headers.get('Location')).toBe('/account/password')
  const own = { current: password, password: 'một câu dễ nhớ khác', repeated: 'một câu dễ nhớ khác' }
  expect((await an.post('/account/password', own)).status).toBe(303)
  expect((await (await signIn(server.url, 'an', 'một câu dễ nhớ khác')).get('/people')).status).toBe(200)
  expect((await openBrowser(server.url).get('/setup')).status).toBe(404)
}, 60_000)

test('killed at any moment, a restore leaves the whole office or none', async () => {
  const office = await openOffice()
  const archive = join(newFolder(), 'a.zip')
  expect((await runProgram(['backup', archive], office.env)).code).toBe(0)
  let [whole, none] = [0, 0]
  for (const delay of [150, 300, 450, 600, 900]) {
    const env = { DATA_DIR: newFolder() }
    const running = startProgram(['restore', archive], env)
    await pause(delay)
    await running.stop('SIGKILL')
    const again = await runProgram(['restore', archive], env)
    if (again.code === 0) none += 1
    else {
      whole += 1
      expect(again.output).toContain('holds an office already')
    }
    expect(await runProgram(['audit', 'verify'], env)).toMatchObject({ code: 0 })
  }
  expect(whole + none).toBe(5)
  expect(none).toBeGreaterThan(0)
}, 240_000)

test('an office eight times as large takes no more memory to save and to put back', async () => {
  const office = await openOffice()
  const tidy = { NODE_OPTIONS: '--max-old-space-size=64' } // else rubbish is let lie while there is room
  const measured = async (drafts: number) => {
    fill(join(office.env.DATA_DIR ?? '', 'namro.db'), drafts)
    const archive = join(newFolder(), 'a.zip')
    const saved = await memoryOf(startProgram(['backup', archive], { ...office.env, ...tidy }))
    return [saved, await memoryOf(startProgram(['restore', archive], { DATA_DIR: newFolder(), ...tidy }))] as const
  }
  const small = await measured(2000)
  const large = await measured(14_000) // and those of before
  for (const at of [0, 1] as const)
    expect([at, large[at] / small[at] < 1.2, small[at], large[at]]).toEqual([at, true, small[at], large[at]])
}, 180_000)

/** So many drafts of four kilobytes, past the program. */
function fill(file: string, count: number) {
  const db = new Database(file)
  const add = db.prepare(
    "insert into drafts (public_id, owner_id, form, title, updated_at) values (?, 2, ?, 'Nháp', '')",
  )
  db.transaction(() => {
    for (let n = 0; n < count; n++) add.run(randomBytes(9).toString('hex'), randomBytes(60).toString('hex').repeat(34))
  })()
  db.close()
}

/** The most memory that a program had at once, in kilobytes; it has to end well. */
async function memoryOf(program: Program): Promise<number> {
  let most = 0
  const looks = setInterval(() => {
    most = Math.max(most, peakOf(program.child.pid ?? 0))
  }, 5)
  const { code } = await program.ended.finally(() => clearInterval(looks))
  expect([code, program.output()]).toEqual([0, expect.any(String)])
  return most
}

function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0 // it has ended
  }
}
