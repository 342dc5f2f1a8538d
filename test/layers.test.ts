import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const ours = ['src', 'views', 'migrations']
const found = ours
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
const files = found.filter((name) => /\.tsx?$/.test(name))
const areas = new Set(files.filter((name) => /^src\/[^/]+\/(routes\.tsx|queries\.ts)$/.test(name)).map(dirname))

/** One import line: `to` is a path from the root ('src/rules/tasks.ts') or the name of a package. */
type Import = { from: string; to: string; typeOnly: boolean }

const importLine = /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm

const imports: Import[] = files.flatMap((from) =>
  [...readFileSync(join(root, from), 'utf8').matchAll(importLine)].map(([, type, ...names]) => {
    const name = names.find(Boolean)!
    const to = name.startsWith('.') ? relative(root, join(root, dirname(from), name)) : name
    return { from, to, typeOnly: type !== undefined }
  }),
)

const isOurs = (path: string) => ours.some((folder) => path.startsWith(`${folder}/`))
const areaOf = (path: string) => [...areas].find((area) => path.startsWith(`${area}/`))

/** By what they import, since a long file is split by noun: routes answer requests, commands change something. */
const answersOrChanges = new Set(
  imports.filter(({ to, typeOnly }) => ['hono', 'src/act.ts'].includes(to) && !typeOnly).map(({ from }) => from),
)

const directions: [string, (line: Import) => boolean][] = [
  [
    'rules import luxon and their neighbours',
    ({ from, to }) => from.startsWith('src/rules/') && !to.startsWith('src/rules/') && to !== 'luxon',
  ],
  [
    'views import rules and views; from elsewhere, types only',
    ({ from, to, typeOnly }) =>
      from.startsWith('views/') && isOurs(to) && !/^(views|src\/rules)\//.test(to) && !typeOnly,
  ],
  [
    "an area uses another area's queries, never its commands or routes",
    ({ from, to }) =>
      areaOf(from) !== undefined && areaOf(to) !== undefined && areaOf(from) !== areaOf(to) && answersOrChanges.has(to),
  ],
  ['db knows table shapes, not areas', ({ from, to }) => from.startsWith('src/db/') && areaOf(to) !== undefined],
  [
    'nothing imports app but main and cli',
    ({ from, to }) => to === 'src/app.tsx' && from !== 'src/main.ts' && !from.startsWith('src/cli/'),
  ],
  ['migrations never import src', ({ from, to }) => from.startsWith('migrations/') && to.startsWith('src/')],
]

test.each(directions)('%s', (_, breaks) => {
  expect(imports.filter(breaks)).toEqual([])
})

test('the walk sees the imports it judges', () => {
  expect(imports).toContainEqual({ from: 'src/db/migrate.ts', to: 'migrations/index.ts', typeOnly: false })
})
