import type { Page } from 'playwright-core'

/** What went wrong on a page so far, in the browser's own words. `problems()` is all of it; [] is what a test wants. */
export type Watch = { console: string[]; errors: string[]; policy: string[]; requests: string[]; problems(): string[] }

/** An answer of 4xx to a page or a form is an answer; for a style sheet, a script, a font or a picture it is a fault. */
const parts = new Set(['stylesheet', 'script', 'font', 'image', 'manifest'])

/**
 * Collects console warnings and errors, uncaught errors, content security policy violations, and requests that failed
 * or asked another server. Call it before the first `goto`.
 */
export async function watch(page: Page): Promise<Watch> {
  const seen = { console: [] as string[], errors: [] as string[], policy: [] as string[], requests: [] as string[] }
  page.on('pageerror', (error) => seen.errors.push(String(error)))
  page.on('console', (message) => {
    const text = message.text()
    if (text.startsWith(policyMark)) seen.policy.push(text)
    else if (['error', 'warning'].includes(message.type()) && !isStatus(text)) seen.console.push(text)
  })
  page.on('response', (response) => {
    const request = response.request()
    if (response.status() >= 400 && parts.has(request.resourceType())) {
      seen.requests.push(`${response.status()} ${request.url()}`)
    }
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    // A new page breaks off what the old one was still fetching.
    if (reason !== 'net::ERR_ABORTED') seen.requests.push(`${reason} ${request.url()}`)
  })
  await page.addInitScript(reportViolations, policyMark)
  return { ...seen, problems: () => Object.values(seen).flat() }
}

const policyMark = 'content security policy:'

/** Runs in the page. With JavaScript off it does not, and the browser's own console line tells of the violation. */
function reportViolations(mark: string) {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`${mark} ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
  })
}

const isStatus = (text: string) => text.startsWith('Failed to load resource: the server responded with a status of')
