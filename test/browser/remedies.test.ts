import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { put } from '../findings.ts'
import { started } from '../rounds.ts'
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
  test('findings become tasks by dry run and by one click, and the figures lead to their rows', async () => {
    const { world } = stage
    const name = `Kiểm tra công vụ (${_})`
    const { id, sheets } = await started(world, { name, unit: [world.units.vhxh, world.units.kt], memberName: '' })
    await put(world, sheets[0]!, { text: `Thiếu bảng niêm yết (${_})` })
    const nobody = await put(world, sheets[1]!, { text: `Không đeo thẻ (${_})`, remedierId: null })
    const [head, leader] = [await stage.signIn('quang', options), await stage.signIn('hoa', options)]
    const { page } = head

    await head.open(`/inspections/${id}`)
    await page.getByRole('link', { name: 'Giao khắc phục 2 tồn tại…' }).click()
    await page.getByText('1 tồn tại còn chỗ chưa rõ').waitFor()
    await head.check()
    await press(page, 'Giao 2 việc')
    await page.getByText('Chọn một người thực hiện.').waitFor()
    await page.locator(`[name="doer.${nobody}"]`).selectOption({ label: 'Nguyễn Thị Lan, Chuyên viên' })
    await press(page, 'Giao 2 việc')
    await page.getByText('Đã giao 2 việc khắc phục.').waitFor()
    expect(await page.getByText('Đã giao, chưa tiếp nhận').count()).toBe(2)
    await head.check()

    const late = await put(world, sheets[0]!, { text: `Ghi sổ chậm (${_})` })
    await head.open(`/findings/${late}`)
    await page.getByText('Giao đ/c Hoàng Thị Mai, hạn 25/12/2026; đ/c Đỗ Quang nghiệm thu.').waitFor()
    await head.check()
    await press(page, 'Giao khắc phục')
    await page.getByText('Đã giao việc khắc phục.').waitFor()

    await leader.open('/inspections/figures')
    await leader.page.getByText('Tỷ lệ tái phạm').click()
    await leader.page.getByText('Tồn tại cùng mục, cùng đơn vị với một tồn tại trước đó').waitFor()
    await leader.check()
    const found = leader.page.locator('#findings').getByRole('link').first()
    const count = Number(await found.innerText())
    await found.click()
    await leader.page.getByRole('heading', { level: 1, name: 'Tồn tại' }).waitFor()
    expect(await leader.page.locator('tbody tr').count()).toBe(count)
    await leader.check()
    expect([head.problems(), leader.problems()]).toEqual([[], []])
    await head.close()
    await leader.close()
  })
})

test('an administrator sets the terms, a member enters what an outside body recommends', async () => {
  const { world } = stage
  const admin = await stage.signIn('an', phone)
  await admin.open('/settings/terms')
  await admin.page.getByText('Số có sẵn, chưa kiểm chứng').waitFor()
  await admin.check()
  await admin.page.getByLabel('Tồn tại nhẹ').fill('3')
  await press(admin.page, 'Lưu, áp dụng từ hôm nay')
  await admin.page.getByText('Cơ quan tự chọn từ 25/11/2026').waitFor()
  const round = { form: 'outside', outsideBody: 'Thanh tra tỉnh', checklist: '', memberName: '' }
  const { id } = await started(world, round)
  const head = await stage.signIn('quang', phone)
  await head.open(`/inspections/${id}`)
  await head.page.getByRole('link', { name: 'Ghi kiến nghị' }).click()
  await head.check()
  await head.page.getByLabel('Số, ký hiệu kết luận').fill('15/KL-TTr')
  await head.page.getByLabel('Ngày kết luận').fill('20/11/2026')
  await head.page.getByLabel('Các kiến nghị').fill('Niêm yết đủ thủ tục\nKhông nhận hồ sơ ngoài giờ')
  await press(head.page, 'Ghi kiến nghị')
  await head.page.getByText('Đã ghi 2 kiến nghị.').waitFor()
  await head.check()
  expect([admin.problems(), head.problems()]).toEqual([[], []])
})
