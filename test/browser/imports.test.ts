import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handlers } from '../../src/handlers.ts'
import { startWorker } from '../../src/jobs.ts'
import { type Value, xlsxFile } from '../import-files.ts'
import { desktop, phone } from './chromium.ts'
import { openStage, press, type Stage } from './open.ts'

let stage: Stage
let worker: ReturnType<typeof startWorker>
const folder = mkdtempSync(join(tmpdir(), 'nam-ro-imports-'))
beforeAll(async () => {
  stage = await openStage()
  worker = startWorker(stage.world.site, handlers)
})
afterAll(async () => {
  await worker.stop()
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

const head = ['STT', 'Họ và tên', 'Số điện thoại', 'Phòng ban', 'Chức vụ']

async function saved(name: string, rows: Value[][]): Promise<string> {
  const path = join(folder, name)
  writeFileSync(path, new Uint8Array(await (await xlsxFile([head, ...rows])).arrayBuffer()))
  return path
}

const ways: [string, string, BrowserContextOptions][] = [
  ['at 1366 px', 'Bàn', desktop],
  ['on a phone of 360 px', 'Máy', phone],
  ['with scripts off', 'Tắt', { ...desktop, javaScriptEnabled: false }],
]

describe.each(ways)('%s', (_, given, options) => {
  test('forty people are brought in: refused first, mended, written, passwords handed out', async () => {
    const person = (n: number): Value[] => [
      n,
      `Đinh Thị ${given} ${n}`,
      `09${10_000_000 + n}`,
      n % 2 ? 'KT' : 'Phòng Văn hóa - Xã hội',
      'Chuyên viên',
    ]
    const rows = Array.from({ length: 40 }, (_, n) => person(n + 1))
    const wrong = rows.map((row, n) => (n === 6 ? row.with(3, 'Phòng Kih tế') : row))
    const an = await stage.signIn('an', options)
    const { page } = an

    const send = async (path: string) => {
      await an.open('/imports')
      await an.check()
      await page.locator('#f-file-people').setInputFiles(path)
      await press(page, 'Gửi tệp: Cán bộ, công chức')
      await page.getByRole('heading', { level: 2, name: 'Ghép cột' }).waitFor()
      await an.check()
      expect(await page.getByLabel('Điện thoại').inputValue()).toBe('2')
      await press(page, 'Kiểm tra 40 dòng')
    }
    await send(await saved(`${given} sai.xlsx`, wrong))
    await page.getByText('1 dòng bị từ chối, chưa ghi dòng nào.').waitFor()
    await page.getByText('Không có đơn vị “Phòng Kih tế”. Có phải Phòng Kinh tế?').first().waitFor()
    expect(await page.getByRole('button', { name: 'Ghi tất cả' }).count()).toBe(0)
    await an.check()
    await page.getByRole('link', { name: 'Gửi tệp đã sửa' }).click()

    await send(await saved(`${given} đã sửa.xlsx`, rows))
    await press(page, 'Ghi tất cả')
    await page.getByText('Đã thêm 40 người, cập nhật 0 người.').waitFor()
    await an.check()
    await page.getByRole('link', { name: 'Phát mật khẩu lần đầu' }).click()
    await an.check()
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Phát cho 40 người chưa có')])
    expect(download.suggestedFilename()).toMatch(/^mat-khau-lan-dau-[\d-]+\.xlsx$/)
    expect(an.problems()).toEqual([])
    await an.close()
  })
})
