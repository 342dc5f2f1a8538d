const leavable = ['postgres', 'browser']

/**
 * The projects that NAM_RO_TEST_WITHOUT=postgres,browser leaves out by hand, for a computer that can run neither.
 * Throws where it names anything else, and wherever CI is set: there nothing is left out.
 */
export function leftOut(env: NodeJS.ProcessEnv = process.env): string[] {
  const names = (env.NAM_RO_TEST_WITHOUT ?? '').split(',').filter(Boolean)
  const unknown = names.filter((name) => !leavable.includes(name))
  if (unknown.length > 0) throw new Error(`NAM_RO_TEST_WITHOUT can name ${leavable.join(' and ')}, not ${unknown}`)
  if (names.length > 0 && env.CI) throw new Error('NAM_RO_TEST_WITHOUT is refused in CI: every test runs there')
  return names
}
