import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rehearse } from '../../src/archive/restore.ts'
import { desktop, phone } from './chromium.ts'
import { openStage, press, type Stage } from './open.ts'

let stage: Stage
const folder = mkdtempSync(join(tmpdir(), 'nam-ro-download-'))
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

test.each([
  ['a desk', desktop],
  ['a phone', phone],
  ['a desk without scripts', { ...desktop, javaScriptEnabled: false }],
])('the administrator takes the whole office away on %s', async (_, options) => {
  const an = await stage.signIn('an', options)
  await an.open('/archive')
  await an.check()
  const coming = an.page.waitForEvent('download')
  await press(an.page, 'Tải dữ liệu xuất')
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/^nam-ro-du-lieu-\d{4}-\d\d-\d\d\.zip$/)
  const path = join(folder, `${crypto.randomUUID()}.zip`)
  await download.saveAs(path)
  expect((await rehearse(path)).record.faultCount).toBe(0)
  expect(await an.page.getByRole('heading', { level: 1 }).textContent()).toBe('Sao lưu, xuất dữ liệu')
  expect(an.problems()).toEqual([])
  await an.close()
})
