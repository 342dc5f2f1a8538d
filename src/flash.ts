import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const name = 'said'

/** A sentence to show once on the next page. */
export function flashLater(c: Context, text: string) {
  setCookie(c, name, text, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 60 })
}

/** Takes the waiting sentence away and returns it. */
export function takeFlash(c: Context): string | undefined {
  const text = getCookie(c, name)
  if (text) setCookie(c, name, '', { path: '/', maxAge: 0 })
  return text
}
