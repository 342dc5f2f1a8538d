import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone } from './chromium.ts'
import { openStage, press, type Stage } from './open.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const table = (rows: string) => `Nhóm,Tên nhóm,Mã,Nội dung,Mức độ,Cách ghi,"Nhãn, tùy chọn"\n${rows}`

describe.each([
  ['an inspector at 1366 px', 'quang', desktop],
  ['a clerk on a phone of 360 px', 'diep', phone],
  ['an inspector with scripts off', 'quang', { ...desktop, javaScriptEnabled: false }],
] as const)('%s', (title, name, options) => {
  test('begins a checklist, adds and moves an item, and puts a file in its place', async () => {
    const person = await stage.signIn(name, options)
    const { page } = person
    const narrow = async () => {
      await person.check()
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
    await person.open('/checklists')
    await narrow()
    await person.open('/checklists/new')
    await narrow()
    const begin = page.locator('#begin')
    await begin.getByLabel('Tên bảng kiểm').fill(`Kiểm tra của ${title}`)
    await begin.getByLabel('Tên nhóm đầu tiên').fill('Giờ giấc')
    await begin.getByLabel('Mục đầu tiên').fill('Có mặt đúng giờ')
    await press(page, 'Lập bảng kiểm')
    await page.getByText('Bản 1 chưa đợt kiểm tra nào dùng.').waitFor()

    await page.getByRole('main').getByRole('link', { name: 'Thêm mục', exact: true }).click()
    await press(page, 'Thêm')
    await page.locator('#errors a').first().waitFor()
    await narrow()
    await page.getByLabel('Mã', { exact: true }).fill('A2')
    await page.getByLabel('Nội dung kiểm tra').fill('Đeo thẻ khi làm việc')
    await page.getByLabel('Cách ghi', { exact: true }).selectOption('count')
    expect(
      await page.locator('.guides > li').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length),
    ).toBe(1)
    await page.getByLabel('Nhãn, tùy chọn').fill('người không đeo thẻ; ghi tên người')
    await press(page, 'Thêm')
    await page.getByText('Đếm số: người không đeo thẻ; ghi tên người').waitFor()
    await narrow()

    await page.getByRole('link', { name: 'Xếp lại thứ tự' }).click()
    await narrow()
    await press(page, 'Đưa A2 lên')
    await page.locator('.row-title').first().getByText('A2').waitFor()
    await page.getByRole('link', { name: 'Xếp xong' }).click()

    const file = join(stage.world.dataDir, 'bang-kiem.csv')
    writeFileSync(file, table('A,Giờ giấc,A1,Có mặt đúng giờ,Rất nặng,,\n'))
    await page.getByRole('link', { name: 'Thay bằng tệp' }).click()
    await narrow()
    await page.locator('[name=file]').setInputFiles(file)
    await press(page, 'Gửi tệp')
    await page.getByText('Tệp còn 1 chỗ cần sửa, chưa ghi gì.').waitFor()
    await narrow()
    writeFileSync(file, table('A,Giờ giấc,A1,Có mặt đúng giờ,Nặng,,\n'))
    await page.locator('[name=file]').setInputFiles(file)
    await press(page, 'Gửi tệp')
    await page.getByText('Sửa 1 mục, bỏ 1 mục.').waitFor()
    await narrow()
    await press(page, 'Lưu vào bản 1')
    await page.getByText('Đã thay nội dung theo tệp.').waitFor()
    expect(await page.locator('.row-title').allTextContents()).toEqual(['A1 Có mặt đúng giờ'])
    expect(person.problems()).toEqual([])
    await person.close()
  })
})
