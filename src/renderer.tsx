import { createMiddleware } from 'hono/factory'
import { Fragment, Layout, type Page } from '../views/layout.tsx'
import { assetUrls } from './assets.ts'
import { takeFlash } from './flash.ts'
import { isOverheard } from './session.ts'
import { type Web, wantsFragment } from './web.tsx'

/** The one place that decides between a page and a fragment of it; the same view makes both. */
export const renderer = createMiddleware<Web>(async (c, next) => {
  c.setRenderer(async (content, page: Page) => {
    c.header('Vary', 'HX-Request', { append: true })
    c.header('Cache-Control', 'no-store')
    const flash = takeFlash(c)
    if (wantsFragment(c)) return c.html(<Fragment flash={flash}>{content}</Fragment>)
    const frame = c.var.frame ? await c.var.frame() : { assets: assetUrls, insecure: isOverheard(c, c.var.site) }
    return c.html(
      <Layout {...page} frame={frame} flash={flash}>
        {content}
      </Layout>,
    )
  })
  await next()
})
