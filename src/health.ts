import { Hono } from 'hono'
import { isAtHead } from './db/migrate.ts'
import type { Web } from './web.tsx'

/** For a supervisor: /healthz says that the process runs, /readyz that its database answers in the newest shape. */
export const health = new Hono<Web>()
  .get('/healthz', (c) => c.text('ok'))
  .get('/readyz', async (c) => {
    const { db, log } = c.var.site
    try {
      const ready = await isAtHead(db)
      return c.text(ready ? 'ok' : 'migrations are behind', ready ? 200 : 503)
    } catch (error) {
      log.error({ error: String(error) }, 'not ready')
      return c.text('database does not answer', 503)
    }
  })
