import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const program = join(root, 'dist', 'src', 'main.js')

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

/** A real process of the program, as `npm start` runs it. */
export interface Program {
  child: ChildProcess
  /** Everything it has printed so far, on both streams. */
  output(): string
  /** Resolves when it has ended and all its output is read. */
  ended: Promise<Ended>
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>
}

export interface Server extends Program {
  /** 'http://127.0.0.1:PORT', the port being one that was free. */
  url: string
}

/** A new folder on disk, removed when the test ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nam-ro-process-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts the program with these arguments; whatever becomes of the test, it is killed when the test ends. */
export function startProgram(args: string[], env: Record<string, string> = {}): Program {
  // Nothing of the environment of the test may decide what is tested.
  const bare = { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: '0' }
  const child = spawn(process.execPath, [program, ...args], { cwd: root, env: { ...bare, ...env } })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text
    })
  }
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal }))
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return ended
  }
  onTestFinished(async () => void (await stop('SIGKILL')))
  return { child, output: () => printed, ended, stop }
}

/** Starts a verb that serves, and waits until it says where. Throws what it printed when it ends instead. */
export async function startServer(args: string[], env: Record<string, string>): Promise<Server> {
  const running = startProgram(args, env)
  for (const start = performance.now(); performance.now() - start < 30_000; await pause(10)) {
    const url = /Năm Rõ: (http:\S+)/.exec(running.output())?.[1]
    if (url) return { ...running, url }
    if (running.child.exitCode !== null) break
  }
  throw new Error(`It does not serve, and said:\n${running.output()}`)
}

/** Runs a verb to its end. */
export async function runProgram(args: string[], env: Record<string, string>) {
  const { ended, output } = startProgram(args, env)
  const { code } = await ended
  return { code, output: output() }
}

/** Log lines at level error and worse, and whatever speaks of a busy or locked database: there should be none. */
export const complaints = ({ output }: Program): string[] =>
  output()
    .split('\n')
    .filter((line) => /"level":[56]0|SQLITE_|busy|locked|unhandled|deprecat/i.test(line))
