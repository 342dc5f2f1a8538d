import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSheets } from '../../src/sheets/read.ts'
import { type Value, xlsxFile } from '../import-files.ts'
import { peopleSheet, unitSheet } from '../office-40.ts'
import { plan81 } from '../plan-81.ts'
import { sheetOf } from '../plan-files.ts'
import { morning } from '../world.ts'
import { desktop, openBrowser, phone } from './chromium.ts'
import { openEmpty } from './first-hour.ts'
import { press, signInAt, visit } from './open.ts'

/*
 * An office moves in: from an empty installation, by three spreadsheets, to the first result that is approved. One walk,
 * in the order in which the people of the office do it.
 */

let office: Awaited<ReturnType<typeof openEmpty>>
let browser: Awaited<ReturnType<typeof openBrowser>>
const folder = mkdtempSync(join(tmpdir(), 'nam-ro-moving-in-'))
beforeAll(async () => {
  office = await openEmpty(() => morning)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A real XLSX file on disk, made by another library than ours. */
async function saved(name: string, rows: readonly (readonly Value[])[]): Promise<string> {
  const path = join(folder, name)
  writeFileSync(path, new Uint8Array(await (await xlsxFile(rows)).arrayBuffer()))
  return path
}

type Walker = Awaited<ReturnType<typeof signInAt>>
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const own = 'mưa rơi trên phố huyện'

test('forty people and a plan of 81 tasks move in from spreadsheets, to a result that is approved', async () => {
  const an = await firstRun()
  await bringUnits(an)
  const passwords = await bringPeople(an)
  await finishGuide(an)

  const hoa = await arrive(passwords, 'Đặng Thị Hoa', desktop)
  await bringPlan(hoa)
  await expectSaid(hoa, '81 nhiệm vụ: 76 đang làm, 5 nháp')
  await giveDraft(hoa)
  await expectSaid(hoa, '81 nhiệm vụ: 77 đang làm, 4 nháp')

  const minh = await arrive(passwords, 'Nguyễn Văn Minh', phone)
  const title = await handIn(minh)
  await approve(hoa, title)
  await expectSaid(hoa, '81 nhiệm vụ: 1 xong, 76 đang làm, 4 nháp')
  await minh.page.reload()
  await minh.page.getByText('Hoàn thành').first().waitFor()
  await minh.check()
  await an.open('/start')
  await an.page.getByText('6/6').first().waitFor()
  for (const { problems, close } of [an, hoa, minh]) {
    expect(problems()).toEqual([])
    await close()
  }
}, 180_000)

/** The office and its administrator, as whoever installs it types them. */
async function firstRun(): Promise<Walker> {
  const person = await visit({ browser, url: office.url }, desktop)
  const { page, check } = person
  await page.getByLabel('Mã cài đặt').fill(office.site.setupCode)
  for (const [label, text] of Object.entries({
    'Tên cơ quan': 'Phường Minh Thụy',
    'Tên ngắn': 'UBND phường',
    'Họ và tên': 'Trần Minh An',
    'Chức vụ': 'Chánh Văn phòng',
    'Tên đăng nhập': 'minh.an',
    'Mật khẩu': own,
  }))
    await page.getByLabel(label, { exact: true }).fill(text)
  await press(page, 'Bắt đầu dùng')
  await heading(page, 'Bắt đầu sử dụng')
  await check()
  return person
}

/** Sends a file of that kind and stops where its columns are matched. */
async function send({ page, check, open }: Walker, kind: string, title: string, path: string) {
  await open('/imports')
  await check()
  await page.locator(`#f-file-${kind}`).setInputFiles(path)
  await press(page, `Gửi tệp: ${title}`)
  await page.getByRole('heading', { level: 2, name: 'Ghép cột' }).waitFor()
  await check()
}

/** Looks at what would be written, then writes it. */
async function write({ page, check }: Walker, rows: number, foreseen: string, said: string) {
  await press(page, `Kiểm tra ${rows} dòng`)
  await page.getByText(foreseen).waitFor()
  await check()
  await press(page, 'Ghi tất cả')
  await page.getByText(said).waitFor()
  await check()
}

async function bringUnits(an: Walker) {
  await an.page.getByRole('link', { name: 'Nhập từ Excel' }).click()
  await send(an, 'units', 'Cơ quan, đơn vị', await saved('Đơn vị.xlsx', unitSheet))
  await write(an, 4, 'Sẽ ghi: tạo mới 4 đơn vị', 'Đã thêm 4 đơn vị')
}

/** Returns the sheet with which the passwords are handed out: user name and password by name. */
async function bringPeople(an: Walker): Promise<Passwords> {
  const { page, check } = an
  await send(an, 'people', 'Cán bộ, công chức', await saved('Cán bộ.xlsx', peopleSheet))
  await write(an, 40, 'Sẽ ghi: tạo mới 39 người, cập nhật 1 người', 'Đã thêm 39 người, cập nhật 1 người.')
  await page.getByRole('link', { name: 'Phát mật khẩu lần đầu' }).click()
  await check()
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Phát cho 39 người chưa có')])
  const [sheet] = await readSheets(new Uint8Array(readFileSync(await download.path())), 'mat-khau.xlsx')
  const rows = (sheet?.rows ?? []).map(({ cells }) => cells.map(String))
  return new Map(rows.map(([, name = '', , username = '', password = '']) => [name, { username, password }]))
}
type Passwords = Map<string, { username: string; password: string }>

async function finishGuide({ page, open, check }: Walker) {
  await open('/start')
  for (const far of ['4/6', '5/6']) {
    await press(page, 'Đã đúng')
    await page.getByText(far).first().waitFor()
  }
  await check()
}

/** Signs in with the password that was handed out, which must be changed at once. */
async function arrive(passwords: Passwords, name: string, options: BrowserContextOptions): Promise<Walker> {
  const login = passwords.get(name)
  if (!login) throw new Error(`no password for ${name}`)
  const person = await signInAt({ browser, url: office.url }, login, options)
  const { page, check } = person
  await heading(page, 'Đổi mật khẩu')
  await check()
  await page.getByLabel('Mật khẩu đang dùng').fill(login.password)
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(own)
  await page.getByLabel('Ghi lại mật khẩu mới').fill(own)
  await press(page, 'Đổi mật khẩu')
  await heading(page, /xử lý$/)
  return person
}

/** The plan of the year with 81 tasks, five of them not clear yet. */
async function bringPlan(hoa: Walker) {
  const { page } = hoa
  await send(hoa, 'plan', 'Văn bản chỉ đạo, kế hoạch', await saved('Kế hoạch.xlsx', sheetOf(plan81())))
  for (const [key, text] of Object.entries({
    number: '05/KH-UBND',
    day: '12/01/2026',
    issuer: 'UBND phường',
    summary: 'Cải cách hành chính năm 2026',
  }))
    await page.locator(`[name="opt.${key}"]`).fill(text)
  await write(hoa, 87, 'Gồm: giao ngay 76 việc, giữ 5 nháp, 6 đề mục.', 'Đã nhập 1 văn bản: giao 76 việc, giữ 5 nháp.')
}

/** How far the plan has come, in its own words, as the list of plans and its page say it. */
async function expectSaid({ page, open, check }: Walker, sentence: string) {
  await open('/plans')
  await page.getByText(sentence).first().waitFor()
  await check()
  await page
    .getByRole('link', { name: /05\/KH-UBND/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 2, name: sentence }).waitFor()
  await check()
}

/** The line due on a Saturday: the Friday before is offered. */
async function giveDraft({ page, check }: Walker) {
  const row = page.locator('#nhiem-vu tr', { hasText: '(3.40)' })
  await row.getByRole('link', { name: 'Viết tiếp' }).click()
  await check()
  await press(page, 'Giao việc')
  await check()
  await page.getByRole('radio', { name: '04/12' }).check()
  await page.getByText('5/5 rõ, giao được').first().waitFor()
  await press(page, 'Giao việc')
  await page.getByText('Đang chờ đồng chí').first().waitFor()
  await check()
}

/** A sub-task, on a phone: accepted from the home page, then handed in with a file. Returns what it is called. */
async function handIn({ page, check }: Walker): Promise<string> {
  const [, called] = plan81().find(([mark, , doer]) => doer === 'Nguyễn Văn Minh' && String(mark).includes('.')) ?? []
  const title = String(called)
  await check()
  const card = page.locator('article', { hasText: title })
  await card.getByRole('button', { name: 'Tiếp nhận' }).click()
  await page.getByText('Đã tiếp nhận việc.').waitFor()
  await card.getByRole('link', { name: /Nộp kết quả/ }).click()
  await page.getByLabel('Kết quả', { exact: true }).fill('Đã trình ký và gửi các phòng.')
  await page.getByLabel('Minh chứng').setInputFiles(await saved('Kết quả.xlsx', unitSheet))
  await check()
  await press(page, 'Nộp kết quả')
  await page.getByText('Đang chờ đồng chí Đặng Thị Hoa nghiệm thu').waitFor()
  await check()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  return title
}

async function approve({ page, open, check }: Walker, title: string) {
  await open('/')
  await check()
  await page.locator('article', { hasText: title }).getByRole('link', { name: title, exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /Kết quả.xlsx/ }).click(),
  ])
  expect(await readSheets(new Uint8Array(readFileSync(await download.path())), 'ket-qua.xlsx')).toHaveLength(1)
  await press(page, 'Nghiệm thu: Đạt')
  await page.getByText('Đã nghiệm thu: Đạt.').first().waitFor()
  await check()
}
