import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fillIn, noteFinding } from '../closing.ts'
import { started } from '../rounds.ts'
import { readWord } from '../word-files.ts'
import { desktop, phone } from './chromium.ts'
import { openStage, press, type Stage } from './open.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

describe.each([
  ['at 1366 px', desktop],
  ['on a phone of 360 px', phone],
  ['with scripts off', { ...desktop, javaScriptEnabled: false }],
] as const)('the head of a team %s', (title, options) => {
  test('has both sides sign, one of them refusing, closes the round, takes its Word files, records what was signed, opens it again', async () => {
    const { world } = stage
    const { id, sheet } = await started(world, { name: `Kiểm tra ${title}` })
    await fillIn(world, sheet, { 'B2.result': '', 'C1.result': 'fail' })
    await noteFinding(world, sheet, { item: 'C1' })
    const person = await stage.signIn('quang', options)
    const { page } = person
    const look = async () => {
      await person.check()
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
    const shown = (text: string) => page.getByText(text, { exact: false }).first().waitFor()

    await person.open(`/inspections/${id}`)
    await look()
    await page.getByRole('link', { name: 'Ký, kết thúc' }).click()
    await shown('Còn 2 chỗ phải làm xong trước khi kết thúc:')
    await look()
    await page.getByRole('link', { name: /đoàn kiểm tra chưa ký biên bản/ }).click()
    await shown('Đọc biên bản cho hai bên nghe trước khi ký.')
    await look()
    await press(page, 'Ghi chữ ký đoàn kiểm tra')
    await shown('Đồng chí Đỗ Quang, Trưởng đoàn kiểm tra đã ký')
    await page.getByRole('radio', { name: 'Từ chối ký' }).check()
    await press(page, 'Ghi chữ ký bên được kiểm tra')
    await page.locator('#errors a').first().waitFor()
    await look()
    await page.getByLabel('Lý do từ chối ký').fill('Không nhất trí mục C1')
    await press(page, 'Ghi chữ ký bên được kiểm tra')
    await shown('Lý do từ chối: Không nhất trí mục C1')
    await look()

    await person.open(`/inspections/${id}/sign-off`)
    await press(page, 'Kết thúc, chốt số liệu')
    await page.locator('#errors a').first().waitFor()
    await page.getByLabel('Lý do để ngỏ').fill('bộ phận một cửa nghỉ')
    await look()
    await press(page, 'Kết thúc, chốt số liệu')
    await shown('Số liệu còn nguyên như lúc chốt.')
    await look()

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Dự thảo (Word)' }).last().click(),
    ])
    expect(download.suggestedFilename()).toBe('bien-ban-phong-van-hoa-xa-hoi.docx')
    const minutes = await readWord(readFileSync(await download.path()))
    expect(minutes.text).toContain('(Từ chối ký. Lý do: Không nhất trí mục C1)')
    expect(minutes.text).toContain('Không kiểm tra được mục B2: bộ phận một cửa nghỉ.')

    const signed = join(world.dataDir, 'Biên bản đã ký.pdf')
    writeFileSync(signed, '%PDF-1.4\n%\n1 0 obj\nendobj')
    const row = page.getByRole('article').filter({ hasText: 'Biên bản kiểm tra, ' })
    await row.locator('summary').click()
    await row.getByRole('button', { name: 'Ghi bản đã ký' }).click()
    await page.locator('#errors a').first().waitFor()
    await look()
    await row.getByLabel('Số, ký hiệu').fill('05/BB-ĐKT')
    await row.getByLabel('Ngày ký').fill('25/11/2026')
    await row.getByLabel('Người ký').fill('Đỗ Quang')
    await row.locator('[name=file]').setInputFiles(signed)
    await row.getByRole('button', { name: 'Ghi bản đã ký' }).click()
    await shown('Số 05/BB-ĐKT, ngày 25/11/2026, Đỗ Quang ký')
    await look()

    await page.getByText('Mở lại đợt…').click()
    await page.getByLabel('Lý do mở lại').fill('Bổ sung mục B2')
    await press(page, 'Mở lại đợt kiểm tra')
    await shown('Đợt đã mở lại: Bổ sung mục B2')
    await person.open(`/inspections/${id}/sign-off`)
    await page.getByRole('link', { name: /^Lần 1/ }).click()
    await shown('Lần kết thúc này đã được mở lại')
    await look()
    expect(person.problems()).toEqual([])
    await person.close()
  })
})
