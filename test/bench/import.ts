import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { serve } from '@hono/node-server'
import writeExcelFile from 'write-excel-file/node'
import { openSession } from '../../src/account/commands.ts'
import { createApp } from '../../src/app.tsx'
import { readCalendar } from '../../src/calendar/queries.ts'
import { readConfig } from '../../src/config.ts'
import type { Db } from '../../src/db/schema.ts'
import { handlers } from '../../src/handlers.ts'
import { startWorker } from '../../src/jobs.ts'
import { openLog } from '../../src/log.ts'
import { peopleFields } from '../../src/people/importing/people-fields.ts'
import { findWho } from '../../src/people/queries.ts'
import { dayIn } from '../../src/rules/days.ts'
import { found } from '../../src/setup/found.ts'
import { type Site, systemClock } from '../../src/site.ts'

/** Milliseconds of a page, median and nearly worst, in one stretch of the run. */
interface Pages {
  stretch: string
  pages: number
  median: number
  p95: number
  worst: number
}

export interface ImportMeasured {
  rows: number
  /** Seconds: the file sent and staged, every row checked, all written. */
  send: number
  check: number
  write: number
  pages: Pages[]
  /** The median time of a page while a file is sent, checked and written, against that before. */
  ratio: number
}

/**
 * Brings twenty thousand people into an empty, migrated database through the pages, while somebody else goes on reading
 * the list of people, from another thread, one page after another. Everything in one run, so that only the ratio counts.
 */
export async function measureImport(db: Db, rows = 20_000): Promise<ImportMeasured> {
  const site: Site = {
    config: readConfig({ LOG_LEVEL: 'error' }),
    db,
    log: openLog('error'),
    clock: systemClock,
    setupCode: '',
  }
  const cookie = await foundOffice(site)
  const server = serve({ fetch: createApp(site).fetch, port: 0 }) as Server
  await new Promise((ready) => server.once('listening', ready))
  const url = `http://localhost:${(server.address() as { port: number }).port}`
  const worker = startWorker(site, handlers)
  const reader = startReading(`${url}/people`, cookie)
  const browser = browserOf(url, cookie)
  try {
    const file = new File([await peopleFile(rows)], 'nhan-su.xlsx')
    await reader.stretch('before', () => pause(3000))
    const times: Record<string, number> = {}
    const timed = async (name: string, work: () => Promise<unknown>) => {
      const start = performance.now()
      await reader.stretch(name, work)
      times[name] = (performance.now() - start) / 1000
    }
    let at = ''
    await timed('send', async () => {
      at = await browser.post('/imports', { kind: 'people', file })
    })
    const mapping = Object.fromEntries(peopleFields.map(({ key }, column) => [`map.${key}`, String(column)]))
    await timed('check', async () => {
      await browser.post(`${at}/mapping`, { sheet: '0', head: '1', ...mapping, 'opt.createUnits': '1' })
      await reaches(db, 'checked')
    })
    await timed('write', async () => {
      await browser.post(`${at}/application`, {})
      await reaches(db, 'done')
    })
    const pages = reader.pages()
    const [before, ...during] = pages
    const ratio = median(during.flatMap(({ times }) => times)) / median(before?.times ?? [])
    return {
      rows,
      send: times.send ?? 0,
      check: times.check ?? 0,
      write: times.write ?? 0,
      pages: pages.map(summed),
      ratio,
    }
  } finally {
    await reader.stop()
    await worker.stop()
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  }
}

async function foundOffice(site: Site): Promise<string> {
  const office = { superior: 'Ủy ban nhân dân', name: 'Tỉnh Minh Thụy', shortName: 'UBND tỉnh', openedOn: '2025-07-01' }
  const admin = { name: 'Trần Minh An', post: 'Quản trị', username: 'an', password: 'bốn chữ dễ nhớ' }
  const id = await found(site, { office, admin })
  const now = site.clock()
  const who = await findWho(site.db.reader, id, dayIn(now))
  if (!who) throw new Error('no administrator')
  const ctx = { db: site.db, who, now, today: dayIn(now), calendar: await readCalendar(site.db.reader) }
  return `session=${await openSession(ctx, 'Chrome', '127.0.0.1')}`
}

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đặng', 'Vũ', 'Bùi', 'Đỗ', 'Hồ']
const middles = ['Văn', 'Thị', 'Đức', 'Minh', 'Ngọc', 'Hữu', 'Thanh']
const givens = ['Lan', 'Hoa', 'Minh', 'Ánh', 'Dũng', 'Hà', 'Hải', 'Hùng', 'Huệ', 'Khánh', 'Linh']

/** An XLSX file of people in four hundred units that are not there yet, with everything a list may say of them. */
export async function peopleFile(rows: number): Promise<Uint8Array<ArrayBuffer>> {
  const person = (n: number) => [
    `CB${n}`,
    `${families[n % 10]} ${middles[n % 7]} ${givens[n % 11]}`,
    `cb${n}@minhthuy.gov.vn`,
    `09${String(10_000_000 + n)}`,
    `UBND xã số ${n % 100} / Phòng số ${(n >> 3) % 4}`,
    'Chuyên viên',
    n % 40 === 0 ? 'Lãnh đạo; Cán bộ, công chức' : '',
    '',
    '01/08/2025',
  ]
  const head = peopleFields.map(({ label }) => label)
  const data = [head, ...Array.from({ length: rows }, (_, n) => person(n))]
  const bytes = await writeExcelFile(
    data.map((row) => row.map((value) => (value ? { value } : null))) as never,
  ).toBuffer()
  return new Uint8Array(bytes)
}

function browserOf(url: string, cookie: string) {
  /** Sends a form; returns where it led. */
  async function post(path: string, fields: Record<string, string | File>): Promise<string> {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    const answer = await fetch(url + path, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { Cookie: cookie, Origin: url },
    })
    if (answer.status !== 303) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.headers.get('Location') ?? ''
  }
  return { post }
}

async function reaches(db: Db, state: string) {
  for (;;) {
    const now = await db.reader.selectFrom('imports').select('state').executeTakeFirstOrThrow()
    if (now.state === state) return
    if (now.state === 'failed') throw new Error('the import failed')
    await pause(20)
  }
}

/** One page after another, from a thread of its own: a frozen server cannot stop this clock. */
function startReading(url: string, cookie: string) {
  const code = `
    const { parentPort, workerData: { url, cookie } } = require('node:worker_threads')
    ;(async () => {
      for (;;) {
        const start = performance.now()
        const answer = await fetch(url, { headers: { Cookie: cookie } })
        await answer.text()
        parentPort.postMessage({ start: performance.timeOrigin + start, time: performance.now() - start, status: answer.status })
        await new Promise((next) => setTimeout(next, 5))
      }
    })()`
  const thread = new Worker(code, { eval: true, workerData: { url, cookie } })
  const read: { start: number; time: number }[] = []
  thread.on('message', ({ start, time, status }) => {
    if (status !== 200) throw new Error(`a page answered ${status}`)
    read.push({ start, time })
  })
  const stretches: { name: string; from: number; to: number }[] = []
  const now = () => performance.timeOrigin + performance.now()
  return {
    async stretch(name: string, work: () => Promise<unknown>) {
      const from = now()
      await work()
      stretches.push({ name, from, to: now() })
    },
    pages: () =>
      stretches.map(({ name, from, to }) => ({
        name,
        times: read.filter(({ start }) => start >= from && start < to).map(({ time }) => time),
      })),
    stop: () => thread.terminate(),
  }
}

function summed({ name, times }: { name: string; times: readonly number[] }): Pages {
  return { stretch: name, pages: times.length, median: at(times, 0.5), p95: at(times, 0.95), worst: at(times, 1) }
}

const at = (times: readonly number[], share: number): number => {
  const sorted = [...times].sort((a, b) => a - b)
  return Math.round(10 * (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)) / 10
}
const median = (times: readonly number[]) => at(times, 0.5)
