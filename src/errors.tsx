import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Failed, Missing, Refused, Stale, TooLarge } from '../views/errors.tsx'
import { refusalText } from '../views/words.ts'
import { Invalid, Refusal, type RefusalCode } from './refusal.ts'
import type { WebContext } from './web.tsx'

/** The status of every expected no. */
export const statuses: Record<RefusalCode, ContentfulStatusCode> = {
  missing: 404,
  forbidden: 403,
  stale: 409,
  signedOut: 401,
  tooLarge: 413,
  tooMany: 429,
  crossSite: 403,
  notSetUp: 503,
  setUpAlready: 404,
  'task.wrongState': 409,
  'task.stepOrder': 409,
  'task.tooLate': 409,
  'task.openParts': 409,
  'task.submittedParts': 409,
  'task.tooDeep': 409,
  'task.tooManyParts': 409,
  'person.hasLeft': 409,
  'person.onlyAdmin': 409,
  'delegation.over': 409,
  'import.wrongState': 409,
  'import.refusedRows': 409,
  'import.nothing': 409,
  'plan.givenAlready': 409,
  'token.readOnly': 403,
  'round.wrongState': 409,
  'round.nobody': 409,
  'round.ownUnit': 409,
  'round.notIntact': 409,
  'finding.wrongState': 409,
  'finding.hasTask': 409,
  'finding.notKnown': 409,
}

/** The only place that turns an error into an answer: a page, a fragment, or a problem document (RFC 9457) under /api and for a script. */
export async function answerError(thrown: Error, c: WebContext): Promise<Response> {
  const error = known(thrown)
  const { site, requestId } = c.var
  if (error instanceof Refusal) site.log.info({ requestId, code: error.code }, 'refused')
  else if (!(error instanceof Invalid)) site.log.error({ requestId, stack: error.stack ?? String(error) }, 'failed')
  return isForData(c) ? problem(error, c) : page(error, c)
}

/** The API, and a page's own script that asks for JSON and for nothing else. */
const isForData = (c: WebContext) => c.req.path.startsWith('/api/') || c.req.header('Accept') === 'application/json'

/** What the framework throws, in our words. */
function known(error: Error): Error {
  if (error instanceof HTTPException && error.status === 403) return new Refusal('crossSite')
  if (error instanceof HTTPException && error.status < 500) return new Refusal('missing')
  return error
}

async function page(error: Error, c: WebContext): Promise<Response> {
  if (!(error instanceof Refusal)) {
    c.status(error instanceof Invalid ? 422 : 500)
    return c.render(<Failed code={c.var.requestId} />, { title: 'Phần mềm gặp lỗi', bare: !c.var.session })
  }
  if (error.code === 'signedOut') return c.redirect(`/sign-in?back=${encodeURIComponent(backOf(c))}`, 303)
  c.status(statuses[error.code])
  const bare = !c.var.session
  if (statuses[error.code] === 404) return c.render(<Missing />, { title: 'Không có trang này', bare })
  if (error.code === 'tooLarge') return c.render(<TooLarge limit="20 MB" />, { title: 'Tệp quá lớn', bare })
  const No = statuses[error.code] === 409 ? Stale : Refused
  const view = (
    <No text={refusalText(error)}>
      <BackLink href={refererOf(c)} />
    </No>
  )
  return c.render(view, { title: 'Chưa thực hiện được', bare })
}

const backOf = (c: WebContext) => (c.req.method === 'GET' && c.req.path !== '/' ? c.req.path : '')

const BackLink = ({ href }: { href: string }) =>
  href === '/' ? <a href="/">Về việc cần tôi xử lý</a> : <a href={href}>Mở lại trang</a>

/** The page of ours the person came from, as it stands now. */
function refererOf(c: WebContext): string {
  const referer = c.req.header('Referer')
  const url = referer && URL.canParse(referer) ? new URL(referer) : undefined
  const isOurs = url?.host === new URL(c.req.url).host && url?.pathname !== c.req.path
  return isOurs ? url.pathname + url.search : '/'
}

function problem(error: Error, c: WebContext): Response {
  const body = problemOf(error, c.var.requestId)
  return c.body(JSON.stringify(body), body.status, { 'Content-Type': 'application/problem+json; charset=utf-8' })
}

function problemOf(error: Error, instance: string) {
  if (error instanceof Refusal) {
    return {
      type: `/help/problems#${error.code}`,
      title: refusalText(error),
      status: statuses[error.code],
      code: error.code,
      instance,
    }
  }
  if (error instanceof Invalid) {
    const errors = Object.entries(error.errors).map(([field, detail]) => ({ field, detail }))
    return {
      type: '/help/problems#invalid',
      title: 'Dữ liệu gửi lên còn chỗ cần sửa.',
      status: 422 as const,
      code: 'invalid',
      instance,
      errors,
    }
  }
  return {
    type: '/help/problems#failed',
    title: 'Phần mềm gặp lỗi, chưa lưu gì.',
    status: 500 as const,
    code: 'failed',
    instance,
  }
}
