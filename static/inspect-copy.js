// A copy of this page for when there is no connection. It belongs to whoever is signed in, and to nobody else.

import { keeper } from './inspect-sheet.js'

const mine = `sheets ${keeper}`
const parts = 'sheet parts'

/** Keeps the page as it is on the server, and all it is made of; nothing where the browser cannot, as over plain http. */
export async function keepCopy() {
  if (!navigator.serviceWorker || !window.caches) return
  await navigator.serviceWorker.register('/static/sw.js', { scope: '/inspections/sheets/' }).catch(() => {})
  try {
    await forgetOthers()
    await keepPage()
    await keepParts()
  } catch {
    // No connection, or no room: what was kept before stays.
  }
}

/** What was last known of the sheet lies beside the copy of its page, and goes with it. */
export async function keepState(state) {
  const cache = await window.caches?.open(mine).catch(() => {})
  await cache?.put(stateOf(), new Response(JSON.stringify(state))).catch(() => {})
}

export async function stateKept() {
  const kept = await window.caches?.match(stateOf(), { cacheName: mine }).catch(() => {})
  return kept?.json()
}

const stateOf = () => `${location.pathname}/state`

async function forgetOthers() {
  for (const name of await caches.keys()) if (name.startsWith('sheets ') && name !== mine) await caches.delete(name)
}

async function keepPage() {
  const page = await fetch(location.pathname, {
    headers: { Accept: 'text/html' },
    redirect: 'manual',
    cache: 'no-store',
  })
  if (!page.ok || !(await page.clone().text()).includes(`data-keeper="${keeper}"`)) return
  const cache = await caches.open(mine)
  await cache.put(location.pathname, page)
}

/** Style, scripts, letters and pictures, as this page has asked for them; those of an older version go. */
async function keepParts() {
  const wanted = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/static/'))
    .map(({ pathname, search }) => pathname + search)
  const cache = await caches.open(parts)
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url)
    if (!wanted.includes(pathname + search)) await cache.delete(url)
  }
  await cache.addAll([...new Set([...wanted, '/static/icons.svg'])])
}
