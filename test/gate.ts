/**
 * The whole gate, `npm test`: types, build, lint and format, dead code, then every test on both databases and in the
 * browser. Runs all steps even when one fails, and ends with one line: `N passed, N failed`.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leftOut } from './setup/left-out.ts'
import type { Count } from './setup/tally.ts'

const steps: [name: string, ...command: string[]][] = [
  ['types', 'tsc', '--noEmit'],
  ['build', 'tsc', '-p', 'tsconfig.build.json'],
  ['lint and format', 'biome', 'ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'],
  ['dead code', 'knip'],
]

const projects = ['rules', 'sqlite', 'postgres', 'browser', 'processes']

const bin = join(import.meta.dirname, '..', 'node_modules', '.bin')

let child: ChildProcess | undefined
let stopped = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopped = true
    child?.kill(signal)
  })
}

/** The exit code of a program of node_modules/.bin, whose output goes where ours goes; 1 for all that come after Ctrl-C. */
async function run([program, ...args]: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  if (stopped) return 1
  const started = spawn(join(bin, program!), args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  child = started
  return new Promise((resolve) => started.on('close', (code) => resolve(code ?? 1)).on('error', () => resolve(1)))
}

async function step(name: string, command: string[]): Promise<Count> {
  console.log(`\n== ${name}: ${command.join(' ')}`)
  const failed = (await run(command)) === 0 ? 0 : 1
  console.log(failed ? `${name}: failed` : `${name}: passed`)
  return { passed: 1 - failed, failed, skipped: 0 }
}

/** Counts the tests by project. A project without a test has failed: silence is not a pass. */
async function tests(without: string[]): Promise<Record<string, Count>> {
  const folder = mkdtempSync(join(tmpdir(), 'nam-ro-tally-'))
  const tally = join(folder, 'tally.json')
  console.log('\n== tests: vitest run')
  const code = await run(['vitest', 'run', '--reporter=default', '--reporter=./test/setup/tally.ts'], {
    NAM_RO_TEST_TALLY: tally,
  })
  const counts = read(tally)
  rmSync(folder, { recursive: true })
  for (const name of projects) {
    if (!without.includes(name)) counts[name] ??= { passed: 0, failed: 1, skipped: 0 }
  }
  const failed = Object.values(counts).some((count) => count.failed > 0)
  return code === 0 || failed ? counts : { ...counts, vitest: { passed: 0, failed: 1, skipped: 0 } }
}

function read(tally: string): Record<string, Count> {
  try {
    return JSON.parse(readFileSync(tally, 'utf8'))
  } catch {
    return { 'the run, which did not come to its end': { passed: 0, failed: 1, skipped: 0 } }
  }
}

async function gate(): Promise<Record<string, Count>> {
  const without = leftOut()
  const counts: Record<string, Count> = {}
  for (const [name, ...command] of steps) counts[name] = await step(name, command)
  Object.assign(counts, await tests(without))
  console.log('')
  for (const [name, { passed, failed, skipped }] of Object.entries(counts)) {
    console.log(`${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
  }
  if (without.length > 0) console.log(`Left out by hand (NAM_RO_TEST_WITHOUT): ${without.join(', ')}`)
  return counts
}

const counts = await gate().catch((error: Error) => {
  console.error(error.message)
  return { gate: { passed: 0, failed: 1, skipped: 0 } }
})
const sum = (key: keyof Count) => Object.values(counts).reduce((total, count) => total + count[key], 0)
process.exitCode = sum('failed') > 0 ? 1 : 0
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
