import { ReadableStream } from 'node:stream/web'
import { Hono } from 'hono'
import { ArchivePage } from '../../views/archive/page.tsx'
import { refuseUnless } from '../refusal.ts'
import { can } from '../rules/access.ts'
import { dayIn } from '../rules/days.ts'
import { findGround } from '../setup/ground.ts'
import { allow, refreshClock, type Web, type WebContext } from '../web.tsx'
import { lastBackup, recordDeed } from './deeds.ts'
import { writeArchive } from './write.ts'

/** Sao lưu, xuất dữ liệu: when the office was last saved, and everything in one file for whoever administers it whole. */
export const archive = new Hono<Web>()
  .get('/', allow('unit.export'), async (c) => {
    const { ctx } = c.var
    const ground = await findGround(ctx.db.reader)
    refuseUnless(ground && can(ctx.who, 'unit.export', ground.root), 'forbidden')
    const last = await lastBackup(ctx.db.reader)
    return c.render(<ArchivePage last={last} now={ctx.now} />, { title: 'Sao lưu, xuất dữ liệu', section: 'archive' })
  })
  .post('/export', allow('unit.export'), async (c) => {
    const { site, ctx } = c.var
    refreshClock(c)
    const name = `nam-ro-du-lieu-${dayIn(ctx.now)}.zip`
    await recordDeed(ctx, 'unit.export', { archive: name }) // without a key: every download is on record
    return c.body(ReadableStream.from(bytesOf(c, ctx.now)) as globalThis.ReadableStream, 200, {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })

    /** Begins only when it is read, and ends when the reader goes away: a snapshot is not held for nobody. */
    async function* bytesOf(c: WebContext, now: string) {
      const { database, dataDir } = site.config
      const { bytes, manifest } = writeArchive({ database, dataDir, now }, 'export')
      manifest.catch((error) =>
        site.log.error({ requestId: c.var.requestId, error: String(error) }, 'export broke off'),
      )
      yield* bytes
    }
  })
