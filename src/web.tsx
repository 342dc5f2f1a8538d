import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { Frame, Page } from '../views/layout.tsx'
import type { Ctx } from './act.ts'
import { flashLater } from './flash.ts'
import { refuseUnless } from './refusal.ts'
import { type Action, could } from './rules/access.ts'
import { dayIn } from './rules/days.ts'
import { nfc } from './rules/names.ts'
import type { SignedIn } from './session.ts'
import type { Site } from './site.ts'

/** What a handler finds in `c.var`. `ctx` and `session` are there on every route behind sign-in. */
export interface Web {
  Variables: { site: Site; ctx: Ctx; session: SignedIn; requestId: string; frame: () => Promise<Frame> }
}
export type WebContext = Context<Web>

declare module 'hono' {
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: hono merges this interface
    (content: Child, page: Page): Response | Promise<Response>
  }
}

/** htmx asks for a piece, except when it restores a page from its history. */
export function wantsFragment(c: Context): boolean {
  const header = (name: string) => c.req.header(name) === 'true'
  return header('HX-Request') && !header('HX-Boosted') && !header('HX-History-Restore-Request')
}

/** Opens a route only to those who could do `action` to something; `act` or the query then decides about the thing itself. */
export function allow(action: Action) {
  const guard = createMiddleware<Web>(async (c, next) => {
    refuseUnless(could(c.var.ctx.who, action), 'forbidden')
    await next()
  })
  return Object.assign(guard, { action })
}

export type Errors = Record<string, string>
export type Typed = Record<string, unknown>
export type Form<T> = { typed: Typed } & (
  | { ok: true; value: T; errors: undefined }
  | { ok: false; value: undefined; errors: Errors }
)

/**
 * Reads a form against its schema: text in NFC, the sending's key and the version looked at go into `ctx`.
 * What was typed comes back as it came, so that a refused form loses nothing.
 */
export async function readForm<T>(c: WebContext, schema: z.ZodType<T>): Promise<Form<T>> {
  const body = await c.req.parseBody({ all: true })
  const { _key, _version, ...rest } = body
  if (c.var.ctx) {
    refreshClock(c) // a slow upload may have taken minutes
    if (typeof _key === 'string' && _key) c.var.ctx.key = _key
    if (typeof _version === 'string' && _version) c.var.ctx.version = Number(_version)
  }
  const typed = withPicks(Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, tidy(name, value)])))
  const read = schema.safeParse(typed)
  if (read.success) return { ok: true, value: read.data, errors: undefined, typed }
  return { ok: false, value: undefined, errors: firstErrors(read.error), typed }
}

/** An act happens when its request has arrived whole, not when it began. */
export function refreshClock(c: WebContext) {
  c.var.ctx.now = c.var.site.clock()
  c.var.ctx.today = dayIn(c.var.ctx.now)
}

/** The first thing wrong with each field. */
export function firstErrors(error: z.ZodError): Errors {
  const errors: Errors = {}
  for (const issue of error.issues) errors[issue.path.join('.')] ??= issue.message
  return errors
}

/** A chip ticked beside a field wins over what was typed in it. */
function withPicks(typed: Typed): Typed {
  const picks = Object.entries(typed).filter(([name]) => name.startsWith('_pick_'))
  const fields = Object.entries(typed).filter(([name]) => !name.startsWith('_pick_'))
  return {
    ...Object.fromEntries(fields),
    ...Object.fromEntries(picks.map(([name, value]) => [name.slice('_pick_'.length), value])),
  }
}

/** Text in NFC without stray space; a password only in NFC, since its spaces may be meant. */
function tidy(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => tidy(name, one))
  if (typeof value !== 'string') return value
  if (/password|current|repeated/.test(name)) return value.normalize('NFC')
  return value.includes('\n') ? value.normalize('NFC').replace(/\r\n/g, '\n').trim() : nfc(value)
}

/** After a change: a browser goes on to `url`, where `said` is shown once, with a way back if there is one. htmx follows too. */
export function done(c: WebContext, url: string, said?: string, undo?: string): Response {
  const stead = c.var.session?.actingFor ? ` (thay đ/c ${c.var.session.actingFor.name})` : ''
  if (said) flashLater(c, { text: said + stead, ...(undo && { undo: { action: undo, label: 'Hoàn tác' } }) })
  return c.redirect(url, 303)
}

/** The same form again, as typed, with what is wrong under each field. */
export function again(c: WebContext, content: Child, page: Page) {
  c.status(422)
  return c.render(content, page)
}

/** Where a form sent from several pages goes back to: a path of ours, never another site. */
export function backTo(typed: Typed, otherwise: string): string {
  const back = typed.back
  return typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : otherwise
}
