/**
 * `npm run first-hour`: walks an empty installation to its first task in a real browser and prints what it costs, part by
 * part: clicks, keys, pages, the seconds of somebody's hands by the keystroke-level model, and what the machine took.
 */
import { desktop, openBrowser } from '../browser/chromium.ts'
import { openEmpty, type Stretch, secondsOf, walkFirstHour } from '../browser/first-hour.ts'

const office = await openEmpty()
const browser = await openBrowser()
const page = await (await browser.newContext(desktop)).newPage()
const parts = await walkFirstHour(page, office.url, office.site.setupCode)
await browser.close()
await office.close()

const total: Stretch = { name: 'Cộng', clicks: 0, keys: 0, pages: 0, milliseconds: 0 }
for (const part of parts) {
  for (const key of ['clicks', 'keys', 'pages', 'milliseconds'] as const) total[key] += part[key]
}
console.table(
  [...parts, total].map(({ name, ...counts }) => ({
    part: name,
    ...counts,
    seconds: Math.round(secondsOf({ name, ...counts })),
  })),
)
