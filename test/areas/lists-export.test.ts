import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { manyTasks } from '../many-tasks.ts'
import { type Name, openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await manyTasks(world, 84)
})
afterAll(() => world.close())

const everybody: Name[] = ['an', 'hoa', 'minh', 'lan', 'mai', 'quang', 'diep']
const queries = () => [
  '',
  '?show=all',
  '?show=late&sort=person',
  `?show=all&unit=${world.units.vhxh}&q=bao+cao`,
  '?view=mine&show=counted&sort=newest',
]

/** The code of every task on the pages of a list. */
async function onPages(name: Name, query: string): Promise<string[]> {
  const codes: string[] = []
  for (let path: string | undefined = `/tasks${query}`; path; ) {
    const page: string = await (await world.as(name).get(path)).text()
    codes.push(...[...page.matchAll(/class="task-code">([^<]+)</g)].map(([, code = '']) => code))
    path = /href="([^"]*after=[^"]*)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  }
  return codes
}

async function inApi(name: Name, query: string): Promise<string[]> {
  const page = await (await world.as(name).post('/account/tokens', { name: 'thử', scope: 'read', days: '30' })).text()
  const headers = { Authorization: `Bearer ${/nr_[\w-]+/.exec(page)?.[0]}` }
  const path = `/api/v1/tasks${query}${query ? '&' : '?'}limit=100`
  const { items } = (await (await world.request(path, { headers })).json()) as { items: { code: string }[] }
  return items.map(({ code }) => code)
}

const xlsxRows = async (name: Name, query: string) => {
  const answer = await world.as(name).get(`/tasks.xlsx${query}`)
  const book = await readXlsx(new Uint8Array(await answer.arrayBuffer()))
  return { answer, sheet: book.sheets[0]!, rows: book.sheets[0]!.rows }
}

/** Enough of CSV for a test: fields in quotes with doubled quotes inside. */
const csvRows = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field = '']) =>
        field.replace(/^"|"$/g, '').replaceAll('""', '"'),
      ),
    )

test('the page, both files and the API hold the same rows in the same order, for everybody', async () => {
  for (const name of everybody) {
    for (const query of queries()) {
      const right = await onPages(name, query)
      const excel = (await xlsxRows(name, query)).rows.slice(1).map(([code]) => code)
      const csv = csvRows(await (await world.as(name).get(`/tasks.csv${query}`)).text()).slice(1)
      const found = { excel, csv: csv.map(([code]) => code), api: await inApi(name, query) }
      expect({ name, query, ...found }).toEqual({ name, query, excel: right, csv: right, api: right })
    }
  }
}, 60_000)

test('the Excel file has a frozen head, lies across A4, and its days are dates', async () => {
  const { answer, sheet, rows } = await xlsxRows('hoa', '?show=completed')
  expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="cong-viec-2026-11-25.xlsx"')
  expect(sheet.freezePane).toMatchObject({ rows: 1 })
  expect(sheet.pageSetup).toMatchObject({ paperSize: 'a4', orientation: 'landscape' })
  const [head = [], first = []] = rows
  const task = await world.db.reader
    .selectFrom('tasks')
    .select(['due', 'doneOn'])
    .where('code', '=', String(first[0]))
    .executeTakeFirstOrThrow()
  const dayAt = (name: string) => (first[head.indexOf(name)] as Date).toISOString().slice(0, 10)
  expect([dayAt('Hạn'), dayAt('Ngày hoàn thành')]).toEqual([task.due, task.doneOn])
})

test('what a spreadsheet would run is text in both files', async () => {
  const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1']
  const tasks = await world.db.reader.selectFrom('tasks').select(['id', 'code']).limit(dangerous.length).execute()
  for (const [n, title] of dangerous.entries()) {
    await world.db.writer.updateTable('tasks').set({ title }).where('id', '=', tasks[n]!.id).execute()
  }
  const csv = csvRows(await (await world.as('hoa').get('/tasks.csv?show=all')).text())
  const titleOf = (rows: unknown[][], code: string) => rows.find((row) => row[0] === code)?.[1]
  expect(tasks.map(({ code }) => titleOf(csv, code))).toEqual(dangerous.map((title) => `'${title}`))
  const answer = await world.as('hoa').get('/tasks.xlsx?show=all')
  const book = await readXlsx(new Uint8Array(await answer.arrayBuffer()), { readStyles: true })
  expect(tasks.map(({ code }) => titleOf(book.sheets[0]!.rows, code))).toEqual(dangerous)
  const formulas = [...(book.sheets[0]!.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)
  expect(formulas).toEqual([])
})
