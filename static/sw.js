// Shows the sheet of an inspection without a connection: the copy that its page has kept, and the parts it is made of.
// It keeps nothing by itself, knows no other page, and sends nothing: what waits is sent by the open page.

const patience = 5_000

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && /^\/inspections\/sheets\/[\w-]+$/.test(pathname))
    event.respondWith(page(request, pathname))
  else if (pathname.startsWith('/static/')) event.respondWith(part(request))
})

/** The network first; the copy where there is none, or where it takes too long. */
async function page(request, pathname) {
  const copy = await caches.match(pathname, { ignoreVary: true })
  if (!copy) return fetch(request)
  const slow = new Promise((resolve) => setTimeout(resolve, patience, copy))
  return Promise.race([fetch(request).catch(() => copy), slow])
}

const part = (request) =>
  fetch(request).catch(async () => (await caches.match(request, { ignoreVary: true })) ?? Response.error())
