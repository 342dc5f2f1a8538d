import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Tests passed, failed and skipped. */
export type Count = { passed: number; failed: number; skipped: number }

/** Writes what each project counted, as { project: Count }, to the file that test/gate.ts names in NAM_RO_TEST_TALLY. */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]) {
    const counts: Record<string, Count> = {}
    for (const module of modules) {
      const { name } = module.project
      counts[name] ??= zero()
      add(counts[name], module)
    }
    // An error outside any test is a failure, even where every test passed.
    if (unhandled.length > 0) counts['outside the tests'] = { ...zero(), failed: unhandled.length }
    if (process.env.NAM_RO_TEST_TALLY) writeFileSync(process.env.NAM_RO_TEST_TALLY, JSON.stringify(counts))
  }
}

const zero = (): Count => ({ passed: 0, failed: 0, skipped: 0 })

function add(count: Count, module: TestModule) {
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'pending') count.failed += 1
    else count[state] += 1
  }
  // A file that does not load, or a hook that throws, fails without a failed test.
  if (module.errors().length > 0) count.failed += 1
  for (const suite of module.children.allSuites()) if (suite.errors().length > 0) count.failed += 1
}
