import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core'
import { fromDistribution, fromPackage, type Program, whole } from './chromium-program.ts'

const office: BrowserContextOptions = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' }

/** An officer's phone, held upright. */
export const phone: BrowserContextOptions = {
  ...office,
  viewport: { width: 360, height: 800 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}

/** The usual screen of an office computer. */
export const desktop: BrowserContextOptions = { ...office, viewport: { width: 1366, height: 768 } }

/** For a browser that sees nothing but our own server. Root has no sandbox; the package's own flags are unsafe for tests. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A real Chromium: CHROMIUM_PATH, else the one of the package @sparticuz/chromium, else the distribution's. Close it
 * when done. Throws an error that names what could not be got.
 */
export async function openBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH
  if (given) return launch(whole({ executablePath: given }))
  const refused: string[] = []
  for (const find of [fromPackage, fromDistribution]) {
    try {
      return await launch(await find())
    } catch (error) {
      refused.push(error instanceof Error ? error.message : String(error))
    }
  }
  const advice = 'Give one as CHROMIUM_PATH, or install one (apt-get install chromium).'
  throw new Error(['No Chromium for the tests.', advice, ...refused].join('\n'))
}

const launch = ({ executablePath, env }: Program) =>
  chromium.launch({ executablePath, args: flags, env: { ...process.env, ...env } })
