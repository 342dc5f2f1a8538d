import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toCursor } from '../../src/cursor.ts'
import { holdsOver, type Person, scopesOfParties } from '../../src/rules/access.ts'
import { personSortKey, searchWords } from '../../src/rules/names.ts'
import { shown, taskShows, taskSorts, taskViews } from '../../src/rules/task-lists.ts'
import { type TaskState, taskKinds } from '../../src/rules/tasks.ts'
import { bucket } from '../../src/rules/timeliness.ts'
import { readAsked } from '../../src/tasks/doing/asked.ts'
import { visibleTasks } from '../../src/tasks/lists/lists.ts'
import { type Made, manyTasks } from '../many-tasks.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
let all: Made[]
const paths: Record<string, string> = {}
beforeAll(async () => {
  world = await openWorld()
  all = await manyTasks(world, 84)
  const units = await world.db.reader.selectFrom('units').select(['publicId', 'path']).execute()
  for (const { publicId, path } of units) paths[publicId] = path
})
afterAll(() => world.close())

const today = '2026-11-25'
const everybody: Name[] = ['an', 'hoa', 'minh', 'lan', 'mai', 'quang', 'diep']
/** A leader of all, one of a part, and an officer. */
const walkers: Name[] = ['hoa', 'mai', 'minh']

/** What a list must hold, worked out from the rules row by row. */
function expected(who: Person, asked: Record<string, string>): string[] {
  const unit = asked.unit ? paths[asked.unit] : undefined
  const rows = all.filter((task) => {
    const { states, buckets, wholes } = shown((asked.show ?? 'open') as (typeof taskShows)[number])
    const state = task.state as TaskState
    const { due, submittedOn = null, doneOn = null, children = 0 } = task
    const timed = { state, due, submittedOn, doneOn, children }
    const at = bucket(timed, today)
    const isOver = (doer: Person) => holdsOver(who, 'leader', doer) || holdsOver(who, 'clerk', doer)
    return (
      sees(who, task) &&
      (!states || states.includes(state)) &&
      (!buckets || (at !== undefined && buckets.includes(at))) &&
      (!wholes || children > 0) &&
      (!asked.kind || task.kind === asked.kind) &&
      (!asked.dueFrom || task.due >= asked.dueFrom) &&
      (!asked.dueTo || task.due <= asked.dueTo) &&
      (!asked.issuedFrom || task.issuedOn >= asked.issuedFrom) &&
      (!asked.issuedTo || task.issuedOn <= asked.issuedTo) &&
      (asked.view !== 'mine' || task.assigneeId === who.id) &&
      (asked.view !== 'given' || task.assignerId === who.id) &&
      (asked.view !== 'approving' || task.approverId === who.id) &&
      (asked.view !== 'units' || isOver(task.assignee)) &&
      (!unit || task.assignee.path.startsWith(unit)) &&
      (!asked.personId || task.assignee.publicId === asked.personId) &&
      (!asked.person || fits(asked.person, task.assignee.name)) &&
      (!asked.q || fits(asked.q, task.folded))
    )
  })
  const key = (task: Made) => personSortKey(task.assignee.name)
  const by = {
    due: (a: Made, b: Made) => (a.due < b.due ? -1 : a.due > b.due ? 1 : Number(a.id) - Number(b.id)),
    newest: (a: Made, b: Made) => Number(b.id) - Number(a.id),
    person: (a: Made, b: Made): number => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : by.due(a, b)),
  }
  return rows.sort(by[(asked.sort ?? 'due') as keyof typeof by]).map(({ publicId }) => publicId)
}

const sees = (who: Person, { parties }: Made) =>
  parties.some(({ id }) => id === who.id) ||
  (['leader', 'clerk'] as const).some((role) =>
    holdsOver(who, role, { path: who.path, scopes: scopesOfParties(parties) }),
  )

const fits = (words: string, text: string) =>
  searchWords(words).every((word) => searchWords(text).some((one) => one.startsWith(word)))

/** So that every list is walked through an index, as it is where there are a million tasks. */
const nothingIsSmall = { tasks: 0, people: 0, first: 0, doers: 0 }

/** Every page of a list, a few rows at a time. */
async function paged(
  name: Name,
  asked: Record<string, string>,
  size: number,
  small?: typeof nothingIsSmall,
): Promise<string[]> {
  const ctx = await world.ctx(name)
  const found: string[] = []
  for (let after: string | undefined; ; ) {
    const { filter } = await readAsked(ctx, (key) => (key === 'after' ? after : asked[key]))
    const rows = await visibleTasks(ctx.db, ctx.who, filter, size + 1, small)
    found.push(...rows.slice(0, size).map(({ publicId }) => publicId))
    const last = rows[size - 1]
    if (rows.length <= size || !last || found.length > 200) return found
    after = toCursor([last.due, last.publicId])
  }
}

const questions = (): Record<string, string>[] => [
  ...taskShows.map((show) => ({ show })),
  ...taskViews.map((view) => ({ view, show: 'all' })),
  ...taskKinds.map((kind) => ({ kind, show: 'all' })),
  { unit: world.units.vhxh, show: 'all' },
  { unit: world.units.root, show: 'late' },
  { unit: world.units.kt, view: 'units', show: 'all' },
  { person: 'minh', show: 'all' },
  { person: 'nguyen', show: 'open' },
  { personId: world.ids.lan.publicId, show: 'all' },
  { personId: world.ids.lan.publicId, view: 'mine', show: 'all' },
  { q: 'bao cao', show: 'all' },
  { q: 'thoat nuoc', show: 'open' },
  { q: 'm17', show: 'all' },
  { dueFrom: '2026-11-20', dueTo: '2026-12-05', show: 'all' },
  { dueTo: today, show: 'open' },
  { issuedFrom: '2026-11-01', issuedTo: '2026-11-30', show: 'counted' },
  { q: 'ho so', unit: world.units.vhxh, kind: 'action', show: 'all' },
]

describe.each(taskSorts)('by %s', (sort) => {
  test('every filter holds, for everybody, the rows that the rules say, in order, page by page', async () => {
    for (const name of everybody) {
      const who = await world.who(name)
      for (const asked of questions()) {
        const question = { ...asked, sort }
        const right = expected(who, question)
        expect({ name, question, found: await paged(name, question, 15) }).toEqual({ name, question, found: right })
        if (!walkers.includes(name)) continue
        const walked = await paged(name, question, 15, nothingIsSmall)
        expect({ name, question, walked }).toEqual({ name, question, walked: right })
      }
    }
  }, 120_000)
})
