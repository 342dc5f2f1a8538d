import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Period, periods } from '../../src/rules/task-lists.ts'
import { type TaskState, taskStates } from '../../src/rules/tasks.ts'
import { bucket } from '../../src/rules/timeliness.ts'
import { type Figures, figuresOfPeople, figuresOfUnits, noFigures, resting } from '../../src/tasks/lists/figures.ts'
import { manyTasks } from '../many-tasks.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await manyTasks(world, 84)
})
afterAll(() => world.close())

const today = '2026-11-25'
const spans = {
  month: ['2026-11-01', '2026-11-30'],
  quarter: ['2026-10-01', '2026-12-31'],
  year: ['2026-01-01', '2026-12-31'],
  all: ['2000-01-01', '2999-12-31'],
} as const

/** The same figures, from the rules and row by row. */
async function counted(column: 'unitId' | 'assigneeId', period: Period): Promise<Map<number, Figures>> {
  const [from, to] = spans[period]
  const tasks = world.db.reader.selectFrom('tasks').selectAll()
  const rows = await tasks.where('issuedOn', '>=', from).where('issuedOn', '<=', to).execute()
  const all = new Map<number, Figures>()
  for (const { [column]: id, ...row } of rows) {
    const state = row.state as TaskState
    const rests = resting.find((known) => known === state)
    const key = bucket({ ...row, state }, today) ?? rests ?? 'wholes'
    const figures = all.get(id) ?? { ...noFigures }
    figures[key] += 1
    all.set(id, figures)
  }
  return all
}

async function expectRight() {
  const units = await world.db.reader.selectFrom('units').select('id').execute()
  const people = await world.db.reader.selectFrom('people').select('id').execute()
  for (const period of periods) {
    const ask = { period, today }
    const [byUnit, byPerson] = [
      await figuresOfUnits(world.db.reader, ids(units), ask),
      await figuresOfPeople(world.db.reader, ids(people), ask),
    ]
    expect([period, sorted(byUnit)]).toEqual([period, sorted(await counted('unitId', period))])
    expect([period, sorted(byPerson)]).toEqual([period, sorted(await counted('assigneeId', period))])
  }
}

const ids = (rows: { id: number }[]) => rows.map(({ id }) => id)
/** Without those that had some once and have none any more. */
const sorted = (all: Map<number, Figures>) =>
  [...all].filter(([, figures]) => Object.values(figures).some((count) => count > 0)).sort(([a], [b]) => a - b)

test('figures are what the rules count row by row, whatever happens to the tasks', async () => {
  await expectRight()
  const rows = await world.db.reader.selectFrom('tasks').select(['id', 'due']).orderBy('id').execute()
  const set = (id: number, changes: object) =>
    world.db.writer.updateTable('tasks').set(changes).where('id', '=', id).execute()
  for (const [n, { id, due }] of rows.entries()) {
    const state = taskStates[(n * 5 + 2) % taskStates.length] as TaskState
    const handedIn = n % 2 === 0 ? due : '2026-12-31'
    const over = state === 'completed' ? { submittedOn: handedIn, doneOn: handedIn } : { doneOn: null }
    await set(id, { state, ...over })
    if (n % 3 === 0) await set(id, { children: 2 })
    if (n % 4 === 0) await set(id, { unitId: 1, assigneeId: world.ids.lan.id })
  }
  await expectRight()
  for (const [n, { id }] of rows.entries()) if (n % 6 === 0) await set(id, { children: 0 })
  await expectRight()
})
