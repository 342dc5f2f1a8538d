import type { Locator, Page } from 'playwright-core'
import type { World } from '../world.ts'

/** An inspector's taps on a sheet, counted; scrolling and what a phone's own camera asks are none. */
export function thumb(page: Page) {
  let taps = 0
  const tap = async (target: Locator) => {
    taps += 1
    await target.tap()
  }
  const item = (code: string) => page.locator(`[data-item="${code}"]`)
  const radio = (code: string, name: string) => item(code).getByRole('radio', { name, exact: true })
  return {
    item,
    radio,
    tap,
    taps: () => taps,
    answer: (code: string, name: string) => tap(radio(code, name)),
    noting: page.getByRole('dialog', { name: /^Ghi tồn tại/ }),
    said: page.locator('[data-saved]'),
    chosen: (code: string) => item(code).locator('[name$=".result"]:checked').getAttribute('value'),
  }
}

/**
 * Waits until the device could open this page without a connection. A browser without a profile on the disk drops caches
 * that no page holds on to, so that another one does.
 */
export async function untilKept(page: Page) {
  await page.waitForFunction(
    async () =>
      (await caches.match(location.pathname)) !== undefined && (await caches.match('/static/inspect.js')) !== undefined,
  )
  const other = await page.context().newPage()
  await other.goto(new URL('/help', page.url()).href)
  await other.evaluate(async () => {
    const names = await caches.keys()
    Object.assign(window, { held: await Promise.all(names.map((name) => caches.open(name))) })
  })
  await page.bringToFront()
}

/** What the server has of a sheet: results by item. */
export async function resultsOf({ db }: World, sheet: string) {
  const rows = await db.reader
    .selectFrom('sheetAnswers')
    .innerJoin('inspectionSheets', 'inspectionSheets.id', 'sheetAnswers.sheetId')
    .select(['item', 'result'])
    .where('publicId', '=', sheet)
    .execute()
  return Object.fromEntries(rows.map(({ item, result }) => [item, result]))
}

/** A photo of a phone: 2400 x 1800 points, lying on its side, with a text in its Exif that nobody is to see. */
export async function photoOf(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 2400, height: 1800 })
    const pen = canvas.getContext('2d')!
    pen.fillStyle = 'red'
    pen.fillRect(0, 0, 2400, 900)
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!
  })
  const plain = Buffer.from(drawn, 'base64')
  return Buffer.concat([plain.subarray(0, 2), traces, plain.subarray(2)])
}

export const place = 'GPS 21.02851 105.80482'
const traces = (() => {
  const turned = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
  const body = Buffer.concat([
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'),
    Buffer.from(turned),
    Buffer.from(place),
  ])
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, body.length + 2]), body])
})()
