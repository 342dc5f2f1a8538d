import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TaskState, taskStates } from '../../src/rules/tasks.ts'
import { type Bucket, bucket, buckets } from '../../src/rules/timeliness.ts'
import { isIn } from '../../src/tasks/lists/buckets.ts'
import { bareTask } from '../bare-task.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const today = '2026-11-25'
const days = ['2026-11-24', today, '2026-11-26'] as const
const orNone = [null, ...days] as const

test('the buckets of the database are those of the rules, over every combination of state, days and parts', async () => {
  const combinations = taskStates.flatMap((state) =>
    days.flatMap((due) =>
      orNone.flatMap((submittedOn) =>
        orNone.flatMap((doneOn) => [0, 2].map((children) => ({ state, due, submittedOn, doneOn, children }))),
      ),
    ),
  )
  const bare = await bareTask(world)
  await world.db.writer
    .insertInto('tasks')
    .values(combinations.map((one, n) => bare(`every-${n}`, one)))
    .execute()
  const found = new Map<string, Bucket[]>()
  for (const one of buckets) {
    const rows = await world.db.reader.selectFrom('tasks').select('publicId').where(isIn(one, today)).execute()
    for (const { publicId } of rows) found.set(publicId, [...(found.get(publicId) ?? []), one])
  }
  const wrong = combinations.filter((task, n) => {
    const expected = bucket(task, today)
    return JSON.stringify(found.get(`every-${n}`) ?? []) !== JSON.stringify(expected ? [expected] : [])
  })
  expect([combinations.length, wrong]).toEqual([672, []])
})

const scopeRow = () =>
  world.db.reader.selectFrom('taskScopes').select(['state', 'due', 'assigneeId']).distinct().execute()
const tallies = () =>
  world.db.reader
    .selectFrom('taskTallies')
    .select(['scope', 'month', 'late', 'count'])
    .where('count', '<>', 0)
    .execute()

test('a scope row follows its task, and finished work is counted by month, whoever writes', async () => {
  const { writer } = world.db
  await writer.deleteFrom('tasks').execute()
  await writer.deleteFrom('taskTallies').execute()
  const bare = await bareTask(world)
  const first = bare('followed', { state: 'issued', due: '2026-12-01' })
  const { id } = await writer.insertInto('tasks').values(first).returning('id').executeTakeFirstOrThrow()
  await writer.insertInto('taskScopes').values({ scope: 'p1', taskId: id }).execute()
  const set = (changes: { state?: TaskState; due?: string; doneOn?: string | null; assigneeId?: number }) =>
    writer.updateTable('tasks').set(changes).where('id', '=', id).execute()
  for (const state of taskStates) {
    await set({ state, doneOn: state === 'completed' ? '2026-11-30' : null })
    expect([state, await scopeRow()]).toEqual([state, [{ state, due: '2026-12-01', assigneeId: first.assigneeId }]])
  }
  expect(await tallies()).toEqual([])
  await set({ state: 'completed', doneOn: '2026-11-30' })
  const counted = (late: 0 | 1) => [
    { scope: `p${first.assigneeId}`, month: '2026-11', late, count: 1 },
    { scope: `u${first.unitId}`, month: '2026-11', late, count: 1 },
  ]
  expect((await tallies()).sort((a, b) => (a.scope < b.scope ? -1 : 1))).toEqual(counted(0))
  await set({ due: '2026-11-27' })
  expect([await scopeRow(), (await tallies()).sort((a, b) => (a.scope < b.scope ? -1 : 1))]).toEqual([
    [{ state: 'completed', due: '2026-11-27', assigneeId: first.assigneeId }],
    counted(1),
  ])
  await set({ state: 'submitted', doneOn: null, assigneeId: world.ids.lan.id })
  expect([await scopeRow(), await tallies()]).toEqual([
    [{ state: 'submitted', due: '2026-11-27', assigneeId: world.ids.lan.id }],
    [],
  ])
})
