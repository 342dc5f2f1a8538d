import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Flash } from '../views/ui/toast.tsx'

const name = 'said'

/** A sentence to show once on the next page, with the undo of what it tells. */
export function flashLater(c: Context, flash: Flash) {
  setCookie(c, name, JSON.stringify(flash), { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 60 })
}

/** Takes the waiting sentence away and returns it; whatever else somebody put in the cookie is nothing. */
export function takeFlash(c: Context): Flash | undefined {
  const value = getCookie(c, name)
  if (!value) return undefined
  setCookie(c, name, '', { path: '/', maxAge: 0 })
  try {
    const { text, undo } = JSON.parse(value) as Flash
    const ours = undo && /^\/(tasks\/[\w-]+\/undo|people\/[\w-]+\/roles\/[\w-]+\/return)$/.test(undo.action)
    return typeof text === 'string' ? { text, ...(ours && { undo }) } : undefined
  } catch {
    return undefined
  }
}
