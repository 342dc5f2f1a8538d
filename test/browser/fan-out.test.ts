import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addPerson } from '../../src/people/commands.ts'
import { addUnit } from '../../src/people/unit-commands.ts'
import { desktop, phone } from './chromium.ts'
import { openStage, type Stage } from './open.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await found(stage)
})
afterAll(() => stage.close())

/** Ten units more, each with its head: twelve below the office, of which one has no head. */
async function found({ world }: Stage) {
  const ctx = await world.ctx('an')
  const under = { kind: 'unit' as const, parent: world.units.root, day: ctx.today }
  for (let at = 1; at <= 11; at += 1) {
    const unit = await addUnit(ctx, { ...under, name: `Tổ dân phố số ${at}`, shortName: `TDP ${at}` })
    const head = { name: `Nguyễn Văn Tổ ${at}`, username: `to${at}`, post: 'Tổ trưởng', roles: ['leader' as const] }
    await addPerson(ctx, { ...head, unit, day: ctx.today, email: undefined, phone: undefined })
  }
}

/** A leader whose clicks are counted. */
async function leader(options: typeof desktop, path = '/') {
  const person = await stage.signIn('hoa', options)
  await person.open(path)
  let clicks = 0
  const click = async (target: Locator) => {
    clicks++
    await target.click()
  }
  const button = (name: string | RegExp) =>
    person.page.getByRole('main').getByRole('button', { name }).filter({ visible: true }).first()
  const fits = async () =>
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  return { ...person, click, button, fits, clicks: () => clicks }
}

const without = { ...desktop, javaScriptEnabled: false }

describe.each([
  ['at 1366 px', desktop],
  ['on a phone of 360 px', phone],
  ['with scripts off', without],
] as const)('%s', (_, options) => {
  test('the same order to 12 units: 5 clicks and 30 characters at most', async () => {
    const line = 'Báo cáo CCHC quý IV 15/12'
    const hoa = await leader(options)
    await hoa.page.locator('#quick-line').fill(line)
    await hoa.click(hoa.button('Giao nhanh'))
    await hoa.click(hoa.button('Giao nhiều nơi…'))
    await hoa.page.getByText('Phòng Kinh tế: chưa có người đứng đầu').waitFor()
    await hoa.fits()
    await hoa.check()
    await hoa.click(hoa.button('Chọn cả 12 đơn vị'))
    await hoa.page.getByText('5/5 rõ, giao được').waitFor()
    await hoa.check()
    await hoa.click(hoa.button('Giao 12 nơi'))
    await hoa.page.getByRole('heading', { level: 1, name: 'Báo cáo CCHC quý IV' }).waitFor()
    await hoa.page.getByText('0/12 xong').waitFor()
    expect(await hoa.page.locator('#phan article').count()).toBe(12)
    expect(hoa.clicks()).toBeLessThanOrEqual(5)
    expect(line.length).toBeLessThanOrEqual(30)
    await hoa.fits()
    await hoa.check()
    await hoa.open('/tasks')
    await hoa.fits()
    await hoa.check()
    expect(hoa.problems()).toEqual([])
    await hoa.close()
  })

  test('some of them, found by name, and one more person', async () => {
    const hoa = await leader(options, '/tasks/fan-out')
    await hoa.page.locator('#quick-line').fill('Kiểm tra chợ 15/12')
    await hoa.button('Đọc dòng này').click()
    const unit = (name: string) => hoa.page.getByRole('checkbox', { name: new RegExp(`^${name} `) })
    await hoa.page.getByLabel('Tìm đơn vị').first().fill('to 11')
    await hoa.page.getByRole('button', { name: 'Tìm đơn vị' }).click()
    await hoa.page.getByText('Chọn 1 đơn vị tìm thấy').waitFor()
    await unit('Tổ dân phố số 11').check()
    await hoa.page.getByText('Thêm người khác theo tên').click()
    await hoa.page.getByLabel('Người nhận', { exact: true }).fill('Nguyễn Thị Lan')
    await hoa.button('Thêm người này').click()
    await hoa.button('Giao 2 nơi').click()
    await hoa.page.getByText('0/2 xong').waitFor()
    await hoa.page.getByRole('link', { name: 'Tổ dân phố số 11' }).click()
    await hoa.page.getByText('Phần của việc').waitFor()
    await hoa.check()
    expect(hoa.problems()).toEqual([])
    await hoa.close()
  })
})

test('the button says how many it sends to while one ticks', async () => {
  const hoa = await leader(desktop, '/tasks/fan-out')
  await hoa.page.getByRole('checkbox', { name: /^Tổ dân phố số 1 / }).check()
  await hoa.button('Giao 1 nơi').waitFor()
  await hoa.page.getByRole('checkbox', { name: /^Tổ dân phố số 2 / }).check()
  await hoa.button('Giao 2 nơi').waitFor()
  await hoa.close()
})
