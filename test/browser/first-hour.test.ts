import { expect, test } from 'vitest'
import { desktop, openBrowser, phone } from './chromium.ts'
import { openEmpty, secondsOf, walkFirstHour } from './first-hour.ts'
import { watch } from './watch.ts'

test.each([
  ['at 1366 px', desktop],
  ['on a phone of 360 px', phone],
])('from an empty installation to the first task in under five minutes, %s', async (_, options) => {
  const office = await openEmpty()
  const browser = await openBrowser()
  const page = await (await browser.newContext(options)).newPage()
  const { problems } = await watch(page)
  const parts = await walkFirstHour(page, office.url, office.site.setupCode)
  expect(parts.reduce((sum, part) => sum + secondsOf(part), 0)).toBeLessThan(300)
  const issued = await office.site.db.reader.selectFrom('tasks').select(['state', 'title']).execute()
  expect(issued).toEqual([{ state: 'issued', title: 'Báo cáo cải cách hành chính quý IV' }])
  expect(problems()).toEqual([])
  await page.goto(`${office.url}/start`)
  expect(await page.getByRole('main').innerText()).toContain('6/6')
  await browser.close()
  await office.close()
})
