import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Fields, started } from '../rounds.ts'
import { desktop, phone } from './chromium.ts'
import { photoOf, place, resultsOf, thumb, untilKept } from './inspecting.ts'
import { openStage, press, type Stage } from './open.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** A round begun, and its head at the sheet. */
async function inspecting(options = phone, more: Fields = {}) {
  const { sheet } = await started(stage.world, more)
  const person = await stage.signIn('quang', options)
  const path = `/inspections/sheets/${sheet}`
  await person.open(path)
  await person.page.locator('.inspecting.live').waitFor()
  return { ...person, sheet, path, at: thumb(person.page) }
}
type Inspecting = Awaited<ReturnType<typeof inspecting>>

test('the session ends: what was put down stays on the device, for its own person and nobody else', async () => {
  const quang = await inspecting()
  const { page, at } = quang
  await at.answer('A3', 'Đạt')
  await at.said.getByText('Đã lưu').waitFor()
  await untilKept(page)
  await stage.world.db.writer.updateTable('sessions').set({ endedAt: stage.world.clock }).execute()
  await at.answer('A4', 'Đạt')
  await at.said.getByText('Đã hết phiên').waitFor()
  await page.getByText('Còn 1 mục giữ trên máy này.').waitFor()
  await quang.check()

  // Somebody else of the team signs in on the same phone: sees nothing of it, sends nothing of it.
  await page.getByRole('link', { name: 'Đăng nhập lại để gửi tiếp' }).tap()
  await page.waitForFunction(async () => !(await caches.keys()).some((name) => name.startsWith('sheets ')))
  await signIn(quang, 'lan')
  await page.locator('.inspecting.live').waitFor()
  expect(await at.radio('A4', 'Đạt').isChecked()).toBe(false)
  await at.answer('A5', 'Đạt')
  await at.said.getByText('Đã lưu').waitFor()
  expect(await resultsOf(stage.world, quang.sheet)).toEqual({ A3: 'pass', A5: 'pass' })

  await page.getByRole('link', { name: 'Thêm' }).first().tap()
  await page.getByRole('button', { name: 'Đăng xuất' }).tap()
  await signIn(quang, 'quang')
  await quang.open(quang.path)
  await expect.poll(() => resultsOf(stage.world, quang.sheet)).toEqual({ A3: 'pass', A4: 'pass', A5: 'pass' })
  expect(await at.chosen('A4')).toBe('pass')
  expect(quang.problems()).toEqual([])
  await quang.close()
})

async function signIn({ page }: Inspecting, username: string) {
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu').fill('bốn chữ dễ nhớ')
  await press(page, 'Đăng nhập')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

test('another person is signed in by another page: the open one sends nothing under that name', async () => {
  const quang = await inspecting()
  const other = await quang.page.context().newPage()
  await stage.world.db.writer.updateTable('sessions').set({ endedAt: stage.world.clock }).execute()
  await other.goto(`${stage.url}/sign-in`)
  await signIn({ ...quang, page: other }, 'lan')
  await quang.at.answer('A4', 'Đạt')
  await quang.at.said.getByText('Đã hết phiên').waitFor()
  expect(await resultsOf(stage.world, quang.sheet)).toEqual({})
  await quang.close()
})

describe('at a desk of 1366 px', () => {
  let quang: Inspecting
  beforeEach(async () => {
    quang = await inspecting(desktop)
  })
  afterEach(async () => {
    expect(quang.problems()).toEqual([])
    await quang.close()
  })
  test('the finding stands beside the list; its date follows the severity; closed, it keeps what was typed', async () => {
    const { page, at } = quang
    await at.radio('C2', 'Không đạt').click()
    await at.noting.getByRole('heading', { name: 'Ghi tồn tại, mục C2' }).waitFor()
    await quang.check()
    expect(await at.noting.getByLabel('Hạn khắc phục').inputValue()).toBe('02/12/2026')
    await at.noting.getByRole('radio', { name: 'Nặng' }).click()
    expect(await at.noting.getByLabel('Hạn khắc phục').inputValue()).toBe('25/12/2026')
    await at.noting.getByLabel('Mô tả').fill('Phí niêm yết theo biểu cũ')
    await at.radio('C3', 'Không đạt').click() // the list is still there
    await at.noting.getByRole('heading', { name: 'Ghi tồn tại, mục C3' }).waitFor()
    await at.noting.getByRole('button', { name: 'Lưu tồn tại' }).click()
    await at.item('C3').getByText('Tồn tại số 01').waitFor()
    await at
      .item('C2')
      .getByRole('link', { name: /Ghi tồn tại/ })
      .click()
    expect(await at.noting.getByLabel('Mô tả').inputValue()).toBe('Phí niêm yết theo biểu cũ')
    await at.noting.getByLabel('Hạn khắc phục').fill('05/12/2026')
    await at.noting.getByRole('button', { name: 'Lưu tồn tại' }).click()
    await at
      .item('C2')
      .getByText(/chưa gửi được: 05\/12\/2026 là/)
      .waitFor()
    await at.said.getByText('1 mục cần xem lại').waitFor()
    await at
      .item('C2')
      .getByRole('link', { name: /Tồn tại/ })
      .click()
    await at.noting.getByLabel('Hạn khắc phục').fill('04/12/2026')
    await at.noting.getByRole('button', { name: 'Lưu tồn tại' }).click()
    await at.item('C2').getByText('Tồn tại số 02').waitFor()
    await at.said.getByText('Đã lưu').waitFor()
    const rows = await stage.world.db.reader
      .selectFrom('findings')
      .select(['item', 'text', 'due'])
      .orderBy('id', 'desc')
      .limit(1)
      .execute()
    expect(rows).toEqual([{ item: 'C2', text: 'Phí niêm yết theo biểu cũ', due: '2026-12-04' }])
    await page.getByRole('link', { name: 'Ghi tồn tại khác' }).click()
    await at.noting.getByLabel('Mô tả').fill('Nhà vệ sinh công dân khóa cửa')
    await at.noting.getByText('Yêu cầu khắc phục, người có liên quan').click()
    await at.noting.getByLabel('Yêu cầu khắc phục').fill('Mở cửa trong giờ làm việc')
    await at.noting.getByRole('button', { name: 'Lưu tồn tại' }).click()
    await page.locator('[data-others]').getByText('Tồn tại số 03').waitFor()
  })

  test('numbers that do not add up are told at their item; put right, they are saved', async () => {
    const { at } = quang
    await at.item('A1').getByLabel('Biên chế').fill('12')
    await at.item('A1').getByLabel('Có mặt').fill('10')
    await at.item('A1').getByLabel('Vắng có lý do').fill('1')
    await at.item('A1').getByLabel('Vắng không lý do').fill('0')
    await at.radio('A1', 'Đạt').click()
    await at.item('A1').getByText('Biên chế 12 phải bằng có mặt 10').waitFor()
    await quang.check()
    await at.item('A1').getByLabel('Có mặt').fill('11')
    await at.item('A1').getByText('Người vắng', { exact: true }).click()
    await at.item('A1').getByLabel('họ tên người thứ 1').fill('Nguyễn Văn Bình')
    await at.item('A1').getByLabel('lý do, giấy tờ của người thứ 1').fill('Họp tỉnh')
    await at.radio('B2', 'Đạt').click()
    await at.said.getByText('Đã lưu').waitFor()
    await at.item('A1').getByText('Đỗ Quang ghi lúc 09:00').waitFor()
    expect(await resultsOf(stage.world, quang.sheet)).toEqual({ A1: 'pass', B2: 'pass' })
  })

  test('the lines of the minutes save themselves; what a colleague typed there meanwhile is shown', async () => {
    const { page, at } = quang
    const lan = await stage.signIn('lan', desktop)
    await lan.open(quang.path)
    await page.getByLabel('Địa điểm').fill('Trụ sở phường')
    await page.getByLabel('Địa điểm').press('Enter')
    await at.said.getByText('Đã lưu').waitFor()
    const hers = thumb(lan.page)
    await lan.page.getByLabel('Ưu điểm').fill('Trực lãnh đạo nghiêm túc')
    await hers.radio('A3', 'Đạt').click()
    const choice = lan.page.locator('#minutes').getByRole('alert')
    await choice.getByText('Trụ sở phường').waitFor()
    await choice.getByRole('button', { name: 'Giữ bản này' }).click()
    expect(await lan.page.getByLabel('Địa điểm').inputValue()).toBe('Trụ sở phường')
    await hers.said.getByText('Đã lưu').waitFor()
    await at.radio('A4', 'Đạt').click()
    expect(lan.problems()).toEqual([])
    await lan.close()
  })

  test('a colleague’s answers come in while one types, and leave what is typed alone', async () => {
    const { page, at } = quang
    await at.item('A4').getByText('Ghi chú, ảnh').click()
    await at.item('A4').getByLabel('Ghi chú').pressSequentially('Đang gõ')
    const lan = await stage.signIn('lan', desktop)
    await lan.open(quang.path)
    const hers = thumb(lan.page)
    await hers.radio('A3', 'Không áp dụng').click()
    await hers.said.getByText('Đã lưu').waitFor()
    await page.evaluate(() => dispatchEvent(new Event('online'))) // does not wait for the next look
    await expect.poll(() => at.chosen('A3')).toBe('na')
    expect(await at.item('A4').getByLabel('Ghi chú').inputValue()).toBe('Đang gõ')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('A4.note')
    await lan.close()
  })

  test('a photo of an item is sent, and taken off again with time to think better of it', async () => {
    const { page, at } = quang
    const photo = { name: 'IMG.jpg', mimeType: 'image/jpeg', buffer: await photoOf(page) }
    await at.item('A3').getByText('Ghi chú, ảnh').click()
    const field = at.item('A3').getByLabel('Ảnh (không bắt buộc)')
    await field.setInputFiles({ name: 'ghi.txt', mimeType: 'text/plain', buffer: Buffer.from('chữ') })
    await at.item('A3').getByText('“ghi.txt” không phải ảnh.').waitFor()
    await quang.check()
    await at.item('A3').getByRole('button', { name: 'Bỏ' }).click()
    await at.item('A3').locator('.waiting').waitFor({ state: 'detached' })
    await field.setInputFiles(photo)
    await at.item('A3').getByRole('img', { name: 'Ảnh 1 của mục A3: IMG.jpg' }).waitFor()
    await quang.check()
    await at.item('A3').getByRole('checkbox', { name: 'Bỏ ảnh 1' }).click()
    await at.item('A3').getByRole('img').waitFor({ state: 'detached', timeout: 15_000 })
    expect(
      await stage.world.db.reader
        .selectFrom('answerFiles')
        .innerJoin('inspectionSheets', 'inspectionSheets.id', 'sheetId')
        .select('item')
        .where('publicId', '=', quang.sheet)
        .execute(),
    ).toEqual([])
  })
})

test('an answer of the server gets lost: what is changed meanwhile is no conflict with oneself, and no second finding', async () => {
  const quang = await inspecting({ ...phone, serviceWorkers: 'block' })
  const { page, at } = quang
  /** Does what is asked once, and tells nobody. */
  const lose = (path: string) =>
    page.route(
      path,
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
  await lose('**/answers/A4')
  await at.answer('A4', 'Đạt')
  await at.said.getByText('Chưa có mạng: 1 mục chờ trên máy này').waitFor()
  await at.answer('A4', 'Không áp dụng')
  await at.said.getByText('Đã lưu').waitFor()
  expect(await resultsOf(stage.world, quang.sheet)).toEqual({ A4: 'na' })
  expect(await at.item('A4').getByRole('alert').count()).toBe(0)

  await lose('**/findings')
  await at.answer('C2', 'Không đạt')
  await at.tap(at.noting.getByRole('button', { name: 'Lưu tồn tại' }))
  await at.said.getByText('Chưa có mạng: 1 mục chờ trên máy này').waitFor()
  await at
    .item('C2')
    .getByRole('link', { name: /Tồn tại/ })
    .tap()
  await at.noting.getByLabel('Mô tả').fill('Thu cao hơn biểu')
  await at.item('C2').getByText('Tồn tại số 01').waitFor({ state: 'attached' }) // sent again behind the open form
  await at.tap(at.noting.getByRole('button', { name: 'Lưu tồn tại' }))
  await at.item('C2').getByText('Tồn tại số 01').waitFor()
  await at.item('C2').getByText('Thu cao hơn biểu').waitFor()
  const found = await stage.world.db.reader
    .selectFrom('findings')
    .innerJoin('inspectionSheets', 'inspectionSheets.id', 'findings.sheetId')
    .select('findings.text')
    .where('inspectionSheets.publicId', '=', quang.sheet)
    .execute()
  expect(found).toEqual([{ text: 'Thu cao hơn biểu' }])
  await quang.close()
})

test('names of the absent wait as well; the place of a photo is told where it is wanted', async () => {
  const quang = await inspecting()
  const { page, at } = quang
  await untilKept(page)
  await page.context().grantPermissions(['geolocation'])
  await page.context().setGeolocation({ latitude: 21.02851, longitude: 105.80482, accuracy: 12 })
  await page.context().setOffline(true)
  await at.item('A1').getByText('Người vắng', { exact: true }).tap()
  for (const [row, name] of ['Nguyễn Văn Bình', 'Lê Thị Cúc', 'Trần Dũng'].entries())
    await at
      .item('A1')
      .getByLabel(`họ tên người thứ ${row + 1}`)
      .fill(name)
  await at.item('A1').getByLabel('người thứ 2 vắng thế nào').selectOption({ label: 'Không lý do' })
  await at.answer('A1', 'Không đạt')
  await at.noting.getByText('Yêu cầu khắc phục, người có liên quan').tap()
  await at.noting.getByLabel('ghi vị trí vào ghi chú').check()
  const photo = { name: 'IMG.jpg', mimeType: 'image/jpeg', buffer: await photoOf(page) }
  await at.noting.getByLabel('Chụp ảnh', { exact: true }).setInputFiles(photo)
  await at.noting.getByRole('img').waitFor()
  await at.noting.getByRole('button', { name: 'Đóng, phần đã ghi vẫn giữ' }).tap()
  await expect
    .poll(() => at.item('A1').getByLabel('Ghi chú').inputValue())
    .toBe('Vị trí chụp: 21,02851; 105,80482 (sai số 12 m)')
  await page.reload()
  await page.locator('.inspecting.live').waitFor()
  await expect.poll(() => at.item('A1').getByLabel('họ tên người thứ 3').inputValue()).toBe('Trần Dũng')
  expect(await at.item('A1').getByLabel('người thứ 2 vắng thế nào').inputValue()).toBe('unexcused')
  await page.context().setOffline(false)
  await at.item('A1').getByText('Ghi chú, ảnh (1 ảnh)').waitFor()
  await expect.poll(() => resultsOf(stage.world, quang.sheet), { timeout: 15_000 }).toEqual({ A1: 'fail' })
  await quang.close()
})

test('with scripts off the sheet is a form with a button, and a photo says nothing of its place', async () => {
  const { sheet } = await started(stage.world)
  const quang = await stage.signIn('quang', { ...phone, javaScriptEnabled: false })
  const { page } = quang
  const at = thumb(page)
  await quang.open(`/inspections/sheets/${sheet}`)
  expect(await page.getByRole('dialog').count()).toBe(0)
  await at.radio('A3', 'Đạt').tap()
  await at.radio('C2', 'Không đạt').tap()
  await at.item('C2').getByText('Ghi chú, ảnh').tap()
  const lan = await stage.signIn('lan', phone)
  const file = join(stage.world.dataDir, 'IMG.jpg')
  writeFileSync(file, await photoOf(lan.page))
  await lan.close()
  await at.item('C2').getByLabel('Ảnh').setInputFiles(file)
  await press(page, 'Lưu phiếu')
  await page.getByText('Đã lưu 2 mục.').waitFor()
  const { hash } = await stage.world.db.reader
    .selectFrom('files')
    .select('hash')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(readFileSync(file).includes(place)).toBe(true)
  expect(readFileSync(join(stage.world.dataDir, 'files', hash.slice(0, 2), hash)).includes(place)).toBe(false)
  await at
    .item('C2')
    .getByRole('link', { name: /Ghi tồn tại/ })
    .tap()
  await press(page, 'Lưu tồn tại')
  await at.item('C2').getByText('Tồn tại số 01').waitFor()
  await quang.close()
})
