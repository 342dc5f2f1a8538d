import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import { account } from './account/routes.tsx'
import { signIn } from './account/sign-in.tsx'
import { api } from './api.tsx'
import { archive } from './archive/page.tsx'
import { staticFiles } from './assets.ts'
import { readCalendar } from './calendar/queries.ts'
import { calendar } from './calendar/routes.tsx'
import { checklists } from './checklists/routes.tsx'
import { answerError } from './errors.tsx'
import { findFrame } from './frame.ts'
import { health } from './health.ts'
import { help } from './help/routes.tsx'
import { imports } from './imports/routes.tsx'
import { inspectionExports } from './inspections/figures/export.ts'
import { inspectionFigures } from './inspections/figures/figures-routes.tsx'
import { findings } from './inspections/findings/finding-routes.tsx'
import { outside } from './inspections/findings/outside-routes.tsx'
import { findingRemedies, roundRemedies } from './inspections/findings/remedy-routes.tsx'
import { inspections } from './inspections/routes.tsx'
import { inspectionTerms } from './inspections/terms/routes.tsx'
import { acting, delegations } from './people/delegations.tsx'
import { people } from './people/routes.tsx'
import { units } from './people/units.tsx'
import { planFiles } from './plans/export.ts'
import { plans } from './plans/routes.tsx'
import { record } from './record/routes.tsx'
import { Refusal } from './refusal.ts'
import { renderer } from './renderer.tsx'
import { dayIn } from './rules/days.ts'
import { search } from './search/routes.tsx'
import { signedIn } from './session.ts'
import { settings } from './settings/routes.tsx'
import { isSetUp, setup } from './setup/first-run.tsx'
import type { Site } from './site.ts'
import { start } from './start/routes.tsx'
import { files } from './tasks/doing/files.ts'
import { exports } from './tasks/lists/export.ts'
import { home } from './tasks/lists/home.tsx'
import { unitWork } from './tasks/lists/unit-work.tsx'
import { tasks } from './tasks/routes.tsx'
import { templates } from './templates/routes.tsx'
import type { Web, WebContext } from './web.tsx'

/** Middleware in order, areas mounted, errors turned into pages. */
export function createApp(site: Site) {
  const app = new Hono<Web>()
  app.onError((error, c) => answerError(error, c as WebContext))
  app.notFound((c) => answerError(new Refusal('missing'), c as WebContext))
  app.use(withSite(site), logged, headers(site), compress(), renderer)
  app.route('/static', staticFiles)
  app.route('/', health)
  app.use(limits, sameSite(site), onlySetUpFirst, whoIsThere)
  app.route('/setup', setup)
  app.route('/', signIn)
  app.use(signedInOnly)
  app.route('/', home)
  app.route('/tasks', tasks)
  app.route('/', exports)
  app.route('/work', unitWork)
  app.route('/plans', planFiles)
  app.route('/plans', plans)
  app.route('/templates', templates)
  app.route('/checklists', checklists)
  app.route('/', inspectionExports)
  app.route('/inspections', inspectionFigures)
  app.route('/inspections', inspections)
  app.route('/inspections', roundRemedies)
  app.route('/inspections', outside)
  app.route('/findings', findings)
  app.route('/findings', findingRemedies)
  app.route('/files', files)
  app.route('/people', people)
  app.route('/units', units)
  app.route('/delegations', delegations)
  app.route('/acting', acting)
  app.route('/account', account)
  app.route('/calendar', calendar)
  app.route('/settings/terms', inspectionTerms)
  app.route('/settings', settings)
  app.route('/imports', imports)
  app.route('/record', record)
  app.route('/search', search)
  app.route('/help', help)
  app.route('/start', start)
  app.route('/archive', archive)
  app.route('/api', api)
  return app
}

const withSite = (site: Site) =>
  createMiddleware<Web>(async (c, next) => {
    c.set('site', site)
    c.set('requestId', randomUUID().slice(0, 8).toUpperCase())
    await next()
  })

const logged = createMiddleware<Web>(async (c, next) => {
  const start = performance.now()
  await next()
  const { site, requestId, ctx } = c.var
  const ms = Math.round(performance.now() - start)
  const line = {
    requestId,
    person: ctx?.who.publicId,
    method: c.req.method,
    path: c.req.path,
    status: c.res.status,
    ms,
  }
  site.log.info(line, 'request')
})

function headers(site: Site) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    strictTransportSecurity: site.config.publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
  })
}

const small = 256 * 1024
export const uploadLimit = 20 * 1024 * 1024

const takesFiles =
  /^\/(api\/v1\/)?(tasks\/[\w-]+\/submission|imports|checklists(\/file|\/[\w-]+(\/(file|content))?)?|inspections\/sheets\/[\w-]+(\/answers\/[^/]+|\/photos)?|inspections\/(sheets\/)?[\w-]+\/papers|findings\/[\w-]+\/answer)$/

/** How large a body may be: small for forms, larger only where a file is handed in. */
const limits = createMiddleware<Web>((c, next) => {
  const maxSize = takesFiles.test(c.req.path) ? uploadLimit + small : small
  const onError = () => {
    throw new Refusal('tooLarge')
  }
  return bodyLimit({ maxSize, onError })(c, next)
})

/** A form of another site is refused; the API takes no cookie, so nothing can be forged there. */
function sameSite(site: Site) {
  const { publicUrl } = site.config
  const check = csrf({
    origin: (origin, c) => origin === (publicUrl ? new URL(publicUrl).origin : new URL(c.req.url).origin),
  })
  return createMiddleware<Web>((c, next) => {
    if (c.req.path.startsWith('/api/')) return next()
    if (!isForm(c.req.method, c.req.header('Content-Type'))) throw new Refusal('crossSite')
    return check(c, next)
  })
}

/** Cookie routes take forms only: other content types escape the check of the origin. */
const isForm = (method: string, type = '') =>
  method === 'GET' || method === 'HEAD' || /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(type)

const onlySetUpFirst = createMiddleware<Web>(async (c, next) => {
  if (c.req.path === '/setup' || (await isSetUp(c.var.site.db))) return next()
  if (c.req.path.startsWith('/api/')) throw new Refusal('notSetUp')
  return c.redirect('/setup', 303)
})

const whoIsThere = createMiddleware<Web>(async (c, next) => {
  const { site } = c.var
  const now = site.clock()
  const session = await signedIn(c, site, now)
  if (session) {
    c.set('session', session)
    const calendar = await readCalendar(site.db.reader)
    c.set('ctx', { db: site.db, who: session.who, now, today: dayIn(now), calendar })
    c.set('frame', () => findFrame(c as WebContext))
  }
  await next()
})

const open = new Set(['/api/v1/openapi.json'])

const signedInOnly = createMiddleware<Web>(async (c, next) => {
  const { session } = c.var
  if (open.has(c.req.path)) return next()
  if (!session) throw new Refusal('signedOut')
  if (session.readOnly && c.req.method !== 'GET') throw new Refusal('token.readOnly')
  if (session.mustChange && c.req.path !== '/account/password') return c.redirect('/account/password', 303)
  await next()
})
