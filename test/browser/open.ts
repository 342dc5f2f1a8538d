import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openWorld, password } from '../world.ts'
import { axe } from './axe.ts'
import { openBrowser } from './chromium.ts'
import { watch } from './watch.ts'

export type Stage = Awaited<ReturnType<typeof openStage>>

/** A world served on loopback, a browser in front of it, and a file to hand in. */
export async function openStage() {
  const browser = await openBrowser()
  const world = await openWorld()
  const server = serve({ fetch: world.app.fetch, port: 0 }) as Server
  await new Promise((ready) => server.once('listening', ready))
  const url = `http://localhost:${(server.address() as { port: number }).port}`
  const folder = mkdtempSync(join(tmpdir(), 'nam-ro-evidence-'))
  const evidence = join(folder, 'Báo cáo quý IV.txt')
  writeFileSync(evidence, 'Đã gửi Sở Nội vụ\n')

  /** A person at a browser of their own, signed in through the form. */
  const signIn = (username: string, options: BrowserContextOptions) =>
    signInAt({ browser, url }, { username, password }, options)

  async function close() {
    await browser.close()
    await new Promise((closed) => server.close(closed))
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { browser, world, url, evidence, signIn, close }
}

type Front = { browser: Browser; url: string }

/** A person at a browser of their own in front of that server, signed in through the form. */
export async function signInAt(
  front: Front,
  { username, password }: { username: string; password: string },
  options: BrowserContextOptions,
) {
  const person = await visit(front, options, '/sign-in')
  const { page } = person
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu').fill(password)
  await press(page, 'Đăng nhập')
  await page.getByRole('heading', { level: 1 }).waitFor()
  return person
}

/** The same, before anybody has signed in. */
export async function visit({ browser, url }: Front, options: BrowserContextOptions, path = '/') {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const { problems } = await watch(page)
  await page.goto(url + path)
  const canRun = options.javaScriptEnabled !== false
  return {
    page,
    problems,
    open: (path: string) => page.goto(url + path),
    check: async () => expect(canRun ? await axe(page) : []).toEqual([]),
    close: () => context.close(),
  }
}

/** Presses the button of that name in the page's own part. */
export const press = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).filter({ visible: true }).first().click()
