import { Hono } from 'hono'
import { streamFile } from '../../files.ts'
import { refuseUnless } from '../../refusal.ts'
import { can } from '../../rules/access.ts'
import { allow, type Web } from '../../web.tsx'
import { findTaskFile } from '../queries.ts'

/** Evidence to take away: always as an attachment, never shown inside the site. */
export const files = new Hono<Web>().get('/:id', allow('task.see'), async (c) => {
  const { ctx, site } = c.var
  const found = await findTaskFile(ctx.db.reader, c.req.param('id'))
  refuseUnless(found && can(ctx.who, 'task.see', found.task), 'missing')
  const { hash, name, mediaType, size } = found.file
  return c.body(streamFile(site.config.dataDir, hash), 200, {
    'Content-Type': mediaType,
    'Content-Length': String(size),
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escaped)}`,
    'Cache-Control': 'private, no-store',
  })
})

const escaped = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
