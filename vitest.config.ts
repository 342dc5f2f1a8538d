import { defineConfig } from 'vitest/config'
import { leftOut } from './test/setup/left-out.ts'

const seconds = (count: number) => ({ testTimeout: count * 1000, hookTimeout: count * 1000 })

/** The same files on each database; the world they open asks test/setup/databases.ts for one. */
const areas = (dialect: 'sqlite' | 'postgres') => ({
  name: dialect,
  include: ['test/areas/**/*.test.{ts,tsx}'],
  env: { NAM_RO_TEST_DIALECT: dialect },
  globalSetup: [`test/setup/${dialect}.ts`],
  ...seconds(20),
})

const onSqlite = { env: { NAM_RO_TEST_DIALECT: 'sqlite' }, fileParallelism: false }

const projects = [
  {
    name: 'rules',
    include: ['test/rules/**/*.test.{ts,tsx}', 'test/views/**/*.test.{ts,tsx}', 'test/layers.test.ts'],
    isolate: false,
    ...seconds(20),
  },
  areas('sqlite'),
  areas('postgres'),
  {
    name: 'browser',
    include: ['test/browser/**/*.test.{ts,tsx}'],
    globalSetup: ['test/setup/sqlite.ts'],
    sequence: { groupOrder: 1 },
    ...onSqlite,
    ...seconds(90),
  },
  {
    name: 'processes',
    include: ['test/processes/**/*.test.{ts,tsx}'],
    globalSetup: ['test/setup/build.ts', 'test/setup/sqlite.ts'],
    sequence: { groupOrder: 2 },
    ...onSqlite,
    ...seconds(120),
  },
  {
    name: 'long',
    include: ['test/long/**/*.test.{ts,tsx}'],
    globalSetup: ['test/setup/build.ts', 'test/setup/sqlite.ts'],
    sequence: { groupOrder: 3 },
    ...onSqlite,
    ...seconds(30 * 60),
  },
]

const missing = leftOut()
const long = process.env.NAM_RO_TEST_LONG === '1'
const wanted = (name: string) => !missing.includes(name) && (name === 'long') === long

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: '100%',
    // A test that hangs on to a server must not hang the run: what is still open after this is cut off.
    teardownTimeout: 20_000,
    projects: projects.filter(({ name }) => wanted(name)).map((test) => ({ extends: true as const, test })),
  },
})
