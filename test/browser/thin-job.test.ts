import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone } from './chromium.ts'
import { openStage, press, type Stage } from './open.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const ways: [string, BrowserContextOptions][] = [
  ['at 1366 px', desktop],
  ['on a phone of 360 px', phone],
  ['with scripts off', { ...desktop, javaScriptEnabled: false }],
]

describe.each(ways)('%s', (_, options) => {
  test('a leader gives a clear task, the officer hands in a result with a file, the leader approves', async () => {
    const scripts = options.javaScriptEnabled !== false
    const title = `Báo cáo cải cách hành chính quý IV (${_})`
    const [leader, officer] = [await stage.signIn('hoa', options), await stage.signIn('minh', options)]

    await leader.open('/tasks/new')
    await leader.check()
    const { page } = leader
    await page.getByLabel('Tên việc').fill(title)
    await page.getByLabel('Nội dung').fill('Tổng hợp số liệu, dự thảo báo cáo.')
    await page.getByLabel('Sản phẩm phải nộp').fill('báo cáo')
    await page.getByLabel('Minh chứng phải nộp').fill('tệp báo cáo')
    await page.getByLabel('Hạn', { exact: true }).fill('05/12/2026')
    if (scripts) await page.getByText('4/5 rõ').or(page.getByText('3/5 rõ')).first().waitFor()
    await press(page, 'Giao việc')
    await page.getByRole('link', { name: 'Người thực hiện', exact: true }).waitFor() // the summary leads to each place
    await leader.check()
    await page.getByLabel('Người thực hiện').fill('van minh')
    await page.getByRole('radio', { name: '04/12' }).check() // the nearest working day, offered as a chip
    if (scripts) await page.getByText('5/5 rõ, giao được').waitFor()
    await press(page, 'Giao việc')
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByText('Đang chờ đồng chí Nguyễn Văn Minh tiếp nhận').waitFor()
    await leader.check()

    await officer.open('/')
    await officer.check()
    await officer.page.locator('article', { hasText: title }).getByRole('button', { name: 'Tiếp nhận' }).click()
    await officer.page.getByText('Đã tiếp nhận việc.').waitFor()
    await officer.page
      .locator('article', { hasText: title })
      .getByRole('link', { name: /Nộp kết quả/ })
      .click()
    await officer.page.getByLabel('Kết quả', { exact: true }).fill('Đã gửi Sở Nội vụ ngày hôm nay.')
    await press(officer.page, 'Nộp kết quả')
    await officer.page.getByText('Chọn tệp minh chứng để người nghiệm thu xem.').waitFor()
    expect(await officer.page.getByLabel('Kết quả', { exact: true }).inputValue()).toBe(
      'Đã gửi Sở Nội vụ ngày hôm nay.',
    )
    await officer.check()
    await officer.page.getByLabel('Minh chứng').setInputFiles(stage.evidence)
    await press(officer.page, 'Nộp kết quả')
    await officer.page.getByText('Đang chờ đồng chí Đặng Thị Hoa nghiệm thu').waitFor()
    await officer.check()

    await leader.open('/')
    await leader.check()
    await page.locator('article', { hasText: title }).getByRole('link', { name: title, exact: true }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Báo cáo quý IV.txt/ }).click(),
    ])
    expect(readFileSync(await download.path(), 'utf8')).toBe('Đã gửi Sở Nội vụ\n')
    await press(page, 'Nghiệm thu: Đạt')
    await page.getByText('Đã nghiệm thu: Đạt.').first().waitFor()
    await leader.check()
    expect(leader.problems()).toEqual([])
    expect(officer.problems()).toEqual([])
    await leader.close()
    await officer.close()
  })
})

test('every page a person can open from the navigation is accessible, fits the width and weighs little', async () => {
  for (const [name, options] of [
    ['an', desktop],
    ['hoa', phone],
    ['minh', phone],
  ] as const) {
    const person = await stage.signIn(name, options)
    const paths = await person.page
      .locator('nav.nav a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    for (const path of [...paths, '/help', '/api', '/search?q=minh', '/account/password', '/khong-co']) {
      const answer = await person.page.goto(stage.url + path)
      await person.check()
      const wide = await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect([path, wide <= 0]).toEqual([path, true])
      const weight = gzipSync((await answer?.body()) ?? '').length
      expect([path, weight < 15_000 ? 'light' : weight]).toEqual([path, 'light'])
    }
    expect(person.problems()).toEqual([])
    await person.close()
  }
})

test('dark ground and the largest letters: still accessible, nothing runs out of the screen', async () => {
  const person = await stage.signIn('hoa', { ...phone, viewport: { width: 320, height: 700 } })
  await stage.world.db.writer
    .updateTable('logins')
    .set({ theme: 'dark', size: '125' })
    .where('username', '=', 'hoa')
    .execute()
  for (const path of ['/', '/tasks', '/tasks/new', '/people', '/calendar']) {
    await person.open(path)
    await person.check()
    const wide = await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect([path, wide <= 0]).toEqual([path, true])
  }
  await stage.world.db.writer
    .updateTable('logins')
    .set({ theme: 'auto', size: '100' })
    .where('username', '=', 'hoa')
    .execute()
  expect(person.problems()).toEqual([])
  await person.close()
})

test('keys reach search, giving a task and help; what is typed is left alone', async () => {
  const person = await stage.signIn('hoa', desktop)
  await person.page.keyboard.press('/')
  expect(await person.page.evaluate(() => document.activeElement?.id)).toBe('search')
  await person.page.keyboard.type('g?')
  expect(await person.page.inputValue('#search')).toBe('g?')
  await person.page.locator('h1').click()
  await person.page.keyboard.press('g')
  await person.page.waitForURL('**/tasks/new')
  await person.close()
})

test('typing a name brings people to choose from, and the chosen one is the responsible person', async () => {
  const person = await stage.signIn('hoa', desktop)
  await person.open('/tasks/new')
  await person.page.getByLabel('Người thực hiện').fill('nguyen')
  await person.page.getByRole('radio', { name: /Nguyễn Thị Lan/ }).check()
  expect(await person.page.getByRole('radio', { name: /Nguyễn Thị Lan/ }).isChecked()).toBe(true)
  expect(person.problems()).toEqual([])
  await person.close()
})
