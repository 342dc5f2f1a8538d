import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { Locator, Page } from 'playwright-core'
import { createApp } from '../../src/app.tsx'
import { openSite } from '../../src/cli/serve.ts'
import { readConfig } from '../../src/config.ts'
import { handlers } from '../../src/handlers.ts'
import { startWorker } from '../../src/jobs.ts'
import { systemClock } from '../../src/site.ts'

/** What a hand did in one part of the walk, and how long the machine took for it. */
export interface Stretch {
  name: string
  clicks: number
  /** Keys pressed, Tab from field to field among them. */
  keys: number
  /** Pages waited for. */
  pages: number
  milliseconds: number
}

/** Think, point and press for a click, one key after the other, a page's wait: the usual figures of the keystroke-level model. */
export const secondsOf = ({ clicks, keys, pages }: Stretch) => 2.65 * clicks + 0.28 * keys + 0.3 * pages

/** A server with an empty database of its own: nobody has signed in, no office is set up. Its jobs are done. */
export async function openEmpty(clock = systemClock) {
  const dataDir = mkdtempSync(join(tmpdir(), 'nam-ro-first-hour-'))
  const site = { ...(await openSite(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }))), clock }
  const worker = startWorker(site, handlers)
  const server = serve({ fetch: createApp(site).fetch, port: 0 }) as Server
  await new Promise((ready) => server.once('listening', ready))
  const url = `http://localhost:${(server.address() as { port: number }).port}`
  async function close() {
    await worker.stop()
    await new Promise((closed) => server.close(closed))
    await site.db.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url, site, close }
}

/** From the address printed at the start to the first task that is given, as somebody new does it: the parts, counted. */
export async function walkFirstHour(page: Page, url: string, code: string): Promise<Stretch[]> {
  const done: Stretch[] = []
  const walk = handsOn(page)
  const part = async (name: string, work: () => Promise<void>) => {
    const [before, start] = [walk.counted(), performance.now()]
    await work()
    const { clicks, keys, pages } = walk.counted()
    const [c, k, p] = [clicks - before.clicks, keys - before.keys, pages - before.pages]
    done.push({ name, clicks: c, keys: k, pages: p, milliseconds: Math.round(performance.now() - start) })
  }

  await page.goto(url)
  await part('Cài đặt cơ quan và người đầu tiên', async () => {
    await walk.fill({
      'Mã cài đặt': code,
      'Tên cơ quan': 'Phường Minh Thụy',
      'Tên ngắn': 'UBND phường',
      'Họ và tên': 'Trần Minh An',
      'Chức vụ': 'Phó Chủ tịch',
      'Tên đăng nhập': 'minh.an',
      'Mật khẩu': 'con trâu đi cày sớm',
    })
    await walk.click(page.getByRole('radio', { name: 'Lãnh đạo', exact: true }))
    await walk.press('Bắt đầu dùng', 'Bắt đầu sử dụng')
  })
  await part('Thêm người đầu tiên', async () => {
    await walk.follow('Thêm từng người', 'Thêm người')
    await walk.fill({ 'Họ và tên': 'Nguyễn Thị Lan', 'Chức vụ': 'Chuyên viên' })
    await walk.press('Thêm người', 'Mật khẩu tạm')
  })
  await part('Xem lịch và mẫu', async () => {
    await walk.click(page.getByRole('link', { name: /^(Việc cần tôi|Cần) xử lý/ }).filter({ visible: true }))
    await walk.follow('Tiếp theo: lịch làm việc', 'Bắt đầu sử dụng')
    await walk.press('Đã đúng', 'Bắt đầu sử dụng')
    await walk.press('Đã đúng', 'Bắt đầu sử dụng')
  })
  await part('Giao việc đầu tiên', async () => {
    await walk.follow('Giao việc', 'Giao việc')
    await walk.fill({ 'Viết một dòng': 'Báo cáo cải cách hành chính quý IV @Lan sau 5 ngày làm việc' })
    await walk.press('Đọc dòng này', 'Giao việc')
    await walk.press('Giao việc', 'Báo cáo cải cách hành chính quý IV')
  })
  return done
}

function handsOn(page: Page) {
  let [clicks, keys, pages] = [0, 0, 0]
  const main = page.getByRole('main')
  const click = async (target: Locator) => {
    clicks++
    await target.click()
  }
  const arrive = async (heading: string) => {
    pages++
    await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
  }
  return {
    counted: () => ({ clicks, keys, pages }),
    click,
    /** The first field is clicked, the others are reached by Tab; one press more for what a field may already hold. */
    async fill(fields: Record<string, string>) {
      for (const [at, [label, text]] of Object.entries(fields).entries()) {
        const field = main.getByLabel(label, { exact: true })
        if (at === 0) await click(field)
        else await field.focus()
        await page.keyboard.insertText(text)
        keys += text.length + 1
      }
    },
    async press(name: string, heading: string) {
      await click(main.getByRole('button', { name, exact: true }).filter({ visible: true }).first())
      await page.waitForLoadState()
      await arrive(heading)
    },
    async follow(name: string, heading: string) {
      await click(main.getByRole('link', { name, exact: true }))
      await arrive(heading)
    },
  }
}
