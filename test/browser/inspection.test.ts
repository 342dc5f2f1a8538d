import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { itemsOf, readChecklist } from '../../src/checklists/body.ts'
import { checklistOf } from '../rounds.ts'
import { readWord } from '../word-files.ts'
import { phone } from './chromium.ts'
import { photoOf, place, resultsOf, thumb, untilKept } from './inspecting.ts'
import { openStage, press, type Stage } from './open.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** Without a connection the browser says so on its console, request by request. */
const isCut = (problem: string) => /ERR_INTERNET_DISCONNECTED/.test(problem)

test('an unannounced round on a phone: secret, begun, cut off in the middle, contested, complete, signed off', async () => {
  const { world } = stage
  const name = 'Kiểm tra đột xuất một cửa'

  // The leader plans it; the unit that it is about sees nothing of it.
  const leader = await stage.signIn('hoa', phone)
  await leader.open('/inspections/new')
  await leader.page.getByLabel('Hình thức').selectOption({ label: 'Đột xuất không báo trước' })
  await leader.page.getByLabel('Tên đợt').fill(name)
  await leader.page.getByLabel('Bảng kiểm').selectOption((await checklistOf(world)).publicId)
  await leader.page.getByLabel('Từ ngày').fill('25/11/2026')
  await leader.page.getByLabel('Đến ngày').fill('25/11/2026')
  await leader.page.getByRole('checkbox', { name: 'Phòng Văn hóa - Xã hội' }).check()
  await leader.page.getByLabel('Trưởng đoàn').fill('Đỗ Quang')
  await leader.page.getByLabel('Thành viên').fill('Nguyễn Thị Lan')
  await press(leader.page, 'Lập đợt kiểm tra')
  await leader.page.getByText('Chỉ đoàn kiểm tra và người quyết định thấy đợt này.').waitFor()
  await leader.check()
  const round = new URL(leader.page.url()).pathname
  const unit = await stage.signIn('mai', phone)
  await unit.open('/inspections')
  expect(await unit.page.getByText(name).count()).toBe(0)
  expect((await unit.open(round))?.status()).toBe(404)

  // The head begins it on the spot.
  const head = await stage.signIn('quang', phone)
  const { page } = head
  await head.open(round)
  await press(page, 'Bắt đầu kiểm tra')
  await page.getByRole('link', { name: 'Phòng Văn hóa - Xã hội' }).first().tap()
  await page.getByRole('heading', { level: 2, name: /^A\. / }).waitFor()
  const sheet = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await unit.open('/inspections')
  await unit.page.getByText(name).waitFor()

  const codes = itemsOf(readChecklist((await checklistOf(world)).body)).map(({ code }) => code)
  const fails = new Set(['A3', 'C2', 'D3'])
  const [before, after] = [codes.slice(0, 15), codes.slice(15)]
  const first = thumb(page)
  for (const code of before) {
    await first.answer(code, fails.has(code) ? 'Không đạt' : 'Đạt')
    if (!fails.has(code)) continue
    await head.check()
    await first.tap(first.noting.getByRole('button', { name: 'Lưu tồn tại' }))
  }
  await first.said.getByText('Đã lưu 09:00').waitFor()
  await head.check()
  expect(Object.keys(await resultsOf(world, sheet)).sort()).toEqual([...before].sort())
  await untilKept(page)

  // The network goes; answers, a note, a finding and its photo wait on the device.
  const photo = { name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer: await photoOf(page) }
  const context = page.context()
  await context.setOffline(true)
  for (const code of after.slice(0, 5)) {
    await first.answer(code, fails.has(code) ? 'Không đạt' : 'Đạt')
    if (fails.has(code)) await first.tap(first.noting.getByRole('button', { name: 'Lưu tồn tại' }))
  }
  await first.said.getByText(/^Chưa có mạng: \d mục chờ trên máy này$/).waitFor()
  const camera = first.noting.getByLabel('Chụp ảnh', { exact: true })
  await first.answer('D3', 'Không đạt')
  await camera.setInputFiles(photo)
  await first.noting.getByRole('img', { name: 'Ảnh chờ gửi của mục D3' }).waitFor()
  await first.noting.getByLabel('Mô tả').fill('Yêu cầu nộp thêm sơ yếu lý lịch')
  await first.tap(first.noting.getByRole('button', { name: 'Lưu tồn tại' }))
  await first.item('D3').getByText('chờ gửi').first().waitFor()
  await first
    .item(after[0] ?? '')
    .getByText('Ghi chú, ảnh')
    .tap()
  await first
    .item(after[0] ?? '')
    .getByLabel('Ghi chú')
    .fill('Đã đối chiếu sổ')
  await head.check()

  // Meanwhile the second inspector puts down one of the same items otherwise.
  const contested = after[1] ?? ''
  const second = await stage.signIn('lan', phone)
  await second.open(`/inspections/sheets/${sheet}`)
  const hers = thumb(second.page)
  await hers.item(contested).getByText('Ghi chú, ảnh').tap()
  await hers.item(contested).getByLabel('Ghi chú').fill('Thiếu ghế chờ')
  await hers.answer(contested, 'Không áp dụng')
  await hers.said.getByText('Đã lưu').waitFor()
  expect(await hers.chosen(before[0] ?? '')).toBe('pass')

  // Closed and opened again without a network: all of it is there.
  await page.close()
  const again = await context.newPage()
  await again.goto(`${stage.url}/inspections/sheets/${sheet}`)
  const late = thumb(again)
  await late.said.getByText(/^Chưa có mạng: \d+ mục chờ trên máy này$/).waitFor()
  for (const code of codes.slice(0, 20))
    expect([code, await late.chosen(code)]).toEqual([code, fails.has(code) ? 'fail' : 'pass'])
  expect(
    await late
      .item(after[0] ?? '')
      .getByLabel('Ghi chú')
      .inputValue(),
  ).toBe('Đã đối chiếu sổ')
  await late.tap(late.item('D3').getByText('Ghi chú, ảnh (1 ảnh)'))
  await late.item('D3').getByRole('img', { name: 'Ảnh chờ gửi của mục D3' }).waitFor()
  await late.item('D3').getByText('Yêu cầu nộp thêm sơ yếu lý lịch').waitFor()

  // Online again: everything goes, the contested item asks.
  await context.setOffline(false)
  const choice = late.item(contested).getByRole('alert')
  await choice.getByText('Nguyễn Thị Lan ghi lúc 09:00:').waitFor({ timeout: 40_000 })
  await choice.getByText('Không áp dụng. Thiếu ghế chờ').waitFor()
  await late.said.getByText('1 mục cần xem lại').waitFor()
  await late.tap(choice.getByRole('button', { name: 'Giữ của tôi' }))
  for (const code of after.slice(5).filter((one) => one !== 'D3')) await late.answer(code, 'Đạt')
  await late.said.getByText('Đã lưu 09:00').waitFor()
  expect(await resultsOf(world, sheet)).toEqual(
    Object.fromEntries(codes.map((code) => [code, fails.has(code) ? 'fail' : 'pass'])),
  )
  const findings = await world.db.reader
    .selectFrom('findings')
    .select(['item', 'number', 'text'])
    .orderBy('number')
    .execute()
  expect(findings.map(({ item }) => item)).toEqual(['A3', 'C2', 'D3'])
  expect(findings.at(-1)?.text).toBe('Yêu cầu nộp thêm sơ yếu lý lịch')

  // The photo is small, upright, and tells nobody where it was taken.
  const { hash, mediaType } = await world.db.reader
    .selectFrom('files')
    .select(['hash', 'mediaType'])
    .executeTakeFirstOrThrow()
  const stored = readFileSync(join(world.dataDir, 'files', hash.slice(0, 2), hash))
  expect([mediaType, photo.buffer.includes(place), stored.includes(place), stored.includes('Exif')]).toEqual([
    'image/jpeg',
    true,
    false,
    false,
  ])
  const size = await late
    .item('D3')
    .getByRole('img', { name: /Ảnh 1 của mục D3/ })
    .evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      return [image.naturalWidth, image.naturalHeight]
    })
  expect(size).toEqual([1200, 1600])

  // 31 items, three failing, one photo: 31 + 3, two to look at a note and a photo, one to choose between two answers.
  expect(first.taps() + late.taps()).toBeLessThanOrEqual(41)

  // Both sides sign, the head closes the round, and the colleague's open sheet says that it is over.
  await again.goto(stage.url + round)
  await again.getByRole('link', { name: 'Ký, kết thúc' }).tap()
  await again.getByRole('link', { name: /đoàn kiểm tra chưa ký biên bản/ }).tap()
  await press(again, 'Ghi chữ ký đoàn kiểm tra')
  await again.getByRole('radio', { name: 'Từ chối ký' }).check()
  await again.getByLabel('Lý do từ chối ký').fill('Không nhất trí mục D3')
  await press(again, 'Ghi chữ ký bên được kiểm tra')
  await again.getByText('Đã ghi việc từ chối ký.').waitFor()
  await again.goto(`${stage.url}${round}/sign-off`)
  await press(again, 'Kết thúc, chốt số liệu')
  await again.getByText('Số liệu còn nguyên như lúc chốt.').waitFor()
  await hers.answer('A1', 'Không áp dụng')
  await hers.said.getByText('Không ghi được nữa').waitFor({ timeout: 40_000 })
  await second.page.getByText('Còn 1 mục giữ trên máy này.').waitFor()
  await second.check()
  await second.page.getByRole('button', { name: 'Bỏ phần chưa gửi' }).tap()
  await second.page.getByText('Còn 1 mục giữ trên máy này.').waitFor({ state: 'hidden' })

  // The Word files say what was put down on the way, and the unit knows now.
  const word = async (link: Locator) => {
    const [download] = await Promise.all([again.waitForEvent('download'), link.tap()])
    return readWord(readFileSync(await download.path()))
  }
  const papers = again.getByRole('link', { name: 'Dự thảo (Word)' })
  const [conclusion, minutes] = [await word(papers.first()), await word(papers.last())]
  for (const text of ['Yêu cầu nộp thêm sơ yếu lý lịch', 'Phòng Văn hóa - Xã hội']) {
    expect(minutes.text).toContain(text)
    expect(conclusion.text).toContain(text)
  }
  expect(minutes.text).toContain('(Từ chối ký. Lý do: Không nhất trí mục D3)')
  expect(minutes.tables.flat().filter(([code]) => codes.includes(code ?? ''))).toHaveLength(31)
  await unit.open('/findings')
  await unit.page.getByText('Yêu cầu nộp thêm sơ yếu lý lịch').waitFor()

  expect(head.problems().filter((one) => !isCut(one))).toEqual([])
  expect([...leader.problems(), ...unit.problems(), ...second.problems()]).toEqual([])
  for (const one of [leader, unit, head, second]) await one.close()
}, 180_000)
