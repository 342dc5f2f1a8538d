import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone } from './chromium.ts'
import { openStage, type Stage } from './open.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** A leader whose clicks are counted, at the page where the counting begins. */
async function leader(options: typeof desktop, path: string) {
  const person = await stage.signIn('hoa', options)
  await person.open(path)
  let clicks = 0
  const click = async (target: Locator) => {
    clicks++
    await target.click()
  }
  const button = (name: string) =>
    person.page.getByRole('main').getByRole('button', { name, exact: true }).filter({ visible: true }).first()
  return { ...person, click, button, clicks: () => clicks }
}

const without = { ...desktop, javaScriptEnabled: false }

describe.each([
  ['at 1366 px', desktop],
  ['on a phone of 360 px', phone],
  ['with scripts off', without],
] as const)('%s', (_, options) => {
  test('giving by quick line: 2 clicks and the line', async () => {
    const hoa = await leader(options, '/')
    await hoa.page.locator('#quick-line').fill('Báo cáo CCHC quý IV @Lan 15/12')
    await hoa.click(hoa.button('Giao nhanh'))
    await hoa.page.getByText('5/5 rõ, giao được').waitFor()
    await hoa.check()
    await hoa.click(hoa.button('Giao việc'))
    await hoa.page.getByRole('heading', { level: 1, name: 'Báo cáo CCHC quý IV' }).waitFor()
    expect(hoa.clicks()).toBe(2)
    expect(hoa.problems()).toEqual([])
    await hoa.close()
  })

  test('the key Enter reads a line that is new, and keeps what was typed beside it', async () => {
    const hoa = await leader(options, '/tasks/new')
    await hoa.page.getByLabel('Nội dung').fill('Đã gõ trước')
    await hoa.page.locator('#quick-line').fill('Kiểm tra chợ @Minh 15/12')
    await hoa.page.locator('#quick-line').press('Enter')
    await hoa.page.getByText('5/5 rõ, giao được').waitFor()
    expect(await hoa.page.locator('#f-content').inputValue()).toBe('Đã gõ trước')
    await hoa.close()
  })

  test('a draft is kept, found again and given', async () => {
    const hoa = await leader(options, '/tasks/new')
    await hoa.page.getByLabel('Tên việc').fill('Kiểm kê kho')
    await hoa.button('Lưu nháp').click()
    await hoa.page.getByRole('button', { name: 'Bỏ nháp' }).filter({ visible: true }).first().waitFor()
    await hoa.check()
    await hoa.open('/tasks/drafts')
    await hoa.check()
    await hoa.page.getByRole('link', { name: 'Viết tiếp “Kiểm kê kho”' }).click()
    expect(await hoa.page.locator('#f-title').inputValue()).toBe('Kiểm kê kho')
    await hoa.button('Bỏ nháp').click()
    await hoa.page.getByText('Đã bỏ nháp.').waitFor()
    await hoa.close()
  })
})

test.each([
  ['at 1366 px', desktop],
  ['on a phone of 360 px', phone],
] as const)('giving from a template %s: 4 clicks and the name', async (_, options) => {
  const hoa = await leader(options, '/tasks/new')
  await hoa.click(hoa.page.getByRole('link', { name: 'Trả lời văn bản' }))
  await hoa.page.getByText('4/5 rõ').first().waitFor()
  const name = hoa.page.getByLabel('Người thực hiện', { exact: true })
  await hoa.click(name)
  await name.pressSequentially('nguyen')
  await hoa.click(hoa.page.getByRole('radio', { name: /Nguyễn Văn Minh/ }))
  await hoa.page.getByText('5/5 rõ, giao được').waitFor()
  await hoa.page.getByText('Đồng chí Nguyễn Văn Minh đang có').waitFor()
  await hoa.check()
  await hoa.click(hoa.button('Giao việc'))
  await hoa.page.getByRole('heading', { level: 1, name: 'Trả lời văn bản' }).waitFor()
  expect(hoa.clicks()).toBe(4)
  expect(hoa.problems()).toEqual([])
  await hoa.close()
})

test.each(['/templates', '/templates/new', '/tasks/conclusions'])(
  '%s fits both widths and is accessible',
  async (path) => {
    for (const options of [desktop, phone]) {
      const hoa = await leader(options, path)
      await hoa.check()
      expect(await hoa.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      expect(hoa.problems()).toEqual([])
      await hoa.close()
    }
  },
)
