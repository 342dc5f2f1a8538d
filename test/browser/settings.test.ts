import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clarityPresets } from '../../src/data/clarity-sets.ts'
import { chooseClarity } from '../../src/settings/commands.ts'
import { desktop, phone } from './chromium.ts'
import { openStage, press, type Stage } from './open.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const inForce = async (at: number) =>
  chooseClarity(await stage.world.ctx('an'), stage.world.units.root, clarityPresets[at]!.set)

describe.each([
  ['at 1366 px', desktop],
  ['on a phone of 360 px', phone],
  ['with scripts off', { ...desktop, javaScriptEnabled: false }],
] as const)('%s', (_, options) => {
  test('an administrator tries the six rõ, leaves one to whoever gives, and saves; a leader gives by them', async () => {
    await inForce(0)
    const scripts = options.javaScriptEnabled !== false
    const an = await stage.signIn('an', options)
    await an.open('/settings')
    await an.check()
    await an.page.getByRole('link', { name: 'Xem bộ này: 6 rõ' }).click()
    const sample = an.page.locator('#sample')
    await sample.getByText('Chưa lưu.').waitFor()
    await an.page.locator('[name=compulsory6]').uncheck()
    if (!scripts) await press(an.page, 'Xem thử')
    await sample.getByText('Không bắt buộc: thiếu vẫn giao được.').waitFor()
    await an.check()
    await press(an.page, 'Lưu bộ rõ')
    await an.page.getByText('Đã lưu bộ rõ.').waitFor()
    expect(await an.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(an.problems()).toEqual([])
    await an.close()

    const hoa = await stage.signIn('hoa', options)
    await hoa.open('/')
    await hoa.page.locator('#quick-line').fill('Kiểm tra chợ @Minh 15/12')
    await press(hoa.page, 'Giao nhanh')
    await hoa.page.getByText('6/6 rõ, giao được').waitFor()
    await hoa.page.locator('#ro-product > summary').click()
    await hoa.page.getByLabel('Sản phẩm phải nộp').fill('')
    if (scripts) await hoa.page.getByText('5/6 rõ, giao được').waitFor()
    await hoa.check()
    await press(hoa.page, 'Giao việc')
    await hoa.page.getByRole('heading', { level: 1, name: 'Kiểm tra chợ' }).waitFor()
    await hoa.page.getByText('Rõ thẩm quyền').waitFor()
    await hoa.check()
    expect(hoa.problems()).toEqual([])
    await hoa.close()
  })

  test('a set that cannot stand comes back with the way to each place', async () => {
    await inForce(1)
    const an = await stage.signIn('an', options)
    await an.open('/settings')
    await an.page.locator('[name=label3]').fill('')
    await press(an.page, 'Lưu bộ rõ')
    await an.page.locator('#errors a').first().waitFor()
    await an.check()
    await an.page.locator('#errors a').first().click()
    expect(await an.page.evaluate(() => location.hash)).toBe('#f-label3')
    await an.close()
  })
})

test.each([
  ['hoa', desktop],
  ['diep', phone],
] as const)('six segments fit the pages that show them, for %s', async (name, options) => {
  await inForce(1)
  const coordinators = [{ personId: stage.world.ids.lan.publicId, part: 'Số liệu hồ sơ' }]
  const task = await stage.world.task({ coordinators })
  const person = await stage.signIn(name, options)
  for (const path of ['/tasks/new', `/tasks/${task}`, '/tasks/drafts', '/templates/new']) {
    await person.open(path)
    await person.check()
    const wide = await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect([path, wide <= 0]).toEqual([path, true])
  }
  expect(person.problems()).toEqual([])
  await person.close()
})
