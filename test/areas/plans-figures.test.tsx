import { afterAll, beforeAll, expect, test } from 'vitest'
import { followPlan, progressOf } from '../../src/plans/following.ts'
import { findPlan } from '../../src/plans/queries.ts'
import { totalOf } from '../../src/rules/plan-lines.ts'
import { taskStates } from '../../src/rules/tasks.ts'
import { bucket } from '../../src/rules/timeliness.ts'
import { readAsked } from '../../src/tasks/doing/asked.ts'
import { visibleTasks } from '../../src/tasks/lists/lists.ts'
import { plan81 } from '../plan-81.ts'
import { bringPlan } from '../plan-files.ts'
import { openWorld, type World } from '../world.ts'

/** A plan of 81 tasks under way; nothing here changes it. */
let world: World
let plan: string
beforeAll(async () => {
  world = await openWorld()
  plan = (await bringPlan(world, plan81())).plan
  await live()
}, 60_000)
afterAll(() => world.close())

const today = '2026-11-25'
const html = async (path: string) => (await world.as('hoa').get(path)).text()
const words = (page: string) =>
  page
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

/** Tasks of every state, early and late, the same every time. */
async function live() {
  const tasks = await world.db.reader.selectFrom('tasks').select('id').orderBy('id').execute()
  for (const [n, { id }] of tasks.entries()) {
    const state = taskStates[(n * 5) % taskStates.length] ?? 'issued'
    const due = n % 3 === 0 ? '2026-11-20' : '2026-12-01'
    const finished = n % 2 === 0 ? '2026-11-19' : '2026-11-24'
    const done = state === 'completed' ? { doneOn: finished, submittedOn: finished } : {}
    const sent = state === 'submitted' ? { submittedOn: finished } : {}
    await world.db.writer
      .updateTable('tasks')
      .set({ state, due, ...done, ...sent })
      .where('id', '=', id)
      .execute()
  }
}

test('every figure is a count over rows, they add up, and each leads to a list of as many tasks', async () => {
  const ctx = await world.ctx('hoa')
  const found = await findPlan(ctx.db.reader, plan)
  const { counts, cancelled } = await followPlan(ctx, found as NonNullable<typeof found>)
  const tasks = await world.db.reader.selectFrom('tasks').selectAll().execute()
  const by = (one: string) =>
    tasks.filter((task) => bucket({ ...(task as never as Parameters<typeof bucket>[0]), children: 0 }, today) === one)
      .length
  const stateOf = (one: string) => tasks.filter(({ state }) => state === one).length
  expect(counts).toEqual({
    doneInTime: by('doneInTime'),
    doneLate: by('doneLate'),
    openInTime: by('openInTime'),
    openLate: by('openLate'),
    paused: stateOf('paused'),
    declined: stateOf('declined'),
    draft: 5,
    none: stateOf('cancelled'),
    elsewhere: 0,
  })
  expect([totalOf(counts), cancelled]).toEqual([81, stateOf('cancelled')])
  const progress = await progressOf(ctx.db.reader, ctx.who, [found?.id ?? 0], today)
  expect(progress.get(found?.id ?? 0)).toEqual({ counts, total: 81, version: 1 })
  const lists = {
    doneInTime: 'doneInTime',
    doneLate: 'doneLate',
    openInTime: 'openInTime',
    openLate: 'openLate',
    paused: 'paused',
    declined: 'declined',
  } as const
  for (const [state, show] of Object.entries(lists)) {
    const { filter } = await readAsked(ctx, (name) => ({ plan, show })[name as 'plan' | 'show'])
    const rows = await visibleTasks(ctx.db, ctx.who, filter, 500)
    expect({ state, count: rows.length }).toEqual({ state, count: counts[state as keyof typeof counts] })
  }
})

test('the figures on the page are links, each to a page that holds as many', async () => {
  const page = await html(`/plans/${plan}`)
  const figures = [...page.matchAll(/<a class="figure" href="([^"]+)">(\d+)<\/a>/g)]
  expect(figures.length).toBeGreaterThan(2)
  for (const [, href = '', count] of figures.filter(([, href]) => href?.startsWith('/tasks'))) {
    const csv = await html(href.replaceAll('&amp;', '&').replace('/tasks?', '/tasks.csv?'))
    expect([href, csv.trim().split('\r\n').length - 1]).toEqual([href, Number(count)])
  }
})

test('units add up to the whole, and a narrowed page shows as many lines as its figure says', async () => {
  const page = await html(`/plans/${plan}`)
  const table = page.slice(page.indexOf('Theo đơn vị chủ trì'), page.indexOf('Các nhiệm vụ'))
  const rows = [...table.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) => words(row).trim())
  const numbers = rows.slice(1).map((row) => Number(/(\d+) /.exec(row.replace(/^[^\d]*/, ''))?.[1]))
  expect(numbers.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(numbers.at(-1))
  expect(numbers.at(-1)).toBe(81)
  for (const [, href = '', count] of [...table.matchAll(/<td[^>]*><a href="([^"]+)">(\d+)<\/a>/g)].slice(0, 8)) {
    const narrowed = await html(href.replaceAll('&amp;', '&').replace('#nhiem-vu', ''))
    const lines = [...narrowed.slice(narrowed.indexOf('id="nhiem-vu"')).matchAll(/<th scope="row"/g)]
    expect([href, lines.length]).toEqual([href, Number(count)])
  }
})

test('what it exports are its lines, headings too, safe against formulas', async () => {
  const csv = await html(`/plans/${plan}/lines.csv`)
  const lines = csv.trim().split('\r\n')
  expect(lines).toHaveLength(1 + 87 + 1)
  expect(lines[1]).toMatch(/^I,"?Công tác chỉ đạo, điều hành"?,/)
  expect(lines.at(-1)).toContain('Bản 1.')
  const xlsx = await world.as('hoa').get(`/plans/${plan}/lines.xlsx`)
  expect([xlsx.status, xlsx.headers.get('content-type')]).toEqual([200, expect.stringContaining('spreadsheetml')])
})
